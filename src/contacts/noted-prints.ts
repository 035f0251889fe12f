import { Columns } from '../fleet/index.ts';

/** Fingerprints that are kept at the most (16 MiB); beyond them the oldest contacts can no longer be taken back. */
const POOL = 1 << 22;

/** Fingerprints that contacts rest on, in one bounded ring: to take them back when those turn out to be boilerplate. */
export class NotedPrints {
  private cells = new Uint32Array(1 << 10);
  private written = 0;
  /** `at`: where the prints of a contact start, counted from the first ever noted. In order of contacts. */
  private readonly notes = new Columns({ contact: 'u32', at: 'f64', length: 'u8', missing: 'u8' });
  private readonly capacity: number;

  constructor(capacity = POOL) {
    this.capacity = capacity;
  }

  /** `contact` must be greater than all before; `missing`: prints of its write that did not stand in the read. */
  add(contact: number, prints: readonly number[], missing: number): void {
    this.makeRoom(prints.length);
    this.notes.push(contact, this.written, prints.length, missing);
    this.cells.set(prints, this.written % this.capacity);
    this.written += prints.length;
  }

  each(visit: (contact: number, prints: Uint32Array, missing: number) => void): void {
    for (let i = 0; i < this.notes.length; i++) {
      const prints = this.printsAt(i);
      if (prints !== undefined) visit(this.notes.get('contact', i), prints, this.notes.get('missing', i));
    }
  }

  of(contact: number): { prints: Uint32Array; missing: number } | undefined {
    let low = 0;
    let high = this.notes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.notes.get('contact', middle) < contact) low = middle + 1;
      else high = middle;
    }
    if (low === this.notes.length || this.notes.get('contact', low) !== contact) return undefined;
    const prints = this.printsAt(low);
    return prints === undefined ? undefined : { prints, missing: this.notes.get('missing', low) };
  }

  private printsAt(i: number): Uint32Array | undefined {
    const at = this.notes.get('at', i);
    if (at < this.written - this.capacity) return undefined;
    const start = at % this.capacity;
    return this.cells.subarray(start, start + this.notes.get('length', i));
  }

  /** The prints of a contact never run over the end of the ring. */
  private makeRoom(room: number): void {
    const left = this.capacity - (this.written % this.capacity);
    if (left < room) this.written += left;
    const end = (this.written % this.capacity) + room;
    let size = this.cells.length;
    if (end <= size) return;
    while (size < end) size *= 2;
    const larger = new Uint32Array(Math.min(size, this.capacity));
    larger.set(this.cells);
    this.cells = larger;
  }
}
