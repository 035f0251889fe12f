import { type ContactEngine, contentOf } from '../../contacts/index.ts';
import {
  artifactId,
  TRACE_DOCUMENT_VERSION,
  type TraceContact,
  type TraceDocument,
  type TraceSession,
} from '../../fleet/index.ts';
import type { Reading } from '../../sources/index.ts';
import { maskSecrets } from '../output/mask.ts';
import { quote } from '../output/quote.ts';
import { agentOf } from './agent-key.ts';
import { coverageOf } from './coverage.ts';
import { artifactName, type DocumentOptions, type Frame, frameOf, iso } from './frame.ts';
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
    artifacts: artifactsOf(engine, traced),
    contacts: contactsOf(frame),
    contactsByChannel: contactsByChannel(frame),
    longestChains: longestChains(frame),
    seeds,
    skipped: reading.skipped().map((skip) => ({ ...skip, reason: maskSecrets(skip.reason) })),
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
      if (exposure.acted === 'relayed' && exposure.how === 'observed') status.set(exposure.session, 'confirmed');
      else if (!status.has(exposure.session)) status.set(exposure.session, 'exposed');
      const known = generation.get(exposure.session);
      if (known === undefined || exposure.generation < known) generation.set(exposure.session, exposure.generation);
    }
  }
  const asked = traced.outbreaks.length > 0;
  const unexplained = new Set(traced.outbreaks.flatMap((outbreak) => [...carriersUnexplained(outbreak)]));
  const sessions: TraceSession[] = [];
  for (const session of frame.engine.sessions.list) {
    if (!frame.inWindow(session)) continue;
    const content = contentOf(session);
    const found = status.get(session.id);
    sessions.push({
      id: session.id,
      agent: maskSecrets(agentOf(session, frame.options.agentKey)),
      source: frame.files[session.file]?.source ?? 'unknown',
      start: iso(session.start),
      end: iso(session.end),
      status: found ?? (asked && content === 'full' && !unexplained.has(session.no) ? 'clear' : 'unassessed'),
      ...(generation.has(session.id) && { generation: generation.get(session.id)! }),
      ...(session.info.parent !== undefined && { parent: session.info.parent }),
      content,
      events: session.events,
      ...(session.tokens > 0 && { tokens: session.tokens }),
    });
  }
  return sessions;
}

function artifactsOf(engine: ContactEngine, traced: Traced): TraceDocument['artifacts'] {
  return engine.artifacts.list.map(({ no, ref, readers, writers, ruleReaders }) => {
    const carries = traced.outbreaks.flatMap((outbreak, i) => (outbreak.live.has(no) ? [i] : []));
    return {
      id: maskSecrets(artifactId(ref)),
      channel: ref.channel,
      label: maskSecrets(ref.key),
      scope: maskSecrets(ref.scope),
      readers: readers + ruleReaders,
      writers,
      ...(carries.length > 0 && { carries }),
    };
  });
}

function contactsOf(frame: Frame): TraceContact[] {
  const { engine, withdrawn, options } = frame;
  const { contacts, writes } = engine;
  const list: TraceContact[] = [];
  for (let row = 0; row < contacts.length; row++) {
    if (withdrawn.has(row)) continue;
    const time = contacts.get('time', row);
    if (!frame.when(time)) continue;
    const write = contacts.get('write', row);
    const artifact = contacts.get('artifact', row);
    const how = engine.howOf(row);
    const passage = quote(engine.passages.get(row), options.quotes);
    list.push({
      from: engine.sessions.list[writes.get('session', write)]!.id,
      to: engine.sessions.list[contacts.get('to', row)]!.id,
      artifact: artifactName(engine, artifact),
      channel: engine.channelOf(row),
      time: iso(time),
      written: iso(writes.get('time', write)),
      basis: engine.basisOf(row),
      ...(how !== 'observed' && { how }),
      ...(passage !== undefined && { passage }),
    });
  }
  return list;
}
