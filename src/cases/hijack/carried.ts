import { isCommonWord, mix, Words } from '../../lineage/index.ts';
import { distinctiveValues } from '../seed/values.ts';
import type { Ledger } from './ledger.ts';

/** Characters of a span that are searched for values, and values that are followed. */
const SEARCHED = 20_000;
const MAX_VALUES = 60;
const MAX_WORDS = 20_000;

/** A value of a span that its session had from nowhere else when it read it. */
interface Value {
  text: string;
  hash: Uint32Array;
  /** An address, a number, an identifier; else a name or a quoted phrase. */
  strong: boolean;
  /** It came from somewhere else later on. */
  elsewhere: boolean;
}

/** What an act has of a span. */
export interface Carried {
  /** The longest value, if any, and where it stands in the act. */
  value: { text: string; strong: boolean; start: number; end: number } | undefined;
  /** Words in a row that are the span's, and where they stand; 0 for fewer than three. */
  run: number;
  runStart: number;
  runEnd: number;
  /** Share of the span's words (in threes) that stand in the act. */
  share: number;
  /** Different telling words which the session had from the span alone. */
  fresh: number;
  /** The words around the span came along: its document was copied as a whole. */
  whole: boolean;
}

/** What of a payload span can be recognised in what its reader did later. */
export class Fingerprint {
  private readonly values: Value[] = [];
  private readonly byLast = new Map<number, Value[]>();
  private readonly threes = new Set<number>();
  private readonly edges = new Set<number>();
  private readonly fresh = new Set<number>();
  /** All words of the span, for the names of tools. */
  private readonly words: Uint32Array;
  private readonly all: Set<number>;

  /** `around`: the text that the span stood in, with the span's offsets there; `known`: what its reader had met before. */
  constructor(span: string, known: Ledger, around: { text: string; start: number; end: number }) {
    const words = new Words().set(span.slice(0, SEARCHED));
    const count = Math.min(words.count, MAX_WORDS);
    this.words = words.hash.slice(0, count);
    this.all = new Set(this.words);
    for (let i = 0; i + 2 < count; i++) this.threes.add(three(words, i));
    for (let i = 0; i < count; i++) {
      const hash = words.hash[i]!;
      if (!isCommonWord(hash) && !known.knowsWord(hash)) this.fresh.add(hash);
    }
    this.addValues(span.slice(0, SEARCHED), known);
    const before = new Words().set(around.text.slice(Math.max(0, around.start - 80), around.start));
    const behind = new Words().set(around.text.slice(around.end, around.end + 80));
    if (before.count >= 3) this.edges.add(three(before, before.count - 3));
    if (behind.count >= 3) this.edges.add(three(behind, 0));
  }

  /** The name of a tool stands in the span, word for word. */
  names(tool: Words): boolean {
    if (tool.count === 0 || !this.all.has(tool.hash[0]!) || (tool.count === 1 && tool.end[0]! - tool.start[0]! < 8))
      return false;
    for (let i = 0; i + tool.count <= this.words.length; i++) {
      let same = 0;
      while (same < tool.count && this.words[i + same] === tool.hash[same]) same++;
      if (same === tool.count) return true;
    }
    return false;
  }

  /** The words of a tool's name that the span has, of those that tell anything. */
  sharesWord(tool: Words): boolean {
    for (let i = 0; i < tool.count; i++) {
      const hash = tool.hash[i]!;
      if (!isCommonWord(hash) && tool.end[i]! - tool.start[i]! >= 4 && this.all.has(hash)) return true;
    }
    return false;
  }

  /** Text from elsewhere, all but what lies between offsets: the values in it are no sign of the span any more. */
  seenElsewhere(words: Words, without: readonly { start: number; end: number }[]): void {
    let next = 0;
    for (let i = 0; i < words.count; i++) {
      const start = words.start[i]!;
      while (next < without.length && without[next]!.end <= start) next++;
      if (next < without.length && without[next]!.start <= start) continue;
      for (const value of this.byLast.get(words.hash[i]!) ?? NONE) if (endsAt(words, value, i)) value.elsewhere = true;
    }
  }

  look(words: Words): Carried {
    const found: Carried = { value: undefined, run: 0, runStart: 0, runEnd: 0, share: 0, fresh: 0, whole: false };
    const fresh = new Set<number>();
    const threes = new Set<number>();
    let from = -1;
    for (let i = 0; i < words.count; i++) {
      const hash = words.hash[i]!;
      if (this.fresh.has(hash)) fresh.add(hash);
      for (const value of this.byLast.get(hash) ?? NONE) this.consider(words, value, i, found);
      if (i + 2 >= words.count) continue;
      const key = three(words, i);
      if (this.edges.has(key)) found.whole = true;
      if (!this.threes.has(key)) {
        from = -1;
        continue;
      }
      threes.add(key);
      if (from < 0) from = i;
      if (i + 3 - from > found.run) {
        found.run = i + 3 - from;
        found.runStart = words.start[from]!;
        found.runEnd = words.end[i + 2]!;
      }
    }
    found.share = this.threes.size === 0 ? 0 : threes.size / this.threes.size;
    found.fresh = fresh.size;
    return found;
  }

  private consider(words: Words, value: Value, i: number, found: Carried): void {
    if (value.elsewhere || !endsAt(words, value, i)) return;
    const best = found.value;
    // An address says more than the quoted phrase that it stands in.
    if (best?.strong && !value.strong) return;
    if (best !== undefined && best.strong === value.strong && best.text.length >= value.text.length) return;
    const start = words.start[i - value.hash.length + 1]!;
    found.value = { text: value.text, strong: value.strong, start, end: words.end[i]! };
  }

  private addValues(span: string, known: Ledger): void {
    const found = distinctiveValues(span);
    // The host of a mail address says nothing by itself: half of the world shares a few.
    const strong = found.filter((text) => !found.some((other) => other.endsWith(`@${text}`)));
    const weak = [...span.matchAll(NAMES)].map((match) => (match[1] ?? match[0]).trim());
    for (const [i, text] of [...strong, ...weak].entries()) {
      if (this.values.length >= MAX_VALUES || this.values.some((value) => value.text === text)) continue;
      const words = new Words().set(text);
      if (words.count === 0 || words.count > 12 || known.knows(text, words)) continue;
      const value = { text, hash: words.hash.slice(0, words.count), strong: i < strong.length, elsewhere: false };
      if (!value.strong && value.hash.every((hash) => isCommonWord(hash))) continue;
      this.values.push(value);
      const last = value.hash[value.hash.length - 1]!;
      this.byLast.set(last, [...(this.byLast.get(last) ?? []), value]);
    }
  }
}

/** Names of several words, and what stands in quotation marks. */
const NAMES = /["“«`']([^"”»`'\n]{3,80})["”»`']|\p{Lu}[\p{L}\d]{2,40}(?:[ -]\p{Lu}[\p{L}\d]{2,40}){1,4}/gu;
const NONE: readonly Value[] = [];

function endsAt(words: Words, { hash }: Value, last: number): boolean {
  const from = last - hash.length + 1;
  if (from < 0) return false;
  for (let i = 0; i < hash.length; i++) if (words.hash[from + i] !== hash[i]) return false;
  return true;
}

function three(words: Words, at: number): number {
  return mix(Math.imul(mix(Math.imul(words.hash[at]!, 31) + words.hash[at + 1]!), 31) + words.hash[at + 2]!);
}
