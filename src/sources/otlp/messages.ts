import { wordOf } from '../read/json.ts';
import { asText, contentHash, isRecord, structured } from './fields.ts';

export type Role = 'system' | 'user' | 'assistant' | 'tool';

export interface TextPart {
  kind: 'text';
  /** Absent: only its hash is recorded. */
  text?: string;
  hash?: string;
}

/** The model asked for a tool. */
export interface CallPart {
  kind: 'call';
  id?: string;
  tool: string;
  input: unknown;
}

/** A tool answered. */
export interface ResultPart {
  kind: 'result';
  id?: string;
  tool?: string;
  text?: string;
  hash?: string;
  error?: boolean;
}

export type Part = TextPart | CallPart | ResultPart;

export interface Message {
  role: Role;
  parts: Part[];
}

const MAX_MESSAGES = 20_000;
const MAX_PARTS = 5_000;

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    system: 'system',
    developer: 'system',
    user: 'user',
    human: 'user',
    assistant: 'assistant',
    model: 'assistant',
    ai: 'assistant',
    tool: 'tool',
    function: 'tool',
  }),
);

/**
 * Messages out of any spelling: the conventions' `parts`, OpenAI, Anthropic and Gemini shapes, the AI SDK's prompts,
 * `choices`, one message, or a text, which is a message of the role given. `hashKey`: the attribute with a content hash.
 */
export function messagesOf(recorded: unknown, role: Role, hashKey?: string): Message[] {
  const found = structured(recorded);
  if (found === undefined || found === null || found === '') return [];
  const list = listOf(found);
  if (list === undefined) return [{ role, parts: [{ kind: 'text', text: asText(recorded) }] }];
  const messages: Message[] = [];
  for (const item of list) {
    if (messages.length >= MAX_MESSAGES) break;
    const message = messageOf(item, role, hashKey);
    if (message.parts.length > 0) messages.push(message);
  }
  return messages;
}

/** The list of messages that a value is or wraps; `undefined` when it is no message but a content. */
function listOf(found: unknown): unknown[] | undefined {
  if (Array.isArray(found))
    return found.some((item) => isMessage(item)) || found.every(isPart) ? [...group(found)] : undefined;
  if (!isRecord(found)) return undefined;
  for (const name of ['messages', 'choices', 'candidates', 'contents']) {
    const inner = found[name];
    if (!Array.isArray(inner)) continue;
    const instructions = found.system ?? found.systemInstruction;
    return instructions === undefined ? inner : [{ role: 'system', content: instructions }, ...inner];
  }
  if (typeof found.prompt === 'string') {
    const user = { role: 'user', content: found.prompt };
    return found.system === undefined ? [user] : [{ role: 'system', content: found.system }, user];
  }
  return isMessage(found) ? [found] : undefined;
}

/** A bare list of parts is the content of one message. */
function* group(list: unknown[]): Generator<unknown> {
  let parts: unknown[] = [];
  for (const item of list) {
    if (isRecord(item) && isMessage(item)) {
      if (parts.length > 0) yield { parts };
      parts = [];
      yield item;
    } else {
      parts.push(item);
    }
  }
  if (parts.length > 0) yield { parts };
}

function isMessage(item: unknown): boolean {
  if (!isRecord(item)) return false;
  return (
    typeof item.role === 'string' ||
    isRecord(item.message) ||
    (isRecord(item.content) && Array.isArray(item.content.parts)) ||
    (item.type === undefined && ('content' in item || 'parts' in item || 'tool_calls' in item)) ||
    (typeof item.type === 'string' && ROLES.has(item.type) && 'content' in item)
  );
}

function isPart(item: unknown): boolean {
  return isRecord(item) && (typeof item.type === 'string' || typeof item.text === 'string' || 'functionCall' in item);
}

function messageOf(item: unknown, fallback: Role, hashKey: string | undefined): Message {
  if (!isRecord(item)) {
    return { role: fallback, parts: typeof item === 'string' ? [{ kind: 'text', text: item }] : [] };
  }
  // `choices` hold their message one level down, as do OpenInference's and Gemini's candidates.
  const inner = isRecord(item.message) ? item.message : item;
  const spelled = inner.role ?? (typeof inner.type === 'string' && ROLES.has(inner.type) ? inner.type : undefined);
  const role = ROLES.get(wordOf(spelled).toLowerCase()) ?? fallback;
  const parts: Part[] = [];
  const hash = hashKey === undefined ? undefined : contentHash(inner[hashKey]);
  const id = idOf(inner, 'tool_call_id', 'toolCallId') ?? (role === 'tool' ? idOf(inner, 'id') : undefined);
  const name = typeof inner.name === 'string' ? inner.name : undefined;
  const body = inner.parts ?? inner.contents ?? inner.content;
  if (role === 'tool' && !holdsResults(body)) {
    const result: ResultPart = { kind: 'result' };
    if (id !== undefined) result.id = id;
    if (name !== undefined) result.tool = name;
    if (body !== undefined && body !== null) result.text = resultText(body);
    if (hash !== undefined) result.hash = hash;
    parts.push(result);
  } else {
    addParts(body, parts, hashKey);
    if (hash !== undefined) markHash(parts, hash);
  }
  for (const call of array(inner.tool_calls ?? inner.toolCalls)) addCall(call, parts);
  if (isRecord(inner.function_call)) addCall(inner.function_call, parts);
  return { role, parts };
}

function holdsResults(body: unknown): boolean {
  return Array.isArray(body) && body.some((part) => isRecord(part) && RESULT_TYPES.has(typeOf(part)));
}

