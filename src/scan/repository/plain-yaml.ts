import { type Entry, MapNode, type Node, ScalarNode, type SeqNode } from './node.ts';
import type { Span } from './position.ts';
import { type LineMap, Scalar, type Style } from './text.ts';

const MAX_DEPTH = 64;

const NEWLINE = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const COLON = 0x3a;
const DASH = 0x2d;
const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;

/**
 * Reads YAML as nearly all workflows are written: maps and lists by indentation, values on one line, `|` texts, and lists
 * of words in brackets. It takes a sixth of the library's time, which is most of a scan of many files. For everything
 * else (anchors, tags, folded texts, escapes, a key that stands twice, whatever may be an error) the answer is
 * `undefined`, and the library reads the file. Where it answers, tree and positions are the library's.
 *
 * @param text the text of `map`, or a part of it with the rest blanked out
 */
export function readPlainYaml(map: LineMap, text: string): MapNode | undefined {
  return new PlainReader(map, text).read();
}

class PlainReader {
  readonly #map: LineMap;
  readonly #text: string;
  /** The line at which the reading is: where it begins, where it ends, its number from 1, and where its content begins. */
  #start = 0;
  #end = 0;
  #line = 1;
  #at = 0;
  #done = false;

  constructor(map: LineMap, text: string) {
    this.#map = map;
    this.#text = text;
  }

  read(): MapNode | undefined {
    this.#advance(0);
    if (!this.#done && /^--- *$/.test(this.#text.slice(this.#start, this.#end))) this.#nextLine();
    if (this.#done || this.#indent !== 0) return undefined;
    const root = this.#block(0, 0);
    return this.#done && root instanceof MapNode ? root : undefined;
  }

  /** Blanks before the content of the line. */
  get #indent(): number {
    return this.#at - this.#start;
  }

  #nextLine(): void {
    this.#line++;
    this.#advance(this.#end + 1);
  }

