/** One record's bytes, and the 1-based line that it starts on. The bytes are valid during the call only. */
export type OnRecord = (bytes: Buffer, line: number) => void;

/** Cuts blocks of bytes into records. What is longer than the bound is dropped and named, and memory stays bounded. */
export interface Splitter {
  push(block: Buffer): void;
  /** After the last block. */
  end(): void;
}

export interface SplitterHandlers {
  record: OnRecord;
  /** Something that is no record; `line` is where it starts. */
  problem(line: number, reason: string): void;
}

/** The bytes of a record that goes over several blocks, up to a bound. */
class Carry {
  private parts: Buffer[] = [];
  private length = 0;
  private readonly bound: number;

  constructor(bound: number) {
    this.bound = bound;
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(part: Buffer): void {
    this.length += part.length;
    if (this.length > this.bound) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  /** The whole record with its last part, and the carry is empty again; `undefined` when it was too long. */
  complete(last: Buffer): Buffer | undefined {
    this.add(last);
    const { parts, length } = this;
    this.parts = [];
    this.length = 0;
    if (length > this.bound) return undefined;
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }
}

/** What the two ways of cutting have in common: a line count, what is carried from block to block, where records go. */
abstract class Cutter {
  protected line = 1;
  protected readonly carry: Carry;
  protected readonly handlers: SplitterHandlers;
  private readonly bound: number;

  constructor(bound: number, handlers: SplitterHandlers) {
    this.bound = bound;
    this.carry = new Carry(bound);
    this.handlers = handlers;
  }

  /** The record that ends with `last`; `undefined`, and named, when it is too long. */
  protected finish(last: Buffer, what: string, line: number): Buffer | undefined {
    const bytes = this.carry.complete(last);
    if (bytes === undefined) {
      this.handlers.problem(line, `a ${what} longer than ${Math.round(this.bound / (1024 * 1024))} MiB`);
    }
    return bytes;
  }
}

const NEWLINE = 10;
const RETURN = 13;
const SLASH = 47;
const HASH = 35;

/** Lines that end with `\n` or `\r\n`. Blank lines and comment lines (`//`, `#`) are counted and give no record. */
export class LineSplitter extends Cutter implements Splitter {
  push(block: Buffer): void {
    let start = 0;
    while (start < block.length) {
      // Blanks before a line's first word are no part of it, so that a flood of blank lines costs a look at each byte.
      if (this.carry.isEmpty) {
        start = this.skipBlanks(block, start);
        if (start === block.length) return;
      }
      const end = block.indexOf(NEWLINE, start);
      if (end === -1) {
        this.carry.add(block.subarray(start));
        return;
      }
      this.give(block.subarray(start, end));
      this.line++;
      start = end + 1;
    }
  }

  end(): void {
    if (!this.carry.isEmpty) this.give(Buffer.alloc(0));
  }

  private skipBlanks(block: Buffer, from: number): number {
    let at = from;
    for (; at < block.length && isBlank(block[at]!); at++) if (block[at] === NEWLINE) this.line++;
    return at;
  }

  private give(last: Buffer): void {
    const bytes = this.finish(last, 'line', this.line);
    if (bytes === undefined || bytes[0] === HASH || (bytes[0] === SLASH && bytes[1] === SLASH)) return;
    this.handlers.record(bytes[bytes.length - 1] === RETURN ? bytes.subarray(0, -1) : bytes, this.line);
  }
}

function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;

/**
 * The objects of a JSON document: the elements of a top-level array, or objects one after another that go over several
 * lines. Only braces and strings are looked at; whether an object is good JSON is for its reader to say.
 */
export class ObjectSplitter extends Cutter implements Splitter {
  private startLine = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private garbage = false;
  /** Brackets opened since the last object: closed without one between them, they are an empty array. */
  private openArrays = 0;
  private emptyAt: number | undefined;
  private seen = false;

  push(block: Buffer): void {
    let start = 0;
    for (let at = 0; at < block.length; at++) {
      const byte = block[at]!;
      if (byte === NEWLINE) this.line++;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.inString = false;
      } else if (this.depth === 0) {
        if (byte === OPEN_BRACE) {
          start = at;
          this.startLine = this.line;
          this.depth = 1;
          this.garbage = false;
          this.openArrays = 0;
          this.seen = true;
          this.nameEmpty();
        } else this.between(byte);
      } else if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN_BRACE) this.depth++;
      else if (byte === CLOSE_BRACE && --this.depth === 0) {
        const bytes = this.finish(block.subarray(start, at + 1), 'JSON object', this.startLine);
        if (bytes !== undefined) this.handlers.record(bytes, this.startLine);
      }
    }
    if (this.depth > 0) this.carry.add(block.subarray(start));
  }

  end(): void {
    if (this.depth > 0) this.handlers.problem(this.startLine, 'a JSON object that is not closed');
  }

  /** Alone in its file it is a document without records; beside others something stood there that is none. */
  private nameEmpty(): void {
    if (this.emptyAt !== undefined) this.handlers.problem(this.emptyAt, 'an empty array: no record');
    this.emptyAt = undefined;
  }

  /** Outside of objects only blanks, commas and the brackets of arrays belong; anything else is named once. */
  private between(byte: number): void {
    if (byte === OPEN_BRACKET) this.openArrays++;
    else if (byte === CLOSE_BRACKET && this.openArrays > 0) {
      this.openArrays = 0;
      this.nameEmpty();
      this.emptyAt = this.line;
      if (this.seen) this.nameEmpty();
    }
    if (this.garbage || isBlank(byte) || byte === COMMA || byte === OPEN_BRACKET || byte === CLOSE_BRACKET) return;
    this.garbage = true;
    this.handlers.problem(this.line, 'not a JSON object');
  }
}
