import { contentOf, type Session } from '../../contacts/index.ts';
import type { TraceDocument, TraceSession } from '../../fleet/index.ts';
import type { CaseSection } from '../cases/section.ts';
import { agentOf } from './agent-key.ts';
import { type Frame, iso } from './frame.ts';
import { type LongList, longList } from './long-list.ts';
import type { Traced } from './run.ts';
import { carriersUnexplained } from './seed-section.ts';

type Status = TraceSession['status'];

/** From what says nothing to what a person, or an exact relay, has settled. */
const STATUSES: readonly Status[] = ['unassessed', 'clear', 'exposed', 'suspected', 'probable', 'confirmed'];

/** Each session that was active in the window, with the highest status that any seed or behaviour gives it. */
export function sessionsOf(
  frame: Frame,
  seeds: TraceDocument['seeds'],
  cases: CaseSection | undefined,
  traced: Traced,
): LongList<TraceSession> {
  const { status, generation } = seedStatus(seeds, traced, frame);
  const unexplained = new Set(traced.outbreaks.flatMap((outbreak) => [...carriersUnexplained(outbreak)]));
  const mayBeClear = (session: Session) =>
    traced.outbreaks.length + (cases?.behaviours.length ?? 0) > 0 &&
    frame.options.interrupted !== true &&
    contentOf(session) === 'full' &&
    !unexplained.has(session.no) &&
    cases?.unassessed.has(session.no) !== true;
  const ofSession = new Map<string, TraceDocument['cases']>();
  for (const one of cases?.cases ?? []) {
    const known = ofSession.get(one.session);
    if (known === undefined) ofSession.set(one.session, [one]);
    else known.push(one);
  }
  const nameOf = (session: Session) => frame.names.other(agentOf(session, frame.options.agentKey));
  const rowOf = (session: Session): TraceSession => {
    const id = frame.names.session(session.no);
    const own = ofSession.get(id) ?? [];
    const met: Status | undefined = cases?.exposed.has(session.no) ? 'exposed' : undefined;
    const found = [status.get(id), met, ...own.map((one): Status => one.status)];
    const score = Math.max(...own.map((one) => one.score ?? -1));
    return {
      id,
      agent: nameOf(session),
      source: frame.files[session.file]?.source ?? 'unknown',
      start: iso(session.start),
      end: iso(session.end),
      status: highest(found) ?? (mayBeClear(session) ? 'clear' : 'unassessed'),
      ...(generation.has(id) && { generation: generation.get(id)! }),
      ...(session.info.parent !== undefined && { parent: frame.names.other(session.info.parent) }),
      content: contentOf(session),
      events: session.events,
      ...(session.tokens > 0 && { tokens: session.tokens }),
      ...(score >= 0 && { score }),
      ...(own.length > 0 && { evidence: own.map((one) => `${one.behaviour}: ${one.reason}`) }),
    };
  };
  const { list } = frame.engine.sessions;
  let shown = 0;
  for (const session of list) {
    // Named now, and whether shown or not: names are numbered in the order of the telemetry.
    nameOf(session);
    if (!frame.inWindow(session)) continue;
    if (session.info.parent !== undefined) frame.names.other(session.info.parent);
    shown++;
  }
  return longList(shown, function* () {
    for (const session of list) if (frame.inWindow(session)) yield rowOf(session);
  });
}

function highest(found: readonly (Status | undefined)[]): Status | undefined {
  const ranks = found.flatMap((one) => (one === undefined ? [] : [STATUSES.indexOf(one)]));
  return ranks.length === 0 ? undefined : STATUSES[Math.max(...ranks)];
}

/** Whoever brought it in is judged as those who wrote it on are: by what it wrote. What a seed names is bad as a whole. */
function firstWriterStatus({ trace, copies }: Traced['outbreaks'][number]): Status {
  if (trace.seed.kind === 'session') return 'confirmed';
  const own = copies.filter(({ original, hit }) => original && !hit.quoted);
  if (own.length === 0) return 'exposed';
  return own.some(({ hit }) => hit.verbatim) ? 'confirmed' : 'probable';
}

/** What the seeds alone say of sessions, by name. */
function seedStatus(seeds: TraceDocument['seeds'], traced: Traced, frame: Frame) {
  const status = new Map<string, Status>();
  const generation = new Map<string, number>();
  // Only the whole seed, word for word, confirms: an altered or partial copy may be of something like it.
  const exactly = new Set(
    traced.outbreaks.flatMap(({ deeds }) =>
      [...deeds].flatMap(([no, deed]) => (deed.relayedExactly ? [frame.names.session(no)] : [])),
    ),
  );
  for (const [i, seed] of seeds.entries()) {
    if (seed.firstWriter !== null) {
      status.set(seed.firstWriter, highest([status.get(seed.firstWriter), firstWriterStatus(traced.outbreaks[i]!)])!);
      generation.set(seed.firstWriter, 0);
    }
    for (const { session, acted, how, generation: steps } of seed.exposed) {
      const relayed = acted === 'relayed' && how === 'observed';
      const found: Status = relayed ? (exactly.has(session) ? 'confirmed' : 'probable') : 'exposed';
      status.set(session, highest([status.get(session), found])!);
      generation.set(session, Math.min(generation.get(session) ?? Number.POSITIVE_INFINITY, steps));
    }
  }
  return { status, generation };
}
