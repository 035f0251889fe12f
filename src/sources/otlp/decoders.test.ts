import { BinaryWriter } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framingOf } from './framing.ts';
import { readRequest } from './json.ts';
import { decodeRequest } from './protobuf.ts';
import { type LogRecord, milliseconds, type RecordSink, type SpanRecord } from './records.ts';
import { readBytes, readLines } from './test-support.ts';

type Json = Record<string, unknown>;

interface Decoded {
  spans: SpanRecord[];
  logs: LogRecord[];
  skipped: string[];
}

function decoded(decode: (sink: RecordSink) => void): Decoded {
  const found: Decoded = { spans: [], logs: [], skipped: [] };
  decode({
    span: (span) => found.spans.push(span),
    log: (log) => found.logs.push(log),
    skip: (_line, reason) => found.skipped.push(reason),
  });
  return found;
}

/** A message of the fields given, each as a list of bytes with its number. */
function message(fields: [number, Uint8Array][]): Uint8Array {
  const writer = new BinaryWriter();
  for (const [field, bytes] of fields) writer.tag(field, 2).bytes(bytes);
  return writer.finish();
}

function encodeValue(value: Json): Uint8Array {
  const writer = new BinaryWriter();
  if (typeof value.stringValue === 'string') writer.tag(1, 2).string(value.stringValue);
  if (typeof value.boolValue === 'boolean') writer.tag(2, 0).bool(value.boolValue);
  if (typeof value.intValue === 'string') writer.tag(3, 0).int64(BigInt(value.intValue));
  if (typeof value.doubleValue === 'number') writer.tag(4, 1).double(value.doubleValue);
  if (value.arrayValue !== undefined)
    writer.tag(5, 2).bytes(message(values(value.arrayValue).map((item) => [1, encodeValue(item)])));
  if (value.kvlistValue !== undefined)
    writer.tag(6, 2).bytes(message(values(value.kvlistValue).map((item) => [1, encodeAttribute(item)])));
  if (typeof value.bytesValue === 'string') writer.tag(7, 2).bytes(Buffer.from(value.bytesValue, 'base64'));
  return writer.finish();
}

const values = (list: unknown) => (list as { values: Json[] }).values;
const list = (found: unknown) => found as Json[];

function encodeAttribute(attribute: Json): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, 2).string(attribute.key as string);
  writer.tag(2, 2).bytes(encodeValue(attribute.value as Json));
  return writer.finish();
}

function encodeSpan(span: Json): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, 2).bytes(Buffer.from(span.traceId as string, 'hex'));
  writer.tag(2, 2).bytes(Buffer.from(span.spanId as string, 'hex'));
  // Fields that no known reader needs, and one that no version of OTLP has.
  writer.tag(3, 2).string('vendor=1');
  writer.tag(99, 0).int32(7);
  if (span.parentSpanId !== '') writer.tag(4, 2).bytes(Buffer.from(span.parentSpanId as string, 'hex'));
  writer.tag(5, 2).string(span.name as string);
  writer.tag(6, 0).int32(span.kind as number);
  writer.tag(7, 1).fixed64(BigInt(span.startTimeUnixNano as string));
  writer.tag(8, 1).fixed64(BigInt(span.endTimeUnixNano as string));
  for (const attribute of list(span.attributes)) writer.tag(9, 2).bytes(encodeAttribute(attribute));
  for (const event of list(span.events)) {
    const inner = new BinaryWriter();
    inner.tag(1, 1).fixed64(BigInt(event.timeUnixNano as string));
    inner.tag(2, 2).string(event.name as string);
    for (const attribute of list(event.attributes)) inner.tag(3, 2).bytes(encodeAttribute(attribute));
    writer.tag(11, 2).bytes(inner.finish());
  }
  writer.tag(15, 2).bytes(
    new BinaryWriter()
      .tag(3, 0)
      .int32((span.status as { code: number }).code)
      .finish(),
  );
  return writer.finish();
}

function encodeLog(log: Json): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, 1).fixed64(BigInt(log.timeUnixNano as string));
  writer.tag(5, 2).bytes(encodeValue(log.body as Json));
  for (const attribute of list(log.attributes)) writer.tag(6, 2).bytes(encodeAttribute(attribute));
  writer.tag(9, 2).bytes(Buffer.from(log.traceId as string, 'hex'));
  writer.tag(10, 2).bytes(Buffer.from(log.spanId as string, 'hex'));
  writer.tag(12, 2).string(log.eventName as string);
  return writer.finish();
}

