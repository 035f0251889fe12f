import { mix, type Words } from './words.ts';

/** Words in a shingle. Four survive light editing and are rarely shared by chance. */
export const SHINGLE = 4;

/** The shingle hashes of one text, in order; reused from text to text. */
export class Shingles {
  hash = new Uint32Array(1024);
  count = 0;

  set(words: Words): this {
    const n = words.count - SHINGLE + 1;
    this.count = Math.max(n, 0);
    if (this.hash.length < this.count) this.hash = new Uint32Array(Math.max(this.count, this.hash.length * 2));
    const { hash, count } = this;
    const w = words.hash;
    for (let i = 0; i < count; i++) hash[i] = shingleHash(w[i]!, w[i + 1]!, w[i + 2]!, w[i + 3]!);
    return this;
  }
}

function shingleHash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ (b >>> 0);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77) ^ c;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d) ^ d;
  return mix(h);
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

/** Fill `set` with the shingles of a text. */
export function fillSet(set: HashSet, shingles: Shingles): void {
  set.reset(shingles.count);
  for (let i = 0; i < shingles.count; i++) set.add(shingles.hash[i]!);
}
