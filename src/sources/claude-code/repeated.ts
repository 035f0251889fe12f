import { hash53 } from '../read/hash.ts';
import { isObject, type Json, wordOf } from '../read/json.ts';
import type { SeenRecords } from './run-state.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Ids of the API are long and random: the same one in two sessions is the same message. Shorter ones are not. */
export const UNIQUE_ID = 20;

/**
 * By what a copy of this record can be known: its id, and, since some copies get new ids, the message and its
 * millisecond. `session` parts the records of unrelated sessions where neither is unique in the world; it is `''` among
 * files that are known to repeat each other.
 */
export function recordKeys(record: Json, session: string): number[] {
  const keys: number[] = [];
  const { uuid } = record;
  if (typeof uuid === 'string') keys.push(hash53(UUID.test(uuid) ? uuid : `${session} ${uuid}`));
  const copied = isObject(record.forkedFrom) ? record.forkedFrom.messageUuid : undefined;
  if (typeof copied === 'string' && copied !== uuid && UUID.test(copied)) keys.push(hash53(copied));
  if (typeof record.timestamp === 'string') keys.push(hash53(`${record.timestamp} ${messageKey(record, session)}`));
  return keys;
}

/** Whether this record was read before. Notes the record either way. */
export function isRepeated(record: Json, session: string, seen: SeenRecords): boolean {
  let repeated = false;
  for (const key of recordKeys(record, session)) repeated = !seen.add(key) || repeated;
  return repeated;
}

function messageKey(record: Json, session: string): string {
  const message = isObject(record.message) ? record.message : {};
  const content = Array.isArray(message.content) ? (message.content as unknown[])[0] : message.content;
  const block = isObject(content) ? content : {};
  const text = typeof content === 'string' ? content : typeof block.text === 'string' ? block.text : '';
  const id = [block.id, block.tool_use_id, message.id].find((part) => typeof part === 'string');
  const key = `${wordOf(record.type)} ${id ?? ''} ${wordOf(block.type)} ${text.length} ${text.slice(0, 64)}`;
  if (typeof id === 'string' && id.length >= UNIQUE_ID) return key;
  const operation =
    typeof record.content === 'string' ? `${wordOf(record.operation)} ${record.content.slice(0, 64)}` : '';
  return `${session} ${key} ${wordOf(record.subtype)} ${operation} ${attachmentKey(record.attachment)}`;
}

function attachmentKey(attachment: unknown): string {
  if (!isObject(attachment)) return '';
  const parts = ['type', 'hookName', 'toolUseID', 'filename', 'path', 'content', 'text', 'prompt', 'stdout', 'snippet'];
  return parts.map((name) => (typeof attachment[name] === 'string' ? attachment[name].slice(0, 64) : '')).join(' ');
}
