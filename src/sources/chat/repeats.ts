import { hash } from 'node:crypto';
import type { ToolUse } from '../tools/index.ts';
import type { ChatMessage, MessagePart } from './messages.ts';

/**
 * What a session's telemetry told before. Model calls repeat their history, and a tool call may stand both in the
 * messages and in a span of its own: each is one event.
 *
 * Counts, not sets: the second time that a user says "yes" in one history is new, the same list again is not.
 */
export class Repeats {
  private readonly parts = new Map<string, number>();
  private readonly runs = new Map<string, { inMessages: number; asSpans: number }>();

  /** The parts of a message list that no earlier list held, each with its message. */
  *news(messages: readonly ChatMessage[]): Generator<{ part: MessagePart; message: ChatMessage }> {
    const here = new Map<string, number>();
    for (const message of messages) {
      for (const part of message.parts) {
        const key = keyOf(part, message.role);
        const count = (here.get(key) ?? 0) + 1;
        here.set(key, count);
        if (count <= (this.parts.get(key) ?? 0)) continue;
        this.parts.set(key, count);
        if (part.kind === 'call' && this.toldAsSpan(part.use)) {
          if (part.use.call !== undefined) this.parts.set(`result:${part.use.call}`, 1);
        } else {
          yield { part, message };
        }
      }
    }
  }

  /** True when the messages told of this call before its span did. */
  toldInMessages(use: ToolUse): boolean {
    const run = this.run(use);
    return run.inMessages >= ++run.asSpans;
  }

  /** The answer to this call is known: the messages that repeat it tell nothing new. */
  answered(call: string): void {
    this.parts.set(`result:${call}`, 1);
  }

  private toldAsSpan(use: ToolUse): boolean {
    const run = this.run(use);
    return run.asSpans >= ++run.inMessages;
  }

  private run(use: ToolUse): { inMessages: number; asSpans: number } {
    const key = `${use.tool}:${inputDigest(use.input)}`;
    let run = this.runs.get(key);
    if (run === undefined) {
      run = { inMessages: 0, asSpans: 0 };
      this.runs.set(key, run);
    }
    return run;
  }
}

/** A short stand-in for a text, so that a fleet's texts are not all held in memory: itself when short, else its hash. */
export function digest(text: string): string {
  return text.length <= 32 ? text : `\0${hash('sha256', text, 'base64').slice(0, 24)}`;
}

function keyOf(part: MessagePart, role: ChatMessage['role']): string {
  switch (part.kind) {
    case 'text':
      return `${role}:${digest(part.text)}`;
    case 'call':
      return part.use.call === undefined
        ? `call:${part.use.tool}:${inputDigest(part.use.input)}`
        : `call:${part.use.call}`;
    case 'result':
      return part.call === undefined ? `result:${part.tool ?? ''}:${digest(part.text ?? '')}` : `result:${part.call}`;
  }
}

export function sameInput(a: unknown, b: unknown): boolean {
  return inputDigest(a) === inputDigest(b);
}

/** Arguments count as the same in any order of their names. */
function inputDigest(input: unknown): string {
  if (typeof input === 'string') return digest(input);
  const sorted =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))
      : input;
  return digest(JSON.stringify(sorted) ?? '');
}
