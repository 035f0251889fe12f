import type { TextLens } from '../../contacts/index.ts';

/** Fingerprints kept of what one session read, and sessions that are kept. The oldest are forgotten. */
const MOST_PRINTS = 8192;
const MOST_SESSIONS = 4096;

/** What one piece of writing took over from what its session had read elsewhere. */
export interface Taken {
  /** Share of the writing's fingerprints that had been read (0 to 1). */
  share: number;
  /** About how many words that is. */
  words: number;
  /** The artifact that most of it was read in. */
  from: number;
}

/** Which texts a session read, to tell when it writes them on to another place. */
export class RelayMemory {
  private readonly read = new Map<number, Map<number, number>>();

  noteRead(session: number, artifact: number, lens: TextLens): void {
    let prints = this.read.get(session);
    if (prints === undefined) {
      if (this.read.size >= MOST_SESSIONS) this.read.delete(this.read.keys().next().value!);
      prints = new Map();
      this.read.set(session, prints);
    }
    for (const print of lens.fingerprints) {
      if (prints.size >= MOST_PRINTS) return;
      if (!prints.has(print)) prints.set(print, artifact);
    }
  }

  /** What a writing to `artifact` took over; a text that goes back to where it was read is no relay. */
  taken(session: number, artifact: number, lens: TextLens): Taken {
    const prints = this.read.get(session);
    const written = lens.fingerprints;
    if (prints === undefined || written.length === 0) return { share: 0, words: 0, from: -1 };
    const from = new Map<number, number>();
    let found = 0;
    for (const print of written) {
      const source = prints.get(print);
      if (source === undefined || source === artifact) continue;
      found++;
      from.set(source, (from.get(source) ?? 0) + 1);
    }
    const share = found / written.length;
    const most = [...from].sort((a, b) => b[1] - a[1])[0];
    return { share, words: Math.round(share * lens.words.count), from: most?.[0] ?? -1 };
  }
}
