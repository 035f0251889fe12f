import type { How, Purpose } from '../../fleet/index.ts';
import { type DraftRead, type DraftWrite, effectOf, outcomeOf, type ToolPlace } from '../tools/index.ts';
import { type Seen, textHash } from './seen.ts';

/** When and where in the input something was told. */
export interface At {
  time: number | undefined;
  line: number;
}

/** Who told of a call: a message of a model (its output, or the history), or the tool's own span or log record. */
export type Teller = 'message' | 'execution';

export interface Asked {
  id?: string | undefined;
  tool: string;
  input: unknown;
}

export interface Answered {
  id?: string | undefined;
  tool?: string | undefined;
  text?: string | undefined;
  hash?: string | undefined;
  failed?: boolean | undefined;
}

/** Where a book's events go. */
export interface CallSink {
  call(at: At, tool: string, id: string | undefined, args: string, purpose: Purpose | undefined): void;
  read(at: At, draft: DraftRead, tool: string | undefined, id: string | undefined): void;
  write(at: At, draft: DraftWrite, tool: string | undefined, id: string | undefined): void;
}

export interface Call {
  id: string | undefined;
  tool: string;
  input: unknown;
  argsHash: number | undefined;
  place: ToolPlace;
  tellers: Set<Teller>;
  /** When it was first told; `undefined`: not yet. */
  asked: At | undefined;
  answer: 'none' | 'textless' | 'text';
  wrote: boolean;
  /** An answer without text came at this time; a message may still bring the text. */
  pending: { at: At; failed: boolean } | undefined;
  /** What it brought into the context was told apart, by operations inside it. */
  toldInside: boolean;
}

const MAX_CALLS = 5_000;
const MAX_UNANSWERED = 1_000;
const MAX_OPEN = 64;
const MAX_WAITING = 200;

/**
 * The tool calls of one session. The same call is told up to three times (the model's output, the tool's own span, the
 * history of every later chat span); it and its answer become events once, joined by call id, else by tool and arguments.
 */
export class CallBook {
  private readonly byId = new Map<string, Call>();
  /** Calls that only one side has told, by tool: where a mention without id finds its other half. */
  private readonly open = new Map<string, Call[]>();
  private readonly unanswered = new Set<Call>();
  private waiting: Call[] = [];
  private readonly sink: CallSink;
  private readonly seen: Seen;

  constructor(sink: CallSink, seen: Seen) {
    this.sink = sink;
    this.seen = seen;
  }

  /** What a tool's span knows of a call, before the message that asked for it is told. */
  learn(asked: Asked, place: ToolPlace): void {
    if (asked.id === undefined || asked.input === undefined) return;
    const known = this.byId.get(asked.id);
    if (known === undefined) this.create(asked, place);
    else known.input ??= asked.input;
  }

  ask(teller: Teller, asked: Asked, at: At, place: ToolPlace): Call {
    let call = asked.id === undefined ? undefined : this.byId.get(asked.id);
    const effect = call?.asked === undefined ? effectOf({ ...asked, call: asked.id }, place) : undefined;
    const argsHash = asked.input === undefined || effect === undefined ? undefined : textHash('args', effect.args);
    call ??= this.otherHalf(teller, asked, argsHash) ?? this.create(asked, place);
    if (asked.id !== undefined && call.id === undefined) this.name(call, asked.id);
    call.argsHash ??= argsHash;
    call.tellers.add(teller);
    if (call.tellers.size === 2) this.close(call);
    if (call.asked === undefined) {
      if (call.input === undefined) call.input = asked.input;
      call.asked = at;
      call.place = place;
      const { args, purpose } =
        effect !== undefined && call.input === asked.input ? effect : effectOf(useOf(call), place);
      this.sink.call(at, call.tool, call.id, args, purpose);
      this.await(call);
    }
    return call;
  }

  /** An answer, at the time when it is known; the reads and the call's writes become events. */
  answer(teller: Teller, answered: Answered, at: At, place: ToolPlace, known?: Call): void {
    const call = known ?? this.answeredCall(answered, place);
    if (call === undefined || call.answer === 'text') return;
    const textless = answered.text === undefined && answered.hash === undefined;
    if (textless && teller === 'execution') {
      if (call.answer !== 'none' || call.pending !== undefined) return;
      call.pending = { at, failed: answered.failed === true };
      this.waiting.push(call);
      if (this.waiting.length > MAX_WAITING) this.settle();
    } else if (!textless || call.answer === 'none') {
      const failed = answered.failed === true || call.pending?.failed === true;
      this.finish(call, { ...answered, failed }, call.pending?.at ?? at);
    }
  }

