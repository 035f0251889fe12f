import type { ContactEngine, Session } from '../../contacts/index.ts';
import type { Verdict } from '../../fleet/index.ts';
import type { Reading } from '../../sources/index.ts';
import type { Quotes } from '../output/quote.ts';
import { Names } from './names.ts';

export interface DocumentOptions {
  toolVersion: string;
  quotes: Quotes;
  /** Milliseconds since the epoch; what is reported, not what is joined. */
  since?: number;
  until?: number;
  agentKey?: string;
  /** What persons said of sessions, from the store. */
  verdicts?: readonly Verdict[];
  /** The reading was stopped: what is not found may stand in what was not read. */
  interrupted?: boolean;
}

/** What the parts of the document have in common. */
export interface Frame {
  engine: ContactEngine;
  names: Names;
  files: readonly { path: string; source: string | undefined }[];
  options: DocumentOptions;
  withdrawn: ReadonlySet<number>;
  /** Records that were skipped and texts that were not looked at to their end: what is not found may stand there. */
  unread: number;
  /** A session is reported when it was active in the window. */
  inWindow(session: Session): boolean;
  /** A moment is reported when it lies in the window, or has no time. */
  when(time: number | undefined): boolean;
}

/** ISO 8601 writes these years with four digits; a time outside of them is a mistake of the telemetry. */
const YEAR_0 = Date.parse('0000-01-01T00:00:00Z');
const YEAR_10000 = Date.UTC(10_000, 0);

export function iso(time: number | undefined): string | null {
  return time !== undefined && time >= YEAR_0 && time < YEAR_10000 ? new Date(time).toISOString() : null;
}

/** Reasons for which nothing is lost: no record stood there, or another one tells the same. */
const NOTHING_LOST = /^(?:a comment line$|repeats |span that was exported before$|duplicate id: )/;

/** Anything else that was skipped may have held what was looked for. */
function unreadOf(engine: ContactEngine, reading: Reading): number {
  const skipped = reading.skipped().filter(({ reason }) => !NOTHING_LOST.test(reason));
  return skipped.reduce((sum, { count }) => sum + (count ?? 1), 0) + engine.counts.truncatedTexts;
}

export function frameOf(engine: ContactEngine, reading: Reading, options: DocumentOptions): Frame {
  const since = options.since ?? Number.NEGATIVE_INFINITY;
  const until = options.until ?? Number.POSITIVE_INFINITY;
  return {
    engine,
    names: new Names(engine),
    files: reading.files,
    options,
    withdrawn: engine.withdrawn(),
    unread: unreadOf(engine, reading),
    inWindow: (s) => s.start === undefined || (s.start <= until && (s.end ?? s.start) >= since),
    when: (time) => time === undefined || Number.isNaN(time) || (time >= since && time <= until),
  };
}
