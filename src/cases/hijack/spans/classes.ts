import { mix, Words } from '../../../lineage/index.ts';
import { CLASSES, LEXICON, type WordClass } from './lexicon.ts';

/** Bit of a class in a set of classes. */
export function bitOf(name: WordClass): number {
  return 1 << CLASSES.indexOf(name);
}

const SIZE = 1 << 14;
const keys = new Uint32Array(SIZE);
const sets = new Uint32Array(SIZE);

/** Key of two words in a row. Order matters; 0 is kept for "none". */
export function pairKey(first: number, second: number): number {
  return mix(Math.imul(first, 0x9e3779b1) ^ second) || 1;
}

/** The classes of one word, as a set of bits. */
export function classesOf(word: number): number {
  return look(mix(word) || 1);
}

/** The classes of two words in a row, beyond those that each has alone. */
export function classesOfPair(first: number, second: number): number {
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
    else if (words.count === 2) learn(pairKey(words.hash[0]!, words.hash[1]!), bitOf(name));
  }
}