  /** Nothing more comes of the call: it was not let run, or what it did is told otherwise. */
  conclude(call: Call): void {
    call.answer = 'text';
    call.wrote = true;
    this.unanswered.delete(call);
  }

  /** No more is to be told for now: answers that waited for their text are told without it. */
  settle(): void {
    for (const call of this.waiting) {
      if (call.answer === 'none' && call.pending !== undefined) {
        this.finish(call, { failed: call.pending.failed }, call.pending.at);
      }
    }
    this.waiting = [];
  }

  /** The session is over: whether a call that was never answered ran is unknown, so what it writes is inferred. */
  end(): void {
    this.settle();
    for (const call of this.unanswered) this.writeUnanswered(call);
    this.unanswered.clear();
  }

  private writeUnanswered(call: Call): void {
    if (call.wrote || call.asked === undefined) return;
    call.wrote = true;
    const how: How = 'inferred';
    for (const write of effectOf(useOf(call), call.place).writes) {
      this.sink.write(call.asked, { ...write, how }, call.tool, call.id);
    }
  }

  private finish(call: Call, answered: Answered, at: At): void {
    const { reads, writes } = outcomeOf(
      useOf(call),
      { text: answered.text, error: answered.failed === true },
      call.place,
    );
    if (answered.hash !== undefined) {
      const target = writes.length > 0 ? writes : reads;
      if (target.length === 1) target[0]!.hash ??= answered.hash;
    }
    if (!call.wrote) for (const write of writes) this.sink.write(call.asked ?? at, write, call.tool, call.id);
    const known = call.toldInside || (answered.text !== undefined && this.seen.has('handed back', answered.text));
    if (!known) for (const read of reads) this.sink.read(at, read, call.tool, call.id);
    if (answered.text !== undefined) this.seen.add('answer', answered.text);
    call.wrote = true;
    call.answer = answered.text === undefined && answered.hash === undefined ? 'textless' : 'text';
    if (call.answer === 'text') call.input = undefined;
    this.unanswered.delete(call);
  }

  private answeredCall(answered: Answered, place: ToolPlace): Call | undefined {
    const { id, tool, text } = answered;
    const named = id === undefined ? undefined : this.byId.get(id);
    if (named !== undefined) return named;
    if (id === undefined) {
      for (const call of this.unanswered) if (tool === undefined || call.tool === tool) return call;
    }
    // The call itself was lost. Its answer is one read, even where both the tool's span and a message tell it.
    if (text !== undefined && this.seen.has('answer', text)) return undefined;
    return this.create({ id, tool: tool ?? 'tool', input: undefined }, place);
  }

  private otherHalf(teller: Teller, asked: Asked, argsHash: number | undefined): Call | undefined {
    return this.open.get(asked.tool)?.find((call) => {
      if (call.tellers.has(teller) || (call.id !== undefined && asked.id !== undefined)) return false;
      return call.argsHash === undefined || argsHash === undefined || call.argsHash === argsHash;
    });
  }

  private create(asked: Asked, place: ToolPlace): Call {
    const call: Call = {
      id: undefined,
      tool: asked.tool,
      input: asked.input,
      argsHash: undefined,
      place,
      tellers: new Set(),
      asked: undefined,
      answer: 'none',
      wrote: false,
      pending: undefined,
      toldInside: false,
    };
    if (asked.id !== undefined) this.name(call, asked.id);
    const open = this.open.get(asked.tool) ?? [];
    if (open.length === 0) this.open.set(asked.tool, open);
    open.push(call);
    if (open.length > MAX_OPEN) open.shift();
    return call;
  }

  private await(call: Call): void {
    this.unanswered.add(call);
    if (this.unanswered.size <= MAX_UNANSWERED) return;
    for (const oldest of this.unanswered) {
      this.unanswered.delete(oldest);
      this.writeUnanswered(oldest);
      return;
    }
  }

  private name(call: Call, id: string): void {
    call.id = id;
    this.byId.set(id, call);
    if (this.byId.size <= MAX_CALLS) return;
    for (const [oldest, forgotten] of this.byId) {
      this.byId.delete(oldest);
      this.unanswered.delete(forgotten);
      this.writeUnanswered(forgotten);
      break;
    }
  }

  private close(call: Call): void {
    const open = this.open.get(call.tool);
    const index = open?.indexOf(call) ?? -1;
    if (index >= 0) open!.splice(index, 1);
  }
}

function useOf(call: Call): { tool: string; call?: string; input: unknown } {
  return call.id === undefined
    ? { tool: call.tool, input: call.input }
    : { tool: call.tool, call: call.id, input: call.input };
}
