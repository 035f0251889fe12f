import type { LineReader, SourceContext } from '../source.ts';
import { Contexts } from './contexts.ts';
import type { Told } from './deed.ts';
import { otherSignal } from './framing.ts';
import { readRequest, readSdkLog } from './json.ts';
import { toldByLog } from './logs.ts';
import { Lru } from './lru.ts';
import { decodeRequest } from './protobuf.ts';
import type { Attributes, LogRecord, RecordSink, SpanRecord } from './records.ts';
import type { Output, Session } from './session.ts';
import { toldBySpan } from './spans.ts';
import { Story, type StorySink } from './story.ts';
import { logNode, type Node, spanNode } from './tree.ts';

/** Characters of attributes that wait for the rest of their trace; beyond it the trace not touched for longest is told. */
const MAX_WAITING = 64 * 1024 * 1024;
/** Characters of the histories that sessions keep to pass over what a chat span repeats. */
const MAX_HISTORIES = 32 * 1024 * 1024;
/** One trace that grows beyond this is told in parts. */
const MAX_TRACE_NODES = 200_000;

interface Trace {
  id: string;
  nodes: Node[];
  spanIds: Set<string>;
  weight: number;
  start: number;
}

/**
 * Reads OTLP requests of one input, in any order and either encoding. A trace is told when the input ends or when too
 * much waits, since children are exported before their parents; sessions live on from trace to trace.
 */
export class OtlpReader implements LineReader {
  private readonly context: SourceContext;
  private readonly contexts: Contexts;
  private readonly traces: Lru<Trace>;
  private readonly records: RecordSink;
  private readonly story: StorySink;
  private readonly hashKey: string | undefined;
  private emitted = 0;

  constructor(context: SourceContext) {
    this.context = context;
    this.hashKey = context.options.hashAttribute;
    const out: Output = {
      file: context.file,
      hashKey: this.hashKey,
      histories: new Lru<Session>(MAX_HISTORIES, (session) => session.forgetHistory()),
      emit: (event) => {
        this.emitted++;
        context.emit(event);
      },
    };
    this.contexts = new Contexts(out);
    this.traces = new Lru<Trace>(MAX_WAITING, (trace) => this.tell(trace));
    this.records = {
      span: (span) => this.span(span),
      log: (log) => this.log(log),
      skip: (line, reason) => context.skip(line, reason),
    };
    this.story = {
      skip: (line, reason) => context.skip(line, reason),
      hint: (text) => context.hint(text),
      emitted: () => this.emitted,
    };
  }

  /** One request in JSON, or a list of them. */
  line(text: string, lineNumber: number): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      this.context.skip(lineNumber, 'no JSON: an OTLP request was expected');
      return;
    }
    for (const request of Array.isArray(parsed) ? parsed : [parsed]) this.json(request, lineNumber);
  }

  /** One request as a protobuf message; `number` names it in what is skipped (0: the input is this message). */
  message(bytes: Uint8Array, number: number): void {
    try {
      decodeRequest(bytes, number, this.records);
    } catch {
      this.context.skip(number, 'broken protobuf: an OTLP request was expected');
    }
  }

  end(): void {
    for (const trace of this.traces.drain().sort((a, b) => a.start - b.start)) this.tell(trace);
    for (const session of this.contexts.drain()) session.calls.end();
  }

  private json(request: unknown, line: number): void {
    if (typeof request !== 'object' || request === null) {
      this.context.skip(line, 'no OTLP request');
      return;
    }
    const record = request as Record<string, unknown>;
    if (isRequest(record)) readRequest(record, line, this.records);
    else if (!readSdkLog(record, line, this.records)) this.context.skip(line, otherSignal(record) ?? 'no OTLP request');
  }

  private span(span: SpanRecord): void {
    const trace = this.traceOf(span.traceId);
    if (trace.spanIds.has(span.spanId)) {
      this.context.skip(span.origin.line, 'span that was exported before');
      return;
    }
    trace.spanIds.add(span.spanId);
    this.add(trace, spanNode(span, toldBySpan(span, this.hashKey)), span.attributes);
  }

  private log(log: LogRecord): void {
    const told = toldByLog(log, this.hashKey);
    if (told.deed.kind === 'none') this.context.skip(log.origin.line, told.deed.reason);
    else if (log.traceId !== undefined) this.add(this.traceOf(log.traceId), logNode(log, told), log.attributes);
    else if (told.conversation !== undefined) this.tellAlone(log, told);
    else this.context.skip(log.origin.line, 'log record without trace id, session id or conversation id');
  }

  private tellAlone(log: LogRecord, told: Told): void {
    new Story([logNode(log, told)], undefined, this.contexts, this.story).tell();
  }

  private traceOf(id: string): Trace {
    return this.traces.get(id) ?? { id, nodes: [], spanIds: new Set(), weight: 0, start: Number.POSITIVE_INFINITY };
  }

  private add(trace: Trace, node: Node, attributes: Attributes): void {
    trace.nodes.push(node);
    trace.weight += weightOf(attributes);
    trace.start = Math.min(trace.start, node.start ?? Number.POSITIVE_INFINITY);
    if (trace.nodes.length < MAX_TRACE_NODES && trace.weight < MAX_WAITING) {
      this.traces.set(trace.id, trace, trace.weight);
      return;
    }
    this.tell(trace);
    this.traces.set(trace.id, { ...trace, nodes: [], weight: 0 }, 0);
  }

  private tell(trace: Trace): void {
    if (trace.nodes.length > 0) new Story(trace.nodes, trace.id, this.contexts, this.story).tell();
  }
}

function isRequest(record: Record<string, unknown>): boolean {
  return (
    'resourceSpans' in record || 'resource_spans' in record || 'resourceLogs' in record || 'resource_logs' in record
  );
}

/** About the memory that a node holds, in characters. */
function weightOf(attributes: Attributes): number {
  let weight = 500;
  for (const value of attributes.values()) {
    weight += 40;
    if (typeof value === 'string') weight += value.length;
    else if (typeof value === 'object' && value !== null) weight += JSON.stringify(value)?.length ?? 0;
  }
  return weight;
}
