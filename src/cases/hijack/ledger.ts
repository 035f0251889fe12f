import { mix, type Words } from '../../lineage/index.ts';

/** Words that one session's ledger can hold; one that is full says so. */
const MOST = 1 << 16;

/** Which words a session has met, as hashes; a pair of words without white space between them counts as well. */
export class Ledger {
  private slots = new Uint32Array(128);
  private size = 0;
  /** More was met than is remembered: what is not found may have been there. */
  full = false;

  /** Slots that are taken up in memory. */
  get room(): number {
    return this.slots.length;
  }

  /** Adds all words of a text but those between two offsets. */
  add(text: string, words: Words, without: readonly { start: number; end: number }[] = []): void {
    let next = 0;
    for (let i = 0; i < words.count; i++) {
      const start = words.start[i]!;
      while (next < without.length && without[next]!.end <= start) next++;
      if (next < without.length && without[next]!.start <= start) continue;
      this.put(keyOf(words.hash[i]!));
      if (i + 1 < words.count && isTight(text, words.end[i]!, words.start[i + 1]!)) {
        this.put(pairOf(words.hash[i]!, words.hash[i + 1]!));
      }
    }
  }

  /** Every word of the value, and every pair in it, was met. */
  knows(text: string, words: Words, from = 0, to = words.count): boolean {
    for (let i = from; i < to; i++) {
      if (!this.has(keyOf(words.hash[i]!))) return false;
      if (i + 1 < to && isTight(text, words.end[i]!, words.start[i + 1]!)) {
        if (!this.has(pairOf(words.hash[i]!, words.hash[i + 1]!))) return false;
      }
    }
    return true;
  }

  knowsWord(hash: number): boolean {
    return this.has(keyOf(hash));
  }

  private has(key: number): boolean {
    const mask = this.slots.length - 1;
    for (let at = key & mask; this.slots[at] !== 0; at = (at + 1) & mask) if (this.slots[at] === key) return true;
    return false;
  }

  private put(key: number): void {
    if (this.size * 2 >= this.slots.length) {
      if (this.size >= MOST) {
        this.full ||= !this.has(key);
        return;
      }
      const old = this.slots;
      this.slots = new Uint32Array(old.length * 2);
      for (const slot of old) if (slot !== 0) this.place(slot);
    }
    if (this.place(key)) this.size++;
  }

  private place(key: number): boolean {
    const mask = this.slots.length - 1;
    let at = key & mask;
    for (; this.slots[at] !== 0; at = (at + 1) & mask) if (this.slots[at] === key) return false;
    this.slots[at] = key;
    return true;
  }
}

function keyOf(hash: number): number {
  return mix(hash) || 1;
}

function pairOf(first: number, second: number): number {
  return mix(Math.imul(first, 0x9e3779b1) + second) || 1;
}

/** One or two characters and no white space: `a@b`, `x-y`, `https://x`. */
function isTight(text: string, end: number, start: number): boolean {
  if (start - end > 3) return false;
  for (let i = end; i < start; i++) if (text.charCodeAt(i) <= 0x20) return false;
  return true;
}
