/** Entries after which the oldest is forgotten: a session with more distinct texts may repeat one as a first read. */
const MAX_ENTRIES = 50_000;

/**
 * Texts that a session's context already holds. Chat spans repeat the whole history, so this is what makes a read a
 * first read. Only hashes are kept (53 bits: one false repetition in about 10^9 at a hundred thousand texts).
 */
export class Seen {
  private readonly hashes = new Set<number>();
  /** The same in the order in which they came, once there are enough of them to forget some. */
  private ring: number[] | undefined;
  private oldest = 0;

  /** Answers true when the text was not there yet, and remembers it. */
  add(kind: string, text: string): boolean {
    const hash = textHash(kind, text);
    if (this.hashes.has(hash)) return false;
    if (this.hashes.size >= MAX_ENTRIES) {
      this.ring ??= [...this.hashes];
      this.hashes.delete(this.ring[this.oldest]!);
      this.ring[this.oldest] = hash;
      this.oldest = (this.oldest + 1) % MAX_ENTRIES;
    }
    this.hashes.add(hash);
    return true;
  }

  has(kind: string, text: string): boolean {
    return this.hashes.has(textHash(kind, text));
  }
}

/** Two 32-bit multiplicative hashes over the same characters, joined to a 53-bit integer. */
export function textHash(kind: string, text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < kind.length; index++) {
    const code = kind.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
}
