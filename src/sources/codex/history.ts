import { hash53 } from '../read/hash.ts';
import { firstText, isObject, type Json, wordOf } from '../read/json.ts';
import type { SourceContext } from '../source.ts';

/** What is copied is written down at once: within this time of the session's first line, */
const START_MS = 2000;
/** or, where there is much of it, each record within this time of the one before. */
const BURST_MS = 250;
/** Where the parent's rollout was read its items decide, up to a pause in which somebody could have typed. */
const PAUSE_MS = 2000;

const KEY = 'codex-threads';

/** Items remembered of all threads of a run; later ones are not compared. */
const MAX_ITEMS = 500_000;

/** How often each item stands in the threads that were read, so that a copy of one is known for what it is. */
class Threads {
  private readonly counts = new Map<string, Map<number, number>>();
  private size = 0;

  has(thread: string): boolean {
    return this.counts.has(thread);
  }

  count(thread: string, item: number): number {
    return this.counts.get(thread)?.get(item) ?? 0;
  }

  add(thread: string, item: number): void {
    if (this.size >= MAX_ITEMS) return;
    this.size++;
    let items = this.counts.get(thread);
    if (items === undefined) {
      items = new Map();
      this.counts.set(thread, items);
    }
    items.set(item, (items.get(item) ?? 0) + 1);
  }
}

/**
 * Which items of a rollout are another thread's history. A fork says which thread it is of (`forked_from_id`) and copies
 * the items of it, with new times. Where its history ends is said by the client (`subagent_history_start_ordinal`, with
 * an `ordinal` in each record), else shown by the parent's own rollout, else by the time at which the items were written.
 * A client that refers to the history instead (`history_base`) copies nothing.
 */
export class History {
  private readonly thread: string;
  private readonly threads: Threads;
  private readonly seen = new Map<number, number>();
  private readonly ownFrom: number | undefined;
  private readonly refers: boolean;
  private readonly started: number | undefined;
  private last: number | undefined;
  private parent: string | undefined;
  private inside: boolean;

  constructor(thread: string, meta: Json, started: number | undefined, context: SourceContext) {
    this.thread = thread;
    this.started = started;
    this.last = started;
    const start = meta.subagent_history_start_ordinal;
    this.ownFrom = typeof start === 'number' ? start : undefined;
    this.refers = isObject(meta.history_base);
    this.parent = firstText(meta, 'forked_from_id');
    this.inside = this.parent !== undefined && !this.refers;
    this.threads = (context.state?.get(KEY) as Threads | undefined) ?? new Threads();
    context.state?.set(KEY, this.threads);
  }

  /** Metadata of another thread among the first records: its history follows. */
  metaOf(thread: string, time: number | undefined): void {
    if (this.refers || !this.isAtOnce(time)) return;
    this.parent ??= thread;
    this.inside = true;
  }

  /** True for a record that belongs to another thread's history. `item` is absent where the record is no response item. */
  has(record: { ordinal: unknown; time: number | undefined; item?: Json }): boolean {
    const key = record.item === undefined ? undefined : hash53(itemKey(record.item));
    const inherited = this.isInherited(record.ordinal, record.time, key);
    // A fork of this fork copies the whole of it.
    if (key !== undefined) this.threads.add(this.thread, key);
    return inherited;
  }

  private isInherited(ordinal: unknown, time: number | undefined, item: number | undefined): boolean {
    if (this.ownFrom !== undefined && typeof ordinal === 'number') return ordinal < this.ownFrom;
    if (!this.inside) return false;
    this.inside =
      this.parent !== undefined && this.threads.has(this.parent)
        ? !this.isAfterPause(time) && this.isOfParent(this.parent, item)
        : this.isAtOnce(time);
    if (this.inside) this.last = time ?? this.last;
    return this.inside;
  }

  private isOfParent(parent: string, item: number | undefined): boolean {
    if (item === undefined) return true;
    const count = (this.seen.get(item) ?? 0) + 1;
    this.seen.set(item, count);
    return count <= this.threads.count(parent, item);
  }

  private isAfterPause(time: number | undefined): boolean {
    return time !== undefined && this.last !== undefined && time - this.last > PAUSE_MS;
  }

  private isAtOnce(time: number | undefined): boolean {
    if (time === undefined || this.started === undefined || this.last === undefined) return true;
    return time - this.started <= START_MS || time - this.last <= BURST_MS;
  }
}

/** What stays the same in a copy: the call's id, or who said it and what. */
function itemKey(item: Json): string {
  const id = firstText(item, 'call_id');
  if (id !== undefined) return `${wordOf(item.type)} ${id}`;
  const parts = Array.isArray(item.content) ? item.content.slice(0, 100) : [item.content];
  const texts = parts.map((part) => (isObject(part) ? firstText(part, 'text') : wordOf(part)) ?? '');
  return `${wordOf(item.type)} ${wordOf(item.role)} ${texts.map((text) => `${text.length}:${text.slice(0, 200)}`).join(' ')}`;
}
