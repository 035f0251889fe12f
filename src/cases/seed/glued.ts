import { type Found, Pattern } from '../../lineage/index.ts';

/** A shorter text without its blanks is a word that somebody may write. */
const FEWEST_WORDS = 4;
const FEWEST_LETTERS = 16;

/**
 * A text as it reads where its blanks were taken out, or replaced by characters that nobody sees: its words are one then,
 * up to the next punctuation mark. Once with the lines as they are, once without line ends too.
 */
export function gluedForms(pattern: Pattern): Pattern[] {
  const { text } = pattern;
  if (pattern.length < FEWEST_WORDS) return [];
  const forms = new Set([text.replace(/[^\S\r\n]+/g, ''), text.replace(/\s+/g, '')]);
  return [...forms]
    .filter((form) => form.length >= FEWEST_LETTERS)
    .map((form) => new Pattern(form))
    .filter((glued) => glued.length > 0 && glued.length < pattern.length);
}

/**
 * Whether something without its blanks is among the words found. Addresses and numbers read the same with and without them,
 * and stand in other texts, too.
 */
export function isGlued(found: Found, glued: Pattern, plain: Pattern): boolean {
  if (found.length === 0) return true;
  const words = new Set(plain.hash);
  for (let i = 0; i < found.length; i += 3) {
    const { first, length } = glued.units[found[i]!]!;
    for (let at = 0; at < length; at++) {
      const bits = at < 32 ? found[i + 1]! : found[i + 2]!;
      if ((bits & (1 << (at & 31))) !== 0 && !words.has(glued.hash[first + at]!)) return true;
    }
  }
  return false;
}
