import { isAscii, isUtf8 } from 'node:buffer';
import type { FleetEvent } from '../../fleet/index.ts';
import type { LineReader, Marks, Source, SourceContext, SourceOptions } from '../source.ts';
import { ByteStream } from './bytes.ts';
import type { Input } from './inputs.ts';
import { bestSource, describeStart, type Opening, readOpening, splitterFor } from './recognise.ts';
import type { Splitter } from './split.ts';

/** What one pull takes: little, so that hundreds of files side by side fit the window in which events are sorted. */
const STEP_BYTES = 16 * 1024;

/** Bounds on one file. */
export interface FileLimits {
  /** Longest record (a line, an object of an array), in bytes. */
  recordBytes: number;
  /** Longest document that must be held as a whole, in bytes. */
  documentBytes: number;
}

/** Where the events and the complaints of one file go. */
export interface FileSink {
  emit(event: FleetEvent, file: FileReader): void;
  skip(line: number, reason: string): void;
  hint(text: string): void;
}

/**
 * One input, read block by block. Its life: `open` (recognise it, see when it starts), then `pull` until `done`. A file
 * can be put away between the two, so that thousands can wait for their turn; a stream keeps what was taken from it.
 */
export class FileReader {
  readonly input: Input;
  readonly index: number;
  /** Set by `open`; without it the file cannot be read. */
  source: Source | undefined;
  /** Time of the first event that has one, `undefined` when none was seen at the beginning. */
  firstTime: number | undefined;
  /** No event before this time is expected any more: the latest time so far. */
  frontier = Number.NEGATIVE_INFINITY;
  done = false;
  /** By what its beginning is known, for the sources that survey their files. */
  marks: Marks | undefined;
  private readonly limits: FileLimits;
  private readonly options: SourceOptions;
  private readonly sink: FileSink;
  private readonly stdin: AsyncIterable<Uint8Array> | undefined;
  private readonly stateOf: ((source: Source) => Map<string, unknown>) | undefined;
  private bytes: ByteStream | undefined;
  private early: Buffer[] = [];
  private block: Buffer | undefined;
  private wholeJson = false;
  private consumer: Consumer | undefined;
  private counted = 0;

  constructor(
    input: Input,
    index: number,
    settings: {
      limits: FileLimits;
      options: SourceOptions;
      sink: FileSink;
      stdin?: AsyncIterable<Uint8Array>;
      /** What each source keeps from file to file of the run. */
      stateOf?(source: Source): Map<string, unknown>;
    },
  ) {
    this.input = input;
    this.index = index;
    this.limits = settings.limits;
    this.options = settings.options;
    this.sink = settings.sink;
    this.stdin = settings.stdin;
    this.stateOf = settings.stateOf;
  }

  /** Recognise the format and look for the first time. Answers why the file cannot be read, `undefined` when it can. */
  async open(sources: readonly Source[]): Promise<string | undefined> {
    const bytes = new ByteStream(this.input, this.stdin);
    const opening = await readOpening(bytes, this.limits.recordBytes);
    if (opening.blocks.length === 0) {
      await bytes.close();
      return bytes.problem ?? 'empty';
    }
    this.source = bestSource(opening.head, sources);
    if (this.source === undefined) {
      await bytes.close();
      return this.input.folder === undefined
        ? `not a format that Cordon knows (first line starts with ${describeStart(opening.head)})`
        : 'not a format that Cordon knows';
    }
    this.wholeJson = opening.head.wholeJson;
    this.firstTime = this.peek(opening);
    guarded(this.context(), 0, () => {
      this.marks = this.source!.marks?.(opening.head);
    });
    this.frontier = this.firstTime ?? Number.NEGATIVE_INFINITY;
    if (this.input.kind === 'file') {
      await bytes.close();
    } else {
      this.bytes = bytes;
      this.early = opening.blocks;
    }
    return undefined;
  }

  /** Read the next few records. Answers the raw bytes that it took from the input. */
  async pull(): Promise<number> {
    this.bytes ??= new ByteStream(this.input, this.stdin);
    this.consumer ??= this.consumerFor({ ...this.context(), state: this.stateOf?.(this.source!) });
    const { bytes } = this;
    const block = this.block ?? this.early.shift() ?? (await bytes.next());
    if (block !== undefined) {
      this.consumer.push(block.subarray(0, STEP_BYTES));
      this.block = block.length > STEP_BYTES ? block.subarray(STEP_BYTES) : undefined;
    } else {
      this.consumer.end();
      if (bytes.problem !== undefined) this.sink.skip(0, bytes.problem);
      await this.close();
    }
    const taken = bytes.consumed - this.counted;
    this.counted = bytes.consumed;
    return taken;
  }

