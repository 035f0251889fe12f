import { createHash } from 'node:crypto';
import type { Observation } from '../observation.ts';
import { Rng } from '../rng.ts';
import type { LabRun, LabSession } from '../run.ts';
import { systemOpening, TOOL_NAMES } from './dialect.ts';
import { jsonLine, type LabFile } from './lab-file.ts';
import { mixUp } from './late.ts';
import { Teller, type ToolCall } from './teller.ts';
import { type Turn, turnsOf } from './turns.ts';

/** Where content is left out, its hash (of the text that was read or written, as UTF-8) goes here. */
export const HASH_ATTRIBUTE = 'cordon.content.sha256';

const MODEL = 'gpt-5.2';
const SCHEMA = 'https://opentelemetry.io/schemas/1.41.0';

interface Attribute {
  key: string;
  value: { stringValue: string } | { intValue: string };
}

/**
 * OTLP/JSON as the Collector's file exporter writes it: one `ExportTraceServiceRequest` a line, here one for each turn.
 * GenAI conventions 1.41 and the memory operations of the later text. Chat spans repeat the whole history; tool spans
 * carry arguments and result; memory spans carry store, record and content, and the id of the tool call that made them.
 */
export function emitOtlp(observation: Observation): LabFile[] {
  const { run } = observation;
  return [
    { path: 'traces.jsonl', chunks: mixUp(requests(observation), run.knobs.late, Rng.of(run.rngSeed, 'late/otlp')) },
  ];
}

function* requests(observation: Observation): Generator<string> {
  const teller = new Teller(observation);
  for (const session of observation.run.sessions) {
    if (observation.session(session)) yield* new Trace(teller, session).requests();
  }
}

class Trace {
  readonly #teller: Teller;
  readonly #session: LabSession;
  readonly #run: LabRun;
  readonly #ids: Rng;
  readonly #traceId: string;
  readonly #rootId: string;
  readonly #content: boolean;

  constructor(teller: Teller, session: LabSession) {
    this.#teller = teller;
    this.#session = session;
    this.#run = teller.observation.run;
    this.#ids = teller.ids(session).stream('otlp');
    this.#traceId = this.#ids.hex(32);
    this.#rootId = this.#ids.hex(16);
    this.#content = this.#run.knobs.content === 'full';
  }

