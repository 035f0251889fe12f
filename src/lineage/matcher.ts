import { type Pattern, pairHash, type Unit } from './pattern.ts';
import type { Words } from './words.ts';

/** Bits of the filter that sees most words of most texts and lets few through. */
const FILTER_BITS = 1 << 18;

/** A matched word more than this many words away from the next one is in another passage. */
const LONELY = 8;

/** Anchors looked at in one text: a text made to be slow is cut here. */
const MAX_ANCHORS = 1 << 16;

/**
 * Words of a pattern, as triples: a unit, and which of its first 32 words and of the 32 after them (bits). Empty where the
 * whole pattern was found.
 */
export type Found = Uint32Array;

const WHOLE: Found = new Uint32Array(0);

/** How a pattern stands in a text. */
export interface Match {
  pattern: number;
  /** Share of the pattern's weight found in the text, 0 to 1. */
  similarity: number;
  /** Every word of the pattern stands there in a row. */
  verbatim: boolean;
  /** Which words of the pattern were found, where not all of them: see {@link Found}. */
  found: Found;
  /** The unit of which most is there, and its share, 0 to 1. */
  best: number;
  bestUnit: number;
  /** Words of that unit that were found: those that are no function words, and the rare ones. */
  telling: number;
  rare: number;
  /** The greatest weight of words that stand in a row as in the pattern. */
  heaviestRun: number;
  /** Where it stands in the text, UTF-16 offsets: of the best unit, or of the whole when verbatim. */
  start: number;
  end: number;
}

/**
 * Finds several patterns in one pass over a text. Cost: one look-up for each word of the text, and the comparison only
 * where neighbouring words of a pattern were seen.
 */
export class Matcher {
  readonly patterns: Pattern[] = [];
  private readonly filter = new Uint32Array(FILTER_BITS / 32);
  /** A pattern of one word is looked up by the word itself. */
  private readonly single = new Set<number>();
  private anchors = new Int32Array(1024);
  private readonly aligner = new Aligner();

  add(pattern: Pattern): number {
    for (const key of pattern.places.keys()) this.filter[(key & (FILTER_BITS - 1)) >>> 5]! |= 1 << (key & 31);
    if (pattern.length === 1) this.single.add(pattern.hash[0]!);
    this.patterns.push(pattern);
    return this.patterns.length - 1;
  }

  /** All patterns of which something telling stands in `text`, of which `words` are; best unit at least `least` (0 to 1). */
  find(words: Words, text: string, least: number): Match[] {
    const count = this.anchorsOf(words);
    if (count === 0) return [];
    const matches: Match[] = [];
    for (let p = 0; p < this.patterns.length; p++) {
      const match = this.compare(p, words, text, count);
      if (match !== undefined && match.bestUnit >= least) matches.push(match);
    }
    return matches;
  }

  /** Places in the text whose pair of words some pattern may have. */
  private anchorsOf(words: Words): number {
    const { hash, count } = words;
    const { filter } = this;
    let n = 0;
    for (let i = 0; i < count && n < MAX_ANCHORS; i++) {
      const h = hash[i]!;
      const key = i + 1 < count ? pairHash(h, hash[i + 1]!) : 0;
      const hit = (filter[(key & (FILTER_BITS - 1)) >>> 5]! & (1 << (key & 31))) !== 0;
      if (hit || (this.single.size > 0 && this.single.has(h))) {
        if (n === this.anchors.length) {
          const larger = new Int32Array(n * 2);
          larger.set(this.anchors);
          this.anchors = larger;
        }
        this.anchors[n++] = i;
      }
    }
    return n;
  }

  private compare(p: number, words: Words, text: string, anchorCount: number): Match | undefined {
    const pattern = this.patterns[p]!;
    const byUnit = new Map<number, number[]>();
    for (let a = 0; a < anchorCount; a++) {
      const at = this.anchors[a]!;
      const key =
        pattern.length === 1
          ? words.hash[at]!
          : at + 1 < words.count
            ? pairHash(words.hash[at]!, words.hash[at + 1]!)
            : 0;
      const places = pattern.places.get(key);
      if (places === undefined) continue;
      for (const place of places) {
        if (place === pattern.firstPlace && standsAt(pattern, words, text, at - place)) {
          return wholeMatch(p, pattern, words, at - place);
        }
        const unit = pattern.unitOf[place]!;
        const list = byUnit.get(unit);
        if (list === undefined) byUnit.set(unit, [at, place]);
        else list.push(at, place);
      }
    }
    // A seed of a few words is found whole or not at all: parts of it are found everywhere.
    if (byUnit.size === 0 || pattern.length < 4) return undefined;
    return this.partialMatch(p, words, text, byUnit);
  }

  private partialMatch(p: number, words: Words, text: string, byUnit: Map<number, number[]>): Match | undefined {
    const pattern = this.patterns[p]!;
    const found: number[] = [];
    let weight = 0;
    let best = -1;
    let of: Aligned | undefined;
    let heaviestRun = 0;
    for (const [u, pairs] of byUnit) {
      const unit = pattern.units[u]!;
      const window = densestWindow(pairs, unit, words.count);
      if (window === undefined) continue;
      const aligned = this.aligner.align(pattern, unit, words, text, window.from, window.to);
      found.push(u, aligned.low, aligned.high);
      weight += aligned.share * unit.weight;
      heaviestRun = Math.max(heaviestRun, aligned.heaviestRun);
      if (of === undefined || aligned.share > of.share) {
        best = u;
        of = aligned;
      }
    }
    if (of === undefined) return undefined;
    return {
      pattern: p,
      similarity: Math.min(1, weight / pattern.totalWeight),
      verbatim: false,
      found: Uint32Array.from(found),
      best,
      bestUnit: of.share,
      telling: of.telling,
      rare: of.rare,
      heaviestRun,
      start: words.start[of.from]!,
      end: words.end[of.to]!,
    };
  }
}

