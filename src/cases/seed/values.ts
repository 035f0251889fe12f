import { lettersOf, mix, Words } from '../../lineage/index.ts';

/** Values looked for in one seed, at the most. */
const MAX_VALUES = 200;

/** A bitmap over the last words of the values lets the look-up pass over nearly all of a text. */
const FILTER_BITS = 1 << 14;

/** Addresses that stand in licence headers and schemas everywhere: whoever has one need not have it from the seed. */
const STANDARD_ADDRESS =
  /\bhttps?:\/\/(?:www\.)?(?:apache\.org\/licenses|opensource\.org|gnu\.org|creativecommons\.org|unlicense\.org|spdx\.org|w3\.org|json-schema\.org|schema\.org)(?![\w.-])[^\s"'`<>)\]}]*/gi;

/**
 * What in a seed is so particular that a session which uses it has it from there: addresses, paths, flags, identifiers,
 * long numbers. Plain words are not values, nor are the addresses of licences and schemas.
 */
export function distinctiveValues(text: string): string[] {
  const found = new Set<string>();
  const own = text.slice(0, 200_000).replace(STANDARD_ADDRESS, ' ');
  for (const pattern of PATTERNS) {
    for (const match of own.matchAll(pattern)) {
      const value = match[0].replace(/[.,;:!?)\]}'"`]+$/, '');
      if (value.length >= 4 && value.length <= 300) found.add(value);
      if (found.size >= MAX_VALUES) return [...found];
    }
  }
  return [...found];
}

// Each is linear: no two neighbouring repetitions can match the same characters, and where a match may fail after a long
// way, it cannot start again in the middle of that way.
const PATTERNS = [
  /\bhttps?:\/\/[^\s"'`<>)\]}]+/gi, // addresses
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}/g, // mailboxes
  /(?<![\w/.-])(?:[\w-]{1,63}\.){1,10}[a-z]{2,24}(?![\w/])/gi, // hosts and file names
  /(?<!\w)(?:~|\.{1,2})?\/[\w.@-]+(?:\/[\w.@-]+)+/g, // paths
  /(?<!\S)--?[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+(?:=\S+)?/gi, // flags of several words
  /\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b/g, // snake_case
  /\b[a-z]+[0-9]*(?:[A-Z][a-z0-9]+)+\b/g, // camelCase
  /\b(?=\w*\d)(?=\w*[A-Za-z])\w{6,}\b/g, // letters and digits
  /\b\d{5,}\b/g, // long numbers
  /\b[A-Z]{2}\d{2}[A-Z0-9]{8,}\b/g, // account numbers
  /@[\w-]+\/[\w.-]+/g, // scoped packages
];

interface Compiled {
  seed: number;
  value: number;
  hash: Uint32Array;
  /** The letters of each word, since hashes of 32 bits may meet. */
  letters: string[];
}

/** A value that stands in a text: which, and at which word. */
export interface ValueSighting {
  seed: number;
  value: number;
  /** How many words it is. */
  words: number;
  /** Offsets in the text. */
  start: number;
  end: number;
}

/** Finds the values of all seeds in one pass over the words of a text. */
export class ValueFinder {
  private readonly byLast = new Map<number, Compiled[]>();
  private readonly filter = new Uint32Array(FILTER_BITS / 32);

  add(seed: number, value: number, text: string): void {
    const words = new Words().set(text);
    if (words.count === 0) return;
    const hash = words.hash.slice(0, words.count);
    const last = hash[hash.length - 1]!;
    const key = mix(last);
    this.filter[(key & (FILTER_BITS - 1)) >>> 5]! |= 1 << (key & 31);
    const letters = Array.from(hash, (_, i) => lettersOf(text, words.start[i]!, words.end[i]!));
    const list = this.byLast.get(last);
    if (list === undefined) this.byLast.set(last, [{ seed, value, hash, letters }]);
    else list.push({ seed, value, hash, letters });
  }

  /** Values that stand in `text`, of which `words` are; the first `limit`. */
  find(words: Words, text: string, limit = 1000): ValueSighting[] {
    if (this.byLast.size === 0) return NONE;
    let found: ValueSighting[] | undefined;
    const { filter } = this;
    for (let i = 0; i < words.count; i++) {
      const h = words.hash[i]!;
      const key = mix(h);
      if ((filter[(key & (FILTER_BITS - 1)) >>> 5]! & (1 << (key & 31))) === 0) continue;
      for (const compiled of this.byLast.get(h) ?? NONE_COMPILED) {
        const { seed, value, hash } = compiled;
        const from = i - hash.length + 1;
        if (from < 0 || !standsAt(words, text, compiled, from)) continue;
        found ??= [];
        found.push({ seed, value, words: hash.length, start: words.start[from]!, end: words.end[i]! });
        if (found.length >= limit) return found;
      }
    }
    return found ?? NONE;
  }
}

const NONE: ValueSighting[] = [];
const NONE_COMPILED: Compiled[] = [];

function standsAt(words: Words, text: string, { hash, letters }: Compiled, at: number): boolean {
  for (let i = 0; i < hash.length; i++) if (words.hash[at + i] !== hash[i]) return false;
  return letters.every((word, i) => lettersOf(text, words.start[at + i]!, words.end[at + i]!) === word);
}
