import {
  AMPERSAND,
  asciiFolded,
  BACKSLASH,
  characterAt,
  FNV_OFFSET,
  FNV_PRIME,
  IGNORED,
  isBlankEscape,
  isPercentBlank,
  LETTER_U,
  mayBeEntity,
  PERCENT,
  SEPARATOR,
} from './fold.ts';
import { joinSpaced, mayBeSpaced } from './spaced.ts';

/**
 * Text as a sequence of word hashes, so that whitespace, case, quoting, JSON escapes, HTML entities, line wrapping,
 * full-width and ornate letters, look-alikes of other alphabets, accents, zero-width characters and s p a c i n g make no
 * difference to what is compared.
 *
 * A word is a run of letters and digits; each CJK character is a word of its own. Everything else separates.
 */

/** Texts are looked at up to this many UTF-16 units; the rest of a longer one is not compared. */
export const MAX_TEXT = 16 * 1024 * 1024;

/** Folded codes of plain characters, in an array that stays in the fastest cache. */
const ascii = asciiFolded();

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
    if (mayBeSpaced(this)) this.count = joinSpaced(this, text);
    return this;
  }

  /**
   * Nearly every text: bytes in an array are read several times faster than the characters of a string. A separator stands
   * behind the last of them, so that the loop over the letters of a word need not look for the end.
   */
  private setAscii(bytes: Uint8Array, text: string, length: number): void {
    let { hash: hashes, start: starts, end: ends } = this;
    let n = 0;
    for (let i = 0; i < length; i++) {
      let letter = ascii[bytes[i]!]!;
      let from = -1;
      let hash = FNV_OFFSET;
      if (letter !== SEPARATOR) {
        from = i;
        do {
          hash = Math.imul(hash ^ letter, FNV_PRIME);
          letter = ascii[bytes[++i]!]!;
        } while (letter !== SEPARATOR);
      }
      const code = bytes[i]!;
      const special = code === BACKSLASH || code === AMPERSAND || code === PERCENT;
      if (special && i + 1 < length && mayBeLetter(code, bytes[i + 1]!)) {
        this.count = n;
        this.setAny(text, length, i, from, hash);
        return;
      }
      if (from >= 0) {
        if (n === hashes.length) {
          this.grow();
          ({ hash: hashes, start: starts, end: ends } = this);
        }
        hashes[n] = hash;
        starts[n] = from;
        ends[n++] = i;
      }
      if (!special) continue;
      if (code === BACKSLASH && i + 1 < length && isBlankEscape(bytes[i + 1]!)) i++;
      else if (code === PERCENT && isPercentBlank(text, i, length)) i += 2;
    }
    this.count = n;
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
    const { hash, count } = this;
    let h = count;
    for (let i = 0; i < count; i++) h = Math.imul(h ^ hash[i]!, 0x85ebca6b) ^ (h >>> 13);
    return count === 0 ? 0 : mix(h) || 1;
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

/** `\u0061` and `&#97;` may stand for any letter: from there on a text is read the careful way. */
function mayBeLetter(code: number, next: number): boolean {
  return (code === BACKSLASH && next === LETTER_U) || (code === AMPERSAND && mayBeEntity(next));
}

const encoder = new TextEncoder();
let scratch = new Uint8Array(1 << 16);

/** The text as bytes, and a zero, when it is all ASCII, else `undefined`. Valid until the next call. */
function asciiBytes(text: string, length: number): Uint8Array | undefined {
  if (scratch.length <= length) scratch = new Uint8Array(Math.max(length + 1, scratch.length * 2));
  const { read, written } = encoder.encodeInto(length === text.length ? text : text.slice(0, length), scratch);
  if (read !== length || written !== length) return undefined;
  scratch[length] = 0;
  return scratch;
}