  /** Give the bytes of every record, before the file is read. */
  async scan(each: (bytes: Buffer) => void): Promise<void> {
    const bytes = new ByteStream(this.input, this.stdin);
    const splitter = splitterFor(this.wholeJson, this.limits.recordBytes, { record: each, problem: () => {} });
    for (let block = await bytes.next(); block !== undefined; block = await bytes.next()) splitter.push(block);
    splitter.end();
    await bytes.close();
  }

  async close(): Promise<void> {
    this.done = true;
    await this.bytes?.close();
    this.bytes = undefined;
    this.early = [];
    this.block = undefined;
    this.consumer = undefined;
  }

  /** Read the beginning with a reader of its own that nobody listens to, up to the first time. */
  private peek(opening: Opening): number | undefined {
    let time: number | undefined;
    const consumer = this.consumerFor({
      ...this.context(),
      emit: (event) => {
        if (time === undefined && event.time !== undefined) time = event.time;
      },
      skip: () => {},
      hint: () => {},
    });
    for (const block of opening.blocks) {
      consumer.push(block, () => time !== undefined);
      if (time !== undefined) return time;
    }
    if (opening.complete) consumer.end();
    return time;
  }

  private context(): SourceContext {
    return {
      file: this.index,
      path: this.input.path,
      emit: (event) => this.sink.emit(event, this),
      skip: (line, reason) => this.sink.skip(line, reason),
      hint: (text) => this.sink.hint(text),
      options: this.options,
    };
  }

  private consumerFor(context: SourceContext): Consumer {
    const source = this.source!;
    if (source.document !== undefined && (this.wholeJson || source.lines === undefined)) {
      return new DocumentConsumer(source, context, this.limits.documentBytes);
    }
    return new RecordConsumer(source.lines!(context), context, this.wholeJson, this.limits.recordBytes);
  }
}

/** What takes the blocks of one file. Once `enough` answers true the rest of a block is left unread. */
interface Consumer {
  push(block: Buffer, enough?: () => boolean): void;
  end(): void;
}

class RecordConsumer implements Consumer {
  private readonly splitter: Splitter;
  private readonly reader: LineReader;
  private readonly context: SourceContext;
  private enough: (() => boolean) | undefined;

  constructor(reader: LineReader, context: SourceContext, wholeJson: boolean, recordBytes: number) {
    this.reader = reader;
    this.context = context;
    this.splitter = splitterFor(wholeJson, recordBytes, {
      record: (bytes, line) => this.record(bytes, line),
      problem: (line, reason) => context.skip(line, reason),
    });
  }

  push(block: Buffer, enough?: () => boolean): void {
    this.enough = enough;
    this.splitter.push(block);
  }

  end(): void {
    this.splitter.end();
    guarded(this.context, 0, () => this.reader.end());
  }

  private record(bytes: Buffer, line: number): void {
    if (this.enough?.()) return;
    // Plain ASCII, which most records are, is copied as it stands.
    const ascii = isAscii(bytes);
    if (!ascii && !isUtf8(bytes)) this.context.skip(line, 'not valid UTF-8: read with the bad bytes replaced');
    const text = bytes.toString(ascii ? 'latin1' : 'utf8');
    guarded(this.context, line, () => this.reader.line(text, line));
  }
}

class DocumentConsumer implements Consumer {
  private blocks: Buffer[] = [];
  private length = 0;
  private readonly source: Source;
  private readonly context: SourceContext;
  private readonly bound: number;

  constructor(source: Source, context: SourceContext, bound: number) {
    this.source = source;
    this.context = context;
    this.bound = bound;
  }

  push(block: Buffer): void {
    this.length += block.length;
    if (this.length > this.bound) this.blocks = [];
    else this.blocks.push(block);
  }

  end(): void {
    if (this.length > this.bound) {
      this.context.skip(0, `one document of more than ${Math.round(this.bound / (1024 * 1024))} MiB`);
      return;
    }
    const bytes = this.blocks.length === 1 ? this.blocks[0]! : Buffer.concat(this.blocks);
    this.blocks = [];
    guarded(this.context, 0, () => this.source.document!(bytes, this.context));
  }
}

/** A source promises not to throw. If one does, that record is lost and named, and the others are read. */
function guarded(context: SourceContext, line: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    context.skip(line, `could not be read (${error instanceof Error ? error.name : 'unknown error'})`);
  }
}