const TEXT_TYPES = new Set(['text', 'input_text', 'output_text', 'compaction', '']);
const CALL_TYPES = new Set(['tool_call', 'tool-call', 'tool_use', 'function_call', 'server_tool_call', 'functionCall']);
const RESULT_TYPES = new Set([
  'tool_call_response',
  'tool-result',
  'tool_result',
  'function_call_output',
  'server_tool_call_response',
  'functionResponse',
]);

function typeOf(part: Record<string, unknown>): string {
  if (typeof part.type === 'string') return part.type;
  return 'functionCall' in part ? 'functionCall' : 'functionResponse' in part ? 'functionResponse' : '';
}

function addParts(body: unknown, parts: Part[], hashKey: string | undefined): void {
  if (typeof body === 'string') {
    const list = structured(body);
    // OpenAI-style instrumentations write a multi-part content as JSON inside the text.
    if (Array.isArray(list) && list.length > 0 && list.every(isPart)) addParts(list, parts, hashKey);
    else if (body !== '') parts.push({ kind: 'text', text: body });
    return;
  }
  const list = Array.isArray(body) ? body : isRecord(body) ? (Array.isArray(body.parts) ? body.parts : [body]) : [];
  for (const item of list) {
    if (parts.length >= MAX_PARTS) return;
    if (typeof item === 'string') parts.push({ kind: 'text', text: item });
    else if (isRecord(item)) addPart(isRecord(item.message_content) ? item.message_content : item, parts, hashKey);
  }
}

function addPart(part: Record<string, unknown>, parts: Part[], hashKey: string | undefined): void {
  const type = typeOf(part);
  const hash = hashKey === undefined ? undefined : contentHash(part[hashKey]);
  if (CALL_TYPES.has(type)) {
    addCall(part, parts);
  } else if (RESULT_TYPES.has(type)) {
    const inner = isRecord(part.functionResponse) ? part.functionResponse : part;
    const result: ResultPart = { kind: 'result' };
    const id = idOf(inner, 'id', 'tool_call_id', 'toolCallId', 'tool_use_id', 'call_id');
    const tool = inner.name ?? inner.toolName;
    const answer = inner.response ?? inner.result ?? inner.output ?? inner.content ?? inner.server_tool_call_response;
    if (id !== undefined) result.id = id;
    if (typeof tool === 'string') result.tool = tool;
    if (answer !== undefined && answer !== null) result.text = resultText(answer);
    if (inner.is_error === true || inner.isError === true) result.error = true;
    if (hash !== undefined) result.hash = hash;
    parts.push(result);
  } else if (TEXT_TYPES.has(type)) {
    const said = part.content ?? part.text;
    if (typeof said === 'string' && said !== '')
      parts.push(hash === undefined ? { kind: 'text', text: said } : { kind: 'text', text: said, hash });
    else if (hash !== undefined) parts.push({ kind: 'text', hash });
  }
}

function addCall(recorded: unknown, parts: Part[]): void {
  if (!isRecord(recorded)) return;
  const outer = isRecord(recorded.tool_call) ? recorded.tool_call : recorded;
  const inner = isRecord(outer.function) ? outer.function : isRecord(outer.functionCall) ? outer.functionCall : outer;
  const tool = inner.name ?? inner.toolName ?? outer.name;
  if (typeof tool !== 'string' || tool === '') return;
  const input = inner.arguments ?? inner.args ?? inner.input ?? inner.server_tool_call;
  const call: CallPart = { kind: 'call', tool, input: structured(input) };
  const id =
    idOf(outer, 'id', 'toolCallId', 'call_id', 'tool_call_id') ?? (inner === outer ? undefined : idOf(inner, 'id'));
  if (id !== undefined) call.id = id;
  parts.push(call);
}

/** A tool's answer as its model saw it: the text inside the wrappers that SDKs put around it. */
export function resultText(answer: unknown): string {
  const found = typeof answer === 'string' ? answer : unwrapped(answer, 0);
  return asText(found);
}

function unwrapped(answer: unknown, depth: number): unknown {
  if (depth > 4) return answer;
  if (Array.isArray(answer)) {
    const texts = answer.map((block) =>
      isRecord(block) && TEXT_TYPES.has(typeOf(block)) ? (block.text ?? block.content) : undefined,
    );
    return answer.length > 0 && texts.every((text) => typeof text === 'string') ? texts.join('\n') : answer;
  }
  if (!isRecord(answer)) return answer;
  const names = Object.keys(answer).filter((name) => name !== 'isError' && name !== 'is_error');
  if ('value' in answer && typeof answer.type === 'string' && names.length === 2)
    return unwrapped(answer.value, depth + 1);
  if (names.length === 1 && ['output', 'result', 'content', 'response'].includes(names[0]!)) {
    return unwrapped(answer[names[0]!], depth + 1);
  }
  return answer;
}

/** One text for the parts of a message that are text; `undefined` when there are none. */
export function textOf(parts: readonly Part[]): string | undefined {
  const texts: string[] = [];
  for (const part of parts) if (part.kind === 'text' && part.text !== undefined) texts.push(part.text);
  return texts.length === 0 ? undefined : texts.join('\n');
}

function markHash(parts: Part[], hash: string): void {
  for (const part of parts) {
    if (part.kind === 'call') continue;
    part.hash ??= hash;
    return;
  }
  parts.push({ kind: 'text', hash });
}

function idOf(record: Record<string, unknown>, ...names: string[]): string | undefined {
  for (const name of names) {
    const id = record[name];
    if (typeof id === 'string' && id !== '') return id;
  }
  return undefined;
}

function array(found: unknown): unknown[] {
  const list = structured(found);
  return Array.isArray(list) ? list : [];
}
