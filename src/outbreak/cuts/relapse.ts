import type { Hit } from '../../cases/index.ts';
import { type ContactEngine, contentOf } from '../../contacts/index.ts';
import type { CaseSet } from '../cases/index.ts';
import { distinctiveHits } from '../distinctive.ts';
import type { OutbreakState } from '../forward/state.ts';
import { linksFrom } from '../links.ts';
import type { SeedOutbreak } from '../seed-outbreak.ts';

/**
 * Something that came back.
 *
 * - `read-again`: a session read it where it stood before, and nobody was seen to write it there since: it was never taken
 *   out, or was restored or indexed anew
 * - `written-again`: a session wrote it where it stood before
 * - `new-copy`: a session wrote it where it had not stood
 * - `came-in`: a session read it where it had not stood and nobody was seen to write it
 * - `re-exposed`: a session of an agent that had a case before read it, or read what a case wrote
 * - `new-case`: a session became a case
 */
export type RelapseKind = 'read-again' | 'written-again' | 'new-copy' | 'came-in' | 're-exposed' | 'new-case';

export interface Relapse {
  kind: RelapseKind;
  session: number;
  /** -1: a text without an address. */
  artifact: number;
  time: number;
  /** It is not word for word what it was: a summary, a translation of terms, a part. */
  altered: boolean;
  passage: string | undefined;
  file: number;
  line: number;
}

/** What became of an artifact that carried it before the cure. */
export interface FormerCarrier {
  artifact: number;
  /** clean: read or replaced as a whole since, without it. back: seen there since. not-seen: nobody looked since. */
  now: 'clean' | 'back' | 'not-seen';
}

export interface RelapseReport {
  relapses: Relapse[];
  carriers: FormerCarrier[];
  /** Sessions active since the cure, and those of them whose content was fully seen. */
  sessions: number;
  seen: number;
  outcome: 'relapse' | 'held' | 'cannot-tell';
}

const MOST_RELAPSES = 10_000;

/** What of a traced seed was seen since a moment. One pass over what carries the seed, and one over the contacts. */
export function seedRelapse(
  outbreak: SeedOutbreak,
  state: OutbreakState,
  engine: ContactEngine,
  agentOf: ArrayLike<number>,
  since: number,
): RelapseReport {
  const { trace } = outbreak;
  const written = trace.hits.flatMap((hit) => (hit.kind === 'write' && hit.write >= 0 ? [hit.write] : []));
  const { counts } = distinctiveHits(trace, linksFrom(engine, new Set(written)));
  const hits = trace.hits.filter((hit) => (hit.kind === 'read' || hit.kind === 'write') && counts(hit));
  const former = new Set<number>();
  for (const { artifact, time, kind, quoted } of hits) {
    if (artifact >= 0 && time !== undefined && time < since && !(kind === 'write' && quoted)) former.add(artifact);
  }
  for (const artifact of trace.named) former.add(artifact);
  const now = new Map<number, FormerCarrier['now']>([...former].map((artifact) => [artifact, 'not-seen']));
  const ill = agentsWithCases(state.set, agentOf, since);
  const book = new RelapseBook();
  const rewritten = new Set<number>();
  for (const hit of hits) {
    if (hit.time === undefined || hit.time < since || (hit.kind === 'write' && hit.quoted)) continue;
    if (now.has(hit.artifact)) now.set(hit.artifact, 'back');
    const before = former.has(hit.artifact);
    if (hit.kind === 'write') {
      book.note(before ? 'written-again' : 'new-copy', relapseOf(hit));
      rewritten.add(hit.artifact);
      continue;
    }
    const returning = ill.has(agentOf[hit.session]!);
    if (!rewritten.has(hit.artifact) || hit.artifact < 0) book.note(before ? 'read-again' : 'came-in', relapseOf(hit));
    if (returning) book.note('re-exposed', relapseOf(hit));
  }
  for (const touch of trace.touches) {
    if (touch.time === undefined || touch.time < since || touch.hit || !now.has(touch.artifact)) continue;
    const looked = (touch.kind === 'read' && touch.whole && touch.seen) || touch.clears;
    if (looked && now.get(touch.artifact) === 'not-seen') now.set(touch.artifact, 'clean');
  }
  noteCases(book, state.set, engine, since);
  return reportOf(book, now, engine, state, since);
}

