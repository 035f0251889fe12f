import type { Channel } from '../../fleet/index.ts';
import { foldedArguments, foldName, isRecord, valuesText } from './arguments.ts';
import type { DraftRead, DraftWrite, Handling, ToolPlace, ToolResult, ToolUse } from './contract.ts';
import { type Identity, identityOf } from './identity.ts';
import { type ToolName, toolName } from './names.ts';
import { answerRecords, assignedId, bodyOf, statedId, withHeading } from './records.ts';
import { shellHandling } from './shell/index.ts';
import {
  type Action,
  CHANNEL_NOUNS,
  CHANNEL_ORDER,
  HEADING_FIELDS,
  PATH_FIELDS,
  QUERY_FIELDS,
  RECIPIENT_FIELDS,
  REMOVED_FIELDS,
  REPORT_WORDS,
  URL_FIELDS,
  VERBS,
  WEAK_VERBS,
} from './vocabulary.ts';

/** A write of many records in one call gives at most this many writes. */
const MAX_BATCH = 200;

/** A tool with one of these in its name and a `command` runs it in a shell. */
const SHELL_WORDS = new Set([
  'shell',
  'bash',
  'sh',
  'terminal',
  'exec',
  'execute',
  'command',
  'cmd',
  'powershell',
  'run',
]);

/** Arguments that name the message that is answered. */
const REPLY_FIELDS = ['inreplyto', 'replyto', 'replytoid', 'replytomessageid', 'inreplytoid', 'threadts', 'parentid'];

/**
 * Handles a tool that nobody told us about. The verbs of its name (or of an `action` argument) say whether it reads or
 * writes, its nouns and argument names which channel it speaks of, its arguments which artifact and what text.
 */
export function genericHandling(use: ToolUse, place: ToolPlace): Handling {
  const name = toolName(use.tool);
  const args = foldedArguments(use.input);
  const command = args.get('command') ?? args.get('cmd');
  if (typeof command === 'string' && name.words.some((word) => SHELL_WORDS.has(word)))
    return shellHandling(command, place);
  const channel = channelOf(name, args);
  const action = actionOf(name, args);
  const identity = identityOf(channel, name, args, place);
  if (action === 'read' || action === 'search' || action === undefined) {
    const search = action === 'search' || (action === 'read' && QUERY_FIELDS.some((field) => args.has(field)));
    const handling: Handling = { writes: [], reads: (result) => storeReads(identity, result) };
    if (search) handling.purpose = 'search';
    return handling;
  }
  const writes = writesFor(action, identity, args, use.input);
  const handling: Handling = { writes, reads: () => [] };
  if (name.words.some((word) => REPORT_WORDS.has(word))) handling.purpose = 'report';
  else if (name.words.includes('reply') || REPLY_FIELDS.some((field) => args.has(field))) handling.purpose = 'reply';
  if (!identity.explicit && (channel === 'memory' || channel === 'message' || channel === 'tool')) {
    handling.assigned = (result) => assignedWrites(writes, identity, args, result);
  }
  return handling;
}

/**
 * The reads of an answer: one for each record that it holds, under the record's own identity; else the whole text, under
 * the identity that the call names. Used by every tool that reads a store, a mailbox or a page.
 */
export function storeReads(identity: Identity, result: ToolResult): DraftRead[] {
  const { channel } = identity;
  const answer = result.text === undefined ? undefined : answerRecords(result.text);
  if (answer === undefined) return wholeReads(identity, result);
  const alone = answer.records.length === 1;
  const reads: DraftRead[] = answer.records.map((record) => {
    const own = identity.record(record.fields, record.version);
    const named = identity.artifacts[0];
    // A single record asked for by its key is that key's, whatever other ids stand in it.
    const artifact = alone && named !== undefined && identity.keyField !== undefined ? named : (own ?? named);
    const read: DraftRead = { channel: artifact?.channel ?? channel, text: record.text, how: 'observed' };
    if (artifact !== undefined) {
      read.artifact = record.version === undefined ? artifact : { ...artifact, version: record.version };
    }
    return read;
  });
  if (answer.rest !== '') reads.push({ channel, text: answer.rest, how: 'observed' });
  return reads;
}

