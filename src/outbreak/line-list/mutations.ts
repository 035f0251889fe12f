import type { Hit } from '../../cases/index.ts';

/**
 * Share of the words that either of two copies has and the other has not: Jaccard's distance over the words of the seed.
 * `undefined` where one is missing, or where the two are copies of different texts of the seed.
 */
export function differingShare(a: Hit | undefined, b: Hit | undefined): number | undefined {
  if (a === undefined || b === undefined || a.pattern !== b.pattern || a.pattern < 0) return undefined;
  // An exact copy has every word and lists none.
  if (a.words.length === 0 || b.words.length === 0) {
    if (a.words.length === b.words.length) return 0;
    return 1 - Math.min(1, a.words.length === 0 ? b.similarity : a.similarity);
  }
  const other = new Map<number, [number, number]>();
  for (let i = 0; i < b.words.length; i += 3) other.set(b.words[i]!, [b.words[i + 1]!, b.words[i + 2]!]);
  let shared = 0;
  let either = 0;
  for (let i = 0; i < a.words.length; i += 3) {
    const unit = a.words[i]!;
    const [low, high] = other.get(unit) ?? [0, 0];
    other.delete(unit);
    shared += bitCount(a.words[i + 1]! & low) + bitCount(a.words[i + 2]! & high);
    either += bitCount(a.words[i + 1]! | low) + bitCount(a.words[i + 2]! | high);
  }
  for (const [low, high] of other.values()) either += bitCount(low) + bitCount(high);
  return either === 0 ? undefined : 1 - shared / either;
}

function bitCount(word: number): number {
  let left = word >>> 0;
  let count = 0;
  for (; left !== 0; left = (left & (left - 1)) >>> 0) count++;
  return count;
}
