import type { Observation } from '../observation.ts';
import { Rng } from '../rng.ts';
import type { Act, Artifact, LabSession, Piece } from '../run.ts';

/** What a tool call is about, apart from how a client names it. */
export type Operation =
  | 'readFile'
  | 'writeFile'
  | 'editFile'
  | 'appendFile'
  | 'deleteFile'
  | 'readMemory'
  | 'writeMemory'
  | 'editMemory'
  | 'appendMemory'
  | 'deleteMemory'
  | 'readMail'
  | 'sendMail'
  | 'fetch'
  | 'publish'
  | 'run'
  | 'delegate';

/** A tool call in plain words, with what names an artifact kept apart from what is content. */
export interface ToolCall {
  operation: Operation;
  id: string;
  /** When it was called and when its answer came. */
  called: number;
  answered: number;
  address: Record<string, string | number>;
  content: Record<string, string>;
  result: string;
  /** The text that was read or written, without what the tool puts around it; absent for commands. */
  text?: string;
  failed?: boolean;
  artifact?: Artifact;
}

type ReadAct = Extract<Act, { kind: 'read' }>;
type WriteAct = Extract<Act, { kind: 'write' }>;

/** Turns acts into tool calls and texts; shared by the emitters, each of which gives them its client's form. */
export class Teller {
  readonly observation: Observation;
  readonly #ids: Rng;

  constructor(observation: Observation) {
    this.observation = observation;
    this.#ids = Rng.of(observation.run.rngSeed, 'ids');
  }

  /** A stream for ids of this session's records. */
  ids(session: LabSession): Rng {
    return this.#ids.stream(session.index);
  }

  text(pieces: readonly Piece[]): string {
    return this.observation.run.renderer.join(pieces.map((piece) => piece.passage));
  }

  shown(act: ReadAct): string {
    return this.text(act.view === undefined ? act.pieces : act.pieces.slice(act.view.from, act.view.to));
  }

  /** 1-based first line and number of lines that a read showed, and how many there are. */
  lines(act: ReadAct): { start: number; count: number; total: number } {
    const total = countLines(this.text(act.pieces));
    if (act.view === undefined) return { start: 1, count: total, total };
    const before = act.view.from === 0 ? 0 : countLines(this.text(act.pieces.slice(0, act.view.from))) + 1;
    return { start: before + 1, count: countLines(this.shown(act)), total };
  }

  mail(artifact: Artifact, body: string): string {
    const { from, to, subject, replyTo } = artifact.mail!;
    const reply = replyTo === undefined ? '' : `In-Reply-To: ${replyTo}\n`;
    return `From: ${from}\nTo: ${to}\nSubject: ${subject}\nMessage-ID: ${artifact.key}\n${reply}\n${body}`;
  }

  /** The session's acts as tool calls, in order; the instruction file and what it says are left out. */
  *calls(session: LabSession, prefix: string): Generator<ToolCall | { say: string; time: number }> {
    const ids = this.ids(session).stream('calls');
    const acts = this.observation.acts(session);
    for (const act of acts) {
      switch (act.kind) {
        case 'read':
          yield { ...this.#read(act), id: prefix + ids.token(22) };
          break;
        case 'write':
          yield { ...this.#write(act), id: prefix + ids.token(22) };
          break;
        case 'run':
          yield {
            operation: 'run',
            id: prefix + ids.token(22),
            called: act.time,
            answered: act.time,
            address: {},
            content: { command: act.command },
            result: this.observation.run.renderer.text(act.output),
            failed: act.failed,
          };
          break;
        case 'spawn': {
          const join = acts.find((other) => other.kind === 'join' && other.child === act.child);
          const result = join?.kind === 'join' ? this.text(join.pieces) : '';
          const prompt = this.text(act.pieces);
          yield {
            operation: 'delegate',
            id: prefix + ids.token(22),
            called: act.time,
            answered: join?.time ?? act.time,
            address: { description: act.title },
            content: { prompt },
            result,
          };
          break;
        }
        case 'say':
          yield { say: this.text(act.pieces), time: act.time };
          break;
        default:
      }
    }
  }

  #read(act: ReadAct): Omit<ToolCall, 'id'> {
    const { artifact, time } = act;
    const text = this.shown(act);
    const base = { called: time, answered: time, content: {}, result: text, text, artifact };
    switch (artifact.kind) {
      case 'memory':
        return { ...base, operation: 'readMemory', address: { key: artifact.key } };
      case 'message':
        return {
          ...base,
          operation: 'readMail',
          address: { message_id: artifact.key },
          result: this.mail(artifact, text),
        };
      case 'page':
        return { ...base, operation: 'fetch', address: { url: artifact.key } };
      default: {
        const { start, count } = this.lines(act);
        const part: Record<string, number> = act.view === undefined ? {} : { offset: start, limit: count };
        return { ...base, operation: 'readFile', address: { path: this.observation.key(artifact), ...part } };
      }
    }
  }

  #write(act: WriteAct): Omit<ToolCall, 'id'> {
    const { write, time, mode } = act;
    const { artifact } = write;
    const text = this.text(act.pieces);
    const base = { called: time, answered: time, text, artifact, result: 'ok' };
    if (artifact.kind === 'message') {
      const { to, subject, replyTo } = artifact.mail!;
      const reply: Record<string, string> = replyTo === undefined ? {} : { in_reply_to: replyTo };
      const address = { message_id: artifact.key, to, subject, ...reply };
      return { ...base, operation: 'sendMail', address, content: { body: text }, result: `Sent ${artifact.key}` };
    }
    if (artifact.kind === 'page') {
      return { ...base, operation: 'publish', address: { url: artifact.key }, content: { content: text } };
    }
    const memory = artifact.kind === 'memory';
    const address: Record<string, string> = memory ? { key: artifact.key } : { path: this.observation.key(artifact) };
    switch (mode) {
      case 'replace':
        return { ...base, operation: memory ? 'writeMemory' : 'writeFile', address, content: { content: text } };
      case 'append':
        return { ...base, operation: memory ? 'appendMemory' : 'appendFile', address, content: { content: text } };
      case 'edit':
        return {
          ...base,
          operation: memory ? 'editMemory' : 'editFile',
          address,
          content: { old_string: this.text([act.removed!]), new_string: text },
        };
      case 'delete':
        return { ...base, operation: memory ? 'deleteMemory' : 'deleteFile', address, content: {}, text: undefined };
    }
  }
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
