/**
 * OTLP records as the rest of this folder sees them, whatever encoding they came in: times are milliseconds with a
 * fraction, ids are lower-case hex, attribute values are plain JavaScript values.
 */
export type Attributes = ReadonlyMap<string, unknown>;

/** What all records of one scope have in common. */
export interface Origin {
  resource: Attributes;
  /** Name of the instrumentation library. */
  scope: string;
  /** 1-based line (JSON Lines) or message (length-delimited protobuf) of the input; 0: the input is one message. */
  line: number;
}

export interface SpanEvent {
  name: string;
  time: number | undefined;
  attributes: Attributes;
}

export interface SpanRecord {
  traceId: string;
  spanId: string;
  parentId: string | undefined;
  name: string;
  /** 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  spanKind: number;
  start: number | undefined;
  end: number | undefined;
  /** The status says that it failed. */
  failed: boolean;
  attributes: Attributes;
  events: SpanEvent[];
  origin: Origin;
}

export interface LogRecord {
  traceId: string | undefined;
  spanId: string | undefined;
  time: number | undefined;
  /** The record's event name; `''` where an emitter puts it into an attribute or the body. */
  name: string;
  body: unknown;
  attributes: Attributes;
  origin: Origin;
}

/** Where a decoder hands over what it found. */
export interface RecordSink {
  span(record: SpanRecord): void;
  log(record: LogRecord): void;
  skip(line: number, reason: string): void;
}

export const SPAN_SERVER = 2;

export const REASON_IDS = 'span without a trace id of 16 bytes and a span id of 8';
export const REASON_NO_RECORD = 'no object where OTLP has a batch, a scope, a span or a log record';
export const REASON_METRICS = 'metrics: they name no read, write or call';

/** Values nested deeper than this become `undefined`. */
export const MAX_DEPTH = 32;

/** Nanoseconds since the epoch as milliseconds; the fraction survives, which one division of a number would lose. */
export function milliseconds(nanoseconds: bigint): number | undefined {
  if (nanoseconds <= 0n) return undefined;
  return Number(nanoseconds / 1_000_000n) + Number(nanoseconds % 1_000_000n) / 1e6;
}
