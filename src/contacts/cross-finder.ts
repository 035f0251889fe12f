import type { TextLens } from './lens.ts';
import { PrintIndex, ReadMemory } from './print-index.ts';

/** Fingerprints kept of one write, spread over its whole length. */
const PRINTS_PER_WRITE = 32;

/** A write is found under another address when this share of its fingerprints stands in the read, and so many. */
const FOUND_SHARE = 0.6;
const FOUND_PRINTS = 3;
/** A text of a dozen words leaves fewer: then all of them must stand there, and no fewer than this. */
const FEWEST_PRINTS = 2;

/** A fingerprint that this many sessions brought in by themselves is boilerplate. */
const BOILERPLATE = 3;

/** Fingerprints of a found contact that are kept, to withdraw it when they turn out to be boilerplate. */
const NOTED = 8;

/** A write whose text stands in a read under another address. */
export interface CrossHit {
  write: number;
  prints: number[];
}

interface Candidate {
  prints: number[];
  introduced: number;
}

/** Finds, by content alone, the writes whose text a session read under an address that nobody was seen to write. */
export class CrossFinder {
  private readonly index = new PrintIndex();
  private readonly memory = new ReadMemory();
  /** Fingerprints stored of each write, by its row. */
  private stored = new Uint8Array(1024);
  /** Session of each write. */
  private sessionOf = new Uint32Array(1024);
  private readonly noted = new Map<number, number[]>();

  /** `addressed`: it has an artifact. An answer without one counts only where it brought its text in. */
  write(session: number, row: number, lens: TextLens, addressed: boolean): void {
    this.makeRoom(row);
    this.sessionOf[row] = session;
    const prints = lens.fingerprints;
    const step = Math.max(1, prints.length / PRINTS_PER_WRITE);
    let kept = 0;
    for (let i = 0; i < prints.length; i += step) {
      const print = prints[Math.floor(i)]!;
      const introduced = !this.memory.has(session, print);
      if (!introduced && !addressed) continue;
      this.index.add(print, row, introduced);
      kept++;
    }
    this.stored[row] = Math.min(255, kept);
    // What it wrote it knows: writing it again brings nothing in.
    this.memory.add(session, prints);
  }

  read(session: number, lens: TextLens): void {
    this.memory.add(session, lens.fingerprints);
  }

  /** The session had read most of this text before. */
  hadRead(session: number, lens: TextLens): boolean {
    const prints = lens.fingerprints;
    let had = 0;
    for (const print of prints) if (this.memory.has(session, print)) had++;
    return prints.length > 0 && had * 2 > prints.length;
  }

  /**
   * Writes that stand in the text, best first, each for a part that no better one accounts for. `mayBe` says which writes
   * could have been what was read, by where they stand.
   */
  find(lens: TextLens, mayBe: (write: number, introduced: boolean) => boolean): CrossHit[] {
    const candidates = new Map<number, Candidate>();
    for (const print of lens.fingerprints) {
      this.index.each(print, (write, introduced) => {
        const known = candidates.get(write);
        if (known === undefined) candidates.set(write, { prints: [print], introduced: introduced ? 1 : 0 });
        else if (known.prints.at(-1) !== print) {
          known.prints.push(print);
          if (introduced) known.introduced++;
        }
      });
    }
    if (candidates.size === 0) return [];
    const ranked = [...candidates]
      .filter(([write, c]) => this.isEnough(c.prints.length, write) && mayBe(write, c.introduced * 2 > c.prints.length))
      .sort(([a, x], [b, y]) => y.prints.length - x.prints.length || b - a);
    return this.eachForItsPart(ranked);
  }

  /** Keep what a contact rests on. */
  note(contact: number, prints: number[]): void {
    this.noted.set(contact, prints.slice(0, NOTED));
  }

  /** Contacts of which half the fingerprints are boilerplate by now. */
  boilerplateContacts(): Set<number> {
    const gone = new Set<number>();
    for (const [contact, prints] of this.noted) {
      const common = prints.filter((print) => this.isBoilerplate(print)).length;
      if (common * 2 >= prints.length) gone.add(contact);
    }
    return gone;
  }

  private eachForItsPart(ranked: [number, Candidate][]): CrossHit[] {
    const taken = new Set<number>();
    const hits: CrossHit[] = [];
    for (const [write, candidate] of ranked) {
      const fresh = candidate.prints.filter((print) => !taken.has(print) && !this.isBoilerplate(print));
      if (!this.isEnough(fresh.length, write)) continue;
      for (const print of candidate.prints) taken.add(print);
      hits.push({ write, prints: fresh });
    }
    return hits;
  }

  private isEnough(found: number, write: number): boolean {
    const stored = this.stored[write]!;
    if (stored < FOUND_PRINTS) return stored >= FEWEST_PRINTS && found >= stored;
    return found >= FOUND_PRINTS && found >= FOUND_SHARE * stored;
  }

  private isBoilerplate(print: number): boolean {
    const sessions = new Set<number>();
    this.index.each(print, (write, introduced) => {
      if (introduced) sessions.add(this.sessionOf[write]!);
    });
    return sessions.size >= BOILERPLATE;
  }

  private makeRoom(row: number): void {
    if (row < this.stored.length) return;
    const size = Math.max(row + 1, this.stored.length * 2);
    const stored = new Uint8Array(size);
    stored.set(this.stored);
    this.stored = stored;
    const sessionOf = new Uint32Array(size);
    sessionOf.set(this.sessionOf);
    this.sessionOf = sessionOf;
  }
}
