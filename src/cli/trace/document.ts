import { TRACE_DOCUMENT_VERSION, type TraceContact } from '../../fleet/index.ts';
import type { Reading } from '../../sources/index.ts';
import { caseSection } from '../cases/section.ts';
import { caseOutbreakSection, seedOutbreakSection } from '../outbreak/section.ts';
import { maskSecrets } from '../output/mask.ts';
import { quote } from '../output/quote.ts';
import { coverageOf } from './coverage.ts';
import { type DocumentOptions, type Frame, frameOf, iso } from './frame.ts';
import { type LazyDocument, longList } from './long-list.ts';
import type { Traced } from './run.ts';
import { seedSection } from './seed-section.ts';
import { sessionsOf } from './session-rows.ts';
import { contactsByChannel, longestChains } from './summary.ts';

/** Everything that a trace found, as the published document; its long lists are made when they are gone through. */
export function traceDocument(traced: Traced, reading: Reading, options: DocumentOptions): LazyDocument {
  const { engine } = traced;
  const frame = frameOf(engine, reading, options);
  const seeds = traced.outbreaks.map((outbreak) => seedSection(outbreak, frame));
  const cases = traced.cases && caseSection(traced.cases, options.verdicts ?? [], frame);
  const outbreaks = [
    ...traced.outbreaks.map((outbreak, i) => seedOutbreakSection(outbreak, i, frame)),
    ...(cases?.sets ?? []).map((one) => caseOutbreakSection(one, frame)),
  ].filter((outbreak) => outbreak !== undefined);
  return {
    version: TRACE_DOCUMENT_VERSION,
    tool: { name: 'cordon', version: options.toolVersion },
    window: { since: iso(options.since), until: iso(options.until) },
    quotes: options.quotes,
    coverage: coverageOf(frame, reading),
    sessions: sessionsOf(frame, seeds, cases, traced),
    artifacts: artifactsOf(frame, traced),
    contacts: contactsOf(frame),
    contactsByChannel: contactsByChannel(frame),
    longestChains: longestChains(frame),
    seeds,
    ...(cases !== undefined && {
      summary: cases.summary,
      behaviours: cases.behaviours,
      cases: cases.cases,
      channels: cases.channels,
      dismissals: cases.dismissals,
      judges: cases.judges,
    }),
    ...(outbreaks.length > 0 && { outbreaks }),
    skipped: reading.skipped().map((skip) => ({
      ...skip,
      file: frame.names.other(skip.file),
      reason: maskSecrets(skip.reason),
    })),
  };
}

function artifactsOf({ engine, names }: Frame, traced: Traced): LazyDocument['artifacts'] {
  const { list } = engine.artifacts;
  // Named now: names are numbered in the order of the telemetry, whichever list is gone through first.
  for (const { ref } of list) {
    names.other(ref.key);
    names.other(ref.scope);
  }
  return longList(list.length, function* () {
    for (const { no, ref, readers, writers, ruleReaders } of list) {
      const carries = traced.outbreaks.flatMap((outbreak, i) => (outbreak.live.has(no) ? [i] : []));
      yield {
        id: names.artifact(no),
        channel: ref.channel,
        label: names.other(ref.key),
        scope: names.other(ref.scope),
        readers: readers + ruleReaders,
        writers,
        ...(carries.length > 0 && { carries }),
      };
    }
  });
}

function contactsOf(frame: Frame): LazyDocument['contacts'] {
  const { contacts } = frame.engine;
  const isShown = (row: number) => !frame.withdrawn.has(row) && frame.when(contacts.get('time', row));
  let shown = 0;
  for (let row = 0; row < contacts.length; row++) if (isShown(row)) shown++;
  return longList(shown, function* () {
    for (let row = 0; row < contacts.length; row++) if (isShown(row)) yield contactOf(row, frame);
  });
}

function contactOf(row: number, { engine, names, options }: Frame): TraceContact {
  const { contacts, writes } = engine;
  const time = contacts.get('time', row);
  const write = contacts.get('write', row);
  const skew = writes.get('time', write) - time;
  const how = engine.howOf(row);
  const passage = quote(engine.passages.get(row), options.quotes);
  return {
    from: names.session(writes.get('session', write)),
    to: names.session(contacts.get('to', row)),
    artifact: names.artifact(contacts.get('artifact', row)),
    channel: engine.channelOf(row),
    time: iso(time),
    written: iso(writes.get('time', write)),
    ...(skew > 0 && { clockSkew: skew }),
    basis: engine.basisOf(row),
    ...(how !== 'observed' && { how }),
    ...(passage !== undefined && { passage }),
  };
}
