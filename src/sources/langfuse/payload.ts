import { type ChatMessage, messageOf, textOf } from '../chat/messages.ts';
import { firstText, isObject, type Json, unwrapJson } from '../read/json.ts';

/** Lists inside lists (a batch of one) are looked into this far. */
const DEPTH = 4;

/** The messages that a model call got: a list, `{messages}`, `{system, messages}`, `{prompt}`, or a text. */
export function inputMessages(input: unknown): ChatMessage[] {
  return messagesIn(input, 'user', 0);
}

/** The messages that it gave: a message, a list, `{choices}`, `{content, tool_calls}`, or a text. */
export function outputMessages(output: unknown): ChatMessage[] {
  return messagesIn(output, 'assistant', 0);
}

function messagesIn(value: unknown, role: 'user' | 'assistant', depth: number): ChatMessage[] {
  if (value === undefined || value === null || depth > DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((inner) => messagesIn(inner, role, depth + 1));
  if (!isObject(value)) return textMessage(String(value), role);
  const item = responseItem(value);
  if (item !== undefined) return [item];
  for (const field of ['messages', 'choices', 'generations', 'message', 'input']) {
    if (typeof value[field] === 'object' && value[field] !== null) {
      const system = field === 'choices' ? undefined : textOf(value.system ?? value.instructions);
      const inner = messagesIn(value[field], role, depth + 1);
      return system === undefined ? inner : [...textMessage(system, 'system'), ...inner];
    }
  }
  const isMessage = typeof value.role === 'string' || ('content' in value && typeof value.type === 'string');
  const message = isMessage ? messageOf(value) : messageOf({ ...value, role });
  if (message !== undefined && message.parts.length > 0) return [message];
  if (isMessage) return [];
  const text = firstText(
    value,
    'prompt',
    'text',
    'completion',
    'question',
    'query',
    'input',
    'output',
    'answer',
    'result',
  );
  return textMessage(text ?? textOf(value) ?? '', role);
}

/** Items of the Responses API: a call and its answer stand beside the messages. */
function responseItem(value: Json): ChatMessage | undefined {
  if (value.type === 'function_call') {
    return messageOf({
      role: 'assistant',
      tool_calls: [{ id: value.call_id, function: { name: value.name, arguments: value.arguments } }],
    });
  }
  if (value.type === 'function_call_output') {
    return messageOf({ role: 'tool', tool_call_id: value.call_id, content: value.output });
  }
  return undefined;
}

function textMessage(text: string, role: 'user' | 'assistant' | 'system'): ChatMessage[] {
  const message = text === '' ? undefined : messageOf({ role, content: text });
  return message === undefined ? [] : [message];
}

/** A tool's arguments: LangChain wraps them in `{input}` or writes them as Python would. */
export function toolInput(input: unknown): unknown {
  if (typeof input === 'string' && input.startsWith("{'")) {
    const parsed = unwrapJson(
      input
        .replaceAll("'", '"')
        .replace(/: True\b/g, ': true')
        .replace(/: False\b/g, ': false')
        .replace(/: None\b/g, ': null'),
    );
    return parsed;
  }
  if (isObject(input) && Object.keys(input).length === 1 && isObject(input.input)) return input.input;
  return input ?? undefined;
}

/** A tool's answer as text: a message's content where it is one. */
export function toolOutput(output: unknown): string | undefined {
  if (isObject(output) && 'content' in output) return textOf(output.content);
  if (isObject(output) && Object.keys(output).length === 1) {
    const inner = output.output ?? output.result ?? output.text;
    if (typeof inner === 'string') return inner;
  }
  return textOf(output);
}
