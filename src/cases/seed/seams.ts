import { ownCopy, type Pattern, type Words } from '../../lineage/index.ts';

/** Characters on either side of a seam that are looked at. */
const SIDE = 2_000;
/** Sessions whose last read is remembered; the oldest are forgotten. */
const SESSIONS = 4_096;

/** Two reads put together, and where the second begins. */
export interface Seam {
  text: string;
  at: number;
}

/**
 * A file that is read in pieces has its sentences cut: the end of each read is kept as long as the session's next read may
 * go on with a seed there. One look at two words of a text, where none does.
 */
export class Seams {
  private readonly words = new Set<number>();
  private readonly ends = new Map<number, string>();

  /** Looked for from now on. */
  add(pattern: Pattern): void {
    for (const hash of pattern.hash) this.words.add(hash);
  }

  /** Take a read; returns what it makes with the one before: with a line between the two, and with nothing. */
  read(session: number, text: string, words: Words): Seam[] {
    const { count, hash } = words;
    const end = this.ends.get(session);
    const goesOn = end !== undefined && this.isOfSeed(hash, 0, Math.min(2, count));
    this.ends.delete(session);
    if (this.isOfSeed(hash, Math.max(0, count - 2), count)) {
      if (this.ends.size >= SESSIONS) this.ends.delete(this.ends.keys().next().value!);
      this.ends.set(session, ownCopy(text.slice(-SIDE).trimEnd()));
    }
    if (!goesOn) return NONE;
    const start = text.slice(0, SIDE).trimStart();
    return ['\n', ''].map((between) => ({ text: end + between + start, at: end.length }));
  }

  /** One of the words; the last and the first may be halves of one. */
  private isOfSeed(hash: Uint32Array, from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (this.words.has(hash[i]!)) return true;
    return false;
  }
}

const NONE: Seam[] = [];
