import { type Hit, isLone, NEARLY_WHOLE, RUN_WEIGHT, runOf, type SeedTrace } from '../cases/index.ts';
import type { Pattern } from '../lineage/index.ts';
import type { Link } from './links.ts';
import { type Relation, relationOf } from './related.ts';

/** A text that has this much of the seed, and lacks no stretch of it, has the seed. */
const MOST = 0.6;
/** Weight of words in a row whose absence is noticed: rewording leaves shorter gaps. */
const LACK = 3;
/** Weight of words that tell something by themselves. */
const LEAST = 3;
/** Share of what is distinctive in a unit that a copy of it has. */
const STANDS = 0.6;
/** Unrelated artifacts that make a part common where the whole seed was never seen; else one is enough. */
const WITHOUT_WHOLE = 3;
/** Where copies of the part alone were followed from the seed: so many at the least, and as many as those. */
const BESIDE_COPIES = 2;

export interface Distinctive {
  /** The hit rests on words that tell. */
  counts(hit: Hit): boolean;
  /** What is left of the seed after its common parts is too little to be found by. */
  tooLittle: boolean;
}

/**
 * Which words of a seed say that a text came from it.
 *
 * A seed file holds licence headers, templates and common advice besides what is bad, and a page its navigation and footer.
 * Distinctive is what no unrelated artifact carried, before the seed was first seen or without the rest of it. A copy counts
 * when enough of it stands there without the common words.
 */
export function distinctiveHits(trace: SeedTrace, links: ReadonlyMap<number, Link[]>): Distinctive {
  const wholes = new Set(trace.hits.filter((hit) => isWhole(hit, trace)));
  const relation = relationOf(trace, wholes, links);
  const common = trace.patterns.map((_, p) => commonWords(trace, p, wholes, relation));
  return {
    counts(hit) {
      if (!hit.copy) return false;
      const words = hit.pattern < 0 ? undefined : common[hit.pattern];
      if (words === undefined || hit.verbatim) return true;
      return tells(hit, trace.patterns[hit.pattern]!.pattern, words);
    },
    tooLittle:
      trace.patterns.length > 0 &&
      trace.patterns.every(({ pattern, glued }, p) => glued !== undefined || isSpent(pattern, common[p])),
  };
}

/** Words of a pattern as bits, two numbers for each unit. */
type Bits = Uint32Array;

function isWhole(hit: Hit, trace: SeedTrace): boolean {
  if (hit.pattern < 0 || hit.verbatim) return true;
  if (hit.similarity < MOST) return false;
  const { pattern } = trace.patterns[hit.pattern]!;
  const found = bitsOf(hit, pattern);
  let lack = 0;
  for (let i = 0; i < pattern.length; i++) {
    lack = has(found, pattern, i) ? 0 : lack + pattern.weight[i]!;
    if (lack >= LACK) return false;
  }
  return true;
}