/** The same of a behaviour: new cases, and reads of what cases had written. */
export function behaviourRelapse(
  state: OutbreakState,
  engine: ContactEngine,
  agentOf: ArrayLike<number>,
  since: number,
): RelapseReport {
  const book = new RelapseBook();
  const ill = agentsWithCases(state.set, agentOf, since);
  const now = new Map<number, FormerCarrier['now']>();
  for (const { artifact, session, written, time } of state.exposures) {
    if (time === undefined) continue;
    if (artifact >= 0 && time < since && !now.has(artifact)) now.set(artifact, 'not-seen');
    if (time < since) continue;
    if (now.has(artifact)) now.set(artifact, 'back');
    const found = { session, artifact, time, altered: false, passage: undefined, ...placeIn(engine, session) };
    if (written !== undefined && written < since) book.note('read-again', found);
    if (ill.has(agentOf[session]!)) book.note('re-exposed', found);
  }
  noteCases(book, state.set, engine, since);
  return reportOf(book, now, engine, state, since);
}

/** One entry for each kind, session and artifact: the first. */
class RelapseBook {
  readonly list: Relapse[] = [];
  private readonly known = new Set<string>();

  note(kind: RelapseKind, relapse: Omit<Relapse, 'kind'>): void {
    const key = `${kind} ${relapse.session} ${relapse.artifact}`;
    if (this.known.has(key) || this.list.length >= MOST_RELAPSES) return;
    this.known.add(key);
    this.list.push({ kind, ...relapse });
  }
}

function relapseOf(hit: Hit): Omit<Relapse, 'kind'> {
  const { session, artifact, passage, file, line } = hit;
  return { session, artifact, time: hit.time!, altered: !hit.verbatim, passage, file, line };
}

function placeIn(engine: ContactEngine, session: number): { file: number; line: number } {
  return { file: engine.sessions.list[session]!.file, line: 0 };
}

function agentsWithCases(set: CaseSet, agentOf: ArrayLike<number>, before: number): Set<number> {
  const ill = new Set<number>();
  for (const [session, { time }] of set.cases) if (time !== undefined && time < before) ill.add(agentOf[session]!);
  return ill;
}

function noteCases(book: RelapseBook, set: CaseSet, engine: ContactEngine, since: number): void {
  for (const [session, { time }] of set.cases) {
    if (time === undefined || time < since) continue;
    book.note('new-case', {
      session,
      artifact: -1,
      time,
      altered: false,
      passage: undefined,
      ...placeIn(engine, session),
    });
  }
}

/** Held takes somebody who looked: every former carrier read without it, and every session since fully seen. */
function reportOf(
  book: RelapseBook,
  now: ReadonlyMap<number, FormerCarrier['now']>,
  engine: ContactEngine,
  { set }: OutbreakState,
  since: number,
): RelapseReport {
  let [sessions, seen] = [0, 0];
  for (const session of engine.sessions.list) {
    if (session.end === undefined || session.end < since) continue;
    sessions++;
    if (contentOf(session) === 'full' && set.assessed(session.no)) seen++;
  }
  const carriers = [...now].map(([artifact, state]) => ({ artifact, now: state }));
  const looked = sessions > 0 && seen === sessions && carriers.every((carrier) => carrier.now === 'clean');
  const relapses = book.list.sort((a, b) => a.time - b.time || a.session - b.session);
  return {
    relapses,
    carriers: carriers.sort((a, b) => ORDER.indexOf(a.now) - ORDER.indexOf(b.now) || a.artifact - b.artifact),
    sessions,
    seen,
    outcome: relapses.length > 0 ? 'relapse' : looked ? 'held' : 'cannot-tell',
  };
}

const ORDER: FormerCarrier['now'][] = ['back', 'not-seen', 'clean'];
