import { ownCopy, Words } from '../../../lineage/index.ts';
import { isQuotation } from '../../seed/quotation.ts';
import { plainly } from '../../seed/talk.ts';
import { MAX_SPAN_TEXT, type Span } from '../finding.ts';
import { divide } from './chain.ts';
import { CONTEXT, contextOf } from './context.ts';
import { hiddenTexts } from './decode.ts';
import { Features, SetSums } from './features.ts';
import { framed } from './frame.ts';
import { MODEL, type SpanModel } from './model.ts';
import { SHAPE, Units } from './units.ts';
import { reasonsOf } from './why.ts';

/** Spans of one text that are kept: the surest ones. */
const MAX_SPANS = 16;

/** What is added to every logit to find spans in doubt, beyond the model's own lean. */
const FURTHER = 1.5;

/** Logit of a unit, by itself, from which on it says something. */
const EMPTY = -1.5;

/** What a span loses, in logits, when the text only reports it. It is not nothing: quotation marks are easily put. */
const REPORTED = 4;
/** Characters at the beginning of a span that may be the words which introduce a quotation. */
const LEAD = 200;

/** Finds the payload spans of texts. One instance may be used again and again; it keeps nothing of a text. */
export class SpanFinder {
  private readonly model: SpanModel;
  private readonly words = new Words();
  private readonly units = new Units();
  private readonly features = new Features();
  private readonly sums: SetSums;
  private alone = new Float64Array(256);
  private logits = new Float64Array(256);
  private readonly around = new Float64Array(CONTEXT);
  private inside = new Uint8Array(256);
  private joined = new Uint8Array(256);
  /** Logit of the last unit of the text that was looked at, if it is cut off; else −Infinity. */
  tail = Number.NEGATIVE_INFINITY;

  constructor(model: SpanModel = MODEL) {
    this.model = model;
    this.sums = new SetSums(model.weights);
  }

  /** The payload spans of a text, in the order they stand in. `words`: its words, where they are known already. */
  find(text: string, words: Words = this.words.set(text)): Span[] {
    const hidden = hiddenTexts(text, words);
    const spans = this.plain(text, words, undefined);
    const { tail } = this;
    for (const part of hidden) {
      const inner = new Words().set(part.text);
      const best = this.plain(part.text, inner, part.encoding).sort((a, b) => b.score - a.score)[0];
      if (best === undefined) continue;
      spans.push({ ...best, start: part.start, end: part.end });
    }
    this.tail = tail;
    return disjoint(spans)
      .slice(0, MAX_SPANS)
      .sort((a, b) => a.start - b.start);
  }

  private plain(text: string, words: Words, encoding: string | undefined): Span[] {
    const { units, features } = this;
    units.set(text, words);
    features.set(text, words, units);
    this.judge(text, words, encoding !== undefined);
    this.tail = units.count > 0 ? this.logits[units.count - 1]! : Number.NEGATIVE_INFINITY;
    const { lean, threshold, least } = this.model;
    const spans = this.divided(text, lean, threshold, true, encoding);
    if (least >= threshold) return spans;
    // Leaning further, what is in doubt comes out; where it meets a firm span, that one stays.
    const weak = this.divided(text, lean + FURTHER, least, false, encoding);
    return [...spans, ...weak.filter((one) => spans.every((span) => one.end <= span.start || span.end <= one.start))];
  }

  /** The spans of the text that was judged last, from a score on. */
  private divided(text: string, lean: number, least: number, firm: boolean, encoding: string | undefined): Span[] {
    const { units } = this;
    divide(this.logits, units, this.model.chain, lean, this.inside, this.joined);
    const spans: Span[] = [];
    for (let u = 0; u < units.count; u++) {
      if (this.joined[u] === 0) continue;
      let last = u;
      while (last + 1 < units.count && this.joined[last + 1] === 1) last++;
      const score = this.scoreOf(text, u, last);
      if (score >= least) spans.push({ ...this.span(text, ...this.trimmed(u, last), score, encoding), firm });
      u = last;
    }
    return spans;
  }

