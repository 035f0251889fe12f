import { isObject, type Json } from '../read/json.ts';
import { type DraftRead, fileArtifact, type ToolPlace } from '../tools/index.ts';
import { ATTACHMENT_BOOKKEEPING } from './bookkeeping.ts';
import { contentText } from './content.ts';
import type { SessionLog } from './session.ts';
import { userRead } from './user-text.ts';

const MAX_PARTS = 500;
const PATHS = ['filePath', 'path', 'filename', 'planFilePath'];
const TEXTS = ['content', 'text', 'snippet', 'planContent', 'body'];

/**
 * The reads of an attachment: files and memories under their own path, prompts that waited in the queue as what they
 * are, messages of team mates, and all other text (hooks, listings, reminders) as instructions. `undefined` when it is
 * of no known kind and holds no text.
 */
export function attachmentReads(attachment: Json, session: SessionLog): DraftRead[] | undefined {
  const type = typeof attachment.type === 'string' ? attachment.type : '';
  if (ATTACHMENT_BOOKKEEPING.has(type)) return [];
  if (type === 'queued_command') return queuedReads(attachment, session);
  if (type === 'teammate_mailbox') return mailReads(attachment);
  if (type.startsWith('hook_') || type === 'async_hook_response') return hookReads(attachment);
  const files: DraftRead[] = [];
  collectFiles(attachment, session.place, 0, files);
  if (files.length > 0) return files;
  const text = textOf(attachment);
  if (text !== undefined && text !== '') return [{ channel: 'control', text, how: 'observed' }];
  return KNOWN_WORDLESS.test(type) ? [] : undefined;
}

/** Kinds that say something to the client, whose words to the model are made up when they are sent. */
const KNOWN_WORDLESS =
  /^(?:plan_mode|auto_mode|ultra_|date_change|total_tokens|token_usage|budget|output_style|max_turns|goal_|agent_|skill_|dynamic_skill|deferred_tools|mcp_|file|directory|image|pdf|task_|todo|diagnostics|verify_|critical_|read_truncation|bash_output|compact|context_|edited_|session_context|credential|nested_memory|relevant_memories|instructions|team_|opened_file|selected_lines|companion|current_session|ultramemory|max_|model_)/;

function queuedReads(attachment: Json, session: SessionLog): DraftRead[] {
  const { text } = contentText(attachment.prompt);
  const read = text === undefined ? undefined : userRead(text, attachment.isMeta === true, session);
  return read === undefined ? [] : [read];
}

function mailReads(attachment: Json): DraftRead[] {
  const messages = Array.isArray(attachment.messages) ? attachment.messages : [];
  const reads: DraftRead[] = [];
  for (const message of messages.slice(0, MAX_PARTS)) {
    if (isObject(message) && typeof message.text === 'string') {
      reads.push({ channel: 'message', text: message.text, how: 'observed' });
    }
  }
  return reads;
}

/** What a hook added to the context. What it printed beside that (`stdout`) is shown to the user alone. */
function hookReads(attachment: Json): DraftRead[] {
  const blocking = isObject(attachment.blockingError) ? attachment.blockingError.blockingError : undefined;
  const text = textOf(attachment) ?? (typeof blocking === 'string' ? blocking : undefined);
  return text === undefined || text === '' ? [] : [{ channel: 'control', text, how: 'observed' }];
}

function textOf(attachment: Json): string | undefined {
  for (const name of [...TEXTS, 'prompt', 'message', 'addedBlocks', 'addedLines', 'systemMessage']) {
    const value = attachment[name];
    if (typeof value === 'string') return value;
    if (Array.isArray(value) && value.length > 0) {
      const lines = value.slice(0, MAX_PARTS).filter((line) => typeof line === 'string');
      if (lines.length > 0) return lines.join('\n');
    }
  }
  return undefined;
}

/** Objects that hold both a path and a text, at any depth that the client uses. */
function collectFiles(value: unknown, place: ToolPlace, depth: number, found: DraftRead[]): void {
  if (depth > 4 || found.length >= MAX_PARTS || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_PARTS)) collectFiles(item, place, depth + 1, found);
    return;
  }
  const record = value as Json;
  const path = PATHS.map((name) => record[name]).find((part) => typeof part === 'string' && part !== '');
  const text = TEXTS.map((name) => record[name]).find((part) => typeof part === 'string');
  if (typeof path === 'string' && typeof text === 'string') {
    const artifact = fileArtifact(path, place);
    if (artifact !== undefined) found.push({ channel: artifact.channel, artifact, text, how: 'observed' });
    return;
  }
  for (const name in record) collectFiles(record[name], place, depth + 1, found);
}