function encodeRequest(batches: Json[], records: (scope: Json) => Uint8Array[]): Uint8Array {
  return message(
    batches.map((batch) => {
      const resource = list((batch.resource as Json).attributes).map((one): [number, Uint8Array] => [
        1,
        encodeAttribute(one),
      ]);
      const scopes = list(batch.scopeSpans ?? batch.scopeLogs).map((scope): [number, Uint8Array] => {
        const name = new BinaryWriter()
          .tag(1, 2)
          .string((scope.scope as Json).name as string)
          .finish();
        return [2, message([[1, name], ...records(scope).map((record): [number, Uint8Array] => [2, record])])];
      });
      // A resource may stand after what it describes.
      return [1, message([...scopes, [1, message(resource)]])];
    }),
  );
}

const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ stringValue: fc.string({ unit: 'grapheme' }) }),
    fc.record({ boolValue: fc.boolean() }),
    fc.record({ intValue: fc.maxSafeInteger().map(String) }),
    fc.record({ doubleValue: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0) }),
    fc.record({ bytesValue: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')) }),
    fc.record({ arrayValue: fc.record({ values: fc.array(tie('value'), { maxLength: 4 }) }) }),
    fc.record({
      kvlistValue: fc.record({
        values: fc.array(fc.record({ key: fc.string(), value: tie('value') }), { maxLength: 4 }),
      }),
    }),
  ),
}));
const hexId = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((id) => Buffer.from(id.map((byte) => byte | 1)).toString('hex'));
const time = fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String);
const attributes = fc.array(fc.record({ key: fc.string(), value: anyValue }), { maxLength: 5 });
const span = fc.record({
  traceId: hexId(16),
  spanId: hexId(8),
  parentSpanId: fc.oneof(hexId(8), fc.constant('')),
  name: fc.string(),
  kind: fc.integer({ min: 0, max: 5 }),
  startTimeUnixNano: time,
  endTimeUnixNano: time,
  attributes,
  events: fc.array(fc.record({ timeUnixNano: time, name: fc.string(), attributes }), { maxLength: 2 }),
  status: fc.record({ code: fc.integer({ min: 0, max: 2 }) }),
});
const log = fc.record({
  timeUnixNano: time,
  body: anyValue,
  attributes,
  traceId: hexId(16),
  spanId: hexId(8),
  eventName: fc.string(),
});
const batchOf = (scopes: string, records: string, record: fc.Arbitrary<unknown>) =>
  fc.array(
    fc.record({
      resource: fc.record({ attributes }),
      [scopes]: fc.array(
        fc.record({
          scope: fc.record({ name: fc.string() }),
          [records]: fc.array(record, { minLength: 1, maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 2 },
  );

describe('protobuf and JSON', () => {
  test('the same spans come out of both', () => {
    fc.assert(
      fc.property(batchOf('scopeSpans', 'spans', span), (batches) => {
        const bytes = encodeRequest(batches as Json[], (scope) => list(scope.spans).map(encodeSpan));
        const fromJson = decoded((sink) =>
          readRequest(JSON.parse(JSON.stringify({ resourceSpans: batches })), 0, sink),
        );
        expect(decoded((sink) => decodeRequest(bytes, 0, sink))).toEqual(fromJson);
        expect(fromJson.skipped).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('the same log records come out of both', () => {
    fc.assert(
      fc.property(batchOf('scopeLogs', 'logRecords', log), (batches) => {
        const bytes = encodeRequest(batches as Json[], (scope) => list(scope.logRecords).map(encodeLog));
        const fromJson = decoded((sink) => readRequest(JSON.parse(JSON.stringify({ resourceLogs: batches })), 0, sink));
        expect(decoded((sink) => decodeRequest(bytes, 0, sink))).toEqual(fromJson);
      }),
      { numRuns: 150 },
    );
  });

  test('snake case, numbers and base64 ids are read alike', () => {
    const standard = {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'a', value: { intValue: '5' } }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: '01'.repeat(16),
                  spanId: '02'.repeat(8),
                  name: 'x',
                  kind: 3,
                  startTimeUnixNano: '1772323200000000000',
                  status: { code: 2 },
                },
              ],
            },
          ],
        },
      ],
    };
    const other = {
      resource_spans: [
        {
          resource: { attributes: [{ key: 'a', value: { int_value: 5 } }] },
          scope_spans: [
            {
              spans: [
                {
                  trace_id: Buffer.from('01'.repeat(16), 'hex').toString('base64'),
                  span_id: Buffer.from('02'.repeat(8), 'hex').toString('base64'),
                  name: 'x',
                  kind: 'SPAN_KIND_CLIENT',
                  start_time_unix_nano: 1772323200000000000,
                  status: { code: 'STATUS_CODE_ERROR' },
                },
              ],
            },
          ],
        },
      ],
    };
    const read = (request: Json) => decoded((sink) => readRequest(request, 0, sink)).spans;
    expect(read(other)).toEqual(read(standard));
    expect(read(standard)).toHaveLength(1);
  });

  test('times keep the fraction of a millisecond', () => {
    expect(milliseconds(1_772_323_200_123_456_789n)).toBeCloseTo(1_772_323_200_123.4568, 3);
    expect(milliseconds(0n)).toBeUndefined();
  });
});

describe('hostile input', () => {
  test('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readBytes(bytes);
        framingOf(bytes);
      }),
      { numRuns: 500 },
    );
  });

  test('a message with any byte changed never throws', () => {
    const sample = fc.sample(batchOf('scopeSpans', 'spans', span), { numRuns: 20, seed: 7 }) as Json[][];
    const requests = sample.map((batches) => encodeRequest(batches, (scope) => list(scope.spans).map(encodeSpan)));
    fc.assert(
      fc.property(fc.nat(requests.length - 1), fc.nat(), fc.nat(255), fc.nat(), (index, at, byte, cut) => {
        const bytes = Uint8Array.from(requests[index]!);
        if (bytes.length === 0) return;
        bytes[at % bytes.length] = byte;
        readBytes(bytes.subarray(0, bytes.length - (cut % 3)));
      }),
      { numRuns: 1000 },
    );
  });

  test('any JSON in the place of any field never throws', () => {
    const wild = fc.jsonValue({ maxDepth: 4 });
    const attribute = fc.record({
      key: fc.oneof(
        fc.constantFrom(
          'gen_ai.operation.name',
          'gen_ai.input.messages',
          'gen_ai.output.messages',
          'gen_ai.memory.records',
          'ai.operationId',
          'openinference.span.kind',
          'llm.input_messages.0.message',
          'session.id',
        ),
        wild,
      ),
      value: fc.oneof(anyValue, wild),
    });
    const wildSpan = fc.record({
      traceId: hexId(16),
      spanId: hexId(8),
      attributes: fc.oneof(fc.array(attribute), wild),
      events: wild,
      status: wild,
      startTimeUnixNano: wild,
    });
    fc.assert(
      fc.property(fc.array(wildSpan, { maxLength: 4 }), wild, (spans, other) => {
        readLines([
          { resourceSpans: [{ resource: other, scopeSpans: [{ scope: other, spans }] }], resourceLogs: other },
        ]);
      }),
      { numRuns: 500 },
    );
  });

  test('deep nesting is cut, not followed', () => {
    let value: Json = { stringValue: 'deep' };
    for (let depth = 0; depth < 5_000; depth++) value = { arrayValue: { values: [value] } };
    const flat: Json = {
      traceId: '01'.repeat(16),
      spanId: '02'.repeat(8),
      parentSpanId: '',
      name: '',
      kind: 0,
      startTimeUnixNano: '1',
      endTimeUnixNano: '1',
      events: [],
      status: { code: 0 },
    };
    const spans = [{ ...flat, attributes: [{ key: 'deep', value }] }];
    const batches = [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: '' }, spans }] }];
    expect(decoded((sink) => readRequest({ resourceSpans: batches }, 0, sink)).spans).toHaveLength(1);
    let bytes: Uint8Array = new BinaryWriter().tag(1, 2).string('deep').finish();
    for (let depth = 0; depth < 1_000; depth++) bytes = message([[5, message([[1, bytes]])]]);
    const deepSpan = message([
      [1, Buffer.alloc(16, 1)],
      [2, Buffer.alloc(8, 2)],
      [
        9,
        message([
          [1, Buffer.from('deep')],
          [2, bytes],
        ]),
      ],
    ]);
    const request = message([[1, message([[2, message([[2, deepSpan]])]])]]);
    expect(decoded((sink) => decodeRequest(request, 0, sink)).spans).toHaveLength(1);
  });
});
