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
  overflow = false;
  private parts: Buffer[] = [];
  private length = 0;
  private readonly bound: number;

  constructor(bound: number) {
    this.bound = bound;
  }

  add(part: Buffer): void {
    if (this.overflow || part.length === 0) return;
    this.length += part.length;
    if (this.length > this.bound) {
      this.overflow = true;
      this.parts = [];
      return;
    }
    this.parts.push(part);
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  /** All bytes so far; empties the carry. */
  take(): Buffer {
    const bytes = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts);
    this.reset();
    return bytes;
  }

  reset(): void {
    this.parts = [];
    this.length = 0;
    this.overflow = false;
  }
}

const NEWLINE = 10;
const RETURN = 13;
const SLASH = 47;
const HASH = 35;

/** Lines that end with `\n` or `\r\n`. Blank lines and comment lines (`//`, `#`) are counted and give no record. */
export class LineSplitter implements Splitter {
  private line = 1;
  private readonly carry: Carry;
  private readonly bound: number;
  private readonly handlers: SplitterHandlers;

  constructor(bound: number, handlers: SplitterHandlers) {
    this.bound = bound;
    this.carry = new Carry(bound);
    this.handlers = handlers;
  }

  push(block: Buffer): void {
    let start = 0;
    for (let end = block.indexOf(NEWLINE); end !== -1; end = block.indexOf(NEWLINE, start)) {
      this.finish(block.subarray(start, end));
      this.line++;
      start = end + 1;
    }
    if (start < block.length) this.carry.add(block.subarray(start));
  }

  end(): void {
    if (!this.carry.isEmpty) this.finish(Buffer.alloc(0));
  }

  private finish(last: Buffer): void {
    if (this.carry.isEmpty && last.length <= this.bound) {
      this.give(last);
      return;
    }
    this.carry.add(last);
    if (this.carry.overflow) {
      this.carry.reset();
      this.handlers.problem(this.line, tooLong('line', this.bound));
    } else {
      this.give(this.carry.take());
    }
  }

  private give(bytes: Buffer): void {
    const start = firstNonBlank(bytes);
    if (start === bytes.length) return;
    const first = bytes[start];
    if (first === HASH || (first === SLASH && bytes[start + 1] === SLASH)) return;
    const end = bytes[bytes.length - 1] === RETURN ? bytes.length - 1 : bytes.length;
    this.handlers.record(bytes.subarray(0, end), this.line);
  }
}

function firstNonBlank(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && isBlank(bytes[at]!)) at++;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

function tooLong(what: string, bound: number): string {
  return `a ${what} longer than ${Math.round(bound / (1024 * 1024))} MiB`;
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
export class ObjectSplitter implements Splitter {
  private line = 1;
  private startLine = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private garbage = false;
  private readonly carry: Carry;
  private readonly bound: number;
  private readonly handlers: SplitterHandlers;

  constructor(bound: number, handlers: SplitterHandlers) {
    this.bound = bound;
    this.carry = new Carry(bound);
    this.handlers = handlers;
  }

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
        } else this.between(byte);
      } else if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN_BRACE) this.depth++;
      else if (byte === CLOSE_BRACE && --this.depth === 0) {
        this.carry.add(block.subarray(start, at + 1));
        this.finish();
      }
    }
    if (this.depth > 0) this.carry.add(block.subarray(start));
  }

  end(): void {
    if (this.depth > 0) this.handlers.problem(this.startLine, 'a JSON object that is not closed');
  }

  private finish(): void {
    if (this.carry.overflow) {
      this.carry.reset();
      this.handlers.problem(this.startLine, tooLong('JSON object', this.bound));
    } else {
      this.handlers.record(this.carry.take(), this.startLine);
    }
  }

  /** Outside of objects only blanks, commas and the brackets of arrays belong; anything else is named once. */
  private between(byte: number): void {
    if (this.garbage || isBlank(byte) || byte === COMMA || byte === OPEN_BRACKET || byte === CLOSE_BRACKET) return;
    this.garbage = true;
    this.handlers.problem(this.line, 'not a JSON object');
  }
}
