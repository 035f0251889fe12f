import type { Hit, SeedTrace } from '../cases/index.ts';
import { type ContactEngine, contentOf } from '../contacts/index.ts';
import { type Deeds, deedsOf } from './acts.ts';
import { type Carriers, carriersOf } from './carriers.ts';
import { distinctiveHits } from './distinctive.ts';
import { type Exposure, exposuresOf, isLearned } from './exposures.ts';
import { type Link, linksFrom } from './links.ts';
import { likeNames } from './names.ts';
import { type Origin, originsOf } from './origins.ts';

/** A copy of the seed that somebody wrote. */
export interface Copy {
  hit: Hit;
  original: boolean;
  live: boolean;
}

/** What became of one seed. Sessions and artifacts are numbers of the contact engine's tables. */
export interface SeedOutbreak {
  trace: SeedTrace;
  found: 'found' | 'not-there' | 'cannot-tell';
  /** Why not, where more than unseen content stands behind `cannot-tell`. */
  why: 'no-such-artifact' | 'common-parts' | undefined;
  /** Names of artifacts like the one that was asked for, where none of that name was seen. */
  likeNames: string[];
  /** Who wrote it before anybody was seen to read it; `undefined` also where the order is not known. */
  firstWriter: number | undefined;
  firstSeen: Hit | undefined;
  /** Several sessions have it, and times that would say who was first are missing. */
  orderUnknown: boolean;
  origins: Origin[];
  exposures: Map<number, Exposure>;
  deeds: Map<number, Deeds>;
  reachable: Set<number>;
  copies: Copy[];
  /** Artifacts that still carry it. */
  live: Set<number>;
  /** Sessions that wrote it on and were not seen to read it, the first writer left out. */
  unreadWriters: Set<number>;
}

/**
 * The outbreak of one seed: who could have met it, who read it, who acted, and the chain back to its first writer.
 * Cost: two passes over the contacts, and the rest over what carries the seed.
 */
export function seedOutbreak(trace: SeedTrace, engine: ContactEngine): SeedOutbreak {
  const written = trace.hits.flatMap((hit) => (hit.kind === 'write' && hit.write >= 0 ? [hit.write] : []));
  const tied = linksFrom(engine, new Set(written));
  const { counts, tooLittle } = distinctiveHits(trace, tied);
  const carriers = carriersOf(trace, counts);
  const copies = trace.hits.filter((hit) => hit.kind === 'write' && counts(hit));
  const links = linksFrom(engine, carryingWrites(copies, carriers));
  const seen = trace.hits.filter((hit) => (hit.kind === 'read' || hit.kind === 'write') && counts(hit));
  const orderUnknown = trace.seed.kind !== 'session' && isOrderUnknown(seen, links);
  const firstWriter = orderUnknown ? undefined : firstWriterOf(trace, seen);
  const exposures = exposuresOf(trace, counts, carriers, engine, links, firstWriter);
  const known = knownCopies(trace, copies, exposures, firstWriter);
  const latest = latestOfTheirArtifact(known);
  return {
    trace,
    ...foundOf(trace, counts, tooLittle, exposures, engine),
    firstWriter,
    firstSeen: seen[0],
    orderUnknown,
    origins: originsOf(known, exposures, engine.sessions.list, firstWriter, orderUnknown),
    exposures,
    deeds: deedsOf(trace, counts, exposures),
    reachable: reachableOf(carriers, exposures, firstWriter),
    copies: known.map((hit) => ({
      hit,
      original: hit.session === firstWriter,
      live: carriers.live.has(hit.artifact) && latest.has(hit),
    })),
    live: carriers.live,
    unreadWriters: unreadWriters(known, exposures, firstWriter),
  };
}

/** Writes that carry it: copies, and writes without text of what the seed names. */
function carryingWrites(copies: Hit[], carriers: Carriers): Set<number> {
  const writes = new Set<number>();
  for (const hit of copies) if (hit.write >= 0) writes.add(hit.write);
  for (const { write } of carriers.within) if (write >= 0) writes.add(write);
  return writes;
}

