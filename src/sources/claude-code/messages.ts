import { isObject, type Json, wordOf } from '../read/json.ts';
import { tokenCount } from '../read/tokens.ts';
import type { SourceContext } from '../source.ts';
import { type DraftRead, type DraftWrite, effectOf, outcomeOf, type ToolResult, type ToolUse } from '../tools/index.ts';
import { contentText } from './content.ts';
import type { Queue } from './queue.ts';
import type { At, OpenUse, SessionLog } from './session.ts';
import { agentIdOf, startsAgent, writeAnswer, writePrompt } from './subagents.ts';
import { contextArtifact, userRead } from './user-text.ts';

/** What the messages of one file have in common. */
export interface Dialogue {
  context: SourceContext;
  queue: Queue;
  /** Name of the agent that a session belongs to. */
  agentName(session: SessionLog): string;
  /** A tool that starts sub-agents was called. */
  agentCalled(open: OpenUse, session: SessionLog): void;
  /** A tool was called: an answer may have been read before. */
  called(call: string, session: SessionLog): void;
  /** The session whose tool use an answer is to. */
  askerOf(call: string, session: SessionLog): SessionLog;
  /** A file was read, or written. */
  fileRead(read: DraftRead, session: SessionLog, at: At): void;
  fileWritten(write: DraftWrite): void;
}

const SILENT_BLOCKS = new Set(['thinking', 'redacted_thinking', 'compaction', 'fallback']);

/**
 * A message of the model: what it said, what it called, what it cost. Thinking gives no event: nobody else reads it, and
 * most of it is not recorded. The client's own words on a failed request (`isApiErrorMessage`) are none of the model's.
 */
export function assistantMessage(record: Json, session: SessionLog, at: At, dialogue: Dialogue): void {
  const message = isObject(record.message) ? record.message : {};
  if (record.isApiErrorMessage === true) return;
  if (typeof message.model === 'string' && message.model !== '<synthetic>') session.tell({ model: message.model }, at);
  const { content } = message;
  if (typeof content === 'string') {
    if (content !== '') session.say(content, at);
  } else if (Array.isArray(content)) {
    for (const block of content) assistantBlock(block, session, at, dialogue);
  }
  if (isObject(message.usage)) spend(message.usage, message.id ?? record.requestId ?? record.uuid, session, at);
}

function assistantBlock(block: unknown, session: SessionLog, at: At, dialogue: Dialogue): void {
  const type = isObject(block) ? block.type : undefined;
  if (!isObject(block) || typeof type !== 'string') {
    dialogue.context.skip(at.line, 'a part of an assistant message that is no object with a type');
  } else if (type === 'text') {
    if (typeof block.text === 'string' && block.text !== '') session.say(block.text, at);
  } else if (type === 'tool_use' || type === 'server_tool_use' || type === 'mcp_tool_use') {
    const use: ToolUse = { tool: typeof block.name === 'string' ? block.name : 'unknown', input: block.input };
    if (typeof block.id === 'string') use.call = block.id;
    if (use.tool === 'Skill' || use.tool === 'SlashCommand')
      session.loading = { name: skillName(block.input), tool: use.tool };
    session.call(use, effectOf(use, session.place), at);
    const open = use.call !== undefined && startsAgent(use.tool) ? session.openUse(use.call) : undefined;
    if (open !== undefined) dialogue.agentCalled(open, session);
    if (use.call !== undefined) dialogue.called(use.call, session);
  } else if (type.endsWith('_tool_result')) {
    toolResult(block, undefined, session, at, dialogue);
  } else if (!SILENT_BLOCKS.has(type)) {
    dialogue.context.skip(at.line, `assistant content of unknown kind ${type.slice(0, 60)}`);
  }
}

