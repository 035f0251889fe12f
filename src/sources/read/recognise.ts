import type { Head, Source } from '../source.ts';
import { BLOCK_BYTES, type ByteStream } from './bytes.ts';
import { LineSplitter, ObjectSplitter, type Splitter, type SplitterHandlers } from './split.ts';

/** How many records recognition looks at. */
const HEAD_RECORDS = 20;
/** How far it looks for the first one, in longest records: a first line that is too long may hide the others. */
const LOOK_AHEAD = 4;

/** The beginning of an input: what recognition saw, and the blocks that were taken for it. */
export interface Opening {
  head: Head;
  blocks: Buffer[];
  /** True when `blocks` is all that there is. */
  complete: boolean;
}

/** Take as many blocks as it needs to see a first whole record; a record is at most `recordBytes` long. */
export async function readOpening(bytes: ByteStream, recordBytes: number): Promise<Opening> {
  const first = await bytes.next();
  if (first === undefined) {
    return { head: { bytes: Buffer.alloc(0), records: [], wholeJson: false }, blocks: [], complete: true };
  }
  const blocks = [first];
  const complete = first.length < BLOCK_BYTES;
  const start = firstSignificant(first);
  const wholeJson = isWholeJson(first, start, complete);
  const records: Record<string, unknown>[] = [];
  const collect = splitterFor(wholeJson, recordBytes, {
    record: (record) => {
      if (records.length >= HEAD_RECORDS) return;
      const parsed = parseObject(record.toString('utf8'));
      if (parsed !== undefined) records.push(parsed);
    },
    problem: () => {},
  });
  collect.push(first);
  const opening: Opening = { head: { bytes: first, records, wholeJson }, blocks, complete };
  if (complete) {
    collect.end();
    return opening;
  }
  const isJson = first[start] === 0x7b || first[start] === 0x5b;
  for (let taken = first.length; isJson && records.length === 0 && taken <= LOOK_AHEAD * recordBytes; ) {
    const block = await bytes.next();
    if (block === undefined) {
      collect.end();
      opening.complete = true;
      break;
    }
    blocks.push(block);
    taken += block.length;
    collect.push(block);
  }
  return opening;
}

/** The records of an input: the objects of one JSON document, or lines. */
export function splitterFor(wholeJson: boolean, bound: number, handlers: SplitterHandlers): Splitter {
  return wholeJson ? new ObjectSplitter(bound, handlers) : new LineSplitter(bound, handlers);
}

/** The source that is surest of itself, the earlier one when two are; `undefined` when none knows the format. */
export function bestSource(head: Head, sources: readonly Source[]): Source | undefined {
  let best: Source | undefined;
  let bestScore = 0;
  for (const source of sources) {
    const score = scoreOf(source, head);
    if (score > bestScore) {
      best = source;
      bestScore = score;
    }
  }
  return best;
}

/** A source promises not to throw. One that does has not recognised the input. */
function scoreOf(source: Source, head: Head): number {
  try {
    return source.recognise(head);
  } catch {
    return 0;
  }
}

/** How the input starts, with everything that could drive a terminal escaped. */
export function describeStart(head: Head): string {
  const bytes = head.bytes;
  const start = firstSignificant(bytes);
  const end = bytes.indexOf(10, start);
  const line = Buffer.from(bytes.subarray(start, end === -1 ? undefined : end)).toString('utf8', 0, 200);
  return escapeControls(JSON.stringify(line.slice(0, 40)));
}

/** Control characters, bidirectional overrides and line separators as `\u` escapes. */
export function escapeControls(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The object that the text is in JSON, or `undefined`. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Where the first line begins that is neither blank nor a comment. */
function firstSignificant(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === 32 || (byte >= 9 && byte <= 13)) at++;
    else if (byte === 35 || (byte === 47 && bytes[at + 1] === 47)) {
      const end = bytes.indexOf(10, at);
      if (end === -1) return bytes.length;
      at = end + 1;
    } else return at;
  }
  return at;
}

/**
 * One JSON document, or lines? An array is a document. What starts with an object is one when its first line is not whole
 * but the object that begins there is; a broken first line of JSON Lines is neither.
 */
function isWholeJson(head: Buffer, start: number, complete: boolean): boolean {
  if (head[start] === 0x5b) return true;
  if (head[start] !== 0x7b) return false;
  const newline = head.indexOf(10, start);
  if (newline === -1 || parseObject(head.toString('utf8', start, newline)) !== undefined) return false;
  let firstObject: string | undefined;
  const objects = new ObjectSplitter(head.length, {
    record: (bytes) => {
      firstObject ??= bytes.toString('utf8');
    },
    problem: () => {},
  });
  objects.push(head.subarray(start));
  if (firstObject !== undefined) return parseObject(firstObject) !== undefined;
  return !complete && !hasWholeLine(head, newline + 1);
}

function hasWholeLine(head: Buffer, from: number): boolean {
  let start = from;
  for (let end = head.indexOf(10, start); end !== -1; end = head.indexOf(10, start)) {
    if (head[start] === 0x7b && parseObject(head.toString('utf8', start, end)) !== undefined) return true;
    start = end + 1;
  }
  return false;
}
