import type { TextEvent } from '../seed/seen.ts';
import { isBlind } from '../seed/seen.ts';

/** Which kinds of event a session had, and of which some came without their text. */
export interface Seen {
  had: Record<TextEvent['kind'], boolean>;
  blind: Record<TextEvent['kind'], boolean>;
  /** Events of each kind, for rates. */
  events: Record<TextEvent['kind'], number>;
}

/** What can be judged of each session. A number for each, since a fleet has many. */
export class SeenTable {
  private readonly counts: Record<TextEvent['kind'], number[]> = { read: [], write: [], call: [], say: [] };
  private readonly blind: Record<TextEvent['kind'], Set<number>> = {
    read: new Set(),
    write: new Set(),
    call: new Set(),
    say: new Set(),
  };

  note(session: number, event: TextEvent, prompt: boolean): void {
    const { kind } = event;
    this.counts[kind][session] = (this.counts[kind][session] ?? 0) + 1;
    if (prompt) return;
    const noText = kind === 'say' ? event.text === undefined : isBlind(event);
    if (noText && !(event.kind === 'read' && event.how !== 'observed')) this.blind[kind].add(session);
  }

  of(session: number): Seen {
    const each = <T>(value: (kind: TextEvent['kind']) => T) => ({
      read: value('read'),
      write: value('write'),
      call: value('call'),
      say: value('say'),
    });
    return {
      had: each((kind) => (this.counts[kind][session] ?? 0) > 0),
      blind: each((kind) => this.blind[kind].has(session)),
      events: each((kind) => this.counts[kind][session] ?? 0),
    };
  }
}
