import { firstText, isObject, type Json, recordOf } from '../read/json.ts';
import { timeOf } from '../read/time.ts';
import type { Head, LineReader, Source, SourceContext } from '../source.ts';
import type { ToolPlace } from '../tools/index.ts';
import { Conversation } from './conversation.ts';
import { messageOf, usageOf } from './messages.ts';

/**
 * Conversations, one a record: `{id, messages, agent?, time?, scope?}` as JSON Lines or as an array.
 *
 * The record's id is the session's id. Artifacts belong to `scope`; without one they are private to the record, since
 * nothing says that the files and mailboxes of two records are the same.
 */
export const chat: Source = {
  id: 'chat',
  ownIds: true,
  recognise,
  lines: (context) => new ChatReader(context),
};

function recognise({ records }: Head): number {
  const fitting = records.filter(({ messages }) => Array.isArray(messages) && areMessages(messages));
  if (fitting.length === 0) return 0;
  const named = fitting.filter((record) => idOf(record) !== undefined);
  return (0.5 + (0.4 * named.length) / fitting.length) * (fitting.length / records.length);
}

/** Most of them are messages: one that is broken does not hide the others. */
function areMessages(list: readonly unknown[]): boolean {
  return list.length === 0 || list.filter(looksLikeMessage).length * 2 > list.length;
}

function looksLikeMessage(value: unknown): boolean {
  return isObject(value) && typeof value.role === 'string';
}

function idOf(record: Json): string | undefined {
  return firstText(record, 'id', 'conversation_id', 'session_id', 'conversationId', 'sessionId');
}

class ChatReader implements LineReader {
  private readonly context: SourceContext;
  /** Where the order of each session goes on, should its id come again. */
  private readonly nextSeq = new Map<string, number>();

  constructor(context: SourceContext) {
    this.context = context;
  }

  line(text: string, line: number): void {
    const record = recordOf(text, line, this.context);
    if (record === undefined) return;
    if (!Array.isArray(record.messages)) {
      this.context.skip(line, 'a record without a list of messages');
      return;
    }
    const id = idOf(record) ?? `${this.context.path}:${line}`;
    const earlier = this.nextSeq.get(id);
    if (earlier !== undefined) this.context.skip(line, 'duplicate id: read as the continuation of the earlier record');
    const conversation = new Conversation(id, this.context, placeOf(record, id), earlier);
    this.read(record, record.messages, conversation, line);
    this.nextSeq.set(id, conversation.nextSeq);
  }

  end(): void {}

  /** A message without a time happened when the one before it did; the first ones, at the record's own time. */
  private read(record: Json, messages: readonly unknown[], conversation: Conversation, line: number): void {
    let time = timeOf(record.time) ?? timeOf(record.timestamp) ?? timeOf(record.created_at);
    const info = {
      agent: firstText(record, 'agent'),
      model: firstText(record, 'model'),
      repository: conversation.place.repository,
      contentRecorded: true,
    };
    conversation.info(info, { line, time });
    for (const value of messages) {
      const message = messageOf(value);
      if (message === undefined) {
        this.context.skip(line, 'a message without a role');
        continue;
      }
      time = message.time ?? time;
      conversation.message(message, { line, time });
    }
    const usage = usageOf(record.usage);
    if (usage !== undefined) conversation.usage(usage, { line, time });
    conversation.end();
  }
}

function placeOf(record: Json, id: string): ToolPlace {
  const scope = firstText(record, 'scope');
  return scope === undefined ? { scope: id, private: true } : { scope, repository: scope, host: scope };
}
