import { Columns } from '../fleet/index.ts';
import { type HashSet, SHINGLE, type Shingles } from './shingles.ts';
import type { Words } from './words.ts';

/**
 * Shingle hashes that a sketch keeps: all of a short text (the standard error of a containment is then at most about
 * 0.06), a quarter of a longer one, so that a part of it that was read is still noticed, and never more than the last.
 */
const SKETCH_LEAST = 64;
const SKETCH_SHARE = 0.25;
const SKETCH_MOST = 512;

/** Texts of fewer words than this are compared word by word: they have too few shingles to say anything. */
export const SHORT_WORDS = 8;

/** Hashes that a pool holds at the most (64 MiB); the oldest sketches give way. */
const POOL = 1 << 24;

/** The ring grows by so many hashes at a time. */
const SEGMENT = 1 << 16;

/**
 * What is kept of a written text, to ask later how much of it stands in a text that was read: its number in the pool.
 *
 * A text of SHORT_WORDS words or more keeps a uniform sample of its shingles (those whose hash is below a bound chosen
 * for the length alone, so that equal texts have equal sketches). A shorter text keeps its words.
 */
export type Sketch = number;

/** The hashes of all sketches in one ring: bounded, and nothing for the garbage collector to walk. */
export class SketchPool {
  private readonly segments: Uint32Array[] = [];
  private written = 0;
  private readonly capacity: number;
  private readonly segment: number;
  /** `at`: where the hashes are, counted from the first ever kept; `length`: how many. */
  private readonly table = new Columns({ at: 'f64', length: 'u16', words: 'u32', digest: 'u32' });
  private readonly released: number[] = [];

  /** `capacity`: hashes, a multiple of 65,536 or a power of two below it. */
  constructor(capacity = POOL) {
    this.capacity = capacity;
    this.segment = Math.min(SEGMENT, capacity);
  }

  keep(words: Words, shingles: Shingles): Sketch {
    const short = words.count < SHORT_WORDS;
    const room = short ? SHORT_WORDS : Math.ceil(sizeFor(shingles) * 1.5);
    this.makeRoom(room);
    const cells = this.cellsAt(this.written);
    const start = this.written % this.segment;
    const length = short ? copyWords(words, cells, start) : sample(shingles, cells, start, room);
    const sketch = this.enter(this.written, length, words.count, words.digest());
    this.written += length;
    return sketch;
  }

  /** It is asked for no more: its number may be given to another. */
  release(sketch: Sketch): void {
    this.released.push(sketch);
  }

  /** Hashes in it. */
  lengthOf(sketch: Sketch): number {
    return this.table.get('length', sketch);
  }

  /** Words in the text. */
  wordsOf(sketch: Sketch): number {
    return this.table.get('words', sketch);
  }

  /** Words.digest() of the text; known of a forgotten sketch too. */
  digestOf(sketch: Sketch): number {
    return this.table.get('digest', sketch);
  }

  /** The hashes are of words, not of shingles. */
  isShort(sketch: Sketch): boolean {
    return this.wordsOf(sketch) < SHORT_WORDS;
  }

  /** Its hashes have given way to later ones: only its digest and its length are known. */
  isForgotten(sketch: Sketch): boolean {
    return this.table.get('at', sketch) < this.written - this.capacity;
  }

  /**
   * How much of the sketched text stands in the text whose shingles are in `read` (and words in `words`): 0 to 1.
   *
   * For a long text the share of its sampled shingles (Broder's containment, "On the resemblance and containment of
   * documents", 1997); for a short one 1 when its words stand there in a row, else 0. 0 for a forgotten sketch.
   */
  containment(sketch: Sketch, read: HashSet, words: Words): number {
    const hashes = this.hashesOf(sketch);
    if (hashes.length === 0) return 0;
    if (this.isShort(sketch)) return standsInARow(hashes, words) ? 1 : 0;
    let found = 0;
    for (let i = 0; i < hashes.length; i++) if (read.has(hashes[i]!)) found++;
    return found / hashes.length;
  }

  /** The shingles that are kept of the text, until the next `keep`; none of a forgotten or a short one. */
  shinglesOf(sketch: Sketch): Uint32Array {
    return this.isShort(sketch) ? NONE : this.hashesOf(sketch);
  }

  /**
   * Adds its hashes to `set`, which must have room for `lengthOf(sketch)` of them. Returns the bound below which every
   * shingle of the text is among them; 0 for a forgotten sketch and for one of words.
   */
  addTo(set: HashSet, sketch: Sketch): number {
    const hashes = this.hashesOf(sketch);
    if (hashes.length === 0 || this.isShort(sketch)) return 0;
    let largest = 0;
    for (const hash of hashes) {
      set.add(hash);
      if (hash > largest) largest = hash;
    }
    return hashes.length > this.wordsOf(sketch) - SHINGLE ? 0x100000000 : largest + 1;
  }

  /** None for a forgotten sketch. */
  private hashesOf(sketch: Sketch): Uint32Array {
    if (this.isForgotten(sketch)) return NONE;
    const at = this.table.get('at', sketch);
    const start = at % this.segment;
    return this.cellsAt(at).subarray(start, start + this.lengthOf(sketch));
  }

  private enter(at: number, length: number, words: number, digest: number): Sketch {
    const sketch = this.released.pop();
    if (sketch === undefined) return this.table.push(at, length, words, digest);
    this.table.set('at', sketch, at);
    this.table.set('length', sketch, length);
    this.table.set('words', sketch, words);
    this.table.set('digest', sketch, digest);
    return sketch;
  }

  private cellsAt(at: number): Uint32Array {
    return this.segments[Math.floor((at % this.capacity) / this.segment)]!;
  }

  /** A sketch never runs over the end of a segment: what is left there is passed over. */
  private makeRoom(room: number): void {
    const left = this.segment - (this.written % this.segment);
    if (left < room) this.written += left;
    const segment = Math.floor((this.written % this.capacity) / this.segment);
    if (segment === this.segments.length) this.segments.push(new Uint32Array(this.segment));
  }
}

const NONE = new Uint32Array(0);

function standsInARow(hashes: Uint32Array, words: Words): boolean {
  const { length } = hashes;
  outer: for (let i = 0; i <= words.count - length; i++) {
    for (let j = 0; j < length; j++) if (words.hash[i + j] !== hashes[j]) continue outer;
    return true;
  }
  return false;
}

function copyWords(words: Words, into: Uint32Array, start: number): number {
  for (let i = 0; i < words.count; i++) into[start + i] = words.hash[i]!;
  return words.count;
}

function sizeFor(shingles: Shingles): number {
  return Math.min(SKETCH_MOST, Math.max(SKETCH_LEAST, Math.ceil(shingles.count * SKETCH_SHARE)));
}

/** About as many hashes as the length asks for, at most `room`; every text of some length keeps a few. */
function sample(shingles: Shingles, into: Uint32Array, start: number, room: number): number {
  const size = sizeFor(shingles);
  let bound = shingles.count <= size ? 0xffffffff : Math.floor((size / shingles.count) * 0x100000000);
  for (;;) {
    let n = 0;
    for (let i = 0; i < shingles.count && n < room; i++) {
      if (shingles.hash[i]! <= bound) into[start + n++] = shingles.hash[i]!;
    }
    // Sampling by hash can miss a long text of few distinct shingles altogether: then widen the bound.
    if (n >= 4 || bound >= 0xffffffff) return n;
    bound = Math.min(0xffffffff, bound * 8);
  }
}
