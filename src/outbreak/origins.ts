import type { Hit } from '../cases/index.ts';
import type { Session } from '../contacts/index.ts';
import type { Exposure } from './exposures.ts';

/** Where the seed may have come from. */
export interface Origin {
  /** Session number; undefined: outside the telemetry. */
  session: number | undefined;
  artifact: number;
  time: number | undefined;
  /** Relative support; the origins of a seed sum to 1. */
  weight: number;
  why: 'wrote-first' | 'wrote-unread' | 'wrote-order-unknown' | 'came-in' | 'unseen';
}

/** How much an origin outside keeps when the first writer was wholly seen: nobody sees everything. */
const UNSEEN_FLOOR = 0.05;
/** Each later introduction counts half of the one before. */
const LATER = 0.5;
const MOST_ORIGINS = 8;

/**
 * Ranks where the seed came from: sessions that wrote it without having been seen to read it, texts that came in from
 * outside, and "outside the telemetry, unseen".
 *
 * The weights order the candidates and say how much of the evidence is in sight; they are a stated rule, not an
 * estimate: the k-th introduction in time counts 2^-k of the share of its session's reads whose text is known, and what
 * is missing of the first goes to the outside. One whose time is missing may have been the first, and counts like it.
 */
export function originsOf(
  writers: Hit[],
  exposures: Map<number, Exposure>,
  sessions: Session[],
  firstWriter: number | undefined,
  orderUnknown: boolean,
): Origin[] {
  const origins: Origin[] = [];
  const fromOutside = [...exposures.values()].filter((e) => e.via === undefined && e.hit !== undefined);
  const introductions = writers.filter((hit) => !readBefore(hit, exposures));
  const starts = [
    ...introductions.map((hit) => ({ order: hit.order, hit, exposure: undefined as Exposure | undefined })),
    ...fromOutside.map((exposure) => ({ order: exposure.order, hit: undefined as Hit | undefined, exposure })),
  ].sort((a, b) => a.order - b.order);
  let unseen = UNSEEN_FLOOR;
  const places = new Set<string>();
  let rank = 0;
  for (const { hit, exposure } of starts) {
    const place = hit !== undefined ? `s${hit.session}` : `a${exposure!.artifact}`;
    if (places.has(place)) continue;
    places.add(place);
    const seen = hit === undefined ? 1 : shareSeen(sessions[hit.session]!);
    const undated = orderUnknown && (hit ?? exposure!).time === undefined;
    if (origins.length === 0) unseen += 1 - seen;
    origins.push({
      session: hit?.session,
      artifact: hit?.artifact ?? exposure!.artifact,
      time: hit === undefined ? exposure!.time : hit.time,
      weight: undated ? seen : seen * LATER ** rank,
      why: hit === undefined ? 'came-in' : wroteHow(hit, firstWriter, orderUnknown && (undated || rank === 0)),
    });
    // One that has a time stays where it is among those that have one.
    if (!undated) rank++;
    if (origins.length === MOST_ORIGINS) break;
  }
  if (origins.length === 0) return [];
  origins.push({ session: undefined, artifact: -1, time: undefined, weight: unseen, why: 'unseen' });
  const total = origins.reduce((sum, origin) => sum + origin.weight, 0);
  for (const origin of origins) origin.weight /= total;
  return origins.sort((a, b) => b.weight - a.weight);
}

function wroteHow(hit: Hit, firstWriter: number | undefined, orderUnknown: boolean): Origin['why'] {
  if (orderUnknown) return 'wrote-order-unknown';
  return hit.session === firstWriter ? 'wrote-first' : 'wrote-unread';
}

function readBefore(hit: Hit, exposures: Map<number, Exposure>): boolean {
  const exposure = exposures.get(hit.session);
  return exposure !== undefined && exposure.order < hit.order;
}

function shareSeen(session: Session): number {
  const judged = session.reads - session.ruleReads - session.silentReads;
  return judged === 0 ? 1 : session.readsWithText / judged;
}
