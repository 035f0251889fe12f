import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { CordonError, type FleetEvent, type Verdict } from '../../fleet/index.ts';
import { findInputs, type Input, type Reading, type ReadOptions, readEvents, SOURCES } from '../../sources/index.ts';
import type { EventLog, LoggedInput } from '../../store/index.ts';
import { interruption } from '../interrupt.ts';

export interface ThroughStore {
  /** The store's file; made when there is something to put into it. */
  file: string;
  /** What to add to it; none: look at what it has. */
  paths: readonly string[];
  options: ReadOptions;
  /** What reads: version and options that change events. An input that another reader read is read again. */
  reader: string;
}

/** What a store gave besides its events. */
export interface Stored {
  reading: Reading;
  verdicts: Verdict[];
}

/**
 * Bring a store up to date with the given paths, then hand out all that it holds, in order of time. An input that has not
 * changed since it was read is not opened.
 *
 * @throws CordonError `store`, or `nothing-readable` when there is neither a path nor an event
 */
export async function throughStore(
  { file, paths, options, reader }: ThroughStore,
  observe: (event: FleetEvent) => void,
): Promise<Stored> {
  // A path that does not exist is said before a store is made for it.
  const found = findInputs(paths)
    .inputs.filter(({ path }) => !partOfStore(path, file))
    .map((input) => describe(input, reader));
  if (paths.length === 0 && statSync(file, { throwIfNoEntry: false }) === undefined) throw holdsNothing(file);
  const { openDuckDbLog } = await import('../../store/index.ts');
  const log = await openDuckDbLog(file);
  try {
    const wanted = toRead(found, log.inputs);
    if (wanted.size > 0) await add(log, paths, options, found, wanted);
    if (log.inputs.length === 0) throw holdsNothing(file);
    const reading = new StoredReading(log);
    for await (const batch of interruption.until(reading)) for (const event of batch) observe(event);
    return { reading, verdicts: await log.verdicts() };
  } finally {
    await log.close();
  }
}

function holdsNothing(file: string): CordonError {
  return new CordonError('nothing-readable', `the store ${file} holds no events yet`, {
    hint: 'Say what to put into it: cordon trace PATH --store FILE.',
  });
}

/** A store may lie in the folder that it is fed from. */
function partOfStore(path: string, file: string): boolean {
  const place = resolve(file);
  const at = resolve(path);
  return at === place || at === `${place}.wal` || at.startsWith(`${place}.tmp${sep}`);
}

interface Found {
  input: Input;
  logged: Omit<LoggedInput, 'source'>;
}

/** Size and time are taken before the reading, so that what is written meanwhile shows as a change next time. */
function describe(input: Input, reader: string): Found {
  const { path } = input;
  if (input.kind === 'stream') return { input, logged: { place: undefined, path, bytes: 0, modified: 0, reader } };
  const stats = statSync(path, { throwIfNoEntry: false });
  return {
    input,
    logged: { place: resolve(path), path, bytes: stats?.size ?? input.size, modified: stats?.mtimeMs ?? 0, reader },
  };
}

/** Paths of the inputs that are new or changed, and of those that have to be read together with one of them. */
function toRead(found: readonly Found[], logged: readonly LoggedInput[]): Set<string> {
  const known = new Map(logged.map((input) => [input.place, input]));
  const together = new Set(SOURCES.filter(({ byFolder }) => byFolder === true).map(({ id }) => id));
  const wanted = new Set<string>();
  const folders = new Set<string>();
  for (const { input, logged: now } of found) {
    const before = now.place === undefined ? undefined : known.get(now.place);
    const same = before?.bytes === now.bytes && before.modified === now.modified && before.reader === now.reader;
    if (same) continue;
    wanted.add(input.path);
    folders.add(dirname(input.path));
  }
  for (const { input, logged: now } of found) {
    const source = now.place === undefined ? undefined : known.get(now.place)?.source;
    if (source !== undefined && together.has(source) && folders.has(dirname(input.path))) wanted.add(input.path);
  }
  return wanted;
}

async function add(
  log: EventLog,
  paths: readonly string[],
  options: ReadOptions,
  found: readonly Found[],
  wanted: ReadonlySet<string>,
): Promise<void> {
  const loggedAt = new Map(found.map(({ input, logged }) => [input.path, logged]));
  const reading = readEvents(paths, { ...options, skip: ({ path }) => !wanted.has(path) });
  const ingest = await log.begin();
  const numbers: number[] = [];
  const announce = () => {
    for (const { path, source, bytes } of reading.files.slice(numbers.length)) {
      const logged = loggedAt.get(path) ?? { place: undefined, path, bytes, modified: 0, reader: '' };
      numbers.push(ingest.input({ ...logged, source }));
    }
  };
  for await (const batch of reading) {
    announce();
    for (const event of batch) event.file = numbers[event.file]!;
    await ingest.append(batch, reading.times);
  }
  announce();
  await ingest.commit({
    skipped: reading.skipped(),
    hints: [...reading.hints],
    partlyRead: foldersPartlyRead(found, wanted, log.inputs),
  });
}

function foldersPartlyRead(
  found: readonly Found[],
  wanted: ReadonlySet<string>,
  logged: readonly LoggedInput[],
): Set<string> {
  const unreadable = new Set(logged.flatMap(({ source, place }) => (source === undefined ? [place] : [])));
  return new Set(
    found.flatMap(({ input, logged: { place } }) =>
      input.folder !== undefined && !wanted.has(input.path) && unreadable.has(place) ? [input.folder] : [],
    ),
  );
}

/** What a store holds, as if it had just been read from the telemetry. */
class StoredReading implements Reading {
  readonly files: Reading['files'];
  readonly hints: Reading['hints'];
  private readonly log: EventLog;
  private readonly bySource = new Map<string, { source: string; files: number; sessions: number; events: number }>();
  private readonly sessions = new Set<string>();

  constructor(log: EventLog) {
    this.log = log;
    this.files = log.inputs.map(({ path, source, bytes }) => ({ path, source, bytes }));
    this.hints = log.hints;
    for (const { source } of log.inputs) if (source !== undefined) this.countsOf(source).files++;
  }

  skipped(): ReturnType<Reading['skipped']> {
    return [...this.log.skipped];
  }

  counts(): ReturnType<Reading['counts']> {
    return [...this.bySource.values()];
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FleetEvent[]> {
    for await (const batch of this.log.events()) {
      for (const event of batch) this.count(event);
      yield batch;
    }
  }

  private count(event: FleetEvent): void {
    const source = this.files[event.file]?.source;
    if (source === undefined) return;
    const counts = this.countsOf(source);
    counts.events++;
    const before = this.sessions.size;
    this.sessions.add(event.session);
    if (this.sessions.size > before) counts.sessions++;
  }

  private countsOf(source: string): { files: number; sessions: number; events: number } {
    let counts = this.bySource.get(source);
    if (counts === undefined) {
      counts = { source, files: 0, sessions: 0, events: 0 };
      this.bySource.set(source, counts);
    }
    return counts;
  }
}
