import type { Channel, How } from '../../fleet/index.ts';
import type { Found, Pattern } from '../../lineage/index.ts';
import type { Seed } from './seed.ts';

/** Where in the input something stands. */
export interface Place {
  file: number;
  line: number;
}

/** An event whose text carries a seed, or comes near it. Sparse: most events of a fleet give none. */
export interface Hit extends Place {
  /** Position of the event in the order of processing. */
  order: number;
  kind: 'read' | 'write' | 'call' | 'say';
  session: number;
  time: number | undefined;
  /** Where it has no time: between which other events of its session it stands, as far as those have one. */
  notBefore: number | undefined;
  notAfter: number | undefined;
  /** Number of the artifact, or -1. */
  artifact: number;
  channel: Channel | undefined;
  /** Row of the write in the contact engine, or -1. */
  write: number;
  /** A write that put this text in the place of all that stood there. */
  replaces: boolean;
  how: How;
  /** Tool and call id. */
  tool: string | undefined;
  call: string | undefined;
  /** Index of the pattern in the seed's trace. */
  pattern: number;
  similarity: number;
  /** Word for word; and character for character, wherever the lines end. */
  verbatim: boolean;
  exact: boolean;
  /** Which words of the pattern were found; empty for all of them. */
  words: Found;
  copy: boolean;
  quoted: boolean;
  passage: string;
}

/** Something that happened to an artifact after it had carried the seed, or to any artifact of a seed of that kind. */
export interface Touch extends Place {
  order: number;
  session: number;
  time: number | undefined;
  artifact: number;
  kind: 'read' | 'write';
  how: How;
  /** The event had its text. */
  seen: boolean;
  /** A read that shows the whole artifact, as far as its call says. */
  whole: boolean;
  /** The hash that the event carries. */
  hash: string | undefined;
  /** The text carries the seed. */
  hit: boolean;
  /** For a write: the seed no longer stands there after it (as far as can be seen). */
  clears: boolean;
  /** For a write without text by a session of interest: it may carry the seed. */
  write: number;
}

/** A distinctive value of the seed in an event of a session, outside a copy of the seed. */
export interface ValueUse extends Place {
  order: number;
  kind: 'read' | 'write' | 'call' | 'say';
  session: number;
  time: number | undefined;
  value: number;
  tool: string | undefined;
  call: string | undefined;
  artifact: number;
  /** Carried to speak about it, to look it up or to take it out. */
  quoted: boolean;
  passage: string;
}

/** What a session did after it met the seed, whether or not it carries anything of it. */
export interface Act extends Place {
  order: number;
  kind: 'call' | 'write' | 'say';
  what: string;
  call: string | undefined;
  artifact: number;
  time: number | undefined;
  /** The event had no text to judge by. */
  blind: boolean;
}

/** What a session did since its first meeting with the seed. */
export interface After {
  since: number;
  acts: Act[];
  /** Acts beyond those kept. */
  more: number;
  /** Acts without content, of all. */
  blind: number;
  tokens: number;
  hasTokens: boolean;
}

/** A text that is looked for. */
export interface SeedText {
  pattern: Pattern;
  /** Learned from what the seed names, not given. */
  learned: boolean;
  /** The text that was given, where this is that one without its blanks. */
  glued: Pattern | undefined;
  /** When it began to be looked for. */
  order: number;
  /** Its beginning in plain form: what a seed says about itself is no talk about it. */
  plain: string;
}

/** All that was seen of one seed. */
export interface SeedTrace {
  seed: Seed;
  /** Texts looked for: given with the seed, or learned from what the seed names. */
  patterns: SeedText[];
  values: string[];
  /** Artifacts that the seed names by their path or address, and that an event other than a load by rule showed. */
  named: Set<number>;
  hits: Hit[];
  /** The best of what was too far off to be a copy. */
  nearest: Hit | undefined;
  touches: Touch[];
  uses: ValueUse[];
  /** Sessions (at most a thousand) in which each value was seen outside a copy. */
  valueSessions: Set<number>[];
  after: Map<number, After>;
  /** Calls that took the seed out of an artifact: session number and call id. */
  removals: Set<string>;
  /** Events of the seed beyond the bound, not kept. */
  dropped: number;
}

/** Before the first event. */
export function emptyTrace(seed: Seed): SeedTrace {
  return {
    seed,
    patterns: [],
    values: [],
    named: new Set(),
    hits: [],
    nearest: undefined,
    touches: [],
    uses: [],
    valueSessions: [],
    after: new Map(),
    removals: new Set(),
    dropped: 0,
  };
}
