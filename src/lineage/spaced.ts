import { characterAt, FNV_OFFSET, FNV_PRIME, IGNORED } from './fold.ts';

/** Letters that stand alone in a row, parted alike, before they are taken for one word that was spaced out. */
export const SPACED = 4;

/** What parts them. Commas and slashes part the items of a list. */
const GAPS = new Set([...' .-_*·\u00a0'].map((gap) => gap.charCodeAt(0)));

interface Sequence {
  hash: Uint32Array;
  start: Uint32Array;
  end: Uint32Array;
  count: number;
}

/** Enough words of one unit stand in a row somewhere, each one unit from the next: a look at two arrays, for every text. */
export function mayBeSpaced({ start, end, count }: Sequence): boolean {
  // Every SPACED-th word is enough to look at: a run of that many has one of them.
  for (let i = SPACED - 1; i < count; i += SPACED) {
    if (end[i]! - start[i]! !== 1) continue;
    let first = i;
    let last = i;
    while (first > 0 && start[first]! - start[first - 1]! === 2 && end[first - 1]! + 1 === start[first]) first--;
    while (last + 1 < count && start[last + 1]! - start[last]! === 2 && end[last + 1]! - start[last + 1]! === 1) last++;
    if (last - first + 1 >= SPACED) return true;
    i = Math.max(i, last);
  }
  return false;
}

/**
 * Joins `s p a c e d` letters to the words that they spell, where a wider gap parts the words; a word of two or three
 * letters beside a longer one is joined too. Works in place; returns the new count of words. Digits are left alone: they
 * stand in tables.
 */
export function joinSpaced(words: Sequence, text: string): number {
  const { hash, start, end, count } = words;
  let kept = 0;
  let before = false;
  for (let i = 0; i < count; ) {
    const run = runAt(words, text, i);
    const after: boolean = run > 1 && run < SPACED && !before && runAt(words, text, i + run) >= SPACED;
    before = run >= SPACED || (run > 1 && (before || after));
    const size = before ? run : 1;
    start[kept] = start[i]!;
    hash[kept] = size === 1 ? hash[i]! : hashOf(text, start[i]!, end[i + size - 1]!);
    end[kept] = end[i + size - 1]!;
    kept++;
    i += size;
  }
  return kept;
}

/** How many words of one letter stand in a row from here, each one and the same blank from the next. */
function runAt(words: Sequence, text: string, from: number): number {
  const { start, end, count } = words;
  if (from >= count || !isLone(words, text, from)) return 0;
  const gap = text.charCodeAt(end[from]!);
  if (!GAPS.has(gap)) return 1;
  let i = from + 1;
  while (i < count && start[i]! - end[i - 1]! === 1 && text.charCodeAt(end[i - 1]!) === gap && isLone(words, text, i))
    i++;
  return i - from;
}

function isLone({ start, end }: Sequence, text: string, i: number): boolean {
  if (end[i]! - start[i]! !== 1) return false;
  const { letter, solo } = characterAt(text, start[i]!, end[i]!);
  return !solo && (letter < 0x30 || letter > 0x39);
}

function hashOf(text: string, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i++) {
    const { letter, width } = characterAt(text, i, end);
    if (letter > IGNORED) hash = Math.imul(hash ^ letter, FNV_PRIME);
    i += width - 1;
  }
  return hash >>> 0;
}
