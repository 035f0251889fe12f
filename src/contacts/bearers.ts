/** Fingerprints that are remembered; the oldest are forgotten. */
const MOST_PRINTS = 200_000;

/** Names that are told apart for one fingerprint: three say all that is asked. */
const FIELD = 0x10000;

/**
 * In how many files a text was read that nobody was seen to write there. A licence header stands in all of them and was
 * brought into none: whoever happened to write it once is not where the others have it from.
 */
export class Bearers {
  /** Up to three 16-bit hashes of file names for each fingerprint, packed into one number. */
  private readonly names = new Map<number, number>();

  add(print: number, name: number): void {
    const field = 1 + (name % (FIELD - 1));
    const packed = this.names.get(print);
    if (packed === undefined) {
      if (this.names.size >= MOST_PRINTS) this.names.delete(this.names.keys().next().value!);
      this.names.set(print, field);
      return;
    }
    const [first, second, third] = unpack(packed);
    if (third !== 0 || first === field || second === field) return;
    this.names.set(print, packed + field * (second === 0 ? FIELD : FIELD * FIELD));
  }

  /** Different files that it was read in, at most 3. */
  count(print: number): number {
    const packed = this.names.get(print);
    return packed === undefined ? 0 : unpack(packed).filter((field) => field !== 0).length;
  }
}

function unpack(packed: number): [number, number, number] {
  return [packed % FIELD, Math.floor(packed / FIELD) % FIELD, Math.floor(packed / (FIELD * FIELD))];
}

/** A number for a name: FNV-1a, 32 bits. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
