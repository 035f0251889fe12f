import { claudeTold, plainName } from './claude.ts';
import type { Deed, Recorded, Told, ToolDeed } from './deed.ts';
import { content, contentHash, number, structured, text } from './fields.ts';
import { resultText } from './messages.ts';
import { conversationOf, eventMessages, modelOf, tokens, typedPrompt, usageOf } from './recorded.ts';
import type { Attributes, LogRecord } from './records.ts';

const REASON_NO_EVENT = 'log record of no agent event';

/** What a log record tells: an event of the conventions, of Claude Code, of Codex or of Gemini CLI. */
export function toldByLog(log: LogRecord, hashKey?: string): Told {
  const told = logTold(log);
  const { deed } = told;
  if (deed.kind === 'none') return told;
  const hash = hashKey === undefined ? undefined : contentHash(log.attributes.get(hashKey));
  if (hash !== undefined && (deed.kind === 'model' || deed.kind === 'tool')) deed.hash = hash;
  const conversation = conversationOf(log.attributes) ?? text(log.origin.resource, 'session.id');
  if (conversation !== undefined) told.conversation = conversation;
  const model = modelOf(log.attributes);
  if (model !== undefined) told.model = model;
  return told;
}

function logTold(log: LogRecord): Told {
  const name = eventName(log);
  if (name.startsWith('claude_code.')) return claudeTold(name.slice('claude_code.'.length), log);
  if (name.startsWith('codex.')) return codexTold(name, log.attributes);
  if (name.startsWith('gemini_cli.')) return geminiTold(name, log.attributes);
  if (name.startsWith('gen_ai.guardrail')) return none('gen_ai', 'guardrail: another monitor’s finding');
  const messages = eventMessages(name, log.attributes, log.body);
  if (messages === undefined)
    return none('gen_ai', name.startsWith('gen_ai.') ? `${plainName(name)}: no messages` : REASON_NO_EVENT);
  const whole = messages.input.length > 0 && name === 'gen_ai.client.inference.operation.details';
  const told: Told = { deed: { kind: 'model', ...messages, whole }, dialect: 'gen_ai' };
  const agent = text(log.attributes, 'gen_ai.agent.name');
  if (agent !== undefined) told.agent = agent;
  const usage = usageOf(log.attributes);
  // Gemini CLI counts the same tokens in its `api_response`.
  if (usage !== undefined && !/gemini/i.test(text(log.origin.resource, 'service.name') ?? '')) told.usage = usage;
  return told;
}

/** Claude Code names its events in full in the body and bare in the attribute; others do it in one of three places. */
function eventName(log: LogRecord): string {
  if (typeof log.body === 'string' && /^(?:claude_code|codex|gemini_cli)\.[a-z_.]+$/.test(log.body)) return log.body;
  const name = text(log.attributes, 'event.name') ?? log.name;
  if (name.includes('.')) return name;
  const service = `${log.origin.scope} ${text(log.origin.resource, 'service.name') ?? ''}`;
  if (/claude[_-]code/i.test(service)) return `claude_code.${name}`;
  if (/gemini/i.test(service)) return `gemini_cli.${name}`;
  return /codex/i.test(service) ? `codex.${name}` : name;
}

function none(dialect: Told['dialect'], reason: string): Told {
  return { deed: { kind: 'none', reason }, dialect };
}

function codexTold(name: string, attributes: Attributes): Told {
  const dialect = 'codex';
  switch (name) {
    case 'codex.user_prompt':
      return { deed: { kind: 'model', input: typedPrompt(attributes.get('prompt')), output: [] }, dialect };
    case 'codex.conversation_starts':
      return { deed: { kind: 'start' }, dialect };
    case 'codex.tool_result':
      return { deed: clientTool(attributes), dialect, duration: number(attributes, 'duration_ms') ?? 0 };
    case 'codex.tool_decision':
      if (/^(?:denied|abort|timed_?out|reject)/i.test(text(attributes, 'decision') ?? '')) {
        return { deed: { ...clientTool(attributes), refused: true }, dialect };
      }
      return none(dialect, 'tool let run: its result tells it');
    case 'codex.sse_event': {
      const usage = tokens(number(attributes, 'input_token_count'), number(attributes, 'output_token_count'));
      if (usage === undefined) return none(dialect, 'codex.sse_event: a part of a response');
      return { deed: { kind: 'tokens' }, dialect, usage };
    }
    default:
      return none(dialect, `${plainName(name)}: no read, write or call`);
  }
}

function geminiTold(name: string, attributes: Attributes): Told {
  const dialect = 'gemini-cli';
  switch (name) {
    case 'gemini_cli.user_prompt':
      return { deed: { kind: 'model', input: typedPrompt(attributes.get('prompt')), output: [] }, dialect };
    case 'gemini_cli.config':
      return { deed: { kind: 'start' }, dialect };
    case 'gemini_cli.tool_call':
      return { deed: geminiTool(attributes), dialect, duration: number(attributes, 'duration_ms') ?? 0 };
    case 'gemini_cli.api_request': {
      const request = content(attributes.get('request_text'));
      if (request === undefined) return none(dialect, 'gemini_cli.api_request without its text');
      return { deed: { kind: 'model', input: [{ value: request, role: 'user' }], output: [], whole: true }, dialect };
    }
    case 'gemini_cli.api_response': {
      const said = content(attributes.get('response_text'));
      const output: Recorded[] = said === undefined || said === '' ? [] : [{ value: said, role: 'assistant' }];
      const deed: Deed = output.length > 0 ? { kind: 'model', input: [], output } : { kind: 'tokens' };
      const usage = tokens(number(attributes, 'input_token_count'), number(attributes, 'output_token_count'));
      return usage === undefined ? { deed, dialect } : { deed, dialect, usage };
    }
    default:
      return none(dialect, `${plainName(name)}: no read, write or call`);
  }
}

function geminiTool(attributes: Attributes): ToolDeed {
  const answer = content(attributes.get('function_response'));
  const deed: ToolDeed = {
    kind: 'tool',
    tool: text(attributes, 'function_name') ?? 'tool',
    input: structured(content(attributes.get('function_args'))),
    failed: isFalse(attributes.get('success')),
  };
  if (answer !== undefined) deed.text = resultText(structured(answer));
  if (text(attributes, 'decision') === 'reject') deed.refused = true;
  return deed;
}

function clientTool(attributes: Attributes): ToolDeed {
  const server = text(attributes, 'mcp_server');
  const name = text(attributes, 'tool_name') ?? 'tool';
  const answer = content(attributes.get('output'));
  const deed: ToolDeed = {
    kind: 'tool',
    tool: server === undefined || name.startsWith('mcp__') ? name : `mcp__${server}__${name}`,
    input: structured(content(attributes.get('arguments'))),
    failed: isFalse(attributes.get('success')),
  };
  const call = text(attributes, 'call_id');
  if (call !== undefined) deed.call = call;
  if (typeof answer === 'string') deed.text = answer;
  return deed;
}

function isFalse(found: unknown): boolean {
  return found === false || found === 'false';
}