  /** The logit of each unit to be part of a payload. */
  private judge(text: string, words: Words, encoded: boolean): void {
    const { units, features } = this;
    const { weights, blank } = this.model;
    if (this.logits.length < units.count) {
      const size = Math.max(units.count, this.logits.length * 2);
      this.alone = new Float64Array(size);
      this.logits = new Float64Array(size);
      this.inside = new Uint8Array(size);
      this.joined = new Uint8Array(size);
    }
    for (let u = 0; u < units.count; u++) {
      if (features.isBlank(u) && features.near(units, u) === 0) {
        this.alone[u] = blank;
        continue;
      }
      features.look(text, words, units, u, encoded, false);
      let logit = this.sums.own(features.own[u]!) + this.sums.near(features.near(units, u));
      for (let i = 0; i < features.count; i++) logit += weights[features.list[i]!]!;
      this.alone[u] = logit;
    }
    const { context } = this.model;
    for (let u = 0; u < units.count; u++) {
      contextOf(this.alone, units, u, this.around);
      let logit = 0;
      for (let i = 0; i < CONTEXT; i++) logit += context[i]! * this.around[i]!;
      this.logits[u] = logit;
    }
  }

  /** Without paragraphs of one unit at its ends that by themselves say nothing: they are the host's. */
  private trimmed(first: number, last: number): [first: number, last: number] {
    const { shape } = this.units;
    let from = first;
    let to = last;
    while (from < to && this.alone[from]! < EMPTY && (shape[from + 1]! & SHAPE.paragraph) !== 0) from++;
    while (from < to && this.alone[to]! < EMPTY && (shape[to]! & SHAPE.paragraph) !== 0) to--;
    return [from, to];
  }

  private scoreOf(text: string, first: number, last: number): number {
    const [bias, ofSum, ofMax, ofLength] = this.model.calibration;
    const { sum, max, size } = this.shapeOf(first, last);
    const logit = bias + ofSum * sum + ofMax * max + ofLength * Math.log(size);
    return 1 / (1 + Math.exp(-logit + (this.isReported(text, first, last) ? REPORTED : 0)));
  }

  /** The text quotes the span and speaks about it, as articles on attacks do. */
  private isReported(text: string, first: number, last: number): boolean {
    const start = this.units.start[first]!;
    const end = this.units.end[last]!;
    if (isTold(text, start, end)) return true;
    // What is quoted in it, without the words that introduce it and those that follow.
    const quote = text.slice(start, Math.min(end, start + LEAD)).search(/["“«「`]/);
    if (quote < 0) return false;
    const from = start + quote + 1;
    const mark = CLOSING[text[from - 1]!]!;
    const to = text.lastIndexOf(mark, end);
    return isTold(text, from, to > from ? to : end);
  }

  private shapeOf(first: number, last: number) {
    let sum = 0;
    let max = Number.NEGATIVE_INFINITY;
    for (let u = first; u <= last; u++) {
      sum += this.logits[u]!;
      max = Math.max(max, this.logits[u]!);
    }
    return { sum: Math.min(sum, 60), max, size: this.units.to[last]! - this.units.from[first]! };
  }

  private span(
    text: string,
    first: number,
    last: number,
    score: number,
    encoding: string | undefined,
  ): Omit<Span, 'firm'> {
    const { units, features } = this;
    let own = 0;
    for (let u = first; u <= last; u++) own |= features.own[u]!;
    const [start, end] = framed(text, units.start[first]!, units.end[last]!);
    return {
      start,
      end,
      score,
      why: reasonsOf(own, units.shape[first]!, encoding),
      encoding,
      text: ownCopy(text.slice(start, Math.min(end, start + MAX_SPAN_TEXT))),
    };
  }
}

const CLOSING: Record<string, string> = { '"': '"', '“': '”', '«': '»', '「': '」', '`': '`' };

/** The passage is quoted, and the words around it speak about it. */
function isTold(text: string, start: number, end: number): boolean {
  const seed = plainly(text.slice(start, Math.min(end, start + MAX_SPAN_TEXT)));
  return isQuotation({ text, start, end, purpose: undefined, isCall: false, seed });
}

/** The surest first; what overlaps a surer one is left out. */
function disjoint(spans: Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.sort((a, b) => b.score - a.score || a.start - b.start)) {
    if (kept.length >= MAX_SPANS) break;
    if (kept.every((other) => span.end <= other.start || other.end <= span.start)) kept.push(span);
  }
  return kept;
}
