import { claudeDeed, claudeUsage } from './claude.ts';
import type { AgentDeed, Deed, Dialect, MessageDeed, Told, ToolDeed } from './deed.ts';
import { content, contentHash, structured, text, unquoted, value } from './fields.ts';
import { resultText } from './messages.ts';
import { addEvents, conversationOf, inputOf, modelOf, outputOf, plainValue, usageOf } from './recorded.ts';
import { type Attributes, SPAN_SERVER, type SpanRecord } from './records.ts';
import { memoryDeed, retrievalDeed } from './stores.ts';

const REASON_NO_OPERATION = 'span of no agent operation';

/** What a span tells. `hashKey`: the attribute that carries a content hash. */
export function toldBySpan(span: SpanRecord, hashKey?: string): Told {
  const { attributes } = span;
  const { deed, dialect } = deedOf(span, hashKey);
  const told: Told = { deed, dialect };
  if (deed.kind === 'none') return told;
  if (hashKey !== undefined) addHash(deed, contentHash(attributes.get(hashKey)));
  const conversation = conversationOf(attributes);
  if (deed.kind === 'message') deed.context = conversation ?? deed.context;
  else if (conversation !== undefined) told.conversation = conversation;
  const agent = agentOf(deed, attributes);
  if (agent !== undefined) told.agent = agent;
  const model = modelOf(attributes);
  if (model !== undefined) told.model = model;
  const usage = (dialect === 'claude-code' ? claudeUsage(attributes) : undefined) ?? usageOf(attributes);
  if (usage !== undefined) told.usage = usage;
  return told;
}

/** On a client span of A2A the agent's name is the other agent's. */
function agentOf(deed: Deed, attributes: Attributes): string | undefined {
  if (deed.kind === 'message' && deed.side === 'client') return undefined;
  const named = text(attributes, 'gen_ai.agent.name', 'agent.name', 'gen_ai.workflow.name');
  if (named !== undefined || deed.kind !== 'agent') return named;
  return text(attributes, 'graph.node.id', 'traceloop.entity.name');
}

function addHash(deed: Deed, hash: string | undefined): void {
  if (hash === undefined) return;
  if (deed.kind === 'model' || deed.kind === 'tool' || deed.kind === 'resource') deed.hash = hash;
  else if (deed.kind === 'store' && deed.records.length === 1) deed.records[0]!.hash ??= hash;
  else if (deed.kind === 'store' && deed.records.length === 0) deed.records.push({ hash });
}

function deedOf(span: SpanRecord, hashKey: string | undefined): { deed: Deed; dialect: Dialect } {
  const { attributes, name } = span;
  if (name.startsWith('claude_code.')) return { deed: claudeDeed(span), dialect: 'claude-code' };
  if (attributes.has('a2a.method.name')) return { deed: a2aDeed(span), dialect: 'gen_ai' };
  const operation = text(attributes, 'gen_ai.operation.name');
  const vercel = text(attributes, 'ai.operationId') ?? (name.startsWith('ai.') ? name : undefined);
  if (vercel !== undefined) return { deed: vercelDeed(span, vercel), dialect: 'vercel' };
  const kind = text(attributes, 'openinference.span.kind');
  if (kind !== undefined)
    return { deed: openInferenceDeed(span, kind.toUpperCase(), hashKey), dialect: 'openinference' };
  const entity = text(attributes, 'traceloop.span.kind');
  if (entity !== undefined) return { deed: traceloopDeed(span, entity), dialect: 'traceloop' };
  if (operation !== undefined) return { deed: operationDeed(span, operation, hashKey), dialect: 'gen_ai' };
  if (attributes.has('mcp.method.name')) return { deed: mcpDeed(span), dialect: 'gen_ai' };
  if (attributes.has('llm.request.type')) return { deed: modelDeed(span), dialect: 'traceloop' };
  const isModel = attributes.has('gen_ai.request.model') || attributes.has('gen_ai.input.messages');
  if (isModel) return { deed: modelDeed(span), dialect: 'gen_ai' };
  return { deed: { kind: 'none', reason: REASON_NO_OPERATION }, dialect: 'gen_ai' };
}

