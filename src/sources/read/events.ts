import { setImmediate as nextTurn } from 'node:timers/promises';
import { CordonError, type FleetEvent, type Skipped } from '../../fleet/index.ts';
import type { Source, SourceOptions, SurveyFile } from '../source.ts';
import { Collisions } from './collisions.ts';
import { FileReader, type FileSink } from './file.ts';
import { EventHeap } from './heap.ts';
import { findInputs, type Input } from './inputs.ts';
import { SkipList } from './skips.ts';
import { ReorderWindow } from './window.ts';

const MIB = 1024 * 1024;
const BATCH = 1000;
/** Bytes after which other work of the process (a signal, a progress line) gets its turn. */
const TURN_BYTES = 4 * MIB;
const HINTS = 100;

export interface ReadOptions extends SourceOptions {
  /** Read for `-`. Default: the standard input of the process. */
  stdin?: AsyncIterable<Uint8Array>;
  /** Called now and then; `total` is unknown when a stream is among the inputs. */
  onProgress?(progress: { bytes: number; total: number | undefined }): void;
  /** Bytes of the longest record; a longer one is skipped and named. Default 64 MiB. */
  recordBytes?: number;
  /** Bytes of the longest document that must be held as a whole. Default 256 MiB. */
  documentBytes?: number;
  /** How much waits to be put in order by time: bytes of text, and events. Default: 16 MiB, and up to 512 MiB where a file needs it. */
  reorderBytes?: number;
  reorderEvents?: number;
  /** Files that are read side by side; those beyond are read at one go. Default 1024. */
  openFiles?: number;
  /** Once it is aborted nothing more is read: what was read till then is given, in order, and the reading ends. */
  stop?: AbortSignal;
  /** True for an input to leave out, because what it holds is known already. When all are left out, that is no failure. */
  skip?(input: Input): boolean;
}

/** One line of the file table: `FleetEvent.file` is an index into it. */
export interface FileEntry {
  path: string;
  /** Id of the source that reads it; `undefined` when none does. */
  source: string | undefined;
  /** Size on disk, 0 for a stream. */
  bytes: number;
}

export interface SourceCounts {
  source: string;
  files: number;
  sessions: number;
  events: number;
}

/**
 * Events of all inputs in order of time, in batches, and what there is to say about the reading; the tables are complete
 * when the iteration ends. It can be iterated once.
 *
 * Inputs that fit the reorder window are sorted entirely. Beyond it, files are merged by time and each is sorted within
 * the window, so an event that its file records far too late may come late. An event without time stands where its
 * session last was; its `time` stays `undefined`.
 */
export interface Reading extends AsyncIterable<FleetEvent[]> {
  readonly files: readonly FileEntry[];
  readonly hints: readonly string[];
  skipped(): Skipped[];
  counts(): SourceCounts[];
}

/** A reading that also tells by which time each event was ordered, so that a store can keep the order. */
export interface OrderedReading extends Reading {
  /** For each event of the batch that was given last: its time, or that by which one without time was placed. */
  readonly times: readonly number[];
}

/**
 * Read files, folders and standard input (`-`) with the given sources.
 *
 * @throws CordonError `nothing-readable`, when iterated: a path does not exist, or no input has a known format.
 */
export function readWith(
  sources: readonly Source[],
  paths: readonly string[],
  options: ReadOptions = {},
): OrderedReading {
  return new Merge(sources, paths, options);
}

class Merge implements OrderedReading {
  readonly files: FileEntry[] = [];
  readonly hints: string[] = [];
  times: number[] = [];
  private readonly skips = new SkipList();
  private readonly bySource = new Map<string, SourceCounts>();
  private readonly sessionTimes = new Map<string, number>();
  private readonly collisions = new Collisions();
  private readonly states = new Map<string, Map<string, unknown>>();
  private readonly heap = new EventHeap();
  private readonly window: ReorderWindow;
  private latest = Number.NEGATIVE_INFINITY;
  private readonly sources: readonly Source[];
  private readonly paths: readonly string[];
  private readonly options: ReadOptions;
  private bytes = 0;
  private total: number | undefined = 0;
  private sinceTurn = 0;

