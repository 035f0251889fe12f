import type { ArtifactRef, Channel, FleetEvent, Purpose, SessionInfo } from '../../fleet/index.ts';
import type { DraftRead, DraftWrite, ToolPlace } from '../tools/index.ts';
import { type At, CallBook, type CallSink } from './calls.ts';
import type { Recorded, Usage } from './deed.ts';
import type { Lru } from './lru.ts';
import { type CallPart, type Message, messagesOf, type ResultPart, textOf } from './messages.ts';
import { Seen, textHash } from './seen.ts';

/** Where events go. */
export interface Output {
  file: number;
  hashKey: string | undefined;
  /** Sessions by the length of the history that they keep, so that all of them together stay bounded. */
  histories: Lru<Session>;
  emit(event: FleetEvent): void;
}

/** What a user message of this session is: typed by a person, or handed over by another agent. */
export interface Incoming {
  channel: Channel;
  /** Called with the first text; answers the artifact that it is, when it is the one that was waited for. */
  take(text: string | undefined, at: At): ArtifactRef | undefined;
}

/** A session of an agent: what its context already holds, its calls, and the events that it becomes. */
export class Session implements CallSink {
  readonly id: string;
  readonly seen = new Seen();
  readonly calls: CallBook;
  /** The agent whose runs bear the conversation's bare id; others are `<conversation>/<agent>`. */
  owner: string | undefined;
  /** Log records show its whole history, so an answer that is told without text may still come with it. */
  showsHistory = false;
  /** The last text that it said. */
  lastSaid: string | undefined;
  private readonly out: Output;
  private readonly informed = new Set<string>();
  private begun = false;
  /** The history as the last chat span told it, and how often a call without id stood in it. */
  private history: { text: string; counts: Map<number, number> } | undefined;
  private counts = new Map<number, number>();
  private seq = 0;

  constructor(id: string, out: Output) {
    this.id = id;
    this.out = out;
    this.calls = new CallBook(this, this.seen);
  }

  /** Tells what is new of it; nothing when all was told. */
  inform(info: SessionInfo, at: At): void {
    const fresh: Record<string, unknown> = {};
    let any = !this.begun;
    this.begun = true;
    for (const name in info) {
      if (this.informed.has(name)) continue;
      this.informed.add(name);
      fresh[name] = info[name as keyof SessionInfo];
      any = true;
    }
    if (any) this.out.emit({ ...this.base(at), kind: 'session', info: fresh });
  }

  forgetHistory(): void {
    this.history = undefined;
  }

  /** Messages that the model was given: what is new in them is a read, a call or an answer. */
  hear(recorded: Recorded, at: At, place: ToolPlace, incoming: Incoming): void {
    const { messages, counts } = this.unheard(recorded);
    this.counts = counts;
    for (const message of messages) {
      if (message.role === 'assistant') {
        this.answers(message, at, place, counts);
        this.speakMessage(message, at, place, counts);
      } else {
        this.hearMessage(message, at, place, incoming, counts);
      }
    }
  }

  /** Messages that the model gave. */
  speak(recorded: Recorded, at: At, place: ToolPlace): void {
    const counts = new Map(this.counts);
    for (const message of messagesOf(recorded.value, recorded.role, this.out.hashKey)) {
      if (message.role === 'assistant') this.speakMessage(message, at, place, counts);
      else this.answers(message, at, place, counts);
    }
  }

  read(at: At, draft: DraftRead, tool?: string, call?: string): void {
    this.out.emit({ ...this.base(at), kind: 'read', ...draft, ...ofCall(tool, call) });
  }

  write(at: At, draft: DraftWrite, tool?: string, call?: string): void {
    this.out.emit({ ...this.base(at), kind: 'write', ...draft, ...ofCall(tool, call) });
  }

  call(at: At, tool: string, call: string | undefined, args: string, purpose?: Purpose): void {
    const event: FleetEvent = { ...this.base(at), kind: 'call', tool };
    if (call !== undefined) event.call = call;
    if (args !== '') event.args = args;
    if (purpose !== undefined) event.purpose = purpose;
    this.out.emit(event);
  }

  say(at: At, text: string | undefined): void {
    const event: FleetEvent = { ...this.base(at), kind: 'say' };
    if (text !== undefined) event.text = text;
    this.out.emit(event);
  }

