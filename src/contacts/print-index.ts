/**
 * Which writes hold a fingerprint: how a text is found again under another address (a message in somebody's inbox, a
 * file in another clone). Bounded: when a half is full, the older half is forgotten.
 */

/** Pairs of fingerprint and write in a half. Two halves of 2^21 slots take 33 MiB. */
const SLOTS = 1 << 21;
const FULL = SLOTS * 0.6;

/** Writes remembered for one fingerprint; beyond them the oldest gives way. */
const WRITES_PER_PRINT = 8;

/** Set in a posting when the session had not read that fingerprint before it wrote it. */
const INTRODUCED = 0x80000000;

export class PrintIndex {
  private young = new Half();
  private old: Half | undefined;
  /** Times that the older half was forgotten. */
  forgotten = 0;

  add(print: number, write: number, introduced: boolean): void {
    if (this.young.used > FULL) {
      if (this.old !== undefined) this.forgotten++;
      this.old = this.young;
      this.young = new Half();
    }
    this.young.add(print, (write | (introduced ? INTRODUCED : 0)) >>> 0);
  }

  /** False when no write holds it; most fingerprints are in none, and this is quick to say. */
  mayHold(print: number): boolean {
    return this.young.mayHold(print) || this.old?.mayHold(print) === true;
  }

  /** Call `visit(write, introduced)` for each write that holds it. */
  each(print: number, visit: (write: number, introduced: boolean) => void): void {
    this.young.each(print, visit);
    this.old?.each(print, visit);
  }
}

/** Bits that say whether a fingerprint may be in a half: they fit a fast cache, and most fingerprints are in none. */
const FILTER_BITS = 1 << 22;

class Half {
  used = 0;
  private readonly filter = new Uint32Array(FILTER_BITS / 32);
  private size = 1 << 14;
  private prints = new Uint32Array(this.size);
  /** Posting plus one; 0 is an empty slot. */
  private postings = new Uint32Array(this.size);

  add(print: number, posting: number): void {
    mark(this.filter, print & (FILTER_BITS - 1));
    if (this.used > this.size * 0.6 && this.size < SLOTS) this.grow();
    const mask = this.size - 1;
    let oldest = -1;
    let seen = 0;
    let i = print & mask;
    for (; this.postings[i] !== 0; i = (i + 1) & mask) {
      if (this.prints[i] !== print) continue;
      seen++;
      if (oldest < 0 || writeOf(this.postings[i]!) < writeOf(this.postings[oldest]!)) oldest = i;
    }
    if (seen >= WRITES_PER_PRINT) {
      this.postings[oldest] = posting + 1;
      return;
    }
    this.prints[i] = print;
    this.postings[i] = posting + 1;
    this.used++;
  }

  mayHold(print: number): boolean {
    return test(this.filter, print & (FILTER_BITS - 1));
  }

  each(print: number, visit: (write: number, introduced: boolean) => void): void {
    if (!this.mayHold(print)) return;
    const mask = this.size - 1;
    for (let i = print & mask; this.postings[i] !== 0; i = (i + 1) & mask) {
      if (this.prints[i] !== print) continue;
      const posting = this.postings[i]! - 1;
      visit(posting & ~INTRODUCED, posting >= INTRODUCED);
    }
  }

  private grow(): void {
    const { prints, postings } = this;
    this.size *= 2;
    this.prints = new Uint32Array(this.size);
    this.postings = new Uint32Array(this.size);
    const mask = this.size - 1;
    for (let j = 0; j < prints.length; j++) {
      if (postings[j] === 0) continue;
      let i = prints[j]! & mask;
      while (this.postings[i] !== 0) i = (i + 1) & mask;
      this.prints[i] = prints[j]!;
      this.postings[i] = postings[j]!;
    }
  }
}

function writeOf(cell: number): number {
  return (cell - 1) & ~INTRODUCED;
}

/** Bits of a session's memory of what it has read (a Bloom filter, two probes), and how many sessions are remembered. */
const MEMORY_BITS = 1 << 17;
const MEMORIES = 1024;

/**
 * What each session has read, to tell a session that brings a text in from one that passes it on. A Bloom filter for
 * each session, the least recently used forgotten: a forgotten session seems to bring in what it passes on.
 */
export class ReadMemory {
  private readonly bySession = new Map<number, Uint32Array>();

  has(session: number, print: number): boolean {
    const bits = this.bySession.get(session);
    return bits !== undefined && test(bits, print & (MEMORY_BITS - 1)) && test(bits, second(print));
  }

  add(session: number, prints: Uint32Array): void {
    if (prints.length === 0) return;
    let bits = this.bySession.get(session);
    if (bits === undefined) {
      bits = this.take();
    } else {
      this.bySession.delete(session);
    }
    this.bySession.set(session, bits);
    for (const print of prints) {
      mark(bits, print & (MEMORY_BITS - 1));
      mark(bits, second(print));
    }
  }

  private take(): Uint32Array {
    if (this.bySession.size < MEMORIES) return new Uint32Array(MEMORY_BITS / 32);
    const [oldest, bits] = this.bySession.entries().next().value!;
    this.bySession.delete(oldest);
    return bits.fill(0);
  }
}

function test(bits: Uint32Array, bit: number): boolean {
  return (bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
}

function mark(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5]! |= 1 << (bit & 31);
}

/** Winnowing keeps small hashes, so the high bits of a fingerprint are mostly zero: the second probe stirs them first. */
function second(print: number): number {
  return Math.imul(print, 0x9e3779b1) >>> 15;
}
