import { BATCHES } from './framing.ts';
import {
  type Attributes,
  type LogRecord,
  MAX_DEPTH,
  milliseconds,
  type Origin,
  REASON_IDS,
  REASON_NO_RECORD,
  type RecordSink,
  type SpanEvent,
} from './records.ts';

type Json = Record<string, unknown>;

/**
 * Read one OTLP request in JSON: the protobuf JSON mapping (camelCase), what writers make of it (snake_case, numbers for
 * 64-bit integers, base64 ids), and a bare `ResourceSpans` list. Never throws.
 */
export function readRequest(request: Json, line: number, sink: RecordSink): void {
  for (const name of BATCHES.spans) {
    for (const batch of named(request[name], line, sink)) {
      const resource = resourceOf(batch);
      const scopes = first(batch, 'scopeSpans', 'scope_spans', 'instrumentationLibrarySpans');
      for (const scope of named(scopes, line, sink)) {
        const origin = originOf(scope, resource, line);
        for (const span of named(scope.spans, line, sink)) readSpan(span, origin, sink);
      }
    }
  }
  for (const name of BATCHES.logs) {
    for (const batch of named(request[name], line, sink)) {
      const resource = resourceOf(batch);
      for (const scope of named(first(batch, 'scopeLogs', 'scope_logs', 'instrumentationLibraryLogs'), line, sink)) {
        const origin = originOf(scope, resource, line);
        const records = first(scope, 'logRecords', 'log_records', 'logs');
        for (const log of named(records, line, sink)) readLog(log, origin, sink);
      }
    }
  }
}

/**
 * Read a log record as the JavaScript SDK's own objects print (what Gemini CLI writes to its `outfile`). Answers false
 * when the object is none.
 */
export function readSdkLog(record: Json, line: number, sink: RecordSink): boolean {
  if (!isSdkLog(record)) return false;
  const resource = isObject(record.resource) ? record.resource : {};
  const context = isObject(record.spanContext) ? record.spanContext : {};
  const scope = isObject(record.instrumentationScope) ? record.instrumentationScope : {};
  sink.log({
    traceId: id(context.traceId, 16),
    spanId: id(context.spanId, 8),
    time: pairTime(record.hrTime) ?? pairTime(record.hrTimeObserved),
    name: string(first(record, 'eventName', '_eventName')),
    body: first(record, '_body', 'body'),
    attributes: plainMap(record.attributes),
    origin: { resource: plainMap(first(resource, 'attributes', '_attributes')), scope: string(scope.name), line },
  });
  return true;
}

export function isSdkLog(record: Json): boolean {
  return Array.isArray(record.hrTime) && Array.isArray(record.hrTimeObserved) && isObject(record.attributes);
}

function readSpan(span: Json, origin: Origin, sink: RecordSink): void {
  const traceId = id(first(span, 'traceId', 'trace_id'), 16);
  const spanId = id(first(span, 'spanId', 'span_id'), 8);
  if (traceId === undefined || spanId === undefined) {
    sink.skip(origin.line, REASON_IDS);
    return;
  }
  const code = isObject(span.status) ? span.status.code : undefined;
  sink.span({
    traceId,
    spanId,
    parentId: id(first(span, 'parentSpanId', 'parent_span_id'), 8),
    name: string(span.name),
    spanKind: kindNumber(span.kind),
    start: timeOf(first(span, 'startTimeUnixNano', 'start_time_unix_nano')),
    end: timeOf(first(span, 'endTimeUnixNano', 'end_time_unix_nano')),
    failed: code === 2 || code === 'STATUS_CODE_ERROR',
    attributes: attributesOf(span.attributes),
    events: objects(span.events).map(spanEvent),
    origin,
  });
}

function spanEvent(event: Json): SpanEvent {
  return {
    name: string(event.name),
    time: timeOf(first(event, 'timeUnixNano', 'time_unix_nano')),
    attributes: attributesOf(event.attributes),
  };
}