function wholeReads(identity: Identity, result: ToolResult): DraftRead[] {
  const { channel } = identity;
  const stated = identity.keyField === undefined && result.text !== undefined ? statedId(result.text) : undefined;
  const own = stated === undefined ? undefined : identity.assigned(stated);
  const artifacts = own === undefined ? identity.artifacts : [own];
  if (artifacts.length === 0 && channel === 'tool') return [];
  const targets = artifacts.length === 0 ? [undefined] : artifacts;
  return targets.map((artifact) => {
    const read: DraftRead = { channel: artifact?.channel ?? channel, how: 'observed' };
    if (artifact !== undefined) read.artifact = artifact;
    if (result.text !== undefined) read.text = result.text;
    if (result.hash !== undefined && targets.length === 1) read.hash = result.hash;
    return read;
  });
}

/** Arguments that say what a tool of several actions is to do: `kv{op: "put"}`, `memory{command: "view"}`. */
const ACTION_FIELDS = ['action', 'operation', 'op', 'command', 'method', 'mode', 'verb'];

function actionOf(name: ToolName, args: Map<string, unknown>): Action | undefined {
  const strong = verbIn(name, VERBS) ?? actionArgument(args);
  if (strong === 'write' || strong === 'append') return isAppend(args) ? 'append' : strong;
  if (strong !== undefined) return strong;
  const weak = verbIn(name, WEAK_VERBS);
  if (weak === undefined || bodyOf(args) === undefined) return undefined;
  return isAppend(args) ? 'append' : weak;
}

function verbIn(name: ToolName, verbs: Map<string, Action>): Action | undefined {
  for (const word of name.words) {
    const action = verbs.get(word);
    if (action !== undefined) return action;
  }
  return undefined;
}

function actionArgument(args: Map<string, unknown>): Action | undefined {
  for (const field of ACTION_FIELDS) {
    const value = args.get(field);
    const action = typeof value === 'string' && value.length <= 64 ? verbIn(toolName(value), VERBS) : undefined;
    if (action !== undefined) return action;
  }
  return undefined;
}

function isAppend(args: Map<string, unknown>): boolean {
  const mode = args.get('mode') ?? args.get('writemode') ?? args.get('operation');
  return args.get('append') === true || mode === 'a' || mode === 'append' || mode === 'a+';
}

function channelOf(name: ToolName, args: Map<string, unknown>): Channel {
  const spoken = new Set<Channel>();
  for (const word of name.words) {
    const channel = CHANNEL_NOUNS.get(word);
    if (channel !== undefined) spoken.add(channel);
  }
  for (const channel of CHANNEL_ORDER) if (spoken.has(channel)) return channel;
  const server = name.server === undefined ? undefined : serverChannel(name.server);
  if (server !== undefined) return server;
  if (URL_FIELDS.some((field) => isHttp(args.get(field)))) return 'web';
  if (PATH_FIELDS.some((field) => looksLikePath(args.get(field)))) return 'codebase';
  if (['memoryid', 'noteid', 'key', 'namespace', 'collection'].some((field) => args.has(field))) return 'memory';
  if (args.has('to') || RECIPIENT_FIELDS.slice(1, 4).some((field) => args.has(field))) return 'message';
  if (['channel', 'channelid', 'thread', 'threadid', 'mailbox', 'room'].some((field) => args.has(field)))
    return 'message';
  return 'tool';
}

function serverChannel(server: string): Channel | undefined {
  for (const word of server.split(/[^a-z0-9]+/)) {
    const channel = CHANNEL_NOUNS.get(word);
    if (channel !== undefined) return channel;
  }
  return undefined;
}

function isHttp(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//i.test(value);
}

function looksLikePath(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 4096 && /[/\\]|\.\w{1,8}$/.test(value) && !/\s{2}|\n/.test(value);
}

function writesFor(action: Action, identity: Identity, args: Map<string, unknown>, input: unknown): DraftWrite[] {
  const batch = batchWrites(action, identity, args);
  if (batch.length > 0) return batch;
  const text = action === 'delete' ? undefined : writtenText(identity, args, input);
  const removed = action === 'delete' ? undefined : removedText(args, identity);
  const mode = modeOf(action, identity, removed !== undefined);
  const targets = identity.artifacts.length === 0 ? [undefined] : identity.artifacts;
  return targets.map((artifact) => {
    const write: DraftWrite = { channel: artifact?.channel ?? identity.channel, how: 'observed', mode };
    if (artifact !== undefined) write.artifact = mode === 'edit' || mode === 'delete' ? rewritable(artifact) : artifact;
    if (text !== undefined) write.text = text;
    if (removed !== undefined) write.removed = removed;
    return write;
  });
}

/** What is edited or deleted can be written more than once after all. */
function rewritable(artifact: NonNullable<DraftWrite['artifact']>): NonNullable<DraftWrite['artifact']> {
  const { immutable: _, ...rest } = artifact;
  return rest;
}

