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
  let kept = 0;
  let least = -1;
  const windows = count < WINDOW ? 1 : count - WINDOW + 1;
  const width = Math.min(count, WINDOW);
  for (let left = 0; left < windows && kept < into.length; left++) {
    const right = left + width - 1;
    if (least < left) {
      least = left;
      for (let i = left + 1; i <= right; i++) if (hash[i]! <= hash[least]!) least = i;
    } else if (hash[right]! <= hash[least]!) {
      least = right;
    } else {
      continue;
    }
    into[kept++] = hash[least]!;
  }
  return kept;
}
