import { firstText, isObject, type Json, recordOf } from '../read/json.ts';
import { timeOf } from '../read/time.ts';
import type { Head, LineReader, Source, SourceContext } from '../source.ts';

/**
 * Posts and comments of a forum or a channel: who wrote what and when, as JSON Lines, as an array, or in the container of
 * an export (`{messages: [...]}`).
 *
 * A session is one author; an item without an author is a session of its own. A feed has writes alone: nobody is seen
 * reading, so it shows copies and never an exposure.
 */
export const feed: Source = {
  id: 'feed',
  recognise,
  lines: (context) => new FeedReader(context),
};

const HINT =
  'A feed says who wrote what, not who read it: copies can be followed in order of time, exposure cannot be told.';

/** Lists of further items that an item or an export may hold. */
const LISTS = ['messages', 'posts', 'comments', 'replies', 'items'];
/** How deep comments on comments are followed. */
const DEPTH = 32;

function recognise({ records }: Head): number {
  const score = records.reduce((sum, record) => sum + scoreOf(record), 0);
  return records.length === 0 ? 0 : score / records.length;
}

/** Sure when a text has an author and a time; less so when it only answers something. Other formats' marks count against. */
function scoreOf(record: Json, depth = 0): number {
  if ('role' in record || 'sessionId' in record || 'payload' in record) return 0;
  if (textOf(record) === undefined) {
    const holds = (item: unknown) => isObject(item) && scoreOf(item, depth + 1) > 0;
    return depth < DEPTH && innerItems(record).some(holds) ? 0.5 : 0;
  }
  if (itemTime(record) === undefined) return 0;
  if (authorOf(record) !== undefined) return 0.7;
  return parentOf(record) !== undefined || typeof record.title === 'string' ? 0.5 : 0;
}

class FeedReader implements LineReader {
  private readonly context: SourceContext;
  private readonly authors = new Set<string>();
  private seq = 0;

  constructor(context: SourceContext) {
    this.context = context;
  }

  line(text: string, line: number): void {
    const record = recordOf(text, line, this.context);
    if (record !== undefined) this.item(record, line, '', 0);
  }

  end(): void {}

  private item(record: Json, line: number, outerScope: string, depth: number): void {
    const scope = scopeOf(record) ?? outerScope;
    const inner = innerItems(record);
    const text = textOf(record);
    if (text !== undefined) this.write(record, text, line, scope);
    else if (inner.length === 0) this.context.skip(line, 'an item without text');
    for (const item of inner) {
      if (!isObject(item)) this.context.skip(line, 'an entry of a list of items that is no object');
      else if (depth < DEPTH) this.item(item, line, scope, depth + 1);
      else this.context.skip(line, `an item more than ${DEPTH} items deep`);
    }
  }

  private write(record: Json, text: string, line: number, scope: string): void {
    const seq = this.seq++;
    const key = firstText(record, 'id', 'ts') ?? `${this.context.path}:${line}:${seq}`;
    const author = authorOf(record);
    const session = author ?? `item:${key}`;
    const base = { session, time: itemTime(record), file: this.context.file, line };
    if (author === undefined || !this.authors.has(author)) {
      if (author !== undefined) this.authors.add(author);
      this.context.hint(HINT);
      // What an author read is not recorded, so that nothing can be said of what was not.
      this.context.emit({ kind: 'session', ...base, seq, info: { agent: author, contentRecorded: false } });
    }
    const artifact = { channel: 'message' as const, scope, key, immutable: true };
    const how = 'observed' as const;
    this.context.emit({ kind: 'write', ...base, seq, channel: 'message', artifact, text, how, mode: 'replace' });
  }
}

/** Title and text as one, `undefined` when there is neither. */
function textOf(record: Json): string | undefined {
  const title = typeof record.title === 'string' ? record.title : '';
  const body = [record.content, record.text, record.body].find((value) => typeof value === 'string' && value !== '');
  if (typeof body !== 'string') return title === '' ? undefined : title;
  return title === '' ? body : `${title}\n${body}`;
}

/** A name, or the name of an author who is an object. */
function authorOf(record: Json): string | undefined {
  const fields = ['author', 'author_name', 'username', 'user', 'sender', 'from', 'agent', 'bot_id'];
  for (const field of fields) {
    const value = record[field];
    const name = isObject(value) ? firstText(value, 'name', 'username', 'id') : firstText(record, field);
    if (name !== undefined) return name;
  }
  return undefined;
}

function itemTime(record: Json): number | undefined {
  for (const field of ['created_at', 'createdAt', 'time', 'timestamp', 'ts', 'date']) {
    const time = timeOf(record[field]);
    if (time !== undefined) return time;
  }
  return undefined;
}

function parentOf(record: Json): string | undefined {
  return firstText(record, 'parent', 'parent_id', 'post_id', 'thread_ts', 'reply_to', 'in_reply_to');
}

function scopeOf(record: Json): string | undefined {
  const { channel } = record;
  return isObject(channel) ? firstText(channel, 'id', 'name') : firstText(record, 'channel', 'channel_id');
}

/** What its lists hold; not all of it need be an item. */
function innerItems(record: Json): unknown[] {
  return LISTS.flatMap((field) => {
    const value = record[field];
    return Array.isArray(value) ? (value as unknown[]) : [];
  });
}
