import type { Match, Pattern } from '../../lineage/index.ts';

/** Version of the decision below; goes into evidence. */
export const COPY_RULE = 'copy-4';

/** Share of a unit (weighted by how telling its words are) that makes an altered copy of it. */
const ALTERED = 0.6;
/** The same where the passage also carries a value that only the seed has. */
const ALTERED_WITH_VALUE = 0.4;
/** Weight of the words that stand beside the value. */
const BESIDE_VALUE = 1.5;
/** Where hardly anything else of a longer seed is there, a lone sentence must stand there nearly as it was. */
const LONE = 0.3;
export const NEARLY_WHOLE = 0.85;
/** Telling words in a row that make a partial copy (a function word counts a quarter). */
export const RUN_WEIGHT = 6;
/** The more sentences a seed has, the more of them some text has a part of by chance: for each doubling, so much more. */
const RUN_WEIGHT_PER_DOUBLING = 0.5;
/** A unit needs this much telling weight to be known altered: short ones are met by chance. */
const LEAST_WEIGHT = 4;
/** Telling words, in order, that an altered copy has at the least, and the share of the unit's rare ones. */
const LEAST_TELLING = 4;
const LEAST_RARE = 2;
const RARE_SHARE = 0.5;
/** In a search, so many telling words in a row are looked for, and not met. */
const SEARCHED = 3;
/** A seed of fewer words than this has no parts. */
const SMALL = 6;

/** Below this nothing is kept, not even as the nearest passage. */
export const NEAREST = 0.3;

/**
 * Is this match a copy of the seed, whole, in part or altered? Verbatim always is; a seed of a few words has no parts.
 * `valueWords`: words of a distinctive value of the seed in the matched passage, 0 for none. The value alone is no copy: a
 * manual names the same flag. Telling words of the seed must stand beside it.
 */
export function isCopy(match: Match, pattern: Pattern, valueWords: number): boolean {
  if (match.verbatim) return true;
  // Addresses and names differ in one word and mean another thing.
  if (pattern.length < SMALL || !/\s/.test(pattern.text.trim())) return false;
  if (match.heaviestRun >= runOf(pattern, match.similarity) + valueWords) return true;
  const unit = pattern.units[match.best]!;
  const beside = match.bestUnit * unit.weight - valueWords;
  if (valueWords > 0 && match.bestUnit >= ALTERED_WITH_VALUE && beside >= BESIDE_VALUE) return true;
  const lone = isLone(pattern, match.similarity);
  if (unit.weight < LEAST_WEIGHT || lone || unit.rare < LEAST_RARE) {
    return match.bestUnit >= NEARLY_WHOLE && unit.weight >= RUN_WEIGHT;
  }
  if (match.rare < Math.max(LEAST_RARE, unit.rare * RARE_SHARE) || match.telling < LEAST_TELLING) return false;
  const share = pattern.length < 10 ? 0.75 : ALTERED;
  return match.bestUnit >= share && match.telling >= share * unit.telling;
}

/**
 * Weight of words in a row that are a partial copy by themselves.
 *
 * @param similarity share of the seed that is there, in [0, 1]
 */
export function runOf(pattern: Pattern, similarity: number): number {
  if (!isLone(pattern, similarity)) return RUN_WEIGHT;
  return RUN_WEIGHT + RUN_WEIGHT_PER_DOUBLING * Math.log2(pattern.units.length);
}

/** Hardly anything of a longer seed is there. */
export function isLone(pattern: Pattern, similarity: number): boolean {
  return pattern.units.length > 1 && similarity < LONE;
}

/** Is this what a search looks for, when it looks for the seed? The start of a sentence is enough. */
export function isSearchedFor(match: Match): boolean {
  return match.heaviestRun >= SEARCHED && match.rare >= LEAST_RARE;
}
