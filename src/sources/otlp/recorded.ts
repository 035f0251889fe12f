import { tokenCount } from '../read/tokens.ts';
import type { Recorded, Usage } from './deed.ts';
import { content, fold, isRecord, number, structured, text, unfolded, value } from './fields.ts';
import type { Role } from './messages.ts';
import type { Attributes, SpanEvent } from './records.ts';

/** What went into the model, in the first spelling that the attributes have. */
export function inputOf(attributes: Attributes): Recorded[] {
  const instructions = content(value(attributes, 'gen_ai.system_instructions', 'gen_ai.system.instructions'));
  const recorded: Recorded[] = instructions === undefined ? [] : [{ value: instructions, role: 'system' }];
  const messages =
    content(value(attributes, 'gen_ai.input.messages', 'ai.prompt.messages', 'ai.prompt', 'gen_ai.prompt')) ??
    unfolded(fold(attributes, 'llm.input_messages.')) ??
    unfolded(fold(attributes, 'gen_ai.prompt.'));
  if (messages !== undefined) recorded.push({ value: messages, role: 'user' });
  return recorded;
}

/** What came out of the model. */
export function outputOf(attributes: Attributes): Recorded[] {
  const messages =
    content(value(attributes, 'gen_ai.output.messages', 'gen_ai.completion')) ??
    unfolded(fold(attributes, 'llm.output_messages.')) ??
    unfolded(fold(attributes, 'gen_ai.completion.'));
  if (messages !== undefined) return [{ value: messages, role: 'assistant' }];
  const said = content(
    value(attributes, 'ai.response.text', 'ai.result.text', 'ai.response.object', 'ai.result.object'),
  );
  const calls = structured(value(attributes, 'ai.response.toolCalls', 'ai.result.toolCalls'));
  if (said === undefined && !Array.isArray(calls)) return [];
  return [{ value: { role: 'assistant', content: said ?? '', tool_calls: calls }, role: 'assistant' }];
}

/** `input.value` and `output.value` of OpenInference, `traceloop.entity.*`: one value, not a list of messages. */
export function plainValue(attributes: Attributes, role: Role, ...names: string[]): Recorded[] {
  const found = content(value(attributes, ...names));
  return found === undefined || found === '' ? [] : [{ value: found, role }];
}

/** A prompt as a person typed it: never parsed, whatever brackets it starts with. */
export function typedPrompt(prompt: unknown): Recorded[] {
  const found = content(prompt);
  if (typeof found !== 'string' || found === '') return [];
  return [{ value: [{ role: 'user', parts: [{ type: 'text', content: found }] }], role: 'user' }];
}

const EVENT_ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    'gen_ai.system.message': 'system',
    'gen_ai.user.message': 'user',
    'gen_ai.assistant.message': 'assistant',
    'gen_ai.tool.message': 'tool',
  }),
);

/** Where the messages of an event go; `undefined` when it is no message event. */
export interface EventMessages {
  input: Recorded[];
  output: Recorded[];
}

/**
 * The messages of a span event or log record of the conventions up to v1.36 (`gen_ai.user.message`, `gen_ai.choice`,
 * `gen_ai.content.*`) and after (`gen_ai.client.inference.operation.details`).
 */
export function eventMessages(name: string, attributes: Attributes, body: unknown): EventMessages | undefined {
  if (name === 'gen_ai.client.inference.operation.details') {
    const fields = isRecord(body) ? new Map([...Object.entries(body), ...attributes]) : attributes;
    return { input: inputOf(fields), output: outputOf(fields) };
  }
  if (name === 'gen_ai.content.prompt') return { input: plainValue(attributes, 'user', 'gen_ai.prompt'), output: [] };
  if (name === 'gen_ai.content.completion') {
    return { input: [], output: plainValue(attributes, 'assistant', 'gen_ai.completion') };
  }
  const role = EVENT_ROLES.get(name);
  if (role === undefined && name !== 'gen_ai.choice') return undefined;
  const record = eventRecord(attributes, body);
  if (role !== undefined) {
    return {
      input: hasContent(record) ? [{ value: [{ ...record, role: record.role ?? role }], role }] : [],
      output: [],
    };
  }
  const message = structured(record.message ?? record);
  const said = isRecord(message) ? message : { content: message };
  return {
    input: [],
    output: hasContent(said) ? [{ value: [{ ...said, role: 'assistant' }], role: 'assistant' }] : [],
  };
}

function hasContent(record: Record<string, unknown>): boolean {
  const said = content(record.content ?? record.parts);
  return (said !== undefined && said !== null) || record.tool_calls !== undefined;
}

function eventRecord(attributes: Attributes, body: unknown): Record<string, unknown> {
  if (isRecord(body)) return body;
  const inside = structured(attributes.get('gen_ai.event.content') ?? body);
  return isRecord(inside) ? inside : Object.fromEntries(attributes);
}

/** Adds what the span's events tell. */
export function addEvents(events: readonly SpanEvent[], input: Recorded[], output: Recorded[]): void {
  for (const event of events) {
    const found = eventMessages(event.name, event.attributes, undefined);
    if (found === undefined) continue;
    input.push(...found.input);
    output.push(...found.output);
  }
}

const INPUT_TOKENS = [
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.prompt_tokens',
  'ai.usage.inputTokens',
  'ai.usage.promptTokens',
  'llm.token_count.prompt',
  'llm.usage.prompt_tokens',
];
const OUTPUT_TOKENS = [
  'gen_ai.usage.output_tokens',
  'gen_ai.usage.completion_tokens',
  'ai.usage.outputTokens',
  'ai.usage.completionTokens',
  'llm.token_count.completion',
  'llm.usage.completion_tokens',
];

/** Tokens of one model call; `undefined` when none are told. */
export function usageOf(attributes: Attributes): Usage | undefined {
  return tokens(number(attributes, ...INPUT_TOKENS), number(attributes, ...OUTPUT_TOKENS));
}

export function tokens(given: number | undefined, taken: number | undefined): Usage | undefined {
  const input = tokenCount(given);
  const output = tokenCount(taken);
  return input === undefined && output === undefined ? undefined : { input: input ?? 0, output: output ?? 0 };
}

export function modelOf(attributes: Attributes): string | undefined {
  return text(
    attributes,
    'gen_ai.request.model',
    'gen_ai.response.model',
    'ai.model.id',
    'llm.model_name',
    'embedding.model_name',
    'model',
  );
}

export function conversationOf(attributes: Attributes): string | undefined {
  return text(
    attributes,
    'gen_ai.conversation.id',
    'session.id',
    'conversation.id',
    'ai.telemetry.metadata.sessionId',
    'ai.telemetry.metadata.threadId',
    'traceloop.association.properties.session_id',
  );
}
