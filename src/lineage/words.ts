/**
 * Text as a sequence of word hashes, so that whitespace, case, quoting, JSON escapes, line wrapping, full-width letters,
 * accents and zero-width characters make no difference to what is compared.
 *
 * A word is a run of letters and digits; each CJK character is a word of its own. Everything else separates.
 */

/** Texts are looked at up to this many UTF-16 units; the rest of a longer one is not compared. */
export const MAX_TEXT = 16 * 1024 * 1024;

const SEPARATOR = 0;
const IGNORED = 1;
/** Characters of scripts written without spaces: each is a word. Marked in a table of its own. */
const SOLO = 1;

const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;

/** Folded code of each UTF-16 unit: SEPARATOR, IGNORED, or the letter that stands for it. Filled a block at a time. */
const folded = new Uint16Array(0x10000);
const solo = new Uint8Array(0x10000);
const blockReady = new Uint8Array(0x100);

/** The first half of the first block, which stays in the fastest cache. */
const ascii = new Uint8Array(0x80);

/** The words of one text; reused from text to text, so that reading a fleet allocates nothing per event. */
export class Words {
  hash = new Uint32Array(1024);
  /** Where each word starts and ends in the text (UTF-16 offsets, end exclusive). */
  start = new Uint32Array(1024);
  end = new Uint32Array(1024);
  count = 0;
  /** The text was longer than MAX_TEXT. */
  truncated = false;

  /** Read `text`; what was here before is gone. */
  set(text: string): this {
    this.count = 0;
    this.truncated = text.length > MAX_TEXT;
    const length = this.truncated ? MAX_TEXT : text.length;
    const bytes = asciiBytes(text, length);
    if (bytes === undefined) this.setAny(text, length);
    else this.setAscii(bytes, text, length);
    return this;
  }

  /** Nearly every text: bytes in an array are read several times faster than the characters of a string. */
  private setAscii(bytes: Uint8Array, text: string, length: number): void {
    let hash = FNV_OFFSET;
    let from = -1;
    for (let i = 0; i < length; i++) {
      const code = bytes[i]!;
      const letter = ascii[code]!;
      if (letter !== SEPARATOR) {
        if (from < 0) {
          from = i;
          hash = FNV_OFFSET;
        }
        hash = Math.imul(hash ^ letter, FNV_PRIME);
      } else if (code === BACKSLASH && bytes[i + 1] === LETTER_U && i + 1 < length) {
        // This escape may stand for any letter: the rest is read the careful way.
        this.setAny(text, length, i, from, hash);
        return;
      } else {
        if (from >= 0) this.push(hash, from, i);
        from = -1;
        if (code === BACKSLASH && i + 1 < length && isBlankEscape(bytes[i + 1]!)) i++;
      }
    }
    if (from >= 0) this.push(hash, from, length);
  }

  private setAny(text: string, length: number, start = 0, open = -1, openHash = FNV_OFFSET): void {
    let hash = openHash;
    let from = open;
    for (let i = start; i < length; i++) {
      const { letter, solo, width } = characterAt(text, i, length);
      if (letter > IGNORED && !solo) {
        if (from < 0) {
          from = i;
          hash = FNV_OFFSET;
        }
        hash = Math.imul(hash ^ letter, FNV_PRIME);
      } else if (letter !== IGNORED) {
        if (from >= 0) this.push(hash, from, i);
        from = -1;
        if (solo) this.push(Math.imul(FNV_OFFSET ^ letter, FNV_PRIME), i, i + width);
      }
      i += width - 1;
    }
    if (from >= 0) this.push(hash, from, length);
  }

  /** The hash of the whole sequence: equal texts (up to what words ignore) have equal digests. 0 for no words. */
  digest(): number {
    let h = this.count;
    for (let i = 0; i < this.count; i++) h = Math.imul(h ^ this.hash[i]!, 0x85ebca6b) ^ (h >>> 13);
    return this.count === 0 ? 0 : mix(h) || 1;
  }

  private push(hash: number, start: number, end: number): void {
    const n = this.count;
    if (n === this.hash.length) this.grow();
    this.hash[n] = hash;
    this.start[n] = start;
    this.end[n] = end;
    this.count = n + 1;
  }

  private grow(): void {
    const size = this.hash.length * 2;
    for (const key of ['hash', 'start', 'end'] as const) {
      const larger = new Uint32Array(size);
      larger.set(this[key]);
      this[key] = larger;
    }
  }
}

/** Finalizer of MurmurHash3 (Appleby, public domain): spreads every input bit over the result. Unsigned 32 bits. */
export function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const encoder = new TextEncoder();
let scratch = new Uint8Array(1 << 16);

/** The text as bytes when it is all ASCII, else `undefined`. Valid until the next call. */
function asciiBytes(text: string, length: number): Uint8Array | undefined {
  if (scratch.length < length) scratch = new Uint8Array(Math.max(length, scratch.length * 2));
  const { read, written } = encoder.encodeInto(length === text.length ? text : text.slice(0, length), scratch);
  return read === length && written === length ? scratch : undefined;
}

/** The character at a place that is not plain ASCII; one object is reused, since texts have millions. */
const character = { letter: 0, solo: false, width: 1 };

function characterAt(text: string, at: number, length: number): typeof character {
  let code = text.charCodeAt(at);
  character.width = 1;
  if (code === BACKSLASH && at + 1 < length) code = unescapeAt(text, at + 1, length);
  if (blockReady[code >> 8] === 0) fillBlock(code >> 8);
  character.letter = folded[code]!;
  character.solo = solo[code] !== 0;
  return character;
}

/** What stands after a backslash, so that a text inside a JSON string has the same words as outside. Sets the width. */
function unescapeAt(text: string, at: number, length: number): number {
  const escaped = text.charCodeAt(at);
  if (isBlankEscape(escaped)) {
    character.width = 2;
    return 0x20;
  }
  if (escaped !== LETTER_U || at + 4 >= length) return BACKSLASH;
  const code = Number.parseInt(text.slice(at + 1, at + 5), 16);
  if (Number.isNaN(code)) return BACKSLASH;
  character.width = 6;
  return code;
}

/** `\n`, `\r`, `\t`. */
function isBlankEscape(code: number): boolean {
  return code === 0x6e || code === 0x72 || code === 0x74;
}

function fillBlock(block: number): void {
  blockReady[block] = 1;
  for (let code = block << 8; code < (block + 1) << 8; code++) {
    folded[code] = fold(code);
    solo[code] = isSolo(code) ? SOLO : 0;
  }
}

function fold(code: number): number {
  if (isInvisible(code)) return IGNORED;
  if (code >= 0xd800 && code <= 0xdfff) return code; // halves of emoji and rare letters: kept as they are
  const base = String.fromCharCode(code).normalize('NFKD').toLowerCase().charCodeAt(0);
  if (isCombining(base)) return IGNORED;
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(base)) ? base : SEPARATOR;
}

function isInvisible(code: number): boolean {
  return (
    code === 0x00ad ||
    code === 0xfeff ||
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfe00 && code <= 0xfe0f)
  );
}

function isCombining(code: number): boolean {
  return (code >= 0x0300 && code <= 0x036f) || (code >= 0x20d0 && code <= 0x20ff);
}

function isSolo(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}

fillBlock(0);
ascii.set(folded.subarray(0, 0x80));
