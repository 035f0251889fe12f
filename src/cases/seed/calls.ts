import type { Purpose } from '../../fleet/index.ts';
import type { TextEvent } from './seen.ts';

/** Calls whose reads and writes may still come. */
const MAX_CALLS = 10_000;
/** Arguments longer than this are those of a write. */
const SHORT = 2_000;

interface Noted {
  purpose: Purpose | undefined;
  /** Nothing in its arguments asks for a part. */
  whole: boolean;
}

/** What calls said of the reads and writes that come of them. Bounded: the oldest are forgotten. */
export class CallNotes {
  private readonly calls = new Map<string, Noted>();

  note(event: TextEvent): void {
    if (event.kind !== 'call' || event.call === undefined) return;
    const { purpose, args } = event;
    const whole = purpose === undefined && args !== undefined && args.length <= SHORT && !asksForPart(args);
    if (purpose === undefined && !whole) return;
    if (this.calls.size >= MAX_CALLS) this.calls.delete(this.calls.keys().next().value!);
    this.calls.set(`${event.session} ${event.call}`, { purpose, whole });
  }

  /** A write has the purpose of its call. */
  purposeOf(event: TextEvent): Purpose | undefined {
    if (event.kind === 'call') return event.purpose;
    return event.kind === 'write' ? this.of(event)?.purpose : undefined;
  }

  /**
   * A read that shows all of its artifact: its call names no lines and no limit. Of a shell, only a bare `cat` does; of a
   * read without a call nothing is known.
   */
  showsWhole(event: TextEvent): boolean {
    return event.kind === 'read' && event.text !== undefined && event.how !== 'rule' && this.of(event)?.whole === true;
  }

  private of(event: TextEvent): Noted | undefined {
    if (!('call' in event) || event.call === undefined) return undefined;
    return this.calls.get(`${event.session} ${event.call}`);
  }
}

/** Arguments that name lines, a range or a limit, or a shell command that may cut what it shows. */
function asksForPart(args: string): boolean {
  if (/^\s*[-+]?\d+(?:\s*[-,:]\s*\d+)?\s*$/m.test(args)) return true;
  const isCommand = /^\s*(?:[a-z][\w.-]*\s+\S)/m.test(args);
  return isCommand && !/^\s*cat\s+(?:--\s+)?\S+\s*(?:\n|$)/.test(args);
}
