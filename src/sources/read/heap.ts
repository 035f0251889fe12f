import type { FleetEvent } from '../../fleet/index.ts';

/**
 * Events waiting for their turn, the earliest first. Order: key (a time), then the session's own order, then file, line
 * and arrival: total, so that the same input always gives the same sequence.
 *
 * A binary heap of slot numbers over typed arrays; the events themselves never move.
 */
export class EventHeap {
  /** Estimated bytes of the text in all waiting events. */
  bytes = 0;
  private count = 0;
  private arrivals = 0;
  private heap = new Int32Array(1024);
  private keys = new Float64Array(1024);
  private arrival = new Float64Array(1024);
  private sizes = new Float64Array(1024);
  private readonly events: (FleetEvent | undefined)[] = [];
  private readonly free: number[] = [];

  get size(): number {
    return this.count;
  }

  /** Key of the earliest event; `Infinity` when none waits. */
  get firstKey(): number {
    return this.count === 0 ? Number.POSITIVE_INFINITY : this.keys[this.heap[0]!]!;
  }

  push(key: number, event: FleetEvent): void {
    const slot = this.free.pop() ?? this.events.length;
    if (slot >= this.keys.length) this.grow();
    const size = sizeOf(event);
    this.events[slot] = event;
    this.keys[slot] = key;
    this.sizes[slot] = size;
    this.arrival[slot] = this.arrivals++;
    this.bytes += size;
    this.siftUp(this.count++, slot);
  }

  /** The earliest event; the heap must not be empty. */
  pop(): FleetEvent {
    const slot = this.heap[0]!;
    const event = this.events[slot]!;
    this.events[slot] = undefined;
    this.bytes -= this.sizes[slot]!;
    this.free.push(slot);
    const last = this.heap[--this.count]!;
    if (this.count > 0) this.siftDown(last);
    return event;
  }

  private before(a: number, b: number): boolean {
    const keyA = this.keys[a]!;
    const keyB = this.keys[b]!;
    if (keyA !== keyB) return keyA < keyB;
    const x = this.events[a]!;
    const y = this.events[b]!;
    if (x.seq !== y.seq) return x.seq < y.seq;
    if (x.file !== y.file) return x.file < y.file;
    if (x.line !== y.line) return x.line < y.line;
    return this.arrival[a]! < this.arrival[b]!;
  }

  private siftUp(start: number, slot: number): void {
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(slot, this.heap[parent]!)) break;
      this.heap[at] = this.heap[parent]!;
      at = parent;
    }
    this.heap[at] = slot;
  }

  private siftDown(slot: number): void {
    let at = 0;
    for (let child = 1; child < this.count; child = 2 * at + 1) {
      if (child + 1 < this.count && this.before(this.heap[child + 1]!, this.heap[child]!)) child++;
      if (!this.before(this.heap[child]!, slot)) break;
      this.heap[at] = this.heap[child]!;
      at = child;
    }
    this.heap[at] = slot;
  }

  private grow(): void {
    const capacity = this.keys.length * 2;
    this.heap = extend(new Int32Array(capacity), this.heap);
    this.keys = extend(new Float64Array(capacity), this.keys);
    this.arrival = extend(new Float64Array(capacity), this.arrival);
    this.sizes = extend(new Float64Array(capacity), this.sizes);
  }
}

function extend<T extends Int32Array | Float64Array>(larger: T, smaller: T): T {
  larger.set(smaller);
  return larger;
}

/** Text, at the two bytes that a character may take, and what an object costs besides. */
function sizeOf(event: FleetEvent): number {
  const object = 256;
  switch (event.kind) {
    case 'read':
    case 'say':
      return object + 2 * (event.text?.length ?? 0);
    case 'write':
      return object + 2 * ((event.text?.length ?? 0) + (event.removed?.length ?? 0));
    case 'call':
      return object + 2 * (event.args?.length ?? 0);
    default:
      return object;
  }
}
