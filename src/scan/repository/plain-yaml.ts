import { type Entry, MapNode, type Node, ScalarNode, type SeqNode } from './node.ts';
import { type LineMap, Scalar, type Style } from './text.ts';

/** Thrown and caught here alone: the text has something that this reader leaves to the whole grammar. */
const NOT_PLAIN = Symbol('not plain');

const KEY = /(?:"([\w ./-]+)"|'([\w ./-]+)'|([A-Za-z_][\w./-]*(?: [\w./-]+)*))(?=:(?:[ \n]|$))/y;
/** Beginnings of plain scalars that mean nothing else; what begins with a digit or sign is typed below. */
const PLAIN_START = /[A-Za-z0-9_./$(<=+~^;\\]|-(?=\S)/y;
const FLOW_ITEM = /(?:'([^'\n]*)'|"([^"\\\n]*)"|([A-Za-z0-9_./][\w./*@+-]*(?: [\w./*@+-]+)*)) *([,\]])/y;
const NULLISH = /^(?:null|Null|NULL|~)$/;
const NUMBER = /^[-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?$/;
const UNSURE = /^[-+.0-9]/;
const WORD = /[^0-9a-zA-Z_.:+-]/;
const MAX_DEPTH = 32;

const SPACE = 0x20;
const NEWLINE = 0x0a;
const TAB = 0x09;
const HASH = 0x23;
const DASH = 0x2d;

/**
 * The tree of a YAML text that keeps to what most workflows are written in: block maps and lists, scalars on one line,
 * literal blocks, lists in brackets on one line, comments. `undefined` when there is anything else in it, down to a key
 * that stands twice or a comment whose place decides where a list ends: then the whole grammar has to read it. For what
 * it reads it gives the same tree, with the same positions, in a fraction of the time.
 */
export function readPlainYaml(map: LineMap, start: number, end: number): Node | undefined {
  try {
    return new PlainReader(map, start, end).read();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

class PlainReader {
  readonly #map: LineMap;
  readonly #text: string;
  readonly #end: number;
  /** Where the next line begins. */
  #next: number;
  /** The line at hand: its indentation (-1 after the last), where its content begins and where the line ends. */
  #indent = 0;
  #at = 0;
  #eol = 0;
  /** Deepest comment line before the line at hand. */
  #comment = -1;

  constructor(map: LineMap, start: number, end: number) {
    this.#map = map;
    this.#text = map.text;
    this.#end = end;
    this.#next = start;
  }

  read(): Node {
    this.#advance();
    if (this.#indent === 0 && this.#text.slice(this.#at, this.#eol) === '---') this.#advance();
    if (this.#indent !== 0) throw NOT_PLAIN;
    const node = this.#block(0);
    if (!this.#ended()) throw NOT_PLAIN;
    return node;
  }

  #ended(): boolean {
    return this.#indent === -1;
  }

  /** To the next line that holds anything. */
  #advance(): void {
    const text = this.#text;
    this.#comment = -1;
    while (this.#next < this.#end) {
      const start = this.#next;
      let at = start;
      while (at < this.#end && text.charCodeAt(at) === SPACE) at++;
      const newline = text.indexOf('\n', at);
      const eol = newline < 0 || newline > this.#end ? this.#end : newline;
      this.#next = eol + 1;
      const code = at < eol ? text.charCodeAt(at) : NEWLINE;
      if (code === NEWLINE) continue;
      if (code === TAB) throw NOT_PLAIN;
      if (code === HASH) {
        this.#comment = Math.max(this.#comment, at - start);
        continue;
      }
      this.#indent = at - start;
      this.#at = at;
      this.#eol = eol;
      return;
    }
    this.#indent = -1;
  }

  #block(depth: number): Node {
    if (depth > MAX_DEPTH) throw NOT_PLAIN;
    return this.#isItem() ? this.#seq(depth) : this.#mapAt(depth);
  }

  #isItem(): boolean {
    return this.#text.charCodeAt(this.#at) === DASH && this.#text.charCodeAt(this.#at + 1) === SPACE;
  }

  /** A comment inside of a list that ends after it belongs to the list or to what is around it, by its place. */
  #leave(indent: number, top: boolean): void {
    if (this.#indent > indent || this.#comment >= (top ? 1 : indent)) throw NOT_PLAIN;
  }

  #mapAt(depth: number): MapNode {
    const indent = this.#indent;
    const start = this.#at;
    const entries: Entry[] = [];
    const seen = new Set<string>();
    let end = start;
    while (this.#indent === indent && !(entries.length > 0 && this.#isItem())) {
      const keyStart = this.#at;
      KEY.lastIndex = keyStart;
      const match = KEY.exec(this.#text);
      const keyEnd = KEY.lastIndex;
      if (match === null || keyEnd >= this.#eol) throw NOT_PLAIN;
      const key = match[1] ?? match[2] ?? match[3]!;
      if (seen.has(key) || NULLISH.test(key)) throw NOT_PLAIN;
      seen.add(key);
      const value = this.#value(keyEnd + 1, indent, depth, true);
      entries.push({ key, keySpan: this.#map.span(keyStart, keyEnd), value });
      end = this.#valueEnd;
    }
    this.#leave(indent, indent === 0);
    return new MapNode(this.#map.span(start, end), entries);
  }

  #seq(depth: number): SeqNode {
    const indent = this.#indent;
    const start = this.#at;
    const items: Node[] = [];
    let end = start;
    while (this.#indent === indent && this.#isItem()) {
      let at = this.#at + 1;
      while (at < this.#eol && this.#text.charCodeAt(at) === SPACE) at++;
      KEY.lastIndex = at;
      if (KEY.test(this.#text)) {
        this.#indent += at - this.#at;
        this.#at = at;
        items.push(this.#block(depth + 1));
      } else items.push(this.#value(at, indent, depth, false));
      end = this.#valueEnd;
    }
    this.#leave(indent, false);
    return { kind: 'seq', span: this.#map.span(start, end), items };
  }

  /** Where the value read last ends, with the end of its line. */
  #valueEnd = 0;

  /** What stands at `from` in the line at hand, or below it; the reader is then at the line after. */
  #value(from: number, indent: number, depth: number, inMap: boolean): Node {
    const text = this.#text;
    let at = from;
    while (at < this.#eol && text.charCodeAt(at) === SPACE) at++;
    if (at >= this.#eol || text.charCodeAt(at) === HASH) {
      if (!inMap) throw NOT_PLAIN;
      const bare = from === this.#eol;
      this.#advance();
      if (this.#indent > indent || (this.#indent === indent && this.#isItem())) return this.#block(depth + 1);
      if (!bare) throw NOT_PLAIN;
      this.#valueEnd = from;
      return new ScalarNode(null, new Scalar('', this.#map, from, from, 'plain'));
    }
    switch (text[at]) {
      case '|':
        return this.#literal(at, indent);
      case '[':
        return this.#flow(at, indent);
      case "'":
      case '"':
        return this.#quoted(at, indent);
      default:
        return this.#plain(at, indent);
    }
  }

  /** Past the rest of a line on which a value has ended: blanks and a comment. */
  #endLine(end: number, indent: number): void {
    let at = end;
    while (at < this.#eol && this.#text.charCodeAt(at) === SPACE) at++;
    if (at < this.#eol && (at === end || this.#text.charCodeAt(at) !== HASH)) throw NOT_PLAIN;
    const after = Math.min(this.#next, this.#end);
    this.#advance();
    // The value goes on in the next line, or the file is wrong.
    if (this.#indent > indent) throw NOT_PLAIN;
    this.#valueEnd = after;
  }

  #plain(start: number, indent: number): ScalarNode {
    const text = this.#text;
    PLAIN_START.lastIndex = start;
    if (!PLAIN_START.test(text)) throw NOT_PLAIN;
    let end = this.#eol;
    const comment = text.indexOf(' #', start);
    if (comment >= 0 && comment < end) end = comment;
    while (text.charCodeAt(end - 1) === SPACE) end--;
    const raw = text.slice(start, end);
    if (raw.includes(': ') || raw.endsWith(':') || raw.includes('\t')) throw NOT_PLAIN;
    const node = new ScalarNode(typed(raw), new Scalar(raw, this.#map, start, end, 'plain'));
    this.#endLine(end, indent);
    return node;
  }

  #quoted(start: number, indent: number): ScalarNode {
    const text = this.#text;
    const quote = text[start]!;
    const close = text.indexOf(quote, start + 1);
    const raw = text.slice(start + 1, close);
    const twice = text[close + 1] === quote;
    if (close < 0 || close >= this.#eol || twice || raw.includes('\t') || (quote === '"' && raw.includes('\\'))) {
      throw NOT_PLAIN;
    }
    const style: Style = quote === '"' ? 'double' : 'single';
    const node = new ScalarNode(raw, new Scalar(raw, this.#map, start, close + 1, style));
    this.#endLine(close + 1, indent);
    return node;
  }

  /** `[a, 'b']` on one line. */
  #flow(start: number, indent: number): SeqNode {
    const items: Node[] = [];
    let at = start + 1;
    for (let closed = this.#text[at] === ']'; !closed; ) {
      while (this.#text.charCodeAt(at) === SPACE) at++;
      FLOW_ITEM.lastIndex = at;
      const match = FLOW_ITEM.exec(this.#text);
      if (match === null || FLOW_ITEM.lastIndex > this.#eol) throw NOT_PLAIN;
      const [, single, double, plain, mark] = match;
      const raw = single ?? double ?? plain!;
      const end = at + raw.length + (plain === undefined ? 2 : 0);
      const style: Style = single !== undefined ? 'single' : double !== undefined ? 'double' : 'plain';
      const value = plain === undefined ? raw : typed(raw);
      items.push(new ScalarNode(value, new Scalar(raw, this.#map, at, end, style)));
      at = FLOW_ITEM.lastIndex;
      closed = mark === ']';
      if (closed) at--;
    }
    const span = this.#map.span(start, at + 1);
    this.#endLine(at + 1, indent);
    return { kind: 'seq', span, items };
  }

  /** `|` and `|-`. */
  #literal(start: number, indent: number): ScalarNode {
    const text = this.#text;
    const header = text.slice(start, this.#eol);
    if (header !== '|' && header !== '|-') throw NOT_PLAIN;
    const lines: string[] = [];
    let own = -1;
    let filled = 0;
    // Blank lines at the end are no part of it.
    let end = start;
    let pos = this.#next;
    while (pos < this.#end) {
      let at = pos;
      while (at < this.#end && text.charCodeAt(at) === SPACE) at++;
      const newline = text.indexOf('\n', at);
      const eol = newline < 0 || newline > this.#end ? this.#end : newline;
      if (at >= eol) {
        // Blanks of a blank line may be content, and a block that begins with blank lines may be wrong.
        if (own < 0 || at - pos > own) throw NOT_PLAIN;
        lines.push('');
      } else {
        if (own < 0) own = at - pos;
        if (own <= indent || (at - pos < own && at - pos > indent)) throw NOT_PLAIN;
        if (at - pos < own) break;
        if (text.charCodeAt(at) === TAB) throw NOT_PLAIN;
        lines.push(text.slice(pos + own, eol));
        filled = lines.length;
        end = Math.min(eol + 1, this.#end);
      }
      pos = eol + 1;
    }
    if (filled === 0) throw NOT_PLAIN;
    const value = lines.slice(0, filled).join('\n') + (header === '|' ? '\n' : '');
    this.#next = pos;
    this.#advance();
    this.#valueEnd = end;
    return new ScalarNode(value, new Scalar(value, this.#map, start, end, 'block'));
  }
}

/** A plain scalar by the core schema of YAML 1.2, as far as it is clear at a glance. */
function typed(raw: string): string | number | boolean {
  if (raw.length > 5 && !UNSURE.test(raw)) return raw;
  if (/^(?:true|True|TRUE)$/.test(raw)) return true;
  if (/^(?:false|False|FALSE)$/.test(raw)) return false;
  if (NULLISH.test(raw)) throw NOT_PLAIN;
  if (!UNSURE.test(raw)) return raw;
  if (NUMBER.test(raw)) return Number(raw);
  // `1e3`, `0x1f`, `.inf`: numbers too. With a letter that no number has, it is a text.
  if (!WORD.test(raw) && !/[g-mo-wyzG-MO-WYZ_:]/.test(raw)) throw NOT_PLAIN;
  return raw;
}