const NO_DEEDS = {
  embeddings: 'embeddings: a text is measured, nobody reads it',
  create_memory_store: 'a memory store was made or dropped, no record named',
  delete_memory_store: 'a memory store was made or dropped, no record named',
  run_guardrail: 'guardrail: another monitor’s finding',
};
/** By the operation's name: a map, since every object answers to `constructor`. */
const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(NO_DEEDS));

function operationDeed(span: SpanRecord, operation: string, hashKey: string | undefined): Deed {
  const reason = REASONS.get(operation);
  if (reason !== undefined) return { kind: 'none', reason };
  if (operation === 'execute_tool' || operation === 'tool_call') {
    return span.attributes.get('mcp.method.name') === 'resources/read' ? mcpDeed(span) : toolDeed(span);
  }
  if (operation === 'invoke_agent' || operation === 'invoke_workflow') return agentDeed(span);
  if (operation === 'create_agent') {
    const deed = modelDeed(span);
    const told = deed.input.length > 0;
    return told ? deed : { kind: 'none', reason: 'create_agent without the agent’s instructions' };
  }
  if (operation === 'retrieval') return retrievalDeed(span, hashKey);
  if (operation.endsWith('_memory')) return memoryDeed(span, operation, hashKey);
  if (operation === 'plan') {
    const deed = modelDeed(span);
    const told = deed.input.length + deed.output.length > 0;
    return told ? deed : { kind: 'none', reason: 'plan without messages' };
  }
  return modelDeed(span);
}

function modelDeed(span: SpanRecord): { kind: 'model' } & Pick<AgentDeed, 'input' | 'output'> {
  const input = inputOf(span.attributes);
  const output = outputOf(span.attributes);
  addEvents(span.events, input, output);
  return { kind: 'model', input, output };
}

function agentDeed(span: SpanRecord): AgentDeed {
  return { ...modelDeed(span), kind: 'agent' };
}

function toolDeed(span: SpanRecord): ToolDeed {
  const { attributes } = span;
  const mcp = attributes.has('mcp.method.name');
  return toolWith(span, {
    tool:
      text(attributes, 'gen_ai.tool.name', 'mcp.tool.name') ?? span.name.replace(/^(?:execute_tool|tools\/call) /, ''),
    call: text(attributes, 'gen_ai.tool.call.id', 'gen_ai.tool.call_id'),
    input: value(attributes, 'gen_ai.tool.call.arguments', 'gen_ai.tool.arguments', 'gen_ai.input.messages'),
    answer: value(attributes, 'gen_ai.tool.call.result', 'gen_ai.tool.result', 'gen_ai.output.messages'),
    served: mcp && span.spanKind === SPAN_SERVER,
  });
}

function toolWith(
  span: SpanRecord,
  found: { tool: string; call?: string | undefined; input: unknown; answer: unknown; served?: boolean },
): ToolDeed {
  const deed: ToolDeed = {
    kind: 'tool',
    tool: found.tool,
    input: structured(content(found.input)),
    failed: span.failed || span.attributes.has('error.type'),
  };
  if (found.call !== undefined) deed.call = found.call;
  const answer = content(found.answer);
  if (answer !== undefined) deed.text = resultText(answer);
  if (found.served) deed.served = true;
  return deed;
}

function vercelDeed(span: SpanRecord, operation: string): Deed {
  const { attributes } = span;
  if (operation === 'ai.toolCall') {
    return toolWith(span, {
      tool: text(attributes, 'ai.toolCall.name') ?? 'tool',
      call: text(attributes, 'ai.toolCall.id'),
      input: value(attributes, 'ai.toolCall.args', 'ai.toolCall.input'),
      answer: unquoted(value(attributes, 'ai.toolCall.result', 'ai.toolCall.output')),
    });
  }
  if (/embed/i.test(operation)) return { kind: 'none', reason: NO_DEEDS.embeddings };
  return modelDeed(span);
}