function skillName(input: unknown): string {
  const name = isObject(input) ? (input.skill ?? input.command ?? input.name) : undefined;
  return typeof name === 'string' ? name.replace(/^\//, '').split(/\s/)[0]!.slice(0, 200) : '';
}

function spend(usage: Json, id: unknown, session: SessionLog, at: At): void {
  const count = (name: string): number => tokenCount(usage[name]) ?? 0;
  const input = count('input_tokens') + count('cache_creation_input_tokens') + count('cache_read_input_tokens');
  session.spend(typeof id === 'string' ? id : `line ${at.line}`, input, count('output_tokens'), at);
}

/** A record in the user's place: answers of tools, and what a person or the client put in. */
export function userMessage(record: Json, session: SessionLog, at: At, dialogue: Dialogue): void {
  const message = isObject(record.message) ? record.message : {};
  const { content } = message;
  const answers = Array.isArray(content)
    ? content.filter((block) => isObject(block) && block.type === 'tool_result')
    : [];
  const structured = answers.length === 1 ? (record.toolUseResult ?? record.tool_use_result) : undefined;
  for (const answer of answers) toolResult(answer as Json, structured, session, at, dialogue);
  const { text, wordless, unknown } = contentText(content);
  for (const kind of unknown) dialogue.context.skip(at.line, `user content of unknown kind ${kind}`);
  if (text !== undefined) userText(record, text, session, at, dialogue);
  // A picture in the prompt: something was read that the log has no words for.
  for (let picture = 0; picture < Math.min(wordless, 100); picture++)
    session.read({ channel: 'human', how: 'observed' }, at);
}

function userText(record: Json, text: string, session: SessionLog, at: At, dialogue: Dialogue): void {
  // The summary that stands for a compacted context is the session's own text.
  if (record.isCompactSummary === true) return;
  dialogue.queue.arrived(text);
  const meta = record.isMeta === true || record.isSynthetic === true;
  if (session.agentId !== undefined && !meta && !/^\s*</.test(text)) {
    writeAnswer(session);
    session.prompts++;
    const artifact = contextArtifact(session.root, session.agentId, 'prompt', session.prompts);
    session.read({ channel: 'context', artifact, text, how: 'observed' }, at);
    return;
  }
  const read = userRead(text, meta, session);
  if (read !== undefined) session.read(read, at);
}

function toolResult(block: Json, structured: unknown, session: SessionLog, at: At, dialogue: Dialogue): void {
  const call = typeof block.tool_use_id === 'string' ? block.tool_use_id : '';
  const asker = dialogue.askerOf(call, session);
  const open = asker.answered(call);
  const { text, wordless, unknown } = contentText(block.content);
  for (const kind of unknown) dialogue.context.skip(at.line, `tool result content of unknown kind ${kind}`);
  const result: ToolResult = { error: block.is_error === true };
  if (text !== undefined) result.text = text;
  else if (wordless === 0) result.text = '';
  if (structured !== undefined) result.structured = structured;
  if (open === undefined) {
    // The use is in a part of the log that is not there: what the answer is about is not known.
    if (result.text !== '')
      session.read({ channel: 'tool', how: 'observed', text: result.text }, at, { name: 'unknown', call });
    return;
  }
  const fetched = fetchedAgent(open, structured);
  if (fetched !== undefined && result.text !== undefined && result.error !== true) {
    const artifact = contextArtifact(asker.root, fetched, 'result', asker.asked.sent.get(fetched));
    session.read({ channel: 'context', artifact, text: result.text, how: 'observed' }, at, {
      name: open.use.tool,
      call,
    });
    return;
  }
  if (startsAgent(open.use.tool) && agentAnswer(open, result, asker, session, at, dialogue)) return;
  const { writes, reads } = outcomeOf(open.use, result, open.place);
  for (const write of writes) {
    dialogue.fileWritten(write);
    asker.write(write, { time: open.time, file: open.file, line: open.line }, open.use);
  }
  for (const read of reads) {
    session.read(read, at, { name: open.use.tool, call });
    dialogue.fileRead(read, session, at);
  }
}

/** The sub-agent whose finished work a tool asked for; other background tasks are commands. */
function fetchedAgent(open: OpenUse, structured: unknown): string | undefined {
  if (open.use.tool !== 'TaskOutput' && open.use.tool !== 'AgentOutputTool') return undefined;
  const task = isObject(structured) && isObject(structured.task) ? structured.task : {};
  const finished = task.status === 'completed' && wordOf(task.task_type).includes('agent');
  return finished && typeof task.task_id === 'string' ? task.task_id : undefined;
}

/** The answer of a sub-agent that can be told: the prompt was written to it, and the answer is read from it. */
function agentAnswer(
  open: OpenUse,
  result: ToolResult,
  asker: SessionLog,
  session: SessionLog,
  at: At,
  dialogue: Dialogue,
): boolean {
  const call = open.use.call ?? '';
  const named = agentIdOf(result.structured);
  const started = asker.asked.started.get(call);
  const agentId = named ?? started;
  if (agentId === undefined || result.error === true) return false;
  if (started === undefined) writePrompt(asker, agentId, open, dialogue.agentName(asker));
  const launched = isObject(result.structured) && /launched|started/.test(wordOf(result.structured.status));
  if (result.text === '' || result.text === undefined) return true;
  const tool = { name: open.use.tool, call };
  if (launched) {
    session.read({ channel: 'tool', text: result.text, how: 'observed' }, at, tool);
  } else {
    const artifact = contextArtifact(asker.root, agentId, 'result', asker.asked.sent.get(agentId));
    session.read({ channel: 'context', artifact, text: result.text, how: 'observed' }, at, tool);
  }
  return true;
}
