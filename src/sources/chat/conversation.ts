import { hash } from 'node:crypto';
import type { SessionInfo } from '../../fleet/index.ts';
import type { SourceContext } from '../source.ts';
import { type DraftRead, type DraftWrite, effectOf, outcomeOf, type ToolPlace, type ToolUse } from '../tools/index.ts';
import type { ChatMessage, MessagePart } from './messages.ts';

/** Where in the input something stands, and when it happened. */
export interface At {
  line: number;
  time: number | undefined;
}

type ToolAnswer = Extract<MessagePart, { kind: 'result' }>;

/** What a call and its answer wrote and read. */
export interface Outcome {
  writes: DraftWrite[];
  reads: DraftRead[];
}

/** A call that waits for its answer. */
interface Pending {
  use: ToolUse;
  at: At;
}

/**
 * One session's messages as events: system texts are read through `control`, the user's through `human`, a tool's answer
 * as the tool says; what the assistant writes is said, and its tool calls are calls. A call's writes follow once its
 * answer is known to be no error, at the time of the call.
 */
export class Conversation {
  readonly session: string;
  private readonly context: SourceContext;
  /** Where the session stands; a source that learns of a new directory sets it. */
  place: ToolPlace;
  private readonly pending = new Map<string, Pending>();
  private seen: Map<string, number> | undefined;
  private seq: number;
  private unnamed = 0;

  /** `seq` is where the session's order goes on, when it was read before. */
  constructor(session: string, context: SourceContext, place: ToolPlace, seq = 0) {
    this.session = session;
    this.context = context;
    this.place = place;
    this.seq = seq;
  }

  /** The place in the session's order that its next event takes. */
  get nextSeq(): number {
    return this.seq;
  }

  info(info: SessionInfo, at: At): void {
    this.context.emit({ kind: 'session', ...this.base(at), info });
  }

  /** A message that was not there before. */
  message(message: ChatMessage, at: At): void {
    for (const part of message.parts) this.part(part, message, at);
    if (message.usage !== undefined) this.usage(message.usage, at);
  }

  /**
   * A list of messages that may repeat what earlier lists of this session held, as every model call repeats its history.
   * The n-th occurrence of a part is new when no earlier list held n of it.
   */
  history(messages: readonly ChatMessage[], at: At): void {
    this.seen ??= new Map();
    const here = new Map<string, number>();
    for (const message of messages) {
      const placed = { line: at.line, time: message.time ?? at.time };
      for (const part of message.parts) {
        const key = keyOf(part, message.role);
        const count = (here.get(key) ?? 0) + 1;
        here.set(key, count);
        if (count <= (this.seen.get(key) ?? 0)) continue;
        this.seen.set(key, count);
        this.part(part, message, placed);
      }
    }
  }

  /** A tool call; `answered` will follow unless the recording ends before. */
  call(use: ToolUse, at: At): void {
    const { args, purpose } = effectOf(use, this.place);
    this.context.emit({ kind: 'call', ...this.base(at), tool: use.tool, call: use.call, args, purpose });
    this.pending.set(use.call ?? `\0${this.unnamed++}`, { use, at });
  }

  /**
   * The answer to a call: found by its id, else by the tool's name, else the call that has waited longest. `outcome` says
   * what the two did where the source knows better than the tool's name does.
   */
  answered(result: ToolAnswer, at: At, outcome: (use: ToolUse) => Outcome | undefined = () => undefined): void {
    const waiting = this.takePending(result);
    const use = waiting?.use ?? { tool: result.tool ?? 'unknown', call: result.call, input: undefined };
    const answer = { text: result.text, error: result.error };
    const { writes, reads } = outcome(use) ?? outcomeOf(use, answer, this.place);
    for (const write of writes) this.write(write, waiting?.at ?? at, use);
    for (const read of reads) this.read(read, at, use);
  }

  read(read: DraftRead, at: At, by?: ToolUse): void {
    this.context.emit({ kind: 'read', ...this.base(at), ...read, tool: by?.tool, call: by?.call });
  }

  write(write: DraftWrite, at: At, by?: ToolUse): void {
    this.context.emit({ kind: 'write', ...this.base(at), ...write, tool: by?.tool, call: by?.call });
  }

  say(text: string, at: At): void {
    this.context.emit({ kind: 'say', ...this.base(at), text });
  }

  usage(usage: { input: number; output: number }, at: At): void {
    this.context.emit({ kind: 'usage', ...this.base(at), ...usage });
  }

  /** The recording ends: what calls without an answer were to write is taken as written. */
  end(): void {
    for (const { use, at } of this.pending.values()) {
      for (const write of effectOf(use, this.place).writes) this.write(write, at, use);
    }
    this.pending.clear();
  }

  private part(part: MessagePart, message: ChatMessage, at: At): void {
    if (part.kind === 'call') this.call(part.use, at);
    else if (part.kind === 'result') this.answered(part, at);
    else this.text(part.text, message, at);
  }

  private text(text: string, message: ChatMessage, at: At): void {
    switch (message.role) {
      case 'control':
        this.read({ channel: 'control', text, how: 'observed' }, at);
        return;
      case 'user':
        this.read({ channel: 'human', text, how: 'observed' }, at);
        return;
      case 'assistant':
        this.say(text, at);
        return;
      default:
        this.context.skip(at.line, `a message of the unknown role ${JSON.stringify(message.written.slice(0, 40))}`);
    }
  }

  private takePending(result: { call?: string; tool?: string }): Pending | undefined {
    let key = result.call !== undefined && this.pending.has(result.call) ? result.call : undefined;
    if (key === undefined && result.call === undefined) {
      for (const [id, { use }] of this.pending) {
        if (result.tool === undefined || use.tool === result.tool) {
          key = id;
          break;
        }
      }
    }
    if (key === undefined) return undefined;
    const waiting = this.pending.get(key);
    this.pending.delete(key);
    return waiting;
  }

  private base(at: At) {
    return { session: this.session, time: at.time, seq: this.seq++, file: this.context.file, line: at.line };
  }
}

/** What makes two parts the same. Long texts count by their hash, so that a fleet's texts are not all held in memory. */
function keyOf(part: MessagePart, role: ChatMessage['role']): string {
  switch (part.kind) {
    case 'text':
      return `${role}:${digest(part.text)}`;
    case 'call':
      return part.use.call !== undefined
        ? `call:${part.use.call}`
        : `call:${part.use.tool}:${digest(JSON.stringify(part.use.input) ?? '')}`;
    case 'result':
      return part.call !== undefined ? `result:${part.call}` : `result:${part.tool ?? ''}:${digest(part.text ?? '')}`;
  }
}

/** A short stand-in for a text: itself when it is short, else its hash. */
export function digest(text: string): string {
  return text.length <= 32 ? text : `\0${hash('sha256', text, 'base64').slice(0, 24)}`;
}