function openInferenceDeed(span: SpanRecord, kind: string, hashKey: string | undefined): Deed {
  const { attributes } = span;
  const input = plainValue(attributes, 'user', 'input.value');
  const output = plainValue(attributes, 'assistant', 'output.value');
  switch (kind) {
    case 'LLM': {
      const deed = modelDeed(span);
      if (deed.input.length === 0) deed.input = input;
      if (deed.output.length === 0) deed.output = output;
      return deed;
    }
    case 'AGENT':
      return { kind: 'agent', input, output };
    case 'TOOL':
      return toolWith(span, {
        tool: text(attributes, 'tool.name', 'tool_call.function.name') ?? span.name,
        call: text(attributes, 'tool_call.id', 'tool.id', 'gen_ai.tool.call.id'),
        input: value(attributes, 'input.value', 'tool_call.function.arguments', 'tool.parameters'),
        answer: structured(attributes.get('output.value')),
      });
    case 'RETRIEVER':
      return retrievalDeed(span, hashKey);
    case 'EMBEDDING':
      return { kind: 'none', reason: NO_DEEDS.embeddings };
    case 'GUARDRAIL':
    case 'EVALUATOR':
      return { kind: 'none', reason: NO_DEEDS.run_guardrail };
    default:
      return {
        kind: 'none',
        reason: `${/^[A-Z_]{1,20}$/.test(kind) ? kind.toLowerCase() : 'other'} span: its parts tell it`,
      };
  }
}

function traceloopDeed(span: SpanRecord, kind: string): Deed {
  const { attributes } = span;
  if (kind === 'tool') {
    return toolWith(span, {
      tool: text(attributes, 'traceloop.entity.name') ?? span.name,
      input: structured(attributes.get('traceloop.entity.input')),
      answer: unquoted(attributes.get('traceloop.entity.output')),
    });
  }
  if (kind === 'agent') {
    return {
      kind: 'agent',
      input: plainValue(attributes, 'user', 'traceloop.entity.input'),
      output: plainValue(attributes, 'assistant', 'traceloop.entity.output'),
    };
  }
  const isModel = attributes.has('gen_ai.request.model') || attributes.has('llm.request.type');
  return isModel ? modelDeed(span) : { kind: 'none', reason: 'workflow or task span: its parts tell it' };
}

function mcpDeed(span: SpanRecord): Deed {
  const method = text(span.attributes, 'mcp.method.name');
  if (method === 'tools/call') return toolDeed(span);
  const uri = text(span.attributes, 'mcp.resource.uri');
  if (method !== 'resources/read' || uri === undefined) {
    return { kind: 'none', reason: 'MCP request that calls no tool and reads no resource' };
  }
  if (span.spanKind === SPAN_SERVER) return { kind: 'none', reason: 'the MCP server’s side of a read' };
  const answer = content(value(span.attributes, 'gen_ai.tool.call.result', 'mcp.resource.content'));
  return answer === undefined ? { kind: 'resource', uri } : { kind: 'resource', uri, text: resultText(answer) };
}

const SENDING = new Set(['SendMessage', 'SendStreamingMessage', 'message/send', 'message/stream']);
const WATCHING = new Set(['GetTask', 'SubscribeToTask', 'tasks/get', 'tasks/resubscribe']);
const UNFINISHED = new Set(['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING', 'submitted', 'working']);

function a2aDeed(span: SpanRecord): Deed {
  const { attributes } = span;
  const method = text(attributes, 'a2a.method.name') ?? '';
  const side = span.spanKind === SPAN_SERVER ? 'server' : 'client';
  const sends = SENDING.has(method) || attributes.has('a2a.message.id');
  if (!sends && !(WATCHING.has(method) && side === 'client')) {
    return { kind: 'none', reason: 'A2A request that moves no message' };
  }
  const { input, output } = modelDeed(span);
  const deed: MessageDeed = {
    kind: 'message',
    side,
    tenant: text(attributes, 'a2a.tenant') ?? '',
    sends,
    answered: !UNFINISHED.has(text(attributes, 'a2a.task.state') ?? ''),
    input,
    output,
  };
  const message = text(attributes, 'a2a.message.id');
  const task = text(attributes, 'a2a.task.id');
  const context = text(attributes, 'a2a.context.id');
  if (message !== undefined) deed.message = message;
  if (task !== undefined) deed.task = task;
  if (context !== undefined) deed.context = context;
  return deed;
}