function modeOf(action: Action, identity: Identity, removes: boolean): DraftWrite['mode'] {
  if (action === 'delete') return 'delete';
  if (action === 'edit' && removes) return 'edit';
  if (action === 'append') return 'append';
  // Without a record of its own, the text is added to a mailbox, a thread or a store.
  const whole = identity.keyField !== undefined || identity.artifacts.length === 0 || identity.channel === 'codebase';
  return whole && identity.artifacts[0]?.key.endsWith('/replies') !== true ? 'replace' : 'append';
}

function writtenText(identity: Identity, args: Map<string, unknown>, input: unknown): string | undefined {
  const key = identity.keyField;
  // `{find, replace}`: what comes instead may be the shorter of the two.
  if (REMOVED_FIELDS.some((field) => args.has(field))) {
    for (const field of REPLACEMENT_FIELDS) {
      const value = args.get(field);
      if (field !== key && typeof value === 'string') return value;
    }
  }
  const body = bodyOf(args, key);
  if (body !== undefined) return withHeading(args, body.text, key);
  for (const field of ['content', 'value', 'data', 'text', 'body', 'record', 'fields', 'payload']) {
    const value = args.get(field);
    if (field !== key && (typeof value === 'object' || typeof value === 'number' || typeof value === 'boolean')) {
      if (value !== null) return valuesText(value);
    }
  }
  if (typeof input === 'string' && args.size === 0) return input;
  let longest: string | undefined;
  for (const [name, value] of args) {
    if (name === key || typeof value !== 'string' || CONTAINER_FIELDS.has(name)) continue;
    if (REMOVED_FIELDS.includes(name)) continue;
    if (longest === undefined || value.length > longest.length) longest = value;
  }
  return longest;
}

/** Arguments that hold what an edit puts in the place of what it takes out. */
const REPLACEMENT_FIELDS = ['newstring', 'newstr', 'newtext', 'new', 'replacement', 'replace', 'replacewith', 'with'];

/** Arguments that address a write and are never what is written. */
const CONTAINER_FIELDS = new Set([
  ...['store', 'collection', 'namespace', 'channel', 'thread', 'mailbox', 'to', 'issue', 'pr', 'repo', 'owner', 'url'],
  ...['path', 'filepath', 'mode', 'action', 'op', 'operation', 'command', 'method', 'agent', 'recipient', 'room'],
]);

function removedText(args: Map<string, unknown>, identity: Identity): string | undefined {
  for (const field of REMOVED_FIELDS) {
    const value = args.get(field);
    if (field !== identity.keyField && typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** `create_entities{entities: [{name, observations}]}`: a write for each record of a list. */
function batchWrites(action: Action, identity: Identity, args: Map<string, unknown>): DraftWrite[] {
  if (identity.keyField !== undefined) return [];
  for (const value of args.values()) {
    if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) continue;
    const writes: DraftWrite[] = [];
    for (const item of value.slice(0, MAX_BATCH)) {
      const fields = new Map(Object.entries(item).map(([name, part]) => [foldName(name), part]));
      const body = bodyOf(fields);
      const artifact = identity.record(fields) ?? identity.artifacts[0];
      if (body === undefined && artifact === undefined) continue;
      const mode =
        action === 'delete' ? 'delete' : action === 'append' || fields.has('entityname') ? 'append' : 'replace';
      const write: DraftWrite = { channel: artifact?.channel ?? identity.channel, how: 'observed', mode };
      if (artifact !== undefined) write.artifact = artifact;
      if (body !== undefined && mode !== 'delete') write.text = withHeading(fields, body.text);
      writes.push(write);
    }
    if (writes.length > 0) return writes;
  }
  return [];
}

/** Puts the id that the answer gives in the place of the mailbox, thread or title that the call named. */
function assignedWrites(
  writes: DraftWrite[],
  identity: Identity,
  args: Map<string, unknown>,
  result: ToolResult,
): DraftWrite[] {
  if (writes.length !== 1 || writes[0]!.mode === 'delete' || writes[0]!.mode === 'edit') return writes;
  const given = assignedId(result.text);
  const artifact = given === undefined ? undefined : identity.assigned(given.id, given.version);
  if (artifact === undefined) return writes;
  const write: DraftWrite = { ...writes[0]!, channel: artifact.channel, artifact, mode: 'replace' };
  // A title that was the key until now is text of the record again.
  if (write.text !== undefined && identity.keyField !== undefined && HEADING_FIELDS.includes(identity.keyField)) {
    write.text = withHeading(args, write.text);
  }
  return [write];
}
