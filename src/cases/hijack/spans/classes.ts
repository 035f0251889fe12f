import { mix, Words } from '../../../lineage/index.ts';
import { CLASSES, LEXICON, type WordClass } from './lexicon.ts';
import { STEMS } from './stems.ts';

/** Bit of a class in a set of classes. */
export function bitOf(name: WordClass): number {
  return 1 << CLASSES.indexOf(name);
}

/** Words that begin a pair, in a filter: nearly no word does. */
const FILTER = 512;
const beginsPair = new Uint32Array(FILTER);
const SIZE = 1 << 14;
const keys = new Uint32Array(SIZE);
const sets = new Uint32Array(SIZE);

/** Key of two words in a row. Order matters; 0 is kept for "none". */
export function pairKey(first: number, second: number): number {
  return mix(Math.imul(first, 0x9e3779b1) ^ second) || 1;
}

/** The classes of a word that stands in a text: those of the word, or else of its beginning. */
export function classesAt(hash: number, text: string, start: number, end: number): number {
  // Words come again and again; each place of the memory keeps the last one that fell on it.
  const at = (hash ^ (hash >>> 15)) & (MEMORY - 1);
  if (remembered[at] === hash) return stemSets[at]!;
  let set = look(mix(hash) || 1);
  if (set === 0 && end - start >= LEAST_WORD) set = byStem(text.slice(start, Math.min(end, start + LONGEST * 2)));
  remembered[at] = hash;
  stemSets[at] = set;
  return set;
}

const MEMORY = 1 << 15;
const remembered = new Uint32Array(MEMORY);
const stemSets = new Uint32Array(MEMORY);
const LEAST_WORD = 5;
const SHORTEST = 4;
const LONGEST = 11;

function byStem(word: string): number {
  const plain = word
    .normalize('NFKD')
    .replace(/\p{M}|[\u200b-\u200f\u2060\ufeff]/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l');
  for (let length = Math.min(LONGEST, plain.length); length >= SHORTEST; length--) {
    const set = stems.get(plain.slice(0, length));
    if (set !== undefined) return set;
  }
  return 0;
}

const stems = new Map<string, number>();
for (const [name, list] of Object.entries(STEMS) as [WordClass, string][]) {
  for (const stem of list.split('|')) stems.set(stem.trim(), (stems.get(stem.trim()) ?? 0) | bitOf(name));
}

/** The classes of two words in a row, beyond those that each has alone. */
export function classesOfPair(first: number, second: number): number {
  const at = first & (FILTER * 32 - 1);
  if ((beginsPair[at >>> 5]! & (1 << (at & 31))) === 0) return 0;
  return look(pairKey(first, second));
}

function look(key: number): number {
  for (let at = key & (SIZE - 1); keys[at] !== 0; at = (at + 1) & (SIZE - 1)) if (keys[at] === key) return sets[at]!;
  return 0;
}

function learn(key: number, bit: number): void {
  let at = key & (SIZE - 1);
  while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & (SIZE - 1);
  keys[at] = key;
  sets[at]! |= bit;
}

for (const name of CLASSES) {
  for (const entry of LEXICON[name].split('|')) {
    const words = new Words().set(entry.trim());
    if (words.count === 1) learn(mix(words.hash[0]!) || 1, bitOf(name));
    else if (words.count === 2) {
      const at = words.hash[0]! & (FILTER * 32 - 1);
      beginsPair[at >>> 5]! |= 1 << (at & 31);
      learn(pairKey(words.hash[0]!, words.hash[1]!), bitOf(name));
    }
  }
}