  /** Goes to the first line from `start` on, the number of which is `#line`, that holds more than blanks and a comment. */
  #advance(from: number): void {
    const text = this.#text;
    for (let start = from; start < text.length; this.#line++) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      let at = start;
      while (text.charCodeAt(at) === SPACE) at++;
      if (at < end && text.charCodeAt(at) !== HASH) {
        this.#start = start;
        this.#end = end;
        this.#at = at;
        return;
      }
      start = end + 1;
    }
    this.#done = true;
  }

  /** The map or list whose first line this is, at this indentation. */
  #block(indent: number, depth: number): Node | undefined {
    if (depth > MAX_DEPTH) return undefined;
    return this.#isItem(this.#at) ? this.#seq(indent, depth) : this.#mapping(indent, depth);
  }

  #mapping(indent: number, depth: number): MapNode | undefined {
    const line = this.#line;
    const entries: Entry[] = [];
    const keys = new Set<string>();
    while (!this.#done && this.#indent === indent) {
      const at = this.#at;
      const colon = this.#colonAfterKey(at);
      if (colon < 0) return undefined;
      const key = this.#text.slice(at, colon);
      if (keys.has(key) || key.toLowerCase() === 'null') return undefined;
      keys.add(key);
      const keySpan = this.#spanOnLine(at, colon);
      const value = this.#valueOf(indent, colon + 1, depth);
      if (value === undefined) return undefined;
      entries.push({ key, keySpan, value });
    }
    if (!this.#done && this.#indent > indent) return undefined;
    const last = entries.at(-1);
    return last && new MapNode(this.#spanFrom(line, indent, last.value), entries);
  }

  #seq(indent: number, depth: number): SeqNode | undefined {
    const line = this.#line;
    const items: Node[] = [];
    while (!this.#done && this.#indent === indent && this.#isItem(this.#at)) {
      const at = this.#pastSpaces(this.#at + 1);
      if (at === this.#end || this.#isItem(at)) return undefined;
      let item: Node | undefined;
      if (this.#colonAfterKey(at) < 0) item = this.#inline(indent, at);
      else {
        this.#at = at;
        item = depth < MAX_DEPTH ? this.#mapping(this.#indent, depth + 1) : undefined;
      }
      if (item === undefined) return undefined;
      items.push(item);
    }
    if (!this.#done && this.#indent > indent) return undefined;
    return { kind: 'seq', span: this.#spanFrom(line, indent, items.at(-1)!), items };
  }

  /** What stands behind a colon: a value on the line, a block below it, or nothing. */
  #valueOf(indent: number, from: number, depth: number): Node | undefined {
    const at = this.#pastSpaces(from);
    if (at < this.#end && this.#text.charCodeAt(at) !== HASH) return this.#inline(indent, at);
    this.#nextLine();
    const below = this.#done ? -1 : this.#indent;
    if (below > indent || (below === indent && this.#isItem(this.#at))) return this.#block(below, depth + 1);
    return this.#scalar(null, '', at, at, 'plain');
  }

  /** A value that begins on the line, and ends there unless it is a `|` text. */
  #inline(indent: number, at: number): Node | undefined {
    const letter = this.#text[at]!;
    if (letter === '|') return this.#literal(indent, at);
    const end = this.#endOfInline(at, letter);
    if (end === undefined || !this.#nothingAfter(end)) return undefined;
    const node =
      letter === '['
        ? this.#words(at, end)
        : letter === '{'
          ? new MapNode(this.#spanOnLine(at, end), [])
          : this.#word(at, end);
    this.#nextLine();
    return node;
  }

  /** Where a value of one line ends. A plain text that holds `: ` is a map in the wrong place, or none. */
  #endOfInline(at: number, letter: string): number | undefined {
    const text = this.#text;
    if (letter === "'" || letter === '"') return this.#endOfQuoted(at);
    if (letter === '[') {
      const close = text.indexOf(']', at);
      return close < 0 || close >= this.#end ? undefined : close + 1;
    }
    if (letter === '{') return text.startsWith('{}', at) ? at + 2 : undefined;
    if (/[,\]}#&*!>%@`\t]/.test(letter)) return undefined;
    if (/[-?:]/.test(letter) && this.#endsOrBlank(at + 1)) return undefined;
    const rest = text.slice(at, this.#end);
    const comment = rest.indexOf(' #');
    let end = comment >= 0 ? at + comment : this.#end;
    while (text.charCodeAt(end - 1) === SPACE) end--;
    const value = text.slice(at, end);
    return value.includes(': ') || value.includes('\t') || value.endsWith(':') ? undefined : end;
  }

  #endOfQuoted(at: number): number | undefined {
    const text = this.#text;
    const quote = text.charCodeAt(at);
    for (let i = at + 1; i < this.#end; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x5c && quote === DOUBLE_QUOTE) return undefined;
      if (code === 0x09) return undefined;
      if (code !== quote) continue;
      if (quote === DOUBLE_QUOTE || text.charCodeAt(i + 1) !== QUOTE) return i + 1;
      i++;
    }
    return undefined;
  }

  /** A scalar of one line, quoted or not, whose ends are known. */
  #word(start: number, end: number): ScalarNode | undefined {
    const source = this.#text.slice(start, end);
    const quote = source.charCodeAt(0);
    if (quote === QUOTE) {
      const value = source.slice(1, -1).replaceAll("''", "'");
      return this.#scalar(value, value, start, end, 'single');
    }
    if (quote === DOUBLE_QUOTE) {
      const value = source.slice(1, -1);
      return this.#scalar(value, value, start, end, 'double');
    }
    const value = typed(source);
    return value === undefined ? undefined : this.#scalar(value, value === null ? '' : source, start, end, 'plain');
  }

  /** `[a, 'b', c]` on one line, of words that need no second look. */
  #words(start: number, end: number): SeqNode | undefined {
    const items: Node[] = [];
    let at = this.#pastSpaces(start + 1);
    while (at < end - 1) {
      const letter = this.#text.charCodeAt(at);
      let to: number | undefined;
      if (letter === QUOTE || letter === DOUBLE_QUOTE) to = this.#endOfQuoted(at);
      else {
        to = at;
        while (isKeyLetter(this.#text.charCodeAt(to)) || (to > at && '/@+*'.includes(this.#text[to]!))) to++;
      }
      const item = to === undefined || to === at || letter === DASH ? undefined : this.#word(at, to);
      if (to === undefined || to > end - 1 || item === undefined) return undefined;
      items.push(item);
      at = this.#pastSpaces(to);
      if (at === end - 1) break;
      if (this.#text[at] !== ',') return undefined;
      at = this.#pastSpaces(at + 1);
      if (at >= end - 1) return undefined;
    }
    return { kind: 'seq', span: this.#spanOnLine(start, end), items };
  }

  /** A text after `|`: the lines that are indented as its first one. */
  #literal(indent: number, at: number): ScalarNode | undefined {
    const text = this.#text;
    const header = /^\|(-?) *$/.exec(text.slice(at, this.#end));
    if (header === null) return undefined;
    const lines: string[] = [];
    let width = 0;
    let full = 0;
    let last = 0;
    let start = this.#end + 1;
    this.#line++;
    for (; start < text.length; this.#line++) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      let first = start;
      while (text.charCodeAt(first) === SPACE) first++;
      const blank = first >= end;
      if (blank && width === 0) return undefined;
      if (!blank) {
        if (width === 0) width = first - start;
        if (width <= indent) return undefined;
        if (first - start < width) {
          // A comment that is indented less than the text and more than its key is nobody's.
          if (first - start > indent) return undefined;
          break;
        }
        full = lines.length + 1;
        last = end;
      }
      lines.push(text.slice(Math.min(start + width, end), end));
      if (blank && end > start) last = -1;
      start = end + 1;
    }
    // Blanks in lines after the end of the text are the library's to judge.
    if (full === 0 || last < 0) return undefined;
    this.#advance(start);
    lines.length = full;
    const value = lines.join('\n') + (header[1] === '-' ? '' : '\n');
    return this.#scalar(value, value, at, Math.min(last + 1, text.length), 'block');
  }

  #scalar(value: ScalarNode['value'], text: string, start: number, end: number, style: Style): ScalarNode {
    return new ScalarNode(value, new Scalar(text, this.#map, start, end, style));
  }

  /** The colon behind the key that begins at an offset; -1 when none does, or it is no simple word. */
  #colonAfterKey(at: number): number {
    const text = this.#text;
    if (!isKeyStart(text.charCodeAt(at))) return -1;
    let i = at + 1;
    while (isKeyLetter(text.charCodeAt(i))) i++;
    return text.charCodeAt(i) === COLON && this.#endsOrBlank(i + 1) ? i : -1;
  }

  #isItem(at: number): boolean {
    return this.#text.charCodeAt(at) === DASH && this.#endsOrBlank(at + 1);
  }

  #endsOrBlank(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === SPACE || code === NEWLINE || at >= this.#text.length;
  }

  #pastSpaces(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  #nothingAfter(end: number): boolean {
    const at = this.#pastSpaces(end);
    return at === this.#end || (at > end && this.#text.charCodeAt(at) === HASH);
  }

  #spanOnLine(from: number, to: number): Span {
    const line = this.#line;
    const column = from - this.#start + 1;
    return { file: this.#map.file, line, column, endLine: line, endColumn: column + to - from };
  }

  #spanFrom(line: number, indent: number, last: Node): Span {
    const { endLine, endColumn } = last.span;
    return { file: this.#map.file, line, column: indent + 1, endLine, endColumn };
  }
}

/** Letters that a key may begin with: nothing that YAML gives a meaning to. */
function isKeyStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function isKeyLetter(code: number): boolean {
  return isKeyStart(code) || (code >= 0x30 && code <= 0x39) || code === DASH || code === 0x2e;
}

/** The value of an unquoted word by the core schema; `undefined` for the numbers that nobody writes. */
function typed(source: string): ScalarNode['value'] | undefined {
  if (!/^[-+.\d~nNtTfF]/.test(source)) return source;
  if (/^(?:~|null|Null|NULL)$/.test(source)) return null;
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(source)) return source.toLowerCase() === 'true';
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(source)) return Number(source);
  return /^[-+]?(?:0[ox]|\.(?:inf|nan)|[\d.]+e)/i.test(source) ? undefined : source;
}
