import type { FleetEvent } from '../../fleet/index.ts';
import type { SourceContext, SourceOptions } from '../source.ts';
import { otlp, otlpProtobuf } from './index.ts';

/** What reading gave. */
export interface Reading {
  events: FleetEvent[];
  skipped: { line: number; reason: string }[];
  hints: string[];
}

export interface SpanOptions {
  id: string;
  parent?: string;
  trace?: string;
  name?: string;
  kind?: number;
  /** Milliseconds after the start of the test's day. */
  start?: number;
  end?: number;
  failed?: boolean;
  events?: { name: string; attributes: Record<string, unknown> }[];
}

/** 2026-03-01T00:00:00Z. */
export const DAY = 1_772_323_200_000;

export function contextFor(reading: Reading, options: SourceOptions = {}): SourceContext {
  return {
    file: 0,
    path: 'test.jsonl',
    emit: (event) => reading.events.push(event),
    skip: (line, reason) => reading.skipped.push({ line, reason }),
    hint: (text) => {
      if (!reading.hints.includes(text)) reading.hints.push(text);
    },
    options,
  };
}

/** Read requests, one a line. */
export function readLines(requests: unknown[], options: SourceOptions = {}): Reading {
  const reading: Reading = { events: [], skipped: [], hints: [] };
  const reader = otlp.lines!(contextFor(reading, options));
  requests.forEach((request, index) => {
    reader.line(typeof request === 'string' ? request : JSON.stringify(request), index + 1);
  });
  reader.end();
  return reading;
}

export function readBytes(bytes: Uint8Array): Reading {
  const reading: Reading = { events: [], skipped: [], hints: [] };
  otlpProtobuf.document!(bytes, contextFor(reading));
  return reading;
}

/** One request that holds these spans, as a service sends it. */
export function traces(spans: unknown[], resource: Record<string, unknown> = { 'service.name': 'fleet' }): unknown {
  const scopeSpans = [{ scope: { name: 'test' }, spans }];
  return { resourceSpans: [{ resource: { attributes: attributes(resource) }, scopeSpans }] };
}

export function logs(logRecords: unknown[], resource: Record<string, unknown> = { 'service.name': 'fleet' }): unknown {
  const scopeLogs = [{ scope: { name: 'test' }, logRecords }];
  return { resourceLogs: [{ resource: { attributes: attributes(resource) }, scopeLogs }] };
}

export function span(options: SpanOptions, given: Record<string, unknown>): unknown {
  const start = options.start ?? 0;
  return {
    traceId: hex(options.trace ?? 't1', 32),
    spanId: hex(options.id, 16),
    parentSpanId: options.parent === undefined ? '' : hex(options.parent, 16),
    name: options.name ?? 'span',
    kind: options.kind ?? 1,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(options.end ?? start + 1),
    attributes: attributes(given),
    status: options.failed ? { code: 2 } : {},
    events: (options.events ?? []).map((event) => ({
      timeUnixNano: nanoseconds(start),
      name: event.name,
      attributes: attributes(event.attributes),
    })),
  };
}

export function log(
  given: Record<string, unknown>,
  options: { time?: number; body?: unknown; event?: string; trace?: string; span?: string } = {},
): unknown {
  return {
    timeUnixNano: nanoseconds(options.time ?? 0),
    eventName: options.event ?? '',
    attributes: attributes(given),
    ...(options.body === undefined ? {} : { body: anyValue(options.body) }),
    ...(options.trace === undefined ? {} : { traceId: hex(options.trace, 32) }),
    ...(options.span === undefined ? {} : { spanId: hex(options.span, 16) }),
  };
}

/** An id of the right length from a short name. */
export function hex(name: string, length: number): string {
  return Buffer.from(name).toString('hex').padStart(length, 'a').slice(-length);
}

export function nanoseconds(offset: number): string {
  return `${DAY + offset}000000`;
}

export function attributes(given: Record<string, unknown>): unknown[] {
  return Object.entries(given).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: unknown): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: attributes(value as Record<string, unknown>) } };
}

/** The events in short, without session events: `12 s1 read human "text"`. */
export function story(reading: Reading): string[] {
  return reading.events.flatMap((event) => {
    const at = `${event.time === undefined ? '-' : Math.round((event.time - DAY) * 100) / 100} ${event.session} ${event.kind}`;
    switch (event.kind) {
      case 'read':
      case 'write': {
        const artifact = event.artifact === undefined ? '' : ` <${event.artifact.scope}|${event.artifact.key}>`;
        const mode = event.kind === 'write' ? ` ${event.mode}` : '';
        const how = event.how === 'observed' ? '' : ` ${event.how}`;
        const hash = event.hash === undefined ? '' : ` #${event.hash}`;
        return [`${at} ${event.channel}${mode}${how}${artifact}${hash}${quoted(event.text)}`];
      }
      case 'call':
        return [`${at} ${event.tool}${quoted(event.args)}`];
      case 'say':
        return [`${at}${quoted(event.text)}`];
      case 'usage':
        return [`${at} ${event.input}+${event.output}`];
      default:
        return [];
    }
  });
}

function quoted(text: string | undefined): string {
  return text === undefined ? '' : ` "${text}"`;
}

// Messages and spans of the conventions, in the session `s1`, under a span `root`.

export const user = (content: string) => ({ role: 'user', parts: [{ type: 'text', content }] });
export const said = (content: string) => ({ role: 'assistant', parts: [{ type: 'text', content }] });
export const asked = (id: string, name: string, args: unknown) => ({
  role: 'assistant',
  parts: [{ type: 'tool_call', id, name, arguments: args }],
});
export const answered = (id: string, response: unknown) => ({
  role: 'tool',
  parts: [{ type: 'tool_call_response', id, response }],
});

export function chat(id: string, start: number, input: unknown, output: unknown, more: Record<string, unknown> = {}) {
  return span(
    { id, parent: 'root', start, end: start + 5, kind: 3 },
    {
      'gen_ai.operation.name': 'chat',
      'gen_ai.conversation.id': 's1',
      'gen_ai.input.messages': typeof input === 'string' ? input : JSON.stringify(input),
      'gen_ai.output.messages': JSON.stringify(output),
      ...more,
    },
  );
}

export const tool = (id: string, call: string | undefined, start: number, more: Record<string, unknown>) =>
  span(
    { id, parent: 'root', start, end: start + 3 },
    {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.conversation.id': 's1',
      ...(call === undefined ? {} : { 'gen_ai.tool.call.id': call }),
      ...more,
    },
  );