function readLog(log: Json, origin: Origin, sink: RecordSink): void {
  const record: LogRecord = {
    traceId: id(first(log, 'traceId', 'trace_id'), 16),
    spanId: id(first(log, 'spanId', 'span_id'), 8),
    time:
      timeOf(first(log, 'timeUnixNano', 'time_unix_nano')) ??
      timeOf(first(log, 'observedTimeUnixNano', 'observed_time_unix_nano')),
    name: string(first(log, 'eventName', 'event_name')),
    body: anyValue(log.body, 0),
    attributes: attributesOf(log.attributes),
    origin,
  };
  sink.log(record);
}

function resourceOf(batch: Json): Attributes {
  return attributesOf(isObject(batch.resource) ? batch.resource.attributes : undefined);
}

function originOf(scope: Json, resource: Attributes, line: number): Origin {
  const inner = first(scope, 'scope', 'instrumentationLibrary');
  return { resource, scope: isObject(inner) ? string(inner.name) : '', line };
}

function attributesOf(list: unknown): Attributes {
  const attributes = new Map<string, unknown>();
  for (const entry of objects(list)) {
    const value = anyValue(entry.value, 0);
    if (value !== undefined) attributes.set(string(entry.key), value);
  }
  return attributes;
}

function anyValue(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  for (const name in value) {
    const inner = value[name];
    switch (name) {
      case 'stringValue':
      case 'string_value':
        return string(inner);
      case 'boolValue':
      case 'bool_value':
        return inner === true;
      case 'intValue':
      case 'int_value':
      case 'doubleValue':
      case 'double_value':
        return typeof inner === 'object' ? undefined : Number(inner);
      case 'bytesValue':
      case 'bytes_value':
        return inner;
      case 'arrayValue':
      case 'array_value':
        return isObject(inner) ? objects(inner.values).map((item) => anyValue(item, depth + 1) ?? null) : [];
      case 'kvlistValue':
      case 'kvlist_value':
        return isObject(inner) ? objectValue(objects(inner.values), depth + 1) : {};
    }
  }
  return undefined;
}

function objectValue(entries: Json[], depth: number): Json {
  const values: [string, unknown][] = [];
  for (const entry of entries) {
    const value = anyValue(entry.value, depth);
    if (value !== undefined) values.push([string(entry.key), value]);
  }
  return Object.fromEntries(values);
}

/** Nanoseconds as a string (the standard) or a number (already rounded by its writer). */
function timeOf(value: unknown): number | undefined {
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? milliseconds(BigInt(value)) : undefined;
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value / 1e6 : undefined;
}

/** `[seconds, nanoseconds]`, as the JavaScript SDK keeps times. */
function pairTime(value: unknown): number | undefined {
  if (!Array.isArray(value)) return undefined;
  const [seconds, nanoseconds] = value;
  if (typeof seconds !== 'number' || typeof nanoseconds !== 'number' || seconds <= 0) return undefined;
  return seconds * 1000 + nanoseconds / 1e6;
}

/** An id as lower-case hex; `undefined` when it has another length or is all zeros. */
function id(value: unknown, bytes: number): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  let hex: string;
  if (value.length === bytes * 2 && /^[0-9a-fA-F]+$/.test(value)) {
    hex = value.toLowerCase();
  } else {
    if (value.length > bytes * 2) return undefined;
    const decoded = Buffer.from(value, 'base64');
    if (decoded.length !== bytes) return undefined;
    hex = decoded.toString('hex');
  }
  return /^0+$/.test(hex) ? undefined : hex;
}

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

function kindNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Math.max(0, KINDS.indexOf(value.replace('SPAN_KIND_', ''))) : 0;
}

/** The objects of a list of batches, scopes or records; whatever else stands there is named. */
function* named(value: unknown, line: number, sink: RecordSink): Generator<Json> {
  if (value === undefined || value === null) return;
  for (const item of Array.isArray(value) ? value : [undefined]) {
    if (isObject(item)) yield item;
    else sink.skip(line, REASON_NO_RECORD);
  }
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first(record: Json, ...names: string[]): unknown {
  for (const name of names) if (record[name] !== undefined && record[name] !== null) return record[name];
  return undefined;
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function plainMap(value: unknown): Attributes {
  return new Map(isObject(value) ? Object.entries(value) : []);
}