function commonWords(
  trace: SeedTrace,
  p: number,
  wholes: ReadonlySet<Hit>,
  relation: ReadonlyMap<Hit, Relation>,
): Bits | undefined {
  const { pattern } = trace.patterns[p]!;
  const units = pattern.units.length;
  if (units < 2) return undefined;
  const hits = trace.hits.filter((hit) => hit.pattern === p && (hit.kind === 'read' || hit.kind === 'write'));
  // Hits are in order. Where the seed as a whole was never seen, nothing came before it.
  const first = hits.find((hit) => wholes.has(hit))?.order;
  // What is common is told by less than what is a copy.
  const standard = { least: LEAST, share: STANDS, run: RUN_WEIGHT };
  const sources = Array.from({ length: units }, () => ({
    before: false,
    unrelated: new Set<string>(),
    followed: new Set<string>(),
    low: 0,
    high: 0,
  }));
  for (const hit of hits) {
    if (wholes.has(hit) || !hit.copy) continue;
    const place = hit.artifact >= 0 ? `a${hit.artifact}` : `s${hit.session}`;
    const related = relation.get(hit);
    const found = bitsOf(hit, pattern);
    for (let i = 0; i < hit.words.length; i += 3) {
      const u = hit.words[i]!;
      // A few words in order are in every text.
      if (!stands(found, pattern, u, standard)) continue;
      const source = sources[u]!;
      if (related !== 'unrelated') {
        source.followed.add(place);
        continue;
      }
      source.unrelated.add(place);
      if (first !== undefined && hit.order < first) source.before = true;
      source.low |= hit.words[i + 1]!;
      source.high |= hit.words[i + 2]!;
    }
  }
  const common: Bits = new Uint32Array(units * 2);
  let any = false;
  sources.forEach(({ before, unrelated, followed, low, high }, u) => {
    const alone = first === undefined ? WITHOUT_WHOLE : 1;
    const needed = followed.size === 0 ? alone : Math.max(alone, BESIDE_COPIES, followed.size);
    if (unrelated.size === 0 || (!before && unrelated.size < needed)) return;
    common[u * 2] = low;
    common[u * 2 + 1] = high;
    any = true;
  });
  return any ? common : undefined;
}

/** What words of a unit, by weight, are no chance: so many of them, `share` of all; or `run` of them in a row. */
interface Standard {
  least: number;
  share: number;
  run: number;
}

function stands(
  found: Bits,
  pattern: Pattern,
  u: number,
  { least, share, run: enough }: Standard,
  common?: Bits,
): boolean {
  const { first, length } = pattern.units[u]!;
  let of = 0;
  let there = 0;
  let run = 0;
  let longest = 0;
  for (let i = first; i < first + length; i++) {
    if (common !== undefined && has(common, pattern, i)) {
      run = 0;
      continue;
    }
    const weight = pattern.weight[i]!;
    of += weight;
    if (!has(found, pattern, i)) {
      run = 0;
      continue;
    }
    there += weight;
    run += weight;
    longest = Math.max(longest, run);
  }
  return there >= least && (longest >= enough || there >= share * of);
}

function tells(hit: Hit, pattern: Pattern, common: Bits): boolean {
  const found = bitsOf(hit, pattern);
  const share = shareOf(found, pattern, common);
  const run = runOf(pattern, share);
  // Of a long text others have a few words by chance: what is left of it is held to what a copy of it is held to.
  const standard = isLone(pattern, share)
    ? { least: RUN_WEIGHT, share: NEARLY_WHOLE, run }
    : { least: LEAST, share: STANDS, run };
  return pattern.units.some((_, u) => stands(found, pattern, u, standard, common));
}

/** Share of the distinctive words that is there, by weight. */
function shareOf(found: Bits, pattern: Pattern, common: Bits): number {
  let of = 0;
  let there = 0;
  for (let i = 0; i < pattern.length; i++) {
    if (has(common, pattern, i)) continue;
    of += pattern.weight[i]!;
    if (has(found, pattern, i)) there += pattern.weight[i]!;
  }
  return of === 0 ? 0 : there / of;
}

function isSpent(pattern: Pattern, common: Bits | undefined): boolean {
  if (common === undefined) return false;
  let left = 0;
  for (let i = 0; i < pattern.length; i++) if (!has(common, pattern, i)) left += pattern.weight[i]!;
  return left < LEAST;
}

function bitsOf(hit: Hit, pattern: Pattern): Bits {
  const bits: Bits = new Uint32Array(pattern.units.length * 2);
  for (let i = 0; i < hit.words.length; i += 3) {
    bits[hit.words[i]! * 2] = hit.words[i + 1]!;
    bits[hit.words[i]! * 2 + 1] = hit.words[i + 2]!;
  }
  return bits;
}

function has(bits: Bits, pattern: Pattern, word: number): boolean {
  const unit = pattern.unitOf[word]!;
  const at = word - pattern.units[unit]!.first;
  return (bits[unit * 2 + (at >> 5)]! & (1 << (at & 31))) !== 0;
}
