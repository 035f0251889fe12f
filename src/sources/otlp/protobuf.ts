import { BinaryReader } from '@bufbuild/protobuf/wire';
import {
  type Attributes,
  type LogRecord,
  MAX_DEPTH,
  milliseconds,
  type Origin,
  REASON_IDS,
  REASON_METRICS,
  type RecordSink,
  type SpanEvent,
  type SpanRecord,
} from './records.ts';

/**
 * Decode one `ExportTraceServiceRequest` or `ExportLogsServiceRequest` (their outer shape is the same, so the records
 * themselves tell which). Unknown fields are skipped. Records before a broken place are handed over.
 *
 * @throws Error when the bytes are no protobuf message.
 */
export function decodeRequest(bytes: Uint8Array, line: number, sink: RecordSink): void {
  const reader = new BinaryReader(bytes);
  eachField(reader, bytes.length, (field) => {
    if (field !== LENGTH1) return false;
    resourceRecords(reader, line, sink);
    return true;
  });
}

/** Wire types: how many bytes a value takes. The three below are all that OTLP uses of its known fields. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;

/** A field's number and wire type as they stand before its value. */
const tag = (field: number, wire: number): number => field * 8 + wire;

/** The first fields of the small messages: all of them texts or messages. */
const LENGTH1 = tag(1, LENGTH);
const LENGTH2 = tag(2, LENGTH);
const LENGTH3 = tag(3, LENGTH);

const SPAN = {
  traceId: tag(1, LENGTH),
  spanId: tag(2, LENGTH),
  parentId: tag(4, LENGTH),
  name: tag(5, LENGTH),
  kind: tag(6, VARINT),
  start: tag(7, FIXED64),
  end: tag(8, FIXED64),
  attributes: tag(9, LENGTH),
  events: tag(11, LENGTH),
  status: tag(15, LENGTH),
};
const STATUS_CODE = tag(3, VARINT);
const EVENT_TIME = tag(1, FIXED64);

const LOG = {
  time: tag(1, FIXED64),
  severity: tag(2, VARINT),
  body: tag(5, LENGTH),
  attributes: tag(6, LENGTH),
  traceId: tag(9, LENGTH),
  spanId: tag(10, LENGTH),
  observed: tag(11, FIXED64),
  name: tag(12, LENGTH),
};

const VALUE = {
  string: tag(1, LENGTH),
  bool: tag(2, VARINT),
  int: tag(3, VARINT),
  double: tag(4, FIXED64),
  array: tag(5, LENGTH),
  object: tag(6, LENGTH),
  bytes: tag(7, LENGTH),
};

/** Calls `known` with the tag of each field; skips the field's value when it answers false. */
function eachField(reader: BinaryReader, end: number, known: (tag: number) => boolean): void {
  while (reader.pos < end) {
    const next = reader.uint32();
    if (next < 8) throw new RangeError('a field has number 0');
    if (!known(next)) reader.skip(next & 7, next >>> 3);
  }
  if (reader.pos > end) throw new RangeError('a field is longer than its message');
}

function eachFieldOf(reader: BinaryReader, known: (tag: number) => boolean): void {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError('the message ends early');
  eachField(reader, end, known);
}

/** The resource may come after the records that it describes, so they are found first and read second. */
function resourceRecords(reader: BinaryReader, line: number, sink: RecordSink): void {
  const resource = new Map<string, unknown>();
  const scopes: Uint8Array[] = [];
  eachFieldOf(reader, (field) => {
    if (field === LENGTH1) {
      eachFieldOf(reader, (inner) => inner === LENGTH1 && attribute(reader, resource));
      return true;
    }
    if (field !== LENGTH2) return false;
    scopes.push(reader.bytes());
    return true;
  });
  for (const scope of scopes) scopeRecords(scope, resource, line, sink);
}

function scopeRecords(bytes: Uint8Array, resource: Attributes, line: number, sink: RecordSink): void {
  const reader = new BinaryReader(bytes);
  const origin: Origin = { resource, scope: '', line };
  const records: Uint8Array[] = [];
  eachField(reader, bytes.length, (field) => {
    if (field === LENGTH1) {
      eachFieldOf(reader, (inner) => {
        if (inner !== LENGTH1) return false;
        origin.scope = reader.string();
        return true;
      });
      return true;
    }
    if (field !== LENGTH2) return false;
    records.push(reader.bytes());
    return true;
  });
  let kind: RecordKind | undefined;
  for (const record of records) {
    kind ??= kindOf(record);
    if (kind === 'span') readSpan(record, origin, sink);
    else if (kind === 'log') readLog(record, origin, sink);
    else sink.skip(line, REASON_METRICS);
  }
}

type RecordKind = 'span' | 'log' | 'metric';

/** Fields that a record has under the same number but with another wire type in each kind. */
const TELLING: ReadonlyMap<number, RecordKind> = new Map([
  [LOG.time, 'log'],
  [LOG.observed, 'log'],
  [LOG.severity, 'log'],
  [LOG.attributes, 'log'],
  [SPAN.start, 'span'],
  [SPAN.end, 'span'],
  [SPAN.kind, 'span'],
]);

function kindOf(record: Uint8Array): RecordKind {
  const reader = new BinaryReader(record);
  let kind: RecordKind = 'metric';
  let spanIds = 0;
  eachField(reader, record.length, (field) => {
    const told = TELLING.get(field);
    if (told !== undefined && kind === 'metric') kind = told;
    if (field !== LENGTH1 && field !== LENGTH2) return false;
    if (reader.bytes().length === (field === LENGTH1 ? 16 : 8)) spanIds++;
    return true;
  });
  return kind === 'metric' && spanIds === 2 ? 'span' : kind;
}

