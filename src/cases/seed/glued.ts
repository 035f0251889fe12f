import { Pattern } from '../../lineage/index.ts';

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
