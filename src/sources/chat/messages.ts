/**
 * Chat messages in the shapes that model APIs and exporters use, as one shape. Shared by every source whose telemetry
 * holds message lists (`chat`, `codex`, `langfuse`): this file reads messages, `conversation.ts` turns them into events,
 * each text once.
 */
import { firstText, isObject, type Json, objectOf, unwrapJson } from '../read/json.ts';
import { timeOf } from '../read/time.ts';
import { tokenCount } from '../read/tokens.ts';
import type { ToolUse } from '../tools/index.ts';

export type MessagePart =
  | { kind: 'text'; text: string }
  | { kind: 'call'; use: ToolUse }
  /** `text` is absent where the answer holds none (an image alone). */
  | { kind: 'result'; call?: string; tool?: string; text?: string; error?: boolean };

export interface ChatMessage {
  /** `control`: system and developer. `unknown`: a role that Cordon does not know. */
  role: 'control' | 'user' | 'assistant' | 'tool' | 'unknown';
  /** The role as written. */
  written: string;
  /** The message's own time, where it has one. */
  time: number | undefined;
  parts: MessagePart[];
  usage?: { input: number; output: number };
}

const ROLES: ReadonlyMap<string, ChatMessage['role']> = new Map(
  Object.entries({
    system: 'control',
    developer: 'control',
    user: 'user',
    human: 'user',
    assistant: 'assistant',
    ai: 'assistant',
    model: 'assistant',
    tool: 'tool',
    function: 'tool',
  }),
);

/** How deep content may nest; what is deeper is left out. */
const DEPTH = 8;

/**
 * One message: OpenAI (`tool_calls`, `tool_call_id`, `function_call`, content parts), Anthropic (`tool_use` and
 * `tool_result` blocks), OpenTelemetry (`parts`), Vercel (`tool-call`, `tool-result`). `undefined` for what has no role.
 */
export function messageOf(value: unknown): ChatMessage | undefined {
  if (!isObject(value)) return undefined;
  const written = firstText(value, 'role', 'type');
  if (written === undefined) return undefined;
  const role = ROLES.get(written.toLowerCase()) ?? 'unknown';
  const message: ChatMessage = { role, written, time: messageTime(value), parts: [] };
  const content = value.content ?? value.parts;
  if (role === 'tool') message.parts.push(...toolAnswers(value, content));
  else addParts(content, message.parts, 0);
  addCalls(value, message.parts);
  const usage = usageOf(value.usage);
  if (usage !== undefined) message.usage = usage;
  return message;
}

/** Tokens of a model call: OpenAI, Anthropic and Langfuse names. `input` includes cached input. */
export function usageOf(value: unknown): { input: number; output: number } | undefined {
  if (!isObject(value)) return undefined;
  const input = firstCount(value, 'prompt_tokens', 'input_tokens', 'promptTokens', 'inputTokens', 'input');
  const output = firstCount(value, 'completion_tokens', 'output_tokens', 'completionTokens', 'outputTokens', 'output');
  if (input === undefined && output === undefined) return undefined;
  const cached =
    (firstCount(value, 'cache_read_input_tokens') ?? 0) + (firstCount(value, 'cache_creation_input_tokens') ?? 0);
  return { input: (input ?? 0) + cached, output: output ?? 0 };
}

/** The text of content in any shape: parts are joined by newlines, data without text is given as JSON. */
export function textOf(content: unknown): string | undefined {
  if (content === undefined || content === null) return undefined;
  if (typeof content === 'string') return content;
  if (Array.isArray(content) && content.some((part) => isObject(part) && typeof part.type === 'string')) {
    const texts: string[] = [];
    collectText(content, texts, 0);
    return texts.length === 0 ? undefined : texts.join('\n');
  }
  if (isObject(content) && typeof content.text === 'string') return content.text;
  return jsonText(content);
}

function jsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function messageTime(message: Json): number | undefined {
  return timeOf(message.time) ?? timeOf(message.timestamp) ?? timeOf(message.created_at) ?? timeOf(message.createdAt);
}

