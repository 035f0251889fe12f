import type { Hit, SeedTrace } from '../cases/index.ts';

/** A unit counts as standing in a text at this share, as in the case definition of a copy. */
const STANDS = 0.6;
/** A text that has this much of the seed has the seed. */
const MOST = 0.6;
/** A text with no more than this of the seed has something in common with it. */
const LITTLE = 0.35;
/** This many sessions with nothing but that unit make it boilerplate. */
const ALONE = 3;
/** In a seed of at least so many parts, a reader whom no contact ties to the seed says more: half of it may be a licence. */
const PARTS = 4;

/**
 * Which parts of a long seed say that a text came from it.
 *
 * A seed file holds licence headers, templates and common advice besides what is bad. A part that stood in texts before
 * the seed was first seen, or that stands in the texts of several sessions with nothing else of the seed, came from
 * somewhere else. Returns a test of hits: true when the hit rests on a part that does tell. `isTied` says of a session
 * that it read what another wrote with some of the seed in it.
 */
export function distinctiveHits(trace: SeedTrace, isTied: (session: number) => boolean): (hit: Hit) => boolean {
  const common = trace.patterns.map((_, p) => commonUnits(trace, p, isTied));
  return (hit) => {
    if (!hit.copy) return false;
    const units = hit.pattern < 0 ? undefined : common[hit.pattern];
    if (units === undefined || units.size === 0 || hit.similarity >= MOST) return true;
    return hit.units.some((share, u) => share >= STANDS && !units.has(u));
  };
}

function commonUnits(trace: SeedTrace, pattern: number, isTied: (session: number) => boolean): Set<number> {
  const units = trace.patterns[pattern]!.pattern.units.length;
  const common = new Set<number>();
  if (units < 2) return common;
  const hits = trace.hits.filter((hit) => hit.pattern === pattern);
  // Hits are in order. Where the seed as a whole was never seen, nothing came before it.
  const first = hits.find((hit) => hit.similarity >= MOST)?.order ?? Number.NEGATIVE_INFINITY;
  for (let u = 0; u < units; u++) {
    const alone = new Set<number>();
    const strangers = new Set<number>();
    let together = 0;
    for (const hit of hits) {
      if (hit.units[u]! < STANDS) continue;
      if (hit.similarity >= MOST) together++;
      else if (hit.order < first) common.add(u);
      else if (units >= PARTS && hit.kind === 'read' && !isTied(hit.session)) strangers.add(hit.session);
      // Who had it from the seed, by a contact, says nothing about where else it stands.
      else if (hit.similarity <= LITTLE && !isTied(hit.session)) alone.add(hit.session);
    }
    if (strangers.size >= ALONE) common.add(u);
    for (const session of strangers) alone.add(session);
    if (alone.size >= ALONE && alone.size >= together) common.add(u);
  }
  return common;
}
