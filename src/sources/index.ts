import { chat } from './chat/index.ts';
import { claudeCode } from './claude-code/index.ts';
import { codex } from './codex/index.ts';
import { feed } from './feed/index.ts';
import { langfuse } from './langfuse/index.ts';
import { otlp, otlpProtobuf } from './otlp/index.ts';
import { type OrderedReading, type ReadOptions, readWith } from './read/events.ts';
import type { Source } from './source.ts';

export type { FileEntry, OrderedReading, Reading, ReadOptions, SourceCounts } from './read/events.ts';
export { type FoundInputs, findInputs, type Input } from './read/inputs.ts';
export { findSessionLogs, type SessionLogs } from './read/session-logs.ts';
export type { Head, LineReader, Source, SourceContext, SourceOptions } from './source.ts';
export { urlArtifact } from './tools/place.ts';

/** Every kind of telemetry that Cordon reads. The first one wins where two are equally sure of an input. */
export const SOURCES: readonly Source[] = [claudeCode, codex, otlp, otlpProtobuf, langfuse, chat, feed];

/**
 * Read files, folders and standard input (`-`), whatever their formats, as events in order of time.
 *
 * @example
 * const reading = readEvents(['./logs']);
 * for await (const batch of reading) for (const event of batch) engine.take(event);
 * console.error(reading.skipped());
 *
 * @throws CordonError `nothing-readable`, when iterated: a path does not exist, or no input has a known format.
 */
export function readEvents(paths: readonly string[], options: ReadOptions = {}): OrderedReading {
  return readWith(SOURCES, paths, options);
}
