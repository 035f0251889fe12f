import type { Shingles } from './shingles.ts';

/** Shingles in a window. Any passage of WINDOW + SHINGLE - 1 = 11 words that two texts share gives a common fingerprint. */
export const WINDOW = 8;

/**
 * Winnowing (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting", 2003): the least
 * shingle hash of each window, the rightmost on ties, each position once. About 2 in 9 shingles are kept.
 *
 * Writes the fingerprints into `into` and returns how many; stops when `into` is full.
 */
export function winnow(shingles: Shingles, into: Uint32Array): number {
  const { hash, count } = shingles;
  if (count === 0) return 0;
  const width = Math.min(count, WINDOW);
  let kept = 0;
  let at = -1;
  let least = 0;
  for (let left = 0, right = width - 1; right < count && kept < into.length; left++, right++) {
    const last = hash[right]!;
    if (at < left) {
      at = right;
      least = last;
      for (let i = right - 1; i >= left; i--) {
        if (hash[i]! < least) {
          at = i;
          least = hash[i]!;
        }
      }
    } else if (last <= least) {
      at = right;
      least = last;
    } else {
      continue;
    }
    into[kept++] = least;
  }
  return kept;
}
