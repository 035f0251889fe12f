/**
 * Letters of other alphabets that look like a Latin one, after lower-casing: those for which Unicode's confusables
 * (UTS #39) have a single Latin letter and which common fonts draw alike. Whole words of Cyrillic or Greek are folded as
 * well; all texts are, so they still match each other.
 */
const PAIRS: readonly (readonly [string, string])[] = [
  ['а\u0251α', 'a'], // U+0251: Latin alpha
  ['вβ', 'b'],
  ['сϲ', 'c'],
  ['ԁ', 'd'],
  ['еєε', 'e'],
  ['ɡց', 'g'],
  ['нһհη', 'h'],
  ['іıι', 'i'],
  ['јϳ', 'j'],
  ['кκ', 'k'],
  ['ӏ', 'l'],
  ['мϻ', 'm'],
  ['ոռ', 'n'],
  ['оοσօ', 'o'],
  ['рρ', 'p'],
  ['ԛ', 'q'],
  ['ѕꜱ', 's'],
  ['тτ', 't'],
  ['υսʋ', 'u'],
  ['ѵν', 'v'],
  ['ԝω', 'w'],
  ['хχ', 'x'],
  ['уүγ', 'y'],
  ['ζᴢ', 'z'],
];

/** UTF-16 unit to the Latin letter that it looks like. */
export const HOMOGLYPHS: ReadonlyMap<number, number> = new Map(
  PAIRS.flatMap(([alike, latin]) => [...alike].map((letter) => [letter.charCodeAt(0), latin.charCodeAt(0)] as const)),
);