function standsAt(pattern: Pattern, words: Words, text: string, at: number): boolean {
  if (at < 0 || at + pattern.length > words.count) return false;
  for (let i = 0; i < pattern.length; i++) if (words.hash[at + i] !== pattern.hash[i]) return false;
  for (let i = 0; i < pattern.length; i++) {
    if (!pattern.isWord(i, text, words.start[at + i]!, words.end[at + i]!)) return false;
  }
  return true;
}

function wholeMatch(p: number, pattern: Pattern, words: Words, at: number): Match {
  return {
    pattern: p,
    similarity: 1,
    verbatim: true,
    found: WHOLE,
    best: 0,
    bestUnit: 1,
    telling: pattern.units[0]!.telling,
    rare: pattern.units[0]!.rare,
    heaviestRun: pattern.totalWeight,
    start: words.start[at]!,
    end: words.end[at + pattern.length - 1]!,
  };
}

/** Words of the text in which to look for a unit: where most of its pairs stand close together. */
function densestWindow(pairs: number[], unit: Unit, count: number): { from: number; to: number } | undefined {
  const width = Math.ceil(unit.length * 1.5) + 6;
  const seen = new Map<number, number>();
  let left = 0;
  let best = 0;
  let from = 0;
  let to = 0;
  for (let right = 0; right < pairs.length; right += 2) {
    const place = pairs[right + 1]!;
    seen.set(place, (seen.get(place) ?? 0) + 1);
    while (pairs[right]! - pairs[left]! > width) {
      const gone = pairs[left + 1]!;
      const n = seen.get(gone)! - 1;
      if (n === 0) seen.delete(gone);
      else seen.set(gone, n);
      left += 2;
    }
    if (seen.size > best) {
      best = seen.size;
      from = pairs[left]!;
      to = pairs[right]! + 1;
    }
  }
  if (best * 8 < unit.length) return undefined;
  const slack = Math.max(4, width - (to - from));
  return { from: Math.max(0, from - slack), to: Math.min(count - 1, to + slack) };
}

interface Aligned {
  share: number;
  /** First and last word of the passage: of what took part in the text, the heaviest part without a long gap. */
  from: number;
  to: number;
  heaviestRun: number;
  telling: number;
  rare: number;
  /** Which words of the unit took part, by bits. */
  low: number;
  high: number;
}

/**
 * Weighted longest common subsequence of a unit and a window of the text (Needleman and Wunsch 1970 without gap costs:
 * the window already bounds the gaps), with the places of its first and last word.
 */
class Aligner {
  private table = new Float32Array(64 * 128);

  align(pattern: Pattern, unit: Unit, words: Words, text: string, from: number, to: number): Aligned {
    const rows = unit.length;
    const columns = to - from + 1;
    const width = columns + 1;
    const size = (rows + 1) * width;
    if (this.table.length < size) this.table = new Float32Array(size * 2);
    const t = this.table;
    t.fill(0, 0, size);
    for (let r = 1; r <= rows; r++) {
      const hash = pattern.hash[unit.first + r - 1]!;
      const weight = pattern.weight[unit.first + r - 1]!;
      for (let c = 1; c <= columns; c++) {
        const up = t[(r - 1) * width + c]!;
        const back = t[r * width + c - 1]!;
        let value = Math.max(up, back);
        const at = from + c - 1;
        if (words.hash[at] === hash && pattern.isWord(unit.first + r - 1, text, words.start[at]!, words.end[at]!)) {
          const through = t[(r - 1) * width + c - 1]! + weight;
          if (through > value) value = through;
        }
        t[r * width + c] = value;
      }
    }
    return this.walkBack(pattern, unit, words, from, rows, columns);
  }

  private walkBack(pattern: Pattern, unit: Unit, words: Words, from: number, rows: number, columns: number): Aligned {
    const t = this.table;
    const width = columns + 1;
    const total = t[rows * width + columns]!;
    let r = rows;
    let c = columns;
    let first = -1;
    let last = -1;
    let passage = 0;
    let heaviestPassage = 0;
    let passageEnd = -1;
    let run = 0;
    let heaviestRun = 0;
    let beforeR = -1;
    let beforeC = -1;
    let telling = 0;
    let rare = 0;
    let low = 0;
    let high = 0;
    while (r > 0 && c > 0) {
      const here = t[r * width + c]!;
      if (here === t[(r - 1) * width + c]!) {
        r--;
      } else if (here === t[r * width + c - 1]!) {
        c--;
      } else {
        const weight = pattern.weight[unit.first + r - 1]!;
        // A lone word far from the rest belongs to the count, not to the passage that is shown.
        const near = beforeC >= 0 && beforeC - c <= LONELY;
        passage = near ? passage + weight : weight;
        if (!near) passageEnd = from + c - 1;
        if (passage > heaviestPassage) {
          heaviestPassage = passage;
          first = from + c - 1;
          last = passageEnd;
        }
        if (weight === 1) telling++;
        rare += pattern.rare[unit.first + r - 1]!;
        if (r <= 32) low |= 1 << (r - 1);
        else high |= 1 << (r - 33);
        run = beforeR === r + 1 && beforeC === c + 1 ? run + weight : weight;
        if (run > heaviestRun) heaviestRun = run;
        beforeR = r;
        beforeC = c;
        r--;
        c--;
      }
    }
    if (first < 0) return { share: 0, from, to: from, heaviestRun: 0, telling, rare, low, high };
    const share = Math.min(1, total / unit.weight);
    return { share, from: first, to: Math.min(last, words.count - 1), heaviestRun, telling, rare, low, high };
  }
}
