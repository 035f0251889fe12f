import type { ArtifactRef, SessionInfo } from '../../fleet/index.ts';
import type { SourceContext } from '../source.ts';
import { type DraftRead, type DraftWrite, effectOf, outcomeOf, type ToolPlace, type ToolUse } from '../tools/index.ts';
import type { ChatMessage, MessagePart } from './messages.ts';
import { Repeats, sameInput } from './repeats.ts';

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
  /** Where the user's texts come from, when the user is another session. */
  principal: ArtifactRef | undefined;
  /** Where the session stands; a source that learns of a new directory sets it. */
  place: ToolPlace;
  private readonly pending = new Map<string, Pending>();
  private repeats: Repeats | undefined;
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

  /** A list of messages that may repeat what earlier ones of this session told, as every model call repeats its history. */
  history(messages: readonly ChatMessage[], at: At): void {
    this.repeats ??= new Repeats();
    for (const { part, message } of this.repeats.news(messages)) {
      this.part(part, message, { line: at.line, time: message.time ?? at.time });
    }
  }

  /** A span with a call and its answer. The messages around it may tell of both as well. */
  toolSpan(use: ToolUse, answer: { text?: string; error?: boolean }, from: At, to: At): void {
    this.repeats ??= new Repeats();
    const told = this.repeats.toldInMessages(use);
    const waiting = this.waitingCall(use);
    if (waiting === undefined && told) return;
    if (waiting === undefined) this.call(use, from);
    const { call } = waiting ?? use;
    this.answered({ kind: 'result', ...answer, call, tool: use.tool }, to);
    if (call !== undefined) this.repeats.answered(call);
  }

  /** The call that waits for its answer and is this one: by id, by tool and arguments, or by tool where no arguments are known. */
  waitingCall(use: ToolUse): ToolUse | undefined {
    const byId = use.call === undefined ? undefined : this.pending.get(use.call);
    if (byId !== undefined) return byId.use;
    let byTool: ToolUse | undefined;
    for (const { use: waiting } of this.pending.values()) {
      if (waiting.tool !== use.tool) continue;
      if (sameInput(waiting.input, use.input)) return waiting;
      if (use.input === undefined || waiting.input === undefined) byTool ??= waiting;
    }
    return byTool;
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
        this.read({ channel: this.principal?.channel ?? 'human', artifact: this.principal, text, how: 'observed' }, at);
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
