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

const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;

/** Folded code of each UTF-16 unit: SEPARATOR, IGNORED, or the letter that stands for it. Filled a block at a time. */
const folded = new Uint16Array(0x10000);
const solo = new Uint8Array(0x10000);
const blockReady = new Uint8Array(0x100);

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
    let hash = FNV_OFFSET;
    let from = -1;
    let to = 0;
    for (let i = 0; i < length; i++) {
      let code = text.charCodeAt(i);
      let width = 1;
      if (code === 0x5c /* \ */ && i + 1 < length) {
        const escaped = unescapeAt(text, i + 1, length);
        if (escaped !== undefined) {
          code = escaped.code;
          width = escaped.width;
        }
      }
      if (blockReady[code >> 8] === 0) fillBlock(code >> 8);
      const letter = folded[code]!;
      if (letter > IGNORED && solo[code] === 0) {
        if (from < 0) {
          from = i;
          hash = FNV_OFFSET;
        }
        hash = Math.imul(hash ^ letter, FNV_PRIME);
        to = i + width;
      } else if (letter !== IGNORED) {
        if (from >= 0) {
          this.push(hash, from, to);
          from = -1;
        }
        if (letter > IGNORED) this.push(Math.imul(FNV_OFFSET ^ letter, FNV_PRIME), i, i + width);
      }
      i += width - 1;
    }
    if (from >= 0) this.push(hash, from, to);
    return this;
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
    this.hash[n] = mix(hash);
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

interface Escape {
  code: number;
  width: number;
}

const SPACE: Escape = { code: 0x20, width: 2 };

/** What stands after a backslash, so that a text inside a JSON string has the same words as outside. */
function unescapeAt(text: string, at: number, length: number): Escape | undefined {
  switch (text.charCodeAt(at)) {
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return SPACE;
    case 0x75: {
      // u: four hex digits
      if (at + 4 >= length) return undefined;
      const code = Number.parseInt(text.slice(at + 1, at + 5), 16);
      return Number.isNaN(code) ? undefined : { code, width: 6 };
    }
    default:
      return undefined;
  }
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