function firstCount(record: Json, ...fields: string[]): number | undefined {
  for (const field of fields) {
    const count = tokenCount(record[field]);
    if (count !== undefined) return count;
  }
  return undefined;
}

function addParts(content: unknown, parts: MessagePart[], depth: number): void {
  if (typeof content === 'string') {
    if (content !== '') parts.push({ kind: 'text', text: content });
  } else if (Array.isArray(content) && depth < DEPTH) {
    for (const part of content) addParts(part, parts, depth + 1);
  } else if (isObject(content)) {
    addPart(content, parts);
  }
}

/** Images, audio and thinking give nothing: they hold no text that came in or went out. */
function addPart(part: Json, parts: MessagePart[]): void {
  switch (part.type) {
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
    case 'tool_call':
    case 'tool-call':
      parts.push({ kind: 'call', use: useOf(part) });
      return;
    case 'tool_result':
    case 'mcp_tool_result':
    case 'web_search_tool_result':
    case 'web_fetch_tool_result':
    case 'tool_call_response':
    case 'tool-result':
      parts.push(resultOf(part));
      return;
    case 'thinking':
    case 'redacted_thinking':
    case 'reasoning':
      return;
    default: {
      const text = typeof part.text === 'string' ? part.text : part.type === 'text' ? part.content : undefined;
      if (typeof text === 'string' && text !== '') parts.push({ kind: 'text', text });
    }
  }
}

function addCalls(message: Json, parts: MessagePart[]): void {
  if (Array.isArray(message.tool_calls)) {
    for (const call of message.tool_calls) if (isObject(call)) parts.push({ kind: 'call', use: useOf(call) });
  }
  if (isObject(message.function_call)) parts.push({ kind: 'call', use: useOf(message.function_call) });
}

/** `{id, function: {name, arguments}}`, `{id, name, input}`, `{toolCallId, toolName, args}` and their kin. */
function useOf(call: Json): ToolUse {
  const named = isObject(call.function) ? call.function : call;
  const use: ToolUse = {
    tool: firstText(named, 'name', 'toolName') ?? firstText(call, 'function') ?? 'unknown',
    input: unwrapJson(named.arguments ?? named.input ?? named.args ?? {}),
  };
  const id = firstText(call, 'id', 'toolCallId', 'tool_call_id', 'call_id');
  if (id !== undefined) use.call = id;
  return use;
}

function resultOf(part: Json): MessagePart {
  const output = part.content ?? part.response ?? part.result ?? part.output;
  const result: MessagePart = { kind: 'result' };
  const call = firstText(part, 'tool_use_id', 'toolCallId', 'tool_call_id', 'id');
  if (call !== undefined) result.call = call;
  const tool = firstText(part, 'toolName', 'name');
  if (tool !== undefined) result.tool = tool;
  const text = textOf(isObject(output) && 'value' in output ? output.value : output);
  if (text !== undefined) result.text = text;
  if (part.is_error === true || part.isError === true) result.error = true;
  return result;
}

/** A message of role `tool` is an answer itself, or holds answers as parts. */
function toolAnswers(message: Json, content: unknown): MessagePart[] {
  const inner: MessagePart[] = [];
  if (Array.isArray(content)) addParts(content, inner, 0);
  const results = inner.filter((part) => part.kind === 'result');
  if (results.length > 0) return results;
  const failed = message.error !== undefined && message.error !== null && message.error !== false;
  const output =
    content === null || content === undefined || content === '' ? (failed ? message.error : content) : content;
  const result = resultOf({ ...message, id: undefined, content: output });
  if (result.kind === 'result' && (failed || message.status === 'error')) result.error = true;
  return [result];
}

function collectText(content: unknown, texts: string[], depth: number): void {
  if (typeof content === 'string') texts.push(content);
  else if (Array.isArray(content) && depth < DEPTH) for (const part of content) collectText(part, texts, depth + 1);
  else if (isObject(content)) {
    if (typeof content.text === 'string') texts.push(content.text);
    else if (content.type === 'resource') collectText(objectOf(content.resource).text, texts, depth + 1);
    else if ('content' in content) collectText(content.content, texts, depth + 1);
  }
}