  usage(at: At, usage: Usage): void {
    this.out.emit({ ...this.base(at), kind: 'usage', ...usage });
  }

  private base(at: At) {
    return { session: this.id, time: at.time, seq: this.seq++, file: this.out.file, line: at.line };
  }

  /**
   * The messages of a history that the last one did not have. Emitters send the history as a JSON text that starts with
   * the one before, so nearly all of it can be passed over unparsed.
   */
  private unheard(recorded: Recorded): { messages: Message[]; counts: Map<number, number> } {
    const { value, role } = recorded;
    if (role !== 'user') return { messages: messagesOf(value, role, this.out.hashKey), counts: this.counts };
    const last = this.history;
    if (typeof value !== 'string' || !value.startsWith('[') || !value.endsWith(']')) {
      return { messages: messagesOf(value, role, this.out.hashKey), counts: new Map() };
    }
    const cut = last === undefined ? 0 : last.text.length - 1;
    // Equality of two slices compares memory; `startsWith` is thirty times slower.
    const follows =
      last !== undefined && cut > 1 && value[cut] === ',' && value.slice(0, cut) === last.text.slice(0, cut);
    const counts = follows ? last.counts : new Map<number, number>();
    this.history = { text: value, counts };
    this.out.histories.set(this.id, this, value.length);
    return { messages: messagesOf(follows ? `[${value.slice(cut + 1)}` : value, role, this.out.hashKey), counts };
  }

  private hearMessage(
    message: Message,
    at: At,
    place: ToolPlace,
    incoming: Incoming,
    counts: Map<number, number>,
  ): void {
    this.answers(message, at, place, counts);
    const text = textOf(message.parts);
    const hash = message.parts.find((part) => part.kind === 'text' && part.hash !== undefined);
    const hashed = hash?.kind === 'text' ? hash.hash : undefined;
    if (text === undefined && hashed === undefined) return;
    const system = message.role === 'system';
    if (!this.seen.add(system ? 'system' : 'user', text ?? hashed!)) return;
    const draft: DraftRead = { channel: system ? 'control' : incoming.channel, how: 'observed' };
    const artifact = system ? undefined : incoming.take(text, at);
    if (artifact !== undefined) draft.artifact = artifact;
    if (text !== undefined) draft.text = text;
    if (hashed !== undefined) draft.hash = hashed;
    this.read(at, draft);
  }

  private answers(message: Message, at: At, place: ToolPlace, counts: Map<number, number>): void {
    for (const part of message.parts) {
      if (part.kind !== 'result' || !this.isNewAnswer(part, counts)) continue;
      this.calls.answer('message', { ...part, failed: part.error }, at, place);
    }
  }

  private speakMessage(message: Message, at: At, place: ToolPlace, counts: Map<number, number>): void {
    const text = textOf(message.parts);
    if (text !== undefined && this.seen.add('assistant', text)) {
      this.lastSaid = text;
      this.say(at, text);
    }
    for (const part of message.parts) {
      if (part.kind !== 'call' || !this.isNewCall(part, counts)) continue;
      this.calls.ask('message', part, at, place);
    }
  }

  /** A call without id is known by what it asks, and by how many of the same stand before it in the same list. */
  private isNewCall(part: CallPart, counts: Map<number, number>): boolean {
    if (part.id !== undefined) return true;
    return this.isNew('call', `${part.tool}\n${JSON.stringify(part.input) ?? ''}`, counts);
  }

  private isNewAnswer(part: ResultPart, counts: Map<number, number>): boolean {
    return part.id !== undefined || this.isNew('result', `${part.tool ?? ''}\n${part.text ?? part.hash ?? ''}`, counts);
  }

  private isNew(kind: string, text: string, counts: Map<number, number>): boolean {
    const hash = textHash(kind, text);
    const before = counts.get(hash) ?? 0;
    counts.set(hash, before + 1);
    return this.seen.add(kind, `${before}\n${hash}`);
  }
}

function ofCall(tool: string | undefined, call: string | undefined): { tool?: string; call?: string } {
  if (tool === undefined) return {};
  return call === undefined ? { tool } : { tool, call };
}
