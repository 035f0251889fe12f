import { mix, type Words } from '../../../lineage/index.ts';
import { bitOf, classesAt, classesOfPair } from './classes.ts';
import { CLASSES } from './lexicon.ts';
import type { Units } from './units.ts';

const C = CLASSES.length;
const PAIRS = (C * (C + 1)) / 2;
const SHAPES = 11;
const EXTRAS = 16;

/** Where each family of features begins. A feature is an index; the model holds one weight for each. */
export const LAYOUT = {
  bias: 0,
  shape: 1,
  /** Position, values, encoding, how far the unit differs from the rest. */
  extra: 1 + SHAPES,
  own: 1 + SHAPES + EXTRAS,
  ownPair: 1 + SHAPES + EXTRAS + C,
  /** Classes of the units around, alone and with those of the unit. */
  near: 1 + SHAPES + EXTRAS + C + PAIRS,
  ownNear: 1 + SHAPES + EXTRAS + 2 * C + PAIRS,
  nearPair: 1 + SHAPES + EXTRAS + 2 * C + PAIRS + C * C,
  /** Classes in the rest of the text: a text about attacks, a manual. */
  rest: 1 + SHAPES + EXTRAS + 2 * C + 2 * PAIRS + C * C,
  shapeClass: 1 + SHAPES + EXTRAS + 3 * C + 2 * PAIRS + C * C,
  grams: 1 + SHAPES + EXTRAS + 3 * C + 2 * PAIRS + C * C + SHAPES * C,
} as const;

/** Buckets of hashed words and pairs of words. */
export const GRAM_BITS = 14;
export const FEATURES = LAYOUT.grams + (1 << GRAM_BITS);

/** Units on either side that count as near. */
const NEAR = 3;

const ACTION = bitOf('send') | bitOf('execute') | bitOf('change') | bitOf('money');
const ASKING = bitOf('you') | bitOf('oblige') | bitOf('please') | bitOf('ai') | bitOf('instruction');

/** The features of each unit of a text, worked out one unit after another; reused from text to text. */
export class Features {
  /** Indices of the unit that was looked at last. */
  readonly list = new Int32Array(4096);
  count = 0;
  /** Where the hashed words begin in `list`: they come last. */
  gramsFrom = 0;
  /** Classes of each unit. */
  own = new Uint32Array(256);
  private asks = 0;
  private seen = new Uint16Array(C);

  /** Look at a whole text first. */
  set(text: string, words: Words, units: Units): void {
    if (this.own.length < units.count) this.own = new Uint32Array(Math.max(units.count, this.own.length * 2));
    this.asks = 0;
    this.seen.fill(0);
    for (let u = 0; u < units.count; u++) {
      const set = classesIn(text, words, units.from[u]!, units.to[u]!);
      this.own[u] = set;
      if (isAsking(set)) this.asks++;
      for (let rest = set; rest !== 0; rest &= rest - 1) {
        const c = lowest(rest);
        if (this.seen[c]! < 0xffff) this.seen[c]!++;
      }
    }
  }

  /** Nothing in the unit or near it could be an instruction: it need not be looked at. */
  isBlank(u: number): boolean {
    return this.own[u] === 0;
  }

  near(units: Units, u: number): number {
    let near = 0;
    for (let v = Math.max(0, u - NEAR); v < Math.min(units.count, u + NEAR + 1); v++) if (v !== u) near |= this.own[v]!;
    return near;
  }

  /**
   * Works out the features of one unit. `encoded`: the text was hidden and had to be decoded. Without `sets`, those that
   * depend on the unit's classes alone, or on those near it alone, are left to `SetSums`.
   */
  look(text: string, words: Words, units: Units, u: number, encoded: boolean, sets = true): void {
    this.count = 0;
    const own = this.own[u]!;
    const near = this.near(units, u);
    const shape = units.shape[u]!;
    this.add(LAYOUT.bias);
    for (let s = 0; s < SHAPES; s++) if ((shape & (1 << s)) !== 0) this.add(LAYOUT.shape + s);
    this.extras(text, words, units, u, encoded);
    if (sets) {
      eachOf(LAYOUT.own, LAYOUT.ownPair, own, (index) => this.add(index));
      eachOf(LAYOUT.near, LAYOUT.nearPair, near, (index) => this.add(index));
    }
    for (let a = own; a !== 0; a &= a - 1) {
      const c = lowest(a);
      for (let b = near; b !== 0; b &= b - 1) this.add(LAYOUT.ownNear + c * C + lowest(b));
      for (let s = 0; s < SHAPES; s++) if ((shape & (1 << s)) !== 0) this.add(LAYOUT.shapeClass + s * C + c);
    }
    // What is said in the rest of the text, beyond a first mention here or near.
    for (let c = 0; c < C; c++) {
      const here = ((own >>> c) & 1) + ((near >>> c) & 1) * 2;
      if (this.seen[c]! > here) this.add(LAYOUT.rest + c);
    }
    this.gramsFrom = this.count;
    this.grams(words, units.from[u]!, units.to[u]!);
  }

