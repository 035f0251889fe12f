import { HOMOGLYPHS } from './homoglyphs.ts';

/** FNV-1a (Fowler, Noll, Vo; public domain) over the letters of a word. */
export const FNV_PRIME = 0x01000193;
export const FNV_OFFSET = 0x811c9dc5;

/** Folded code of a UTF-16 unit that parts words. */
export const SEPARATOR = 0;
/** Folded code of a unit that stands inside words and is no part of them: invisible, or an accent. */
export const IGNORED = 1;

export const BACKSLASH = 0x5c;

export const AMPERSAND = 0x26;
export const PERCENT = 0x25;
const HASH = 0x23;
const SEMICOLON = 0x3b;
export const LETTER_U = 0x75;
const LETTER_X = 0x78;

/** An entity ends within this many units after its `&`. */
const ENTITY = 10;

/** Entities that stand for nothing that is seen. The other named ones stand for punctuation, and part words. */
const UNSEEN = new Set(['shy', 'zwj', 'zwnj', 'ic', 'it']);
const SEEN = new Set(
  'amp lt gt quot apos nbsp ensp emsp thinsp ldquo rdquo lsquo rsquo laquo raquo ndash mdash hellip bull middot copy reg Tab NewLine num lowbar colon semi period comma'.split(
    ' ',
  ),
);

/** Folded code of each UTF-16 unit: SEPARATOR, IGNORED, or the letter that stands for it. Filled a block at a time. */
const folded = new Uint16Array(0x10000);
const solo = new Uint8Array(0x10000);
const blockReady = new Uint8Array(0x100);

/** One character of a text as it counts in words; one object is reused, since texts have millions. */
export interface Character {
  /** SEPARATOR, IGNORED, or the letter. */
  letter: number;
  /** A word by itself: scripts that are written without spaces. */
  solo: boolean;
  /** UTF-16 units that it takes in the text. */
  width: number;
}

const character: Character = { letter: 0, solo: false, width: 1 };

/** The character at a place: escapes, entities, look-alikes and ornate letters as the plain letter. Valid until the next call. */
export function characterAt(text: string, at: number, length: number): Character {
  let code = text.charCodeAt(at);
  character.width = 1;
  if (code < 0x80) {
    if (code === BACKSLASH && at + 1 < length) code = unescapeAt(text, at + 1, length);
    else if (code === AMPERSAND) code = entityAt(text, at + 1, length);
    else if (code === PERCENT && isPercentBlank(text, at, length)) {
      character.width = 3;
      code = 0x20;
    }
  } else if (code >= 0xd800 && code <= 0xdbff && at + 1 < length) {
    code = pairAt(text, at);
  }
  if (blockReady[code >> 8] === 0) fillBlock(code >> 8);
  character.letter = folded[code]!;
  character.solo = solo[code] !== 0;
  return character;
}

/** Folded codes of the first half of the first block: all that most texts need. */
export function asciiFolded(): Uint8Array {
  if (blockReady[0] === 0) fillBlock(0);
  const table = new Uint8Array(0x80);
  table.set(folded.subarray(0, 0x80));
  return table;
}

/** The letters of a stretch of text as words have them: what two words must share to be the same word. */
export function lettersOf(text: string, start: number, end: number): string {
  let letters = '';
  for (let i = start; i < end; i++) {
    const { letter, width } = characterAt(text, i, end);
    if (letter > IGNORED) letters += String.fromCharCode(letter);
    i += width - 1;
  }
  return letters;
}

/** What stands after a backslash, so that a text inside a JSON string has the same words as outside. Sets the width. */
function unescapeAt(text: string, at: number, length: number): number {
  const escaped = text.charCodeAt(at);
  if (isBlankEscape(escaped)) {
    character.width = 2;
    return 0x20;
  }
  if (escaped !== LETTER_U || at + 4 >= length) return BACKSLASH;
  const code = hexAt(text, at + 1, at + 5);
  if (code < 0) return BACKSLASH;
  character.width = 6;
  return code;
}

/** `\n`, `\r`, `\t`. */
export function isBlankEscape(code: number): boolean {
  return code === 0x6e || code === 0x72 || code === 0x74;
}