/** Who wrote it before anybody was seen to read it. */
function firstWriterOf(trace: SeedTrace, seen: Hit[]): number | undefined {
  if (trace.seed.kind === 'session') return trace.hits.find((hit) => hit.kind === 'write')?.session;
  // An answer is no write that others read, but its session had the text: where it read it is not in the telemetry.
  return seen[0]?.kind === 'write' ? seen[0].session : undefined;
}

/**
 * Another session has it too, and either of the two has no time: which of them was first cannot be told, unless the other
 * events of their sessions say it, or a contact ties the other one to what the first wrote.
 */
function isOrderUnknown(seen: Hit[], links: ReadonlyMap<number, Link[]>): boolean {
  const first = seen[0];
  if (first === undefined) return false;
  return seen.some(
    (other) =>
      other.session !== first.session &&
      mayBeBefore(other, first) &&
      !links.get(other.session)?.some((link) => link.from === first.session),
  );
}

/** One of the two has no time, and what surrounds it leaves open which came first. */
function mayBeBefore(other: Hit, first: Hit): boolean {
  if (other.time !== undefined && first.time !== undefined) return false;
  return !((first.notAfter ?? Number.POSITIVE_INFINITY) <= (other.notBefore ?? Number.NEGATIVE_INFINITY));
}

/**
 * Copies that belong to the outbreak. A learned text (what a session or an artifact held) is common to many: only what
 * the seed itself or an exposed session wrote counts.
 */
function knownCopies(
  trace: SeedTrace,
  copies: Hit[],
  exposures: Map<number, Exposure>,
  firstWriter: number | undefined,
): Hit[] {
  const touched = new Set(trace.touches.map((touch) => touch.order));
  return copies.filter(
    (hit) =>
      !isLearned(trace, hit) ||
      hit.session === firstWriter ||
      (exposures.get(hit.session)?.order ?? Number.POSITIVE_INFINITY) < hit.order ||
      (trace.seed.kind === 'artifact' && touched.has(hit.order)),
  );
}

function reachableOf(
  carriers: Carriers,
  exposures: Map<number, Exposure>,
  firstWriter: number | undefined,
): Set<number> {
  const reachable = new Set(exposures.keys());
  for (const { touch } of carriers.within) reachable.add(touch.session);
  if (firstWriter !== undefined) reachable.delete(firstWriter);
  return reachable;
}

function unreadWriters(copies: Hit[], exposures: Map<number, Exposure>, firstWriter: number | undefined): Set<number> {
  const unread = new Set<number>();
  for (const hit of copies) if (hit.session !== firstWriter && !exposures.has(hit.session)) unread.add(hit.session);
  return unread;
}

/** Copies after which no other as good was written to the same artifact. */
function latestOfTheirArtifact(copies: Hit[]): Set<Hit> {
  const latest = new Set<Hit>();
  const best = new Map<number, number>();
  for (const hit of [...copies].sort((a, b) => b.order - a.order)) {
    const later = best.get(hit.artifact) ?? -1;
    if (hit.similarity <= later) continue;
    latest.add(hit);
    best.set(hit.artifact, hit.similarity);
  }
  return latest;
}

type Answer = Pick<SeedOutbreak, 'found' | 'why' | 'likeNames'>;

function foundOf(
  trace: SeedTrace,
  counts: (hit: Hit) => boolean,
  tooLittle: boolean,
  exposures: Map<number, Exposure>,
  engine: ContactEngine,
): Answer {
  const answer = (found: Answer['found'], why?: Answer['why']): Answer => ({ found, why, likeNames: [] });
  if (exposures.size > 0 || trace.touches.length > 0 || trace.hits.some(counts)) return answer('found');
  const { seed } = trace;
  if (seed.kind === 'artifact' && trace.named.size === 0) {
    return { ...answer('cannot-tell', 'no-such-artifact'), likeNames: likeNames(seed.key, engine.artifacts.list) };
  }
  if (tooLittle) return answer('cannot-tell', 'common-parts');
  const sessions = engine.sessions.list;
  // Sessions in which nothing was read or written show nothing, however many they are.
  const seen = sessions.every((session) => contentOf(session) === 'full');
  const any = sessions.some((session) => session.readsWithText > 0);
  return answer(seen && any ? 'not-there' : 'cannot-tell');
}
