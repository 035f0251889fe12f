import { isObject, type Json, recordOf } from '../read/json.ts';
import type { Head, LineReader, Source, SourceContext } from '../source.ts';
import { type Observation, observationOf, traceRows } from './observation.ts';
import { isCall, LangfuseSessions } from './sessions.ts';

/**
 * Langfuse observations: an export of the table or the blob storage (JSON Lines or an array), or traces with their
 * observations. A session is Langfuse's session where there is one, else the trace; an agent below an agent is a session of
 * its own.
 */
export const langfuse: Source = {
  id: 'langfuse',
  recognise,
  lines: (context) => new LangfuseReader(context),
};

/** Rows come in any order, newest first in exports of the table: they are put in order of time within this many bytes. */
const WINDOW_BYTES = 64 * 1024 * 1024;

function recognise({ records }: Head): number {
  const fitting = records.reduce((sum, record) => sum + (isRow(record) ? 1 : shareOfRows(record)), 0);
  return records.length === 0 ? 0 : (0.9 * fitting) / records.length;
}

/** How much of a trace's list are rows: one that is broken does not hide the others. */
function shareOfRows(record: Json): number {
  const rows = traceRows(record)?.rows;
  if (rows === undefined) return 0;
  return rows.length === 0 ? 1 : rows.filter(isRow).length / rows.length;
}

function isRow(record: unknown): boolean {
  return (
    isObject(record) &&
    typeof record.type === 'string' &&
    record.type === record.type.toUpperCase() &&
    ('startTime' in record || 'start_time' in record)
  );
}

class LangfuseReader implements LineReader {
  private readonly context: SourceContext;
  private readonly sessions: LangfuseSessions;
  private waiting: { observation: Observation; bytes: number }[] = [];
  private bytes = 0;
  private told = Number.NEGATIVE_INFINITY;

  constructor(context: SourceContext) {
    this.context = context;
    this.sessions = new LangfuseSessions(context);
  }

  line(text: string, line: number): void {
    const record = recordOf(text, line, this.context);
    if (record === undefined) return;
    const whole = traceRows(record);
    if (whole === undefined) this.row(record, {}, line, text.length);
    else for (const row of whole.rows) this.row(row, whole.trace, line, text.length / whole.rows.length);
    if (this.bytes > WINDOW_BYTES) this.tell(Math.ceil(this.waiting.length / 2));
  }

  end(): void {
    this.tell(this.waiting.length);
    this.sessions.end();
  }

  private row(row: unknown, trace: Json, line: number, bytes: number): void {
    const observation = isObject(row) ? observationOf(row, line, trace) : undefined;
    if (observation === undefined) {
      this.context.skip(line, 'not an observation: no id, trace or type');
      return;
    }
    this.waiting.push({ observation, bytes });
    this.bytes += bytes;
  }

  private tell(count: number): void {
    this.waiting.sort(({ observation: a }, { observation: b }) => inOrder(a, b));
    for (const { observation, bytes } of this.waiting.splice(0, count)) {
      this.bytes -= bytes;
      if (startOf(observation) < this.told) {
        this.context.hint('Langfuse: rows are far out of order; export them by start time, earliest first.');
      }
      this.told = startOf(observation);
      this.sessions.take(observation);
    }
  }
}

/**
 * What starts first. Of rows that start together the outer one comes before what happened inside it, the longer outer
 * one first; of two calls the one that ended first, since the model's next turn starts when its tool has answered.
 */
function inOrder(a: Observation, b: Observation): number {
  const byStart = startOf(a) - startOf(b);
  if (byStart !== 0) return byStart;
  const inner = Number(isCall(a)) - Number(isCall(b));
  if (inner !== 0) return inner;
  const byEnd = (a.end ?? 0) - (b.end ?? 0);
  return (isCall(a) ? byEnd : -byEnd) || a.line - b.line;
}

/** A row without a time comes first; finite, so that two of them compare. */
function startOf(observation: Observation): number {
  return observation.start ?? 0;
}
