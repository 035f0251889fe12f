import { contentOf } from '../../contacts/index.ts';
import { TRACE_DOCUMENT_VERSION, type TraceContact, type TraceDocument, type TraceSession } from '../../fleet/index.ts';
import type { Reading } from '../../sources/index.ts';
import { maskSecrets } from '../output/mask.ts';
import { quote } from '../output/quote.ts';
import { agentOf } from './agent-key.ts';
import { coverageOf } from './coverage.ts';
import { type DocumentOptions, type Frame, frameOf, iso } from './frame.ts';
import type { Traced } from './run.ts';
import { carriersUnexplained, seedSection } from './seed-section.ts';
import { contactsByChannel, longestChains } from './summary.ts';

/** Everything that a trace found, as the published document. */
export function traceDocument(traced: Traced, reading: Reading, options: DocumentOptions): TraceDocument {
  const { engine } = traced;
  const frame = frameOf(engine, reading, options);
  const seeds = traced.outbreaks.map((outbreak) => seedSection(outbreak, frame));
  return {
    version: TRACE_DOCUMENT_VERSION,
    tool: { name: 'cordon', version: options.toolVersion },
    window: { since: iso(options.since), until: iso(options.until) },
    quotes: options.quotes,
    coverage: coverageOf(frame, reading),
    sessions: sessionsOf(frame, seeds, traced),
    artifacts: artifactsOf(frame, traced),
    contacts: contactsOf(frame),
    contactsByChannel: contactsByChannel(frame),
    longestChains: longestChains(frame),
    seeds,
    skipped: reading.skipped().map((skip) => ({
      ...skip,
      file: frame.names.other(skip.file),
      reason: maskSecrets(skip.reason),
    })),
  };
}

function sessionsOf(frame: Frame, seeds: TraceDocument['seeds'], traced: Traced): TraceSession[] {
  const status = new Map<string, TraceSession['status']>();
  const generation = new Map<string, number>();
  for (const seed of seeds) {
    if (seed.firstWriter !== null) {
      status.set(seed.firstWriter, 'confirmed');
      generation.set(seed.firstWriter, 0);
    }
    for (const exposure of seed.exposed) {
      if (exposure.acted === 'relayed' && exposure.how === 'observed') {
        if (status.get(exposure.session) !== 'confirmed') status.set(exposure.session, 'probable');
      } else if (!status.has(exposure.session)) status.set(exposure.session, 'exposed');
      const known = generation.get(exposure.session);
      if (known === undefined || exposure.generation < known) generation.set(exposure.session, exposure.generation);
    }
  }
  // Only the whole seed, word for word, confirms: an altered or partial copy may be of something like it.
  const relayedExactly = new Set(
    traced.outbreaks.flatMap(({ deeds }) => [...deeds].flatMap(([no, deed]) => (deed.relayedExactly ? [no] : []))),
  );
  const asked = traced.outbreaks.length > 0;
  const stopped = frame.options.interrupted === true;
  const unexplained = new Set(traced.outbreaks.flatMap((outbreak) => [...carriersUnexplained(outbreak)]));
  const sessions: TraceSession[] = [];
  for (const session of frame.engine.sessions.list) {
    const agent = frame.names.other(agentOf(session, frame.options.agentKey));
    if (!frame.inWindow(session)) continue;
    const content = contentOf(session);
    const id = frame.names.session(session.no);
    const called = status.get(id);
    const found = called === 'probable' && relayedExactly.has(session.no) ? 'confirmed' : called;
    sessions.push({
      id,
      agent,
      source: frame.files[session.file]?.source ?? 'unknown',
      start: iso(session.start),
      end: iso(session.end),
      status:
        found ?? (asked && !stopped && content === 'full' && !unexplained.has(session.no) ? 'clear' : 'unassessed'),
      ...(generation.has(id) && { generation: generation.get(id)! }),
      ...(session.info.parent !== undefined && { parent: frame.names.other(session.info.parent) }),
      content,
      events: session.events,
      ...(session.tokens > 0 && { tokens: session.tokens }),
    });
  }
  return sessions;
}

function artifactsOf({ engine, names }: Frame, traced: Traced): TraceDocument['artifacts'] {
  return engine.artifacts.list.map(({ no, ref, readers, writers, ruleReaders }) => {
    const carries = traced.outbreaks.flatMap((outbreak, i) => (outbreak.live.has(no) ? [i] : []));
    return {
      id: names.artifact(no),
      channel: ref.channel,
      label: names.other(ref.key),
      scope: names.other(ref.scope),
      readers: readers + ruleReaders,
      writers,
      ...(carries.length > 0 && { carries }),
    };
  });
}

function contactsOf(frame: Frame): TraceContact[] {
  const { engine, names, withdrawn, options } = frame;
  const { contacts, writes } = engine;
  const list: TraceContact[] = [];
  for (let row = 0; row < contacts.length; row++) {
    if (withdrawn.has(row)) continue;
    const time = contacts.get('time', row);
    if (!frame.when(time)) continue;
    const write = contacts.get('write', row);
    const skew = writes.get('time', write) - time;
    const artifact = contacts.get('artifact', row);
    const how = engine.howOf(row);
    const passage = quote(engine.passages.get(row), options.quotes);
    list.push({
      from: names.session(writes.get('session', write)),
      to: names.session(contacts.get('to', row)),
      artifact: names.artifact(artifact),
      channel: engine.channelOf(row),
      time: iso(time),
      written: iso(writes.get('time', write)),
      ...(skew > 0 && { clockSkew: skew }),
      basis: engine.basisOf(row),
      ...(how !== 'observed' && { how }),
      ...(passage !== undefined && { passage }),
    });
  }
  return list;
}