  constructor(sources: readonly Source[], paths: readonly string[], options: ReadOptions) {
    this.sources = sources;
    this.paths = paths;
    this.options = options;
    this.window = new ReorderWindow(options.reorderBytes, options.reorderEvents);
  }

  skipped(): Skipped[] {
    return this.skips.list();
  }

  counts(): SourceCounts[] {
    return [...this.bySource.values()];
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FleetEvent[]> {
    const waiting = await this.openAll();
    await this.survey(waiting);
    const open: FileReader[] = [];
    try {
      yield* this.merge(waiting, open);
    } finally {
      for (const file of [...open, ...waiting]) await file.close();
    }
  }

  /**
   * Always pull the file that is furthest behind, and let events go from the heap once it is full. What goes is then
   * earlier than all that is still to be read, unless a file disorders its events by more than the heap holds.
   */
  private async *merge(waiting: FileReader[], open: FileReader[]): AsyncGenerator<FleetEvent[]> {
    const { window } = this;
    const maxOpen = this.options.openFiles ?? 1024;
    const { heap } = this;
    let batch: FleetEvent[] = [];
    let times: number[] = [];
    let next = 0;
    let atOneGo: FileReader | undefined;
    for (;;) {
      let behind = atOneGo ?? furthestBehind(open);
      const upcoming = waiting[next];
      if (
        atOneGo === undefined &&
        upcoming !== undefined &&
        (behind === undefined || startOf(upcoming) < behind.frontier)
      ) {
        behind = upcoming;
        waiting[next++] = behind;
        open.push(behind);
        if (open.length > maxOpen) atOneGo = behind;
      }
      if (behind === undefined) break;
      // A stream ends by itself when it is interrupted, and what had come of it is still to be read.
      if (this.options.stop?.aborted === true && behind.input.kind !== 'stream') break;
      await this.pull(behind);
      if (behind.done) {
        open.splice(open.indexOf(behind), 1);
        atOneGo = undefined;
      }
      const horizon = Math.min(
        furthestBehind(open)?.frontier ?? Number.POSITIVE_INFINITY,
        next < waiting.length ? startOf(waiting[next]!) : Number.POSITIVE_INFINITY,
      );
      for (;;) {
        const full = Math.max(heap.bytes / window.maxBytes, heap.size / window.maxEvents);
        if (full <= 1 || (heap.firstKey > horizon && full <= 2)) break;
        if (window.widen(this.latest - heap.firstKey)) break;
        times.push(heap.firstKey);
        batch.push(heap.pop());
        if (batch.length === BATCH) {
          this.times = times;
          yield batch;
          batch = [];
          times = [];
        }
      }
    }
    for (const source of this.sources) if (this.states.has(source.id)) source.finish?.(this.stateOf(source));
    const collision = this.collisions.hint(this.files);
    if (collision !== undefined) this.hints.unshift(collision);
    while (heap.size > 0) {
      times.push(heap.firstKey);
      batch.push(heap.pop());
      if (batch.length === BATCH) {
        this.times = times;
        yield batch;
        batch = [];
        times = [];
      }
    }
    this.options.onProgress?.({ bytes: this.bytes, total: this.total });
    this.times = times;
    if (batch.length > 0) yield batch;
  }

  private async survey(files: readonly FileReader[]): Promise<void> {
    for (const source of this.sources) {
      if (source.survey === undefined) continue;
      const surveyed = files.flatMap((file): SurveyFile[] => {
        const { index, input, firstTime, marks } = file;
        if (file.source !== source || input.kind !== 'file' || marks === undefined) return [];
        const scan = async (each: (bytes: Buffer) => void) => {
          await file.scan(each);
          await nextTurn();
        };
        return [{ index, path: input.path, firstTime, marks, scan }];
      });
      await source.survey(surveyed, this.stateOf(source));
      for (const file of files) file.marks = undefined;
    }
  }

  private stateOf({ id }: Source): Map<string, unknown> {
    let state = this.states.get(id);
    if (state === undefined) {
      state = new Map();
      this.states.set(id, state);
    }
    return state;
  }

  private async pull(file: FileReader): Promise<void> {
    const taken = await file.pull();
    this.bytes += taken;
    this.sinceTurn += taken;
    if (this.sinceTurn >= TURN_BYTES) {
      this.sinceTurn = 0;
      this.options.onProgress?.({ bytes: this.bytes, total: this.total });
      await nextTurn();
    }
  }

  /** Recognise every input; the answer is what can be read, in order of first time (none: first). */
  private async openAll(): Promise<FileReader[]> {
    const found = findInputs(this.paths);
    for (const { file, line, reason } of found.skipped) this.skips.add(file, line, reason);
    const readable: FileReader[] = [];
    const unread = new Map<string, { input: Input; reason: string; count: number }>();
    const inputs = found.inputs.filter((input) => this.options.skip?.(input) !== true);
    for (const [index, input] of inputs.entries()) {
      this.files.push({ path: input.path, source: undefined, bytes: input.size });
      const file = this.readerFor(input, index);
      const reason = await file.open(this.sources);
      if (reason === undefined) {
        readable.push(file);
        this.files[index]!.source = file.source!.id;
        this.countsOf(file.source!.id).files++;
        this.total = this.total === undefined || input.kind === 'stream' ? undefined : this.total + input.size;
      } else {
        const key = `${input.folder ?? input.path}\0${reason}`;
        const known = unread.get(key);
        if (known === undefined) unread.set(key, { input, reason, count: 1 });
        else known.count++;
      }
      if (index % 100 === 99) await nextTurn();
    }
    for (const { input, reason, count } of unread.values()) {
      const place = count === 1 ? input.path : input.folder!;
      this.skips.add(place, 0, reason, count);
    }
    if (readable.length === 0 && inputs.length === found.inputs.length) throw this.nothingReadable();
    return readable.sort((a, b) => startOf(a) - startOf(b) || a.index - b.index);
  }

  private nothingReadable(): CordonError {
    const paths = this.paths.length === 0 ? 'no path' : this.paths.join(', ');
    const [first] = this.skips.list();
    const detail = first === undefined ? 'no file there' : `${first.file}: ${first.reason}`;
    return new CordonError('nothing-readable', `nothing that Cordon can read in ${paths} (${detail})`, {
      hint: `Known formats: ${[...new Set(this.sources.map((source) => source.id))].join(', ')}.`,
    });
  }

  private readerFor(input: Input, index: number): FileReader {
    const { recordBytes = 64 * MIB, documentBytes = 256 * MIB, stdin } = this.options;
    const sink: FileSink = {
      emit: (event, file) => this.accept(event, file),
      skip: (line, reason) => this.skips.add(input.path, line, reason),
      hint: (text) => {
        if (this.hints.length < HINTS && !this.hints.includes(text)) this.hints.push(text);
      },
    };
    return new FileReader(input, index, {
      limits: { recordBytes, documentBytes },
      options: { hashAttribute: this.options.hashAttribute },
      sink,
      stdin,
      stateOf: (source) => this.stateOf(source),
    });
  }

  private accept(event: FleetEvent, file: FileReader): void {
    const counts = this.countsOf(file.source!.id);
    counts.events++;
    this.collisions.note(event.session, file.index, file.source!.ownIds === true);
    const last = this.sessionTimes.get(event.session);
    if (last === undefined) counts.sessions++;
    const timed = event.time !== undefined && Number.isFinite(event.time);
    const key = timed ? event.time! : (last ?? file.firstTime ?? Number.NEGATIVE_INFINITY);
    if (timed || last === undefined) this.sessionTimes.set(event.session, key);
    if (key > file.frontier) file.frontier = key;
    else this.window.note(file.frontier - key);
    if (key > this.latest) this.latest = key;
    this.heap.push(key, event);
  }

  private countsOf(source: string): SourceCounts {
    let counts = this.bySource.get(source);
    if (counts === undefined) {
      counts = { source, files: 0, sessions: 0, events: 0 };
      this.bySource.set(source, counts);
    }
    return counts;
  }
}

function startOf(file: FileReader): number {
  return file.firstTime ?? Number.NEGATIVE_INFINITY;
}

function furthestBehind(open: readonly FileReader[]): FileReader | undefined {
  let behind: FileReader | undefined;
  for (const file of open) if (behind === undefined || file.frontier < behind.frontier) behind = file;
  return behind;
}
