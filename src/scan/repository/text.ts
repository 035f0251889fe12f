import type { SourceText, Span } from './position.ts';

/** Offsets of a text to lines and columns. */
export class LineMap {
  readonly file: string;
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** Line (from 1) that holds an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  span(start: number, end: number): Span {
    const from = clamp(start, 0, this.text.length);
    const to = clamp(end, from, this.text.length);
    const line = this.lineAt(from);
    const endLine = this.lineAt(to);
    return {
      file: this.file,
      line,
      column: from - this.#starts[line - 1]! + 1,
      endLine,
      endColumn: to - this.#starts[endLine - 1]! + 1,
    };
  }

  /** Offset at which a line (from 1) begins. */
  offsetAt(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** The text of a line (from 1), without its end. */
  line(number: number): string {
    const start = this.#starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, (this.#starts[number] ?? this.text.length + 1) - 1);
  }

  get lines(): number {
    return this.#starts.length;
  }
}

/**
 * How a value was written down: `plain` runs over several lines by folding, `block` begins after a header line, `double`
 * has backslash escapes, `single` doubles its quotes, `raw` is the file's own text, letter by letter.
 */
export type Style = 'plain' | 'block' | 'double' | 'single' | 'raw';

/** A scalar of a file whose offsets are mapped back when somebody asks. */
export class Scalar implements SourceText {
  readonly value: string;
  readonly #map: LineMap;
  readonly #start: number;
  readonly #end: number;
  readonly #style: Style;
  #span: Span | undefined;
  #offsets: Uint32Array | undefined;

  /** `start` and `end` are the offsets of the whole scalar in the text of `map`, quotes and header included. */
  constructor(value: string, map: LineMap, start: number, end: number, style: Style) {
    this.value = value;
    this.#map = map;
    this.#start = start;
    this.#end = end;
    this.#style = style;
  }

  get span(): Span {
    this.#span ??= this.#map.span(this.#start, this.#end);
    return this.#span;
  }

  spanOf(start: number, end: number): Span {
    const from = clamp(start, 0, this.value.length);
    const to = clamp(end, from, this.value.length);
    if (this.#style === 'raw') return this.#map.span(this.#start + from, this.#start + to);
    this.#offsets ??= align(this.value, this.#map.text, this.#start, this.#end, this.#style);
    // The end is taken after the last letter, not before the next one, which may stand a line further down.
    const last = to > from ? this.#offsets[to - 1]! + 1 : this.#offsets[from]!;
    return this.#map.span(this.#offsets[from]!, last);
  }
}

/** A part of another text, with a value of its own: a string of a JSON text that stands in a YAML scalar. */
export class Part implements SourceText {
  readonly value: string;
  readonly #holder: SourceText;
  readonly #start: number;
  readonly #end: number;

  /** `start` and `end` are offsets in the value of `holder`; escapes in between make positions approximate. */
  constructor(value: string, holder: SourceText, start: number, end: number) {
    this.value = value;
    this.#holder = holder;
    this.#start = start;
    this.#end = end;
  }

  get span(): Span {
    return this.#holder.spanOf(this.#start, this.#end);
  }

  spanOf(start: number, end: number): Span {
    const from = clamp(start, 0, this.value.length);
    return this.#holder.spanOf(this.#start + from, this.#start + clamp(end, from, this.value.length));
  }
}

/**
 * The file offset of each letter of a value, and of its end. Both texts are walked side by side: what differs is
 * indentation, folding and escapes, so a letter that does not match is white space of one side or part of an escape.
 */
function align(value: string, source: string, start: number, end: number, style: Style): Uint32Array {
  const offsets = new Uint32Array(value.length + 1);
  let at = start;
  if (style === 'block') {
    const newline = source.indexOf('\n', start);
    at = newline < 0 || newline >= end ? end : newline + 1;
  } else if (style === 'double' || style === 'single') at = start + 1;
  for (let i = 0; i < value.length; i++) {
    const letter = value[i]!;
    if (style === 'double' && !isBlank(letter)) at = skipContinuations(source, at, end);
    if (style === 'double' && source[at] === '\\' && at < end) {
      offsets[i] = at;
      at += escapeLength(source[at + 1]);
      continue;
    }
    if (!isBlank(letter)) while (at < end && isBlank(source[at]!)) at++;
    else if (at < end && source[at] !== letter && !isBlank(source[at]!)) {
      // A folded line break that stands for this blank was passed already.
      offsets[i] = at;
      continue;
    }
    offsets[i] = Math.min(at, end);
    if (at < end) at += style === 'single' && letter === "'" ? 2 : 1;
  }
  offsets[value.length] = Math.min(at, end);
  return offsets;
}

function skipContinuations(source: string, from: number, end: number): number {
  let at = from;
  while (at < end && (isBlank(source[at]!) || (source[at] === '\\' && source[at + 1] === '\n'))) {
    at += source[at] === '\\' ? 2 : 1;
  }
  return at;
}

function escapeLength(letter: string | undefined): number {
  return letter === 'x' ? 4 : letter === 'u' ? 6 : letter === 'U' ? 10 : 2;
}

function isBlank(letter: string): boolean {
  return letter === ' ' || letter === '\n' || letter === '\t';
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
