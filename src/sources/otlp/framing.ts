import { REASON_METRICS } from './records.ts';

/** Zstandard's magic number: what the Collector's file exporter writes with `compression: zstd`. */
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];
const PREFIX_BYTES = 4;

export type Framing = 'message' | 'delimited' | 'delimited-zstd';

/**
 * How protobuf requests lie in the bytes: one raw message, or messages with a 4-byte big-endian size before each (the
 * Collector's file exporter with `format: proto`). `undefined`: no OTLP protobuf. The bytes may be only the beginning.
 */
export function framingOf(bytes: Uint8Array): Framing | undefined {
  if (looksLikeRequest(bytes, 0)) return 'message';
  if (bytes.length < PREFIX_BYTES + 2) return undefined;
  const size = sizeAt(bytes, 0);
  if (size < 2 || bytes[0]! > 0x3f) return undefined;
  if (ZSTD.every((byte, index) => bytes[PREFIX_BYTES + index] === byte)) return 'delimited-zstd';
  return looksLikeRequest(bytes, PREFIX_BYTES, size) ? 'delimited' : undefined;
}

/** Calls `message` for each message with its 1-based number; answers how many bytes at the end are none. */
export function eachDelimited(bytes: Uint8Array, message: (bytes: Uint8Array, number: number) => void): number {
  let at = 0;
  for (let number = 1; at + PREFIX_BYTES <= bytes.length; number++) {
    const size = sizeAt(bytes, at);
    const start = at + PREFIX_BYTES;
    if (start + size > bytes.length) break;
    message(bytes.subarray(start, start + size), number);
    at = start + size;
  }
  return bytes.length - at;
}

function sizeAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, PREFIX_BYTES).getUint32(0);
}

/** The names under which OTLP JSON holds its batches, by signal. */
export const BATCHES = {
  spans: ['resourceSpans', 'resource_spans'],
  logs: ['resourceLogs', 'resource_logs'],
} as const;

/** Why a JSON object that is OTLP gives nothing; `undefined` when it is no other signal of OTLP. */
export function otherSignal(record: Record<string, unknown>): string | undefined {
  if ('resourceMetrics' in record || 'resource_metrics' in record) return REASON_METRICS;
  if ('resourceProfiles' in record || 'resource_profiles' in record)
    return 'profiles: they name no read, write or call';
  return undefined;
}

/**
 * Fields 1 of the request, then of the batch field 1 (resource, whose first field is an attribute with a key in plain
 * letters or its dropped count) or 2 (scope). Text never gets through: its bytes are no lengths that fit each other.
 */
function looksLikeRequest(bytes: Uint8Array, at: number, size?: number): boolean {
  const batch = message(bytes, at, 0x0a, size === undefined ? Number.POSITIVE_INFINITY : at + size);
  if (batch === undefined) return false;
  const resource = message(bytes, batch.start, 0x0a, batch.end);
  if (resource === undefined) return message(bytes, batch.start, 0x12, batch.end) !== undefined;
  if (resource.start === resource.end) {
    return resource.end === batch.end || message(bytes, resource.end, 0x12, batch.end) !== undefined;
  }
  const attribute = message(bytes, resource.start, 0x0a, resource.end);
  const key = attribute && message(bytes, attribute.start, 0x0a, attribute.end);
  return key !== undefined && key.end > key.start && isPlain(bytes, key.start, key.end);
}

/** The length-delimited field that starts here, when it has this tag and fits. */
function message(
  bytes: Uint8Array,
  at: number,
  tag: number,
  within: number,
): { start: number; end: number } | undefined {
  if (bytes[at] !== tag) return undefined;
  let length = 0;
  let position = at + 1;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[position++];
    if (byte === undefined || shift > 28) return undefined;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const end = position + length;
  return end <= within ? { start: position, end } : undefined;
}

function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end && at < bytes.length; at++) if (bytes[at]! < 0x20 || bytes[at]! > 0x7e) return false;
  return true;
}
