import { COMMON_WEIGHT, isCommonWord, isRareWord } from './common-words.ts';
import { lettersOf } from './fold.ts';
import { mix, Words } from './words.ts';

/** A unit is matched as a whole: a sentence or a few, this many words. */
const UNIT_MIN = 10;
const UNIT_MAX = 40;

/** Longest text that is compiled, in words; the rest of a longer one is not looked for. */
export const PATTERN_WORDS = 20_000;

/** A pair that stands this often in the pattern says nothing about where in it a text is. */
const PAIR_PLACES = 16;

/** A stretch of a pattern that is looked for as a whole. */
export interface Unit {
  /** First word, and how many. */
  first: number;
  length: number;
  /** Sum of the weights of its words. */
  weight: number;
  /** How many of its words are no function words, and how many of those are rare. */
  telling: number;
  rare: number;
}

/**
 * A known text, compiled to be found in other texts whole, in part, or altered.
 *
 * It is cut into units at the ends of sentences and lines. A text that may hold a unit is noticed by the pairs of
 * neighbouring words that they share.
 */
export class Pattern {
  readonly text: string;
  /** The text from its first word to its last. */
  readonly core: string;
  readonly length: number;
  readonly hash: Uint32Array;
  readonly weight: Float32Array;
  /** 1 for a word that is neither a function word nor an everyday one. */
  readonly rare: Uint8Array;
  readonly units: Unit[];
  /** Unit of each word. */
  readonly unitOf: Uint16Array;
  /** Sum of all weights. */
  readonly totalWeight: number;
  private readonly start: Uint32Array;
  private readonly end: Uint32Array;
  /** Pair of words (or the word itself, in a pattern of one) to its places. */
  readonly places: Map<number, number[]>;
  /** The first place that is looked up. */
  readonly firstPlace: number;

  constructor(text: string) {
    const words = new Words().set(text);
    this.text = text;
    this.core =
      words.count === 0 ? '' : text.slice(words.start[0], words.end[Math.min(words.count, PATTERN_WORDS) - 1]);
    this.length = Math.min(words.count, PATTERN_WORDS);
    this.hash = words.hash.slice(0, this.length);
    this.weight = new Float32Array(this.length);
    this.rare = new Uint8Array(this.length);
    for (let i = 0; i < this.length; i++) {
      this.weight[i] = isCommonWord(this.hash[i]!) ? COMMON_WEIGHT : 1;
      this.rare[i] = isRareWord(this.hash[i]!) ? 1 : 0;
    }
    this.start = words.start.slice(0, this.length);
    this.end = words.end.slice(0, this.length);
    this.units = cutIntoUnits(text, words, this.length, this.weight, this.rare);
    this.unitOf = new Uint16Array(this.length);
    this.units.forEach((unit, u) => {
      this.unitOf.fill(u, unit.first, unit.first + unit.length);
    });
    this.totalWeight = this.units.reduce((sum, unit) => sum + unit.weight, 0);
    this.places = placesOf(this.hash);
    this.firstPlace = leastPlace(this.places, this.length);
  }

  /** Words that say something: not function words. */
  get tellingWords(): number {
    let n = 0;
    for (let i = 0; i < this.length; i++) if (this.weight[i] === 1) n++;
    return n;
  }

  /**
   * A word of another text, with the same hash, has the same letters. Hashes of 32 bits meet by chance in a large fleet,
   * and on purpose in a hostile one.
   */
  isWord(i: number, text: string, start: number, end: number): boolean {
    const from = this.start[i]!;
    const to = this.end[i]!;
    if (to - from === end - start) {
      let at = 0;
      while (start + at < end && text.charCodeAt(start + at) === this.text.charCodeAt(from + at)) at++;
      if (start + at === end) return true;
    }
    return lettersOf(text, start, end) === lettersOf(this.text, from, to);
  }
}

/** What two neighbouring words become, to be looked up. */
export function pairHash(a: number, b: number): number {
  return mix(Math.imul(a, 0x9e3779b1) ^ b);
}

function placesOf(hash: Uint32Array): Map<number, number[]> {
  const places = new Map<number, number[]>();
  const add = (key: number, at: number) => {
    const list = places.get(key);
    if (list === undefined) places.set(key, [at]);
    else if (list.length < PAIR_PLACES) list.push(at);
  };
  if (hash.length === 1) add(hash[0]!, 0);
  for (let i = 0; i + 1 < hash.length; i++) {
    // Two function words in a row stand in every text.
    if (hash.length > 4 && isCommonWord(hash[i]!) && isCommonWord(hash[i + 1]!)) continue;
    add(pairHash(hash[i]!, hash[i + 1]!), i);
  }
  return places;
}

function cutIntoUnits(text: string, words: Words, length: number, weight: Float32Array, rare: Uint8Array): Unit[] {
  const units: Unit[] = [];
  let first = 0;
  const close = (end: number) => {
    units.push(unitOf(first, end, weight, rare));
    first = end;
  };
  for (let i = 1; i < length; i++) {
    const size = i - first;
    if (size >= UNIT_MAX || (size >= UNIT_MIN && endsSentence(text, words.end[i - 1]!, words.start[i]!))) close(i);
  }
  if (first < length) {
    const last = units.at(-1);
    // A short remainder would be found by chance: it belongs to the unit before.
    if (last !== undefined && length - first < UNIT_MIN / 2) {
      units[units.length - 1] = unitOf(last.first, length, weight, rare);
    } else {
      close(length);
    }
  }
  return units;
}

function unitOf(first: number, end: number, weights: Float32Array, rares: Uint8Array): Unit {
  let weight = 0;
  let telling = 0;
  let rare = 0;
  for (let i = first; i < end; i++) {
    weight += weights[i]!;
    if (weights[i] === 1) telling++;
    rare += rares[i]!;
  }
  return { first, length: end - first, weight, telling, rare };
}

function endsSentence(text: string, from: number, to: number): boolean {
  return to - from > 1 && /\n|[.!?;:]\s|[。！？]|\\n/.test(text.slice(from, Math.min(to, from + 200)));
}

function leastPlace(places: Map<number, number[]>, length: number): number {
  let least = length;
  for (const list of places.values()) if (list[0]! < least) least = list[0]!;
  return least;
}