/** An HTML entity after its `&`. Sets the width; without a known one the ampersand stands for itself. */
function entityAt(text: string, at: number, length: number): number {
  const limit = Math.min(length, at + ENTITY);
  let end = at;
  while (end < limit && text.charCodeAt(end) !== SEMICOLON) end++;
  if (end >= limit || end === at) return AMPERSAND;
  let code = AMPERSAND;
  if (text.charCodeAt(at) !== HASH) {
    const name = text.slice(at, end);
    if (UNSEEN.has(name)) code = 0xad;
    else if (SEEN.has(name)) code = 0x20;
    else return AMPERSAND;
  } else {
    const isHex = (text.charCodeAt(at + 1) | 0x20) === LETTER_X;
    const value = isHex ? hexAt(text, at + 2, end) : decimalAt(text, at + 1, end);
    if (value < 0) return AMPERSAND;
    code = value > 0xffff ? plainOf(value) : value;
  }
  character.width = end - at + 2;
  return code;
}

/** `%20` and its like: an address carries text with its blanks and punctuation as escapes, letters as they are. */
export function isPercentBlank(text: string, at: number, length: number): boolean {
  if (at + 2 >= length) return false;
  const high = digitOf(text.charCodeAt(at + 1));
  const low = digitOf(text.charCodeAt(at + 2));
  if (high < 0 || high > 7 || low < 0) return false;
  return folded[high * 16 + low] === SEPARATOR;
}

/** A letter beyond the first plane as the plain one that it looks like; else the half as it stands. Sets the width. */
function pairAt(text: string, at: number): number {
  const point = text.codePointAt(at)!;
  if (point <= 0xffff) return text.charCodeAt(at);
  const plain = plainOf(point);
  // Emoji and rare scripts: each half counts as it is.
  if (plain < 0) return text.charCodeAt(at);
  character.width = 2;
  return plain;
}

/** Mathematical and enclosed letters, tag characters and variation selectors of the higher planes; -1 for all others. */
function plainOf(point: number): number {
  if (point >= 0xe0020 && point <= 0xe007e) return point - 0xe0000;
  if (point >= 0xe0000 && point <= 0xe01ef) return 0xad;
  if ((point >= 0x1d400 && point <= 0x1d7ff) || (point >= 0x1f100 && point <= 0x1f14f)) {
    const plain = String.fromCodePoint(point).normalize('NFKD');
    if (plain.codePointAt(0) !== point) return plain.charCodeAt(plain.startsWith('(') ? 1 : 0);
  }
  return -1;
}

function hexAt(text: string, from: number, to: number): number {
  let value = 0;
  if (to <= from) return -1;
  for (let i = from; i < to; i++) {
    const digit = digitOf(text.charCodeAt(i));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value <= 0x10ffff ? value : -1;
}

function decimalAt(text: string, from: number, to: number): number {
  let value = 0;
  if (to <= from) return -1;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= 0x10ffff ? value : -1;
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function fillBlock(block: number): void {
  blockReady[block] = 1;
  for (let code = block << 8; code < (block + 1) << 8; code++) {
    folded[code] = fold(code);
    // Radicals and half-width letters are read as the full ones.
    solo[code] = isSolo(code) || isSolo(folded[code]!) ? 1 : 0;
  }
}

function fold(code: number): number {
  if (isInvisible(code)) return IGNORED;
  if (code >= 0xd800 && code <= 0xdfff) return code;
  const base = String.fromCharCode(code).normalize('NFKD').toLowerCase().charCodeAt(0);
  if (isCombining(base)) return IGNORED;
  const plain = HOMOGLYPHS.get(base) ?? base;
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(plain)) ? plain : SEPARATOR;
}

function isInvisible(code: number): boolean {
  return (
    code === 0x00ad ||
    code === 0xfeff ||
    code === 0x061c ||
    (code >= 0x180b && code <= 0x180e) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    // Hangul fillers: letters by their class, blank to the eye.
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x3164 ||
    code === 0xffa0
  );
}

function isCombining(code: number): boolean {
  return (
    (code >= 0x0300 && code <= 0x036f) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x1dc0 && code <= 0x1dff) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe20 && code <= 0xfe2f)
  );
}

function isSolo(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}

/** Whether an ampersand with this unit after it may begin an entity. */
export function mayBeEntity(next: number): boolean {
  const letter = next | 0x20;
  return next === HASH || (letter >= 0x61 && letter <= 0x7a);
}

fillBlock(0);
