/**
 * Did this text come from that text? Word hashes, shingles, fingerprints, containment, and the search for a known text
 * in altered form. No I/O; every class is reused from text to text.
 */
export { isCommonWord } from './common-words.ts';
export { lettersOf } from './fold.ts';
export { type Found, type Match, Matcher } from './matcher.ts';
export { ownCopy } from './own-copy.ts';
export { Pattern, type Unit } from './pattern.ts';
export { fillSet, HashSet, SHINGLE, Shingles } from './shingles.ts';
export { SHORT_WORDS, type Sketch, SketchPool } from './sketch.ts';
export { WINDOW, winnow } from './winnow.ts';
export { MAX_TEXT, mix, Words } from './words.ts';
