import type { Deed, Recorded, Told, ToolDeed, Usage } from './deed.ts';
import { content, isRecord, number, structured, text, value } from './fields.ts';
import { resultText } from './messages.ts';
import { tokens, typedPrompt } from './recorded.ts';
import type { Attributes, LogRecord, SpanRecord } from './records.ts';

/** What a span of Claude Code's traces (beta) tells. */
export function claudeDeed(span: SpanRecord): Deed {
  const { attributes } = span;
  switch (span.name) {
    case 'claude_code.interaction':
      return { kind: 'model', input: typedPrompt(attributes.get('user_prompt')), output: [] };
    case 'claude_code.llm_request':
      return { kind: 'tokens' };
    case 'claude_code.tool': {
      const deed = toolDeed(attributes, span.failed);
      for (const event of span.events) {
        if (event.name !== 'tool.output') continue;
        const answer = content(value(event.attributes, 'content', 'output'));
        if (answer !== undefined) deed.text = resultText(answer);
      }
      return deed;
    }
    default:
      return { kind: 'none', reason: 'Claude Code span that times a part of what its parent tells' };
  }
}

/** Tokens of a model call. Claude Code counts cached input apart; `input` includes it. */
export function claudeUsage(attributes: Attributes): Usage | undefined {
  const input = number(attributes, 'input_tokens');
  if (input === undefined) return undefined;
  const read = number(attributes, 'cache_read_tokens', 'cache_read_input_tokens') ?? 0;
  const created = number(attributes, 'cache_creation_tokens', 'cache_creation_input_tokens') ?? 0;
  return tokens(input + read + created, number(attributes, 'output_tokens'));
}

/** What a log event of Claude Code tells; `event` is its name without `claude_code.`. */
export function claudeTold(event: string, log: LogRecord): Told {
  const { attributes } = log;
  const told: Told = { deed: claudeLogDeed(event, attributes), dialect: 'claude-code' };
  const usage = event === 'api_request' ? claudeUsage(attributes) : undefined;
  if (usage !== undefined) told.usage = usage;
  if (event === 'tool_result') told.duration = number(attributes, 'duration_ms') ?? 0;
  return told;
}

function claudeLogDeed(event: string, attributes: Attributes): Deed {
  switch (event) {
    case 'user_prompt':
      return { kind: 'model', input: typedPrompt(attributes.get('prompt')), output: [] };
    case 'assistant_response': {
      const said = content(attributes.get('response'));
      return { kind: 'model', input: [], output: said === undefined ? [] : [{ value: said, role: 'assistant' }] };
    }
    case 'tool_result':
      return toolDeed(attributes, attributes.get('success') === 'false' || attributes.get('success') === false);
    case 'tool_decision':
      if (attributes.get('decision') === 'accept') {
        return { kind: 'none', reason: 'tool let run: its result tells it' };
      }
      return { ...toolDeed(attributes, true), refused: true };
    case 'api_request':
      return { kind: 'tokens' };
    case 'api_request_body':
    case 'api_response_body':
      return bodyDeed(event, attributes);
    default:
      return { kind: 'none', reason: `claude_code.${plainName(event)}: no read, write or call` };
  }
}

/** The raw request holds the whole context, so it shows what no other event does: what the tools answered. */
function bodyDeed(event: string, attributes: Attributes): Deed {
  const body = structured(attributes.get('body'));
  if (!isRecord(body)) {
    const reason = attributes.has('body_ref')
      ? `claude_code.${event}: its body is in another file`
      : `claude_code.${event}: its body was cut off and is no JSON`;
    return { kind: 'none', reason };
  }
  if (event === 'api_response_body') {
    return {
      kind: 'model',
      input: [],
      output: [{ value: [{ role: 'assistant', content: body.content }], role: 'assistant' }],
    };
  }
  const input: Recorded[] = [];
  if (body.system !== undefined) input.push({ value: body.system, role: 'system' });
  if (body.messages !== undefined) input.push({ value: body.messages, role: 'user' });
  return { kind: 'model', input, output: [], whole: true };
}

/** `tool_input` has all arguments (long values cut), `tool_parameters` the whole command of a shell call. */
function toolDeed(attributes: Attributes, failed: boolean): ToolDeed {
  const parameters = structured(attributes.get('tool_parameters'));
  const recorded = structured(value(attributes, 'tool_input', 'tool_parameters'));
  const input: Record<string, unknown> = isRecord(recorded) ? { ...recorded } : {};
  const shown = isRecord(parameters) ? parameters : {};
  const command = shown.full_command ?? text(attributes, 'full_command');
  const path = text(attributes, 'file_path');
  if (typeof command === 'string') input.command = command;
  if (path !== undefined) input.file_path ??= path;
  for (const name of ['bash_command', 'full_command', 'git_commit_id', 'mcp_server_name', 'mcp_tool_name'])
    delete input[name];
  const deed: ToolDeed = {
    kind: 'tool',
    tool: toolName(attributes, shown),
    input: Object.keys(input).length > 0 ? input : undefined,
    failed,
  };
  const call = text(attributes, 'tool_use_id');
  if (call !== undefined) deed.call = call;
  return deed;
}

/** MCP tools go by the name `mcp_tool`; their own name is among the parameters. */
function toolName(attributes: Attributes, parameters: Record<string, unknown>): string {
  const name = text(attributes, 'tool_name', 'name') ?? 'tool';
  const server = parameters.mcp_server_name;
  const tool = parameters.mcp_tool_name;
  return name.startsWith('mcp__') || typeof server !== 'string' || typeof tool !== 'string'
    ? name
    : `mcp__${server}__${tool}`;
}

/** An event's name fit to be shown in a reason. */
export function plainName(event: string): string {
  return /^[\w.-]{1,60}$/.test(event) ? event : 'event';
}