  *requests(): Generator<string> {
    const session = this.#session;
    const load = session.acts.find((act) => act.kind === 'load');
    const instructions = load?.kind === 'load' ? this.#teller.text(load.pieces) : '';
    const system = part(`${systemOpening(this.#run, session)}\n\n${instructions}`);
    const history: unknown[] = [{ role: 'user', parts: [part(this.#teller.text(session.task))] }];
    let time = session.start;
    for (const turn of turnsOf(this.#teller, session)) {
      const { call } = turn;
      const chat = this.#chat(time, turn, system, history);
      yield this.#request(call === undefined ? [chat] : [chat, this.#tool(call)]);
      history.push({ role: 'assistant', parts: answer(turn) });
      if (call !== undefined) {
        history.push({ role: 'tool', parts: [{ type: 'tool_call_response', id: call.id, response: call.result }] });
      }
      time = call?.answered ?? turn.time;
    }
    yield this.#request([this.#root(time)]);
  }

  #root(end: number): unknown {
    const { name } = this.#run.agents[this.#session.agent]!;
    return this.#span(`invoke_agent ${name}`, 1, this.#session.start, end, this.#rootId, '', [
      text('gen_ai.operation.name', 'invoke_agent'),
      text('gen_ai.provider.name', 'openai'),
    ]);
  }

  #chat(start: number, turn: Turn, system: unknown, history: unknown[]): unknown {
    const output = [
      { role: 'assistant', parts: answer(turn), finish_reason: turn.say === undefined ? 'tool_call' : 'stop' },
    ];
    const input = this.#content ? JSON.stringify(history) : '';
    return this.#span(`chat ${MODEL}`, 3, start, turn.time, this.#ids.hex(16), this.#rootId, [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.provider.name', 'openai'),
      text('gen_ai.request.model', MODEL),
      text('gen_ai.response.id', `resp_${this.#ids.hex(24)}`),
      int('gen_ai.usage.input_tokens', 400 + Math.ceil(input.length / 4)),
      int('gen_ai.usage.output_tokens', turn.call === undefined ? 20 : 50),
      ...(this.#content
        ? [
            text('gen_ai.system_instructions', JSON.stringify([system])),
            text('gen_ai.input.messages', input),
            text('gen_ai.output.messages', JSON.stringify(output)),
          ]
        : []),
    ]);
  }

  #tool(call: ToolCall): unknown {
    const name = TOOL_NAMES[call.operation];
    const memory = MEMORY_OPERATIONS[call.operation];
    const operation = memory ?? 'execute_tool';
    const attributes = [
      text('gen_ai.operation.name', operation),
      text('gen_ai.tool.name', name),
      text('gen_ai.tool.call.id', call.id),
      ...(memory === undefined ? this.#toolContent(call) : this.#memoryContent(call)),
    ];
    if (this.#run.knobs.content === 'hashes' && call.text !== undefined) {
      attributes.push(text(HASH_ATTRIBUTE, createHash('sha256').update(call.text).digest('hex')));
    }
    const title = memory === undefined ? `execute_tool ${name}` : operation;
    return this.#span(title, 1, call.called, call.answered, this.#ids.hex(16), this.#rootId, attributes, call.failed);
  }

  #toolContent(call: ToolCall): Attribute[] {
    const args = this.#content ? { ...call.address, ...call.content } : call.address;
    const given = text('gen_ai.tool.call.arguments', JSON.stringify(args));
    return this.#content ? [given, text('gen_ai.tool.call.result', call.result)] : [given];
  }

  #memoryContent(call: ToolCall): Attribute[] {
    const key = call.artifact!.key;
    const out = [
      text('gen_ai.memory.store.id', this.#run.repositories[this.#session.repository]!.memoryStore),
      text('gen_ai.memory.record.id', key),
      int('gen_ai.memory.record.count', 1),
    ];
    if (!this.#content) return out;
    if (call.operation === 'readMemory') out.push(text('gen_ai.memory.query.text', key));
    else out.push(text('gen_ai.tool.call.arguments', JSON.stringify({ ...call.address, ...call.content })));
    if (call.text !== undefined)
      out.push(text('gen_ai.memory.records', JSON.stringify([{ id: key, content: call.text }])));
    return out;
  }

  #span(
    name: string,
    kind: number,
    start: number,
    end: number,
    spanId: string,
    parentSpanId: string,
    attributes: Attribute[],
    failed = false,
  ): unknown {
    const nanos = (time: number) => `${this.#teller.observation.clock(this.#session, time)}000000`;
    return {
      traceId: this.#traceId,
      spanId,
      parentSpanId,
      name,
      kind,
      startTimeUnixNano: nanos(start),
      endTimeUnixNano: nanos(end),
      attributes: [
        text('gen_ai.conversation.id', this.#session.id),
        text('gen_ai.agent.name', this.#run.agents[this.#session.agent]!.name),
        ...attributes,
      ],
      status: failed ? { code: 2 } : {},
    };
  }

  #request(spans: unknown[]): string {
    const repository = this.#run.repositories[this.#session.repository]!;
    const resource = {
      attributes: [
        text('service.name', 'fleet-agent'),
        text('service.instance.id', this.#run.agents[this.#session.agent]!.name),
        text('vcs.repository.url.full', repository.url),
        text('vcs.ref.head.name', 'main'),
        text('process.working_directory', repository.cwd),
      ],
    };
    const scope = { name: 'fleet-agent', version: '1.4.0' };
    return jsonLine({
      resourceSpans: [{ resource, scopeSpans: [{ scope, spans, schemaUrl: SCHEMA }], schemaUrl: SCHEMA }],
    });
  }
}

const MEMORY_OPERATIONS: Partial<Record<ToolCall['operation'], string>> = {
  readMemory: 'search_memory',
  writeMemory: 'upsert_memory',
  appendMemory: 'update_memory',
  editMemory: 'update_memory',
  deleteMemory: 'delete_memory',
};

function answer({ call, say }: Turn): unknown[] {
  if (call === undefined) return [part(say ?? '')];
  const args = { ...call.address, ...call.content };
  return [{ type: 'tool_call', id: call.id, name: TOOL_NAMES[call.operation], arguments: args }];
}

function part(content: string): { type: 'text'; content: string } {
  return { type: 'text', content };
}

function text(key: string, value: string): Attribute {
  return { key, value: { stringValue: value } };
}

function int(key: string, value: number): Attribute {
  return { key, value: { intValue: String(value) } };
}