function readSpan(bytes: Uint8Array, origin: Origin, sink: RecordSink): void {
  const reader = new BinaryReader(bytes);
  const attributes = new Map<string, unknown>();
  const span: SpanRecord = {
    traceId: '',
    spanId: '',
    parentId: undefined,
    name: '',
    spanKind: 0,
    start: undefined,
    end: undefined,
    failed: false,
    attributes,
    events: [],
    origin,
  };
  eachField(reader, bytes.length, (field) => {
    switch (field) {
      case SPAN.traceId:
        span.traceId = hexId(reader.bytes(), 16);
        return true;
      case SPAN.spanId:
        span.spanId = hexId(reader.bytes(), 8);
        return true;
      case SPAN.parentId:
        span.parentId = hexId(reader.bytes(), 8) || undefined;
        return true;
      case SPAN.name:
        span.name = reader.string();
        return true;
      case SPAN.kind:
        span.spanKind = reader.int32();
        return true;
      case SPAN.start:
        span.start = time(reader);
        return true;
      case SPAN.end:
        span.end = time(reader);
        return true;
      case SPAN.events:
        span.events.push(spanEvent(reader));
        return true;
      case SPAN.status:
        eachFieldOf(reader, (inner) => {
          if (inner !== STATUS_CODE) return false;
          span.failed = reader.int32() === 2;
          return true;
        });
        return true;
      default:
        return field === SPAN.attributes && attribute(reader, attributes);
    }
  });
  if (span.traceId === '' || span.spanId === '') sink.skip(origin.line, REASON_IDS);
  else sink.span(span);
}

function spanEvent(reader: BinaryReader): SpanEvent {
  const attributes = new Map<string, unknown>();
  const event: SpanEvent = { name: '', time: undefined, attributes };
  eachFieldOf(reader, (field) => {
    if (field === EVENT_TIME) event.time = time(reader);
    else if (field === LENGTH2) event.name = reader.string();
    else return field === LENGTH3 && attribute(reader, attributes);
    return true;
  });
  return event;
}

function readLog(bytes: Uint8Array, origin: Origin, sink: RecordSink): void {
  const reader = new BinaryReader(bytes);
  const attributes = new Map<string, unknown>();
  const log: LogRecord = {
    traceId: undefined,
    spanId: undefined,
    time: undefined,
    name: '',
    body: undefined,
    attributes,
    origin,
  };
  let observed: number | undefined;
  eachField(reader, bytes.length, (field) => {
    switch (field) {
      case LOG.time:
        log.time = time(reader);
        return true;
      case LOG.observed:
        observed = time(reader);
        return true;
      case LOG.body:
        log.body = anyValue(reader, 0);
        return true;
      case LOG.traceId:
        log.traceId = hexId(reader.bytes(), 16) || undefined;
        return true;
      case LOG.spanId:
        log.spanId = hexId(reader.bytes(), 8) || undefined;
        return true;
      case LOG.name:
        log.name = reader.string();
        return true;
      default:
        return field === LOG.attributes && attribute(reader, attributes);
    }
  });
  log.time ??= observed;
  sink.log(log);
}

function time(reader: BinaryReader): number | undefined {
  return milliseconds(BigInt(reader.fixed64()));
}

/** Lower-case hex; `''` when the id has another length or is all zeros, which OTLP calls invalid. */
function hexId(bytes: Uint8Array, length: number): string {
  if (bytes.length !== length || bytes.every((byte) => byte === 0)) return '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('hex');
}

/** One `KeyValue`; always true, so that it can end a field's handler. */
function attribute(reader: BinaryReader, into: Map<string, unknown>, depth = 0): true {
  let name = '';
  let value: unknown;
  eachFieldOf(reader, (field) => {
    if (field === LENGTH1) name = reader.string();
    else if (field === LENGTH2) value = anyValue(reader, depth);
    else return false;
    return true;
  });
  if (value !== undefined) into.set(name, value);
  return true;
}

function anyValue(reader: BinaryReader, depth: number): unknown {
  let value: unknown;
  eachFieldOf(reader, (field) => {
    switch (field) {
      case VALUE.string:
        value = reader.string();
        return true;
      case VALUE.bool:
        value = reader.bool();
        return true;
      case VALUE.int:
        value = Number(reader.int64());
        return true;
      case VALUE.double:
        value = reader.double();
        return true;
      case VALUE.array:
        if (depth >= MAX_DEPTH) return false;
        value = arrayValue(reader, depth + 1);
        return true;
      case VALUE.object:
        if (depth >= MAX_DEPTH) return false;
        value = objectValue(reader, depth + 1);
        return true;
      case VALUE.bytes:
        value = Buffer.from(reader.bytes()).toString('base64');
        return true;
      default:
        return false;
    }
  });
  return value;
}

function arrayValue(reader: BinaryReader, depth: number): unknown[] {
  const values: unknown[] = [];
  eachFieldOf(reader, (field) => {
    if (field !== LENGTH1) return false;
    values.push(anyValue(reader, depth) ?? null);
    return true;
  });
  return values;
}

function objectValue(reader: BinaryReader, depth: number): Record<string, unknown> {
  const values = new Map<string, unknown>();
  eachFieldOf(reader, (field) => field === LENGTH1 && attribute(reader, values, depth));
  return Object.fromEntries(values);
}
