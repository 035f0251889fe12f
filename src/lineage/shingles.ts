import { mix, type Words } from './words.ts';

/** Words in a shingle. Four survive light editing and are rarely shared by chance. */
export const SHINGLE = 4;

/**
 * Shingle hashes that a sketch keeps: all of a short text (the standard error of a containment is then at most about
 * 0.06), a quarter of a longer one, so that a part of it that was read is still noticed, and never more than the last.
 */
const SKETCH_LEAST = 64;
const SKETCH_SHARE = 0.25;
const SKETCH_MOST = 512;

/** Texts of fewer words than this are compared word by word: they have too few shingles to say anything. */
export const SHORT_WORDS = 8;

/** The shingle hashes of one text, in order; reused from text to text. */
export class Shingles {
  hash = new Uint32Array(1024);
  count = 0;

  set(words: Words): this {
    const n = words.count - SHINGLE + 1;
    this.count = Math.max(n, 0);
    if (this.hash.length < this.count) this.hash = new Uint32Array(Math.max(this.count, this.hash.length * 2));
    const w = words.hash;
    for (let i = 0; i < this.count; i++) {
      this.hash[i] = shingleHash(w[i]!, w[i + 1]!, w[i + 2]!, w[i + 3]!);
    }
    return this;
  }
}

function shingleHash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ (b >>> 0);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77) ^ c;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d) ^ d;
  return mix(h);
}

/**
 * What is kept of a written text, to ask later how much of it stands in a text that was read.
 *
 * A text of SHORT_WORDS words or more keeps a uniform sample of its shingles (those whose hash is below a bound chosen
 * for the length alone, so that equal texts have equal sketches). A shorter text keeps its words.
 */
export interface Sketch {
  /** Hashes: of shingles, or of words when `short`. */
  hashes: Uint32Array;
  short: boolean;
  /** Words in the text. */
  words: number;
  /** Words.digest() of the text. */
  digest: number;
}

export function sketchOf(words: Words, shingles: Shingles): Sketch {
  const short = words.count < SHORT_WORDS;
  return {
    short,
    words: words.count,
    digest: words.digest(),
    hashes: short ? words.hash.slice(0, words.count) : sample(shingles),
  };
}

/** About as many hashes as the length asks for, at most half as many more; every text of some length keeps a few. */
function sample(shingles: Shingles): Uint32Array {
  const size = Math.min(SKETCH_MOST, Math.max(SKETCH_LEAST, Math.ceil(shingles.count * SKETCH_SHARE)));
  const limit = Math.ceil(size * 1.5);
  const kept = new Uint32Array(limit);
  let bound = shingles.count <= size ? 0xffffffff : Math.floor((size / shingles.count) * 0x100000000);
  for (;;) {
    let n = 0;
    for (let i = 0; i < shingles.count && n < limit; i++) if (shingles.hash[i]! <= bound) kept[n++] = shingles.hash[i]!;
    // Sampling by hash can miss a long text of few distinct shingles altogether: then widen the bound.
    if (n >= 4 || bound >= 0xffffffff) return kept.slice(0, n);
    bound = Math.min(0xffffffff, bound * 8);
  }
}

/** A set of hashes, emptied in no time: cells are valid only in the epoch in which they were written. */
export class HashSet {
  private cells = new Uint32Array(4096);
  private epochs = new Uint32Array(4096);
  private epoch = 0;
  private mask = 4095;

  /** Empty it and make room for `expected` hashes. */
  reset(expected: number): void {
    let size = this.cells.length;
    while (size < expected * 2) size *= 2;
    if (size !== this.cells.length) {
      this.cells = new Uint32Array(size);
      this.epochs = new Uint32Array(size);
      this.mask = size - 1;
      this.epoch = 0;
    }
    if (++this.epoch === 0xffffffff) {
      this.epochs.fill(0);
      this.epoch = 1;
    }
  }

  add(hash: number): void {
    let i = hash & this.mask;
    while (this.epochs[i] === this.epoch) {
      if (this.cells[i] === hash) return;
      i = (i + 1) & this.mask;
    }
    this.epochs[i] = this.epoch;
    this.cells[i] = hash;
  }

  has(hash: number): boolean {
    let i = hash & this.mask;
    while (this.epochs[i] === this.epoch) {
      if (this.cells[i] === hash) return true;
      i = (i + 1) & this.mask;
    }
    return false;
  }
}

/**
 * How much of a written text stands in the text whose shingles are in `read` (and words in `words`): 0 to 1.
 *
 * For a long text the share of its sampled shingles (Broder's containment, "On the resemblance and containment of
 * documents", 1997); for a short one 1 when its words stand there in a row, else 0.
 */
export function containment(sketch: Sketch, read: HashSet, words: Words): number {
  if (sketch.words === 0) return 0;
  if (sketch.short) return standsInARow(sketch.hashes, words) ? 1 : 0;
  let found = 0;
  for (let i = 0; i < sketch.hashes.length; i++) if (read.has(sketch.hashes[i]!)) found++;
  return found / sketch.hashes.length;
}

function standsInARow(needle: Uint32Array, words: Words): boolean {
  const last = words.count - needle.length;
  const first = needle[0]!;
  outer: for (let i = 0; i <= last; i++) {
    if (words.hash[i] !== first) continue;
    for (let j = 1; j < needle.length; j++) if (words.hash[i + j] !== needle[j]) continue outer;
    return true;
  }
  return false;
}

/** Fill `set` with the shingles of a text. */
export function fillSet(set: HashSet, shingles: Shingles): void {
  set.reset(shingles.count);
  for (let i = 0; i < shingles.count; i++) set.add(shingles.hash[i]!);
}
