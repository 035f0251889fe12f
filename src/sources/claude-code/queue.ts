import type { Json } from '../read/json.ts';
import type { At, SessionLog } from './session.ts';
import { userRead } from './user-text.ts';

const MAX_WAITING = 1000;

/**
 * Texts that wait while the session works: prompts typed ahead, answers of background agents. What leaves the queue mostly
 * comes back as a record of its own, which is its read; what does not was read when it left.
 */
export class Queue {
  private waiting: string[] = [];
  private taken: (At & { text: string; session: SessionLog })[] = [];

  operation(record: Json, session: SessionLog, at: At): void {
    const text = typeof record.content === 'string' ? record.content : undefined;
    switch (record.operation) {
      case 'enqueue':
        if (text !== undefined && this.waiting.length < MAX_WAITING) this.waiting.push(text);
        break;
      case 'dequeue':
      case 'remove': {
        const first = text === undefined ? this.waiting.shift() : this.withdraw(text);
        if (first !== undefined && this.taken.length < MAX_WAITING) this.taken.push({ text: first, session, ...at });
        break;
      }
      default:
        // `popAll`, `clear`: given back to the person who typed it.
        if (text === undefined) this.waiting = [];
        else this.withdraw(text);
    }
  }

  /** A record brought this text: it needs no read of its own. */
  arrived(text: string): void {
    const at = this.taken.findIndex((entry) => entry.text === text);
    if (at >= 0) {
      this.taken.splice(at, 1);
      return;
    }
    // Not the first in the queue had left it, but this one.
    const waiting = this.waiting.indexOf(text);
    if (waiting < 0) return;
    this.waiting.splice(waiting, 1);
    const wrong = this.taken.pop();
    if (wrong !== undefined) this.waiting.unshift(wrong.text);
  }

  end(): void {
    for (const { text, session, time, file, line } of this.taken) {
      const read = userRead(text, false, session);
      if (read !== undefined) session.read(read, { time, file, line });
    }
    this.taken = [];
  }

  private withdraw(text: string): string {
    const at = this.waiting.indexOf(text);
    if (at >= 0) this.waiting.splice(at, 1);
    return text;
  }
}
