/** Slots of a half, and fingerprints that it takes. Two halves hold 3 MiB each; the older one is forgotten. */
const SLOTS = 1 << 18;
const FULL = SLOTS * 0.6;

/** Names that are told apart for one fingerprint: three say all that is asked. */
const NAMES = 3;

/** A name is told apart by 16 bits; 0 is no name. */
const NAME_HASHES = 0xffff;

/**
 * In how many files a text was read that nobody was seen to write there. A licence header stands in all of them and was
 * brought into none: whoever happened to write it once is not where the others have it from.
 *
 * Bounded: of the fingerprints that were not met again for longest, half are forgotten at a time. (A `Map` that loses its
 * oldest entry for each new one walks, each time, over all that it has lost since it last grew.)
 */
export class Bearers {
  private young = new Half();
  private old: Half | undefined;

  add(print: number, name: number): void {
    const hash = 1 + (name % NAME_HASHES);
    if (this.young.add(print, hash)) return;
    if (this.young.used >= FULL) {
      this.old = this.young;
      this.young = new Half();
    }
    this.young.enter(print, hash, this.old);
  }

  /** Different files that it was read in, at most 3. */
  count(print: number): number {
    const count = this.young.count(print);
    return count > 0 || this.old === undefined ? count : this.old.count(print);
  }
}

/** Fingerprints with the names of their files, in open addressing. A slot without a name is empty. */
class Half {
  used = 0;
  private size = 1 << 10;
  private prints = new Uint32Array(this.size);
  private names = new Uint16Array(this.size * NAMES);

  /** False when the fingerprint is not here. */
  add(print: number, name: number): boolean {
    const slot = this.slotOf(print) * NAMES;
    if (this.names[slot] === 0) return false;
    for (let i = slot; i < slot + NAMES; i++) {
      if (this.names[i] === name) break;
      if (this.names[i] !== 0) continue;
      this.names[i] = name;
      break;
    }
    return true;
  }

  /** Takes a fingerprint that is not here, with the names that `before` has of it. */
  enter(print: number, name: number, before: Half | undefined): void {
    if (this.used > this.size * 0.6 && this.size < SLOTS) this.grow();
    const slot = this.slotOf(print);
    this.used++;
    this.prints[slot] = print;
    if (before !== undefined) {
      const from = before.slotOf(print) * NAMES;
      for (let i = 0; i < NAMES; i++) this.names[slot * NAMES + i] = before.names[from + i]!;
    }
    if (this.names[slot * NAMES] === 0) this.names[slot * NAMES] = name;
    else this.add(print, name);
  }

  count(print: number): number {
    const slot = this.slotOf(print) * NAMES;
    let count = 0;
    while (count < NAMES && this.names[slot + count] !== 0) count++;
    return count;
  }

  /** Where the fingerprint is, or would be. */
  private slotOf(print: number): number {
    const mask = this.size - 1;
    const mixed = Math.imul(print, 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (this.names[slot * NAMES] !== 0 && this.prints[slot] !== print) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { prints, names, size } = this;
    this.size *= 2;
    this.prints = new Uint32Array(this.size);
    this.names = new Uint16Array(this.size * NAMES);
    for (let i = 0; i < size; i++) {
      if (names[i * NAMES] === 0) continue;
      const slot = this.slotOf(prints[i]!);
      this.prints[slot] = prints[i]!;
      for (let n = 0; n < NAMES; n++) this.names[slot * NAMES + n] = names[i * NAMES + n]!;
    }
  }
}

/** A number for a name: FNV-1a, 32 bits. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