  private extras(text: string, words: Words, units: Units, u: number, encoded: boolean): void {
    const at = LAYOUT.extra;
    const from = units.from[u]!;
    const to = units.to[u]!;
    const n = to - from;
    if (n <= 3) this.add(at);
    else if (n <= 8) this.add(at + 1);
    else if (n <= 20) this.add(at + 2);
    else this.add(at + 3);
    if (u === 0) this.add(at + 4);
    if (u === units.count - 1) this.add(at + 5);
    if (units.count === 1) this.add(at + 6);
    if (units.count > 12) this.add(at + 7);
    if (encoded) this.add(at + 8);
    const first = classesAt(words.hash[from]!, text, words.start[from]!, words.end[from]!);
    if ((first & ACTION) !== 0) this.add(at + 9);
    // The share of the text that asks for something: one request among none stands out.
    const share = this.asks / units.count;
    if (isAsking(this.own[u]!)) {
      if (this.asks === 1) this.add(at + 10);
      else if (share < 0.15) this.add(at + 11);
      else if (share > 0.5) this.add(at + 12);
    }
    if (hasValue(text, words, from, to)) this.add(at + 13);
    if (isUpper(text, units.start[u]!, units.end[u]!)) this.add(at + 14);
    if ((this.own[u]! & ACTION) !== 0 && (this.own[u]! & ASKING) !== 0) this.add(at + 15);
  }

  private grams(words: Words, from: number, to: number): void {
    const mask = (1 << GRAM_BITS) - 1;
    let previous = 0x51ed270b;
    for (let i = from; i < to; i++) {
      const word = words.hash[i]!;
      this.add(LAYOUT.grams + (mix(word) & mask));
      this.add(LAYOUT.grams + (mix(Math.imul(previous, 0x9e3779b1) ^ word) & mask));
      previous = word;
    }
  }

  private add(index: number): void {
    if (this.count < this.list.length) this.list[this.count++] = index;
  }
}

/** The single classes of a set and all pairs of them. */
function eachOf(singles: number, pairs: number, set: number, visit: (index: number) => void): void {
  for (let a = set; a !== 0; a &= a - 1) {
    const i = lowest(a);
    visit(singles + i);
    for (let b = a & (a - 1); b !== 0; b &= b - 1) {
      const j = lowest(b);
      visit(pairs + (j * (j + 1)) / 2 + i);
    }
  }
}

/** For each feature but the hashed words: the word classes that it rests on, as bits. */
export function classesOfFeatures(): Uint32Array {
  const sets = new Uint32Array(LAYOUT.grams);
  for (let a = 0; a < C; a++) {
    const one = 1 << a;
    for (const from of [LAYOUT.own, LAYOUT.near, LAYOUT.rest]) sets[from + a] = one;
    for (let s = 0; s < SHAPES; s++) sets[LAYOUT.shapeClass + s * C + a] = one;
    for (let b = 0; b < C; b++) {
      sets[LAYOUT.ownNear + a * C + b] = one | (1 << b);
      if (b >= a) continue;
      for (const from of [LAYOUT.ownPair, LAYOUT.nearPair]) sets[from + (a * (a + 1)) / 2 + b] = one | (1 << b);
    }
  }
  return sets;
}

const KEPT = 1 << 13;

/** Sums of the weights of a set's features: the same few thousand sets come again and again. */
export class SetSums {
  private readonly sets = new Uint32Array(2 * KEPT);
  private readonly sums = new Float64Array(2 * KEPT);
  private readonly weights: Float32Array;

  constructor(weights: Float32Array) {
    this.weights = weights;
  }

  own(set: number): number {
    return this.sum(set, 0, LAYOUT.own, LAYOUT.ownPair);
  }

  near(set: number): number {
    return this.sum(set, KEPT, LAYOUT.near, LAYOUT.nearPair);
  }

  private sum(set: number, offset: number, singles: number, pairs: number): number {
    if (set === 0) return 0;
    const at = offset + (mix(set) & (KEPT - 1));
    if (this.sets[at] === set >>> 0) return this.sums[at]!;
    let sum = 0;
    eachOf(singles, pairs, set, (index) => {
      sum += this.weights[index]!;
    });
    this.sets[at] = set;
    this.sums[at] = sum;
    return sum;
  }
}

function classesIn(text: string, words: Words, from: number, to: number): number {
  let set = 0;
  for (let i = from; i < to; i++) {
    const word = words.hash[i]!;
    set |= classesAt(word, text, words.start[i]!, words.end[i]!);
    if (i + 1 < to) set |= classesOfPair(word, words.hash[i + 1]!);
  }
  return set;
}

function isAsking(set: number): boolean {
  return (set & ACTION) !== 0 && (set & ASKING) !== 0;
}

function lowest(set: number): number {
  return 31 - Math.clz32(set & -set);
}

/** An address, a long number, an identifier: characters that words of a language do not have. */
function hasValue(text: string, words: Words, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const start = words.start[i]!;
    const end = words.end[i]!;
    if (end < text.length && i + 1 < to && words.start[i + 1] === end + 1) {
      const between = text.charCodeAt(end);
      if (between === 0x40 || between === 0x2f || between === 0x5f || between === 0x2e) return true;
    }
    if (end - start >= 5 && text.charCodeAt(end - 1) >= 0x30 && text.charCodeAt(end - 1) <= 0x39) return true;
  }
  return false;
}

/** At least eight letters, nearly all of them capital. */
function isUpper(text: string, start: number, end: number): boolean {
  let upper = 0;
  let lower = 0;
  for (let i = start; i < Math.min(end, start + 200); i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x41 && code <= 0x5a) upper++;
    else if (code >= 0x61 && code <= 0x7a) lower++;
  }
  return upper >= 8 && lower * 8 < upper;
}
