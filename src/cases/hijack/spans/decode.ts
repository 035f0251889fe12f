import type { Words } from '../../../lineage/index.ts';

/** A text that stands in another one in a form that people do not read. */
export interface Hidden {
  encoding: 'base64' | 'hex' | 'tag-characters' | 'zero-width' | 'entities' | 'percent' | 'homoglyph' | 'spaced';
  /** What it says. */
  text: string;
  /** Where it stands, UTF-16 offsets, end exclusive. */
  start: number;
  end: number;
}

/** Bounds of one text: how many hidden texts are looked at, and how many characters of them. */
const MAX_HIDDEN = 64;
const MAX_DECODED = 1 << 20;
/** A word of this many letters may be encoded. */
const LONG_WORD = 24;
/** Characters of the shortest hidden text that could tell anybody to do anything. */
const LEAST = 16;

/** Every hidden text of a text. Linear: each form is looked for only where a cheap sign of it is met. */
export function hiddenTexts(text: string, words: Words): Hidden[] {
  const found: Hidden[] = [];
  longWords(text, words, found);
  if (text.includes('&#')) regions(text, /(?:&#x?[0-9a-f]{2,6};[ \n]?){8,}/gi, 'entities', fromEntities, found);
  if (text.includes('%20')) regions(text, /[\w.~+%,:;!?-]{40,100000}/g, 'percent', fromPercent, found);
  regions(text, /(?<![A-Za-z])(?:[A-Za-z][ \n]{1,3}){12,20000}[A-Za-z](?![A-Za-z])/g, 'spaced', fromSpaced, found);
  if (NOT_ASCII.test(text)) {
    if (TAGS.test(text)) regions(text, /(?:\udb40[\udc00-\udc7f]){16,}/g, 'tag-characters', fromTags, found);
    if (ZERO_WIDTH.test(text)) regions(text, /[\u200b-\u200d\u2060\ufeff]{64,}/g, 'zero-width', fromZeroWidth, found);
    if (SPRINKLED.test(text)) regions(text, PARAGRAPH, 'zero-width', fromSprinkled, found);
    if (MIXED.test(text)) regions(text, PARAGRAPH, 'homoglyph', fromHomoglyphs, found);
  }
  let budget = MAX_DECODED;
  return found.slice(0, MAX_HIDDEN).filter((hidden) => {
    budget -= hidden.text.length;
    return budget >= 0;
  });
}

const NOT_ASCII = /[^\x00-\x7f]/;
const TAGS = /\udb40[\udc20-\udc7f]/;
const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]{8}/;
/** Letters parted by characters without width. */
const SPRINKLED = /(?:\p{L}[\u200b-\u200d\u2060\ufeff]){4}/u;
/** Latin beside Cyrillic or Greek in one word, or letters of mathematics. */
const MIXED = /[a-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][a-z]|\ud835[\udc00-\udfff]/i;
const PARAGRAPH = /[^\n]+(?:\n(?!\s*\n)[^\n]+){0,40}/g;

function regions(
  text: string,
  pattern: RegExp,
  encoding: Hidden['encoding'],
  decode: (part: string) => string | undefined,
  found: Hidden[],
): void {
  for (const match of text.matchAll(pattern)) {
    if (found.length >= MAX_HIDDEN) return;
    const decoded = decode(match[0]);
    if (decoded === undefined || decoded.length < LEAST) continue;
    found.push({ encoding, text: decoded, start: match.index, end: match.index + match[0].length });
  }
}

/** Base64 and hexadecimal digits stand as long words. */
function longWords(text: string, words: Words, found: Hidden[]): void {
  let done = 0;
  for (let i = 0; i < words.count && found.length < MAX_HIDDEN; i++) {
    if (words.end[i]! - words.start[i]! < LONG_WORD || words.start[i]! < done) continue;
    let start = words.start[i]!;
    let end = words.end[i]!;
    while (start > done && isBase64(text.charCodeAt(start - 1))) start--;
    while (end < text.length && isBase64(text.charCodeAt(end))) end++;
    done = end;
    const run = text.slice(start, Math.min(end, start + MAX_DECODED));
    const hex = /^(?:[0-9a-f]{2})+$/i.test(run);
    const decoded = readable(Buffer.from(run, hex ? 'hex' : 'base64'));
    if (decoded !== undefined) found.push({ encoding: hex ? 'hex' : 'base64', text: decoded, start, end });
  }
}

function isBase64(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b ||
    code === 0x2f ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x3d
  );
}

/** The bytes as text when people wrote it: UTF-8, nearly all letters, several words. */
function readable(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 60).toString('utf8');
  if (head.length < LEAST || !mostlyLetters(head, 2)) return undefined;
  const text = bytes.toString('utf8');
  return mostlyLetters(text, 10) ? text : undefined;
}

function mostlyLetters(text: string, leastOdd: number): boolean {
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd || (code < 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09)) odd++;
  }
  return odd <= Math.min(leastOdd, text.length / 20) && /\p{L}{2,}[\s,]+\p{L}{2,}|[\u3040-\u9fff]{4}/u.test(text);
}

function fromEntities(part: string): string {
  return part.replace(/&#(x?)([0-9a-f]+);/gi, (_, x: string, digits: string) => {
    const code = Number.parseInt(digits, x === '' ? 10 : 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}

function fromPercent(part: string): string | undefined {
  if (part.split('%20').length < 5) return undefined;
  return part.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

/** One space parts letters; a longer gap parts words. */
function fromSpaced(part: string): string {
  return part.replace(/([ \n]{2,})|[ \n]/g, (_, gap: string | undefined) => (gap === undefined ? '' : ' '));
}

function fromTags(part: string): string {
  let text = '';
  for (let i = 1; i < part.length; i += 2) {
    const code = part.charCodeAt(i) - 0xdc00;
    if (code >= 0x20 && code < 0x7f) text += String.fromCharCode(code);
  }
  return text;
}

/** Two invisible characters as bits, eight to a letter, whichever of the two is the one. */
function fromZeroWidth(part: string): string | undefined {
  const [zero, one] = [...new Set(part)];
  if (one === undefined) return undefined;
  for (const set of [one, zero]) {
    const bytes = Buffer.alloc(Math.min(part.length >> 3, MAX_DECODED));
    for (let i = 0; i < bytes.length * 8; i++) if (part[i] === set) bytes[i >> 3]! |= 0x80 >> (i & 7);
    const text = readable(bytes);
    if (text !== undefined) return text;
  }
  return undefined;
}

function fromSprinkled(part: string): string | undefined {
  return SPRINKLED.test(part) ? part.replace(/[\u200b-\u200d\u2060\ufeff]/g, '') : undefined;
}

const LATIN: Record<string, string> = Object.fromEntries(
  [
    ...'аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwвbкkмmнhтtгrпnиu',
    ...'АAВBЕEКKМMНHОOРPСCТTУYХXІIЅSЈJ',
    ...'αaβbεeηnιiκkνvοoρpτtυuχxωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX',
  ]
    .join('')
    .match(/../gu)!
    .map((pair) => [pair[0]!, pair[1]!]),
);

/** Words that mix Latin with letters which only look so, and letters of mathematics, as they are meant. */
function fromHomoglyphs(part: string): string | undefined {
  if (!MIXED.test(part)) return undefined;
  const folded = part
    .normalize('NFKC')
    .replace(/[\p{L}]+/gu, (word) =>
      /[a-z]/i.test(word) && /[\u0370-\u04ff]/.test(word)
        ? word.replace(/[\u0370-\u04ff]/g, (letter) => LATIN[letter] ?? letter)
        : word,
    );
  return folded === part ? undefined : folded;
}
