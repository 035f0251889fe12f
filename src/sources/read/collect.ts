import type { FleetEvent } from '../../fleet/index.ts';
import type { Source, SourceOptions } from '../source.ts';

/** What a source made of some lines, for tests. */
export interface Collected {
  events: FleetEvent[];
  skipped: [line: number, reason: string][];
  hints: string[];
}

/** Give lines to a source: texts as they are, anything else as JSON. `state` is what files of one run share. */
export function collect(
  source: Source,
  lines: readonly unknown[],
  options: SourceOptions = {},
  state?: Map<string, unknown>,
): Collected {
  const collected: Collected = { events: [], skipped: [], hints: [] };
  const reader = source.lines!({
    file: 0,
    path: 'input.jsonl',
    emit: (event) => collected.events.push(event),
    skip: (line, reason) => collected.skipped.push([line, reason]),
    hint: (text) => collected.hints.push(text),
    options,
    state,
  });
  for (const [index, line] of lines.entries()) {
    reader.line(typeof line === 'string' ? line : JSON.stringify(line), index + 1);
  }
  reader.end();
  return collected;
}

/** How sure the source is of records like these. */
export function recognise(source: Source, records: Record<string, unknown>[], wholeJson = false): number {
  return source.recognise({
    bytes: Buffer.from(records.map((record) => JSON.stringify(record)).join('\n')),
    records,
    wholeJson,
  });
}
