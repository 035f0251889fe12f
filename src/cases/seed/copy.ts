import type { Match, Pattern } from '../../lineage/index.ts';

/** Version of the decision below; goes into evidence. */
export const COPY_RULE = 'copy-1';

/** Share of a unit (weighted by how telling its words are) that makes an altered copy of it. */
const ALTERED = 0.6;
/** The same where the passage also carries a value that only the seed has. */
const ALTERED_WITH_VALUE = 0.4;
/** Words in a row that make a partial copy. */
const RUN = 8;
/** A unit or a run needs this much telling weight: short ones are met by chance. */
const LEAST_WEIGHT = 4;

/** Below this nothing is kept, not even as the nearest passage. */
export const NEAREST = 0.3;

/**
 * Is this match a copy of the seed, whole, in part or altered? Verbatim always is; a seed of a few words has no parts.
 * `withValue`: a distinctive value of the seed stands in the matched passage.
 */
export function isCopy(match: Match, pattern: Pattern, withValue: boolean): boolean {
  if (match.verbatim) return true;
  const unit = bestUnitOf(match, pattern);
  if (unit.weight < LEAST_WEIGHT) return match.bestUnit >= 0.85 && pattern.length >= 5;
  const small = pattern.length < 10;
  if (match.bestUnit >= (small ? 0.75 : ALTERED)) return true;
  if (match.longestRun >= RUN) return true;
  return withValue && match.bestUnit >= ALTERED_WITH_VALUE;
}

function bestUnitOf(match: Match, pattern: Pattern) {
  let best = 0;
  for (let u = 1; u < match.units.length; u++) if (match.units[u]! > match.units[best]!) best = u;
  return pattern.units[best]!;
}
