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

/**
 * What is kept of a written text, to ask later how much of it stands in a text that was read.
 *
 * A text of SHORT_WORDS words or more keeps a uniform sample of its shingles (those whose hash is below a bound chosen
 * for the length alone, so that equal texts have equal sketches). A shorter text keeps its words.
 */
export interface Sketch {
  /** Where its hashes are in the pool, counted from the first hash ever kept, and how many. */
  at: number;
  length: number;
  /** The hashes are of words, not of shingles. */
  short: boolean;
  /** Words in the text. */
  words: number;
  /** Words.digest() of the text. */
  digest: number;
}

/** The hashes of all sketches in one ring: bounded, and nothing for the garbage collector to walk. */
export class SketchPool {
  private cells = new Uint32Array(1 << 14);
  private written = 0;
  private readonly capacity: number;

  constructor(capacity = POOL) {
    this.capacity = capacity;
  }

  keep(words: Words, shingles: Shingles): Sketch {
    const short = words.count < SHORT_WORDS;
    const room = short ? SHORT_WORDS : Math.ceil(sizeFor(shingles) * 1.5);
    this.makeRoom(room);
    const start = this.written % this.capacity;
    const length = short ? copyWords(words, this.cells, start) : sample(shingles, this.cells, start, room);
    const sketch: Sketch = { at: this.written, length, short, words: words.count, digest: words.digest() };
    this.written += length;
    return sketch;
  }

  /** Its hashes have given way to later ones: only its digest and its length are known. */
  isForgotten(sketch: Sketch): boolean {
    return sketch.at < this.written - this.capacity;
  }

  /**
   * How much of the sketched text stands in the text whose shingles are in `read` (and words in `words`): 0 to 1.
   *
   * For a long text the share of its sampled shingles (Broder's containment, "On the resemblance and containment of
   * documents", 1997); for a short one 1 when its words stand there in a row, else 0. 0 for a forgotten sketch.
   */
  containment(sketch: Sketch, read: HashSet, words: Words): number {
    if (sketch.length === 0 || this.isForgotten(sketch)) return 0;
    const start = sketch.at % this.capacity;
    if (sketch.short) return this.standsInARow(start, sketch.length, words) ? 1 : 0;
    let found = 0;
    for (let i = start; i < start + sketch.length; i++) if (read.has(this.cells[i]!)) found++;
    return found / sketch.length;
  }

  /** The shingle is among those kept of the text. */
  has(sketch: Sketch, shingle: number): boolean {
    if (sketch.short || this.isForgotten(sketch)) return false;
    const start = sketch.at % this.capacity;
    return this.cells.subarray(start, start + sketch.length).includes(shingle);
  }

  /**
   * Adds its hashes to `set`, which must have room for `sketch.length` of them. Returns the bound below which every shingle
   * of the text is among them; 0 for a forgotten sketch and for one of words.
   */
  addTo(set: HashSet, sketch: Sketch): number {
    if (sketch.short || sketch.length === 0 || this.isForgotten(sketch)) return 0;
    const start = sketch.at % this.capacity;
    let largest = 0;
    for (let i = start; i < start + sketch.length; i++) {
      const hash = this.cells[i]!;
      set.add(hash);
      if (hash > largest) largest = hash;
    }
    return sketch.length > sketch.words - SHINGLE ? 0x100000000 : largest + 1;
  }

  private standsInARow(start: number, length: number, words: Words): boolean {
    const first = this.cells[start]!;
    outer: for (let i = 0; i <= words.count - length; i++) {
      if (words.hash[i] !== first) continue;
      for (let j = 1; j < length; j++) if (words.hash[i + j] !== this.cells[start + j]) continue outer;
      return true;
    }
    return false;
  }

  /** A sketch never runs over the end of the ring: what is left there is passed over. */
  private makeRoom(room: number): void {
    const left = this.capacity - (this.written % this.capacity);
    if (left < room) this.written += left;
    const end = (this.written % this.capacity) + room;
    let size = this.cells.length;
    if (end <= size) return;
    while (size < end) size *= 2;
    const larger = new Uint32Array(Math.min(size, this.capacity));
    larger.set(this.cells);
    this.cells = larger;
  }
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
