import { HashSet } from '../lineage/index.ts';
import { Bearers, nameHash } from './bearers.ts';
import type { KnownText } from './known-text.ts';
import type { TextLens } from './lens.ts';
import { NotedPrints } from './noted-prints.ts';
import { PrintIndex, ReadMemory } from './print-index.ts';

/** Fingerprints kept of one write, spread over its whole length. */
const PRINTS_PER_WRITE = 32;

/**
 * A write is found under another address when this share of the fingerprints that are its own stands in the read, and so
 * many of them. Not its own are those that everybody has, and those of a part that is accounted for otherwise.
 */
const FOUND_SHARE = 0.6;
const FOUND_PRINTS = 3;
/** So many tell a part of a long write: some forty words in a row at the least. */
const PART_PRINTS = 8;
/** A text of a dozen words leaves fewer: then all of them must stand there, and no fewer than this. */
const FEWEST_PRINTS = 2;

/**
 * A fingerprint that this many sessions brought in by themselves is boilerplate, and so is one that was read in so many
 * files, under different names, in which nobody was seen to write it.
 */
const BOILERPLATE = 3;

/** A write whose text stands in a read under another address. */
export interface CrossHit {
  write: number;
  /** Its own fingerprints that stand there, and how many of those that it left do not. */
  prints: number[];
  missing: number;
}

interface Candidate {
  prints: number[];
  introduced: number;
  /** Fingerprints that stand there and are not its own. */
  shared: number;
}

/** Finds, by content alone, the writes whose text a session read under an address that nobody was seen to write. */
export class CrossFinder {
  private readonly index = new PrintIndex();
  private readonly memory = new ReadMemory();
  /** Fingerprints stored of each write, by its row. */
  private stored = new Uint8Array(1024);
  /** Session of each write. */
  private sessionOf = new Uint32Array(1024);
  private readonly noted = new NotedPrints();
  private readonly seen = new HashSet();
  private readonly holders = new Holders();
  private readonly bearers = new Bearers();

  /** `addressed`: it has an artifact. An answer without one counts only where it brought its text in. */
  write(session: number, row: number, lens: TextLens, addressed: boolean): void {
    this.makeRoom(row);
    this.sessionOf[row] = session;
    const prints = lens.fingerprints;
    const step = Math.max(1, prints.length / PRINTS_PER_WRITE);
    this.seen.reset(PRINTS_PER_WRITE);
    let kept = 0;
    for (let i = 0; i < prints.length; i += step) {
      const print = prints[Math.floor(i)]!;
      const introduced = !this.memory.has(session, print);
      if ((!introduced && !addressed) || this.seen.has(print)) continue;
      this.seen.add(print);
      this.index.add(print, row, introduced);
      kept++;
    }
    this.stored[row] = kept;
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
   * Writes that stand in the text, outside the part that is `known`, best first, each for a part that no better one accounts
   * for. `mayBe` says which writes could have been what was read, by where they stand.
   */
  find(lens: TextLens, known: KnownText, mayBe: (write: number, introduced: boolean) => boolean): CrossHit[] {
    const candidates = this.candidates(lens, known);
    if (candidates.size === 0) return [];
    const ranked = [...candidates]
      .filter(([write, c]) => this.isFound(write, c, 0) && mayBe(write, c.introduced * 2 > c.prints.length))
      .sort(([a, x], [b, y]) => y.prints.length - x.prints.length || b - a);
    const taken = new Set<number>();
    const hits: CrossHit[] = [];
    for (const [write, candidate] of ranked) {
      const prints = candidate.prints.filter((print) => !taken.has(print));
      if (!this.isFound(write, candidate, candidate.prints.length - prints.length)) continue;
      for (const print of prints) taken.add(print);
      hits.push({ write, prints, missing: this.missing(write, candidate) });
    }
    return hits;
  }

  /** The text was read in a file of this name. What of it is not `known` was not seen to be written there. */
  bear(name: string, lens: TextLens, known: KnownText): void {
    const hash = nameHash(name);
    for (const print of lens.fingerprints) {
      if (this.index.mayHold(print) && !known.covers(print)) this.bearers.add(print, hash);
    }
  }

  /** Keep what a contact rests on. */
  note(contact: number, hit: CrossHit): void {
    this.noted.add(contact, hit.prints, hit.missing);
  }

  /** Contacts that would not be drawn today: what they rest on turned out to be boilerplate. */
  boilerplateContacts(): Set<number> {
    const gone = new Set<number>();
    this.noted.each((contact, prints, missing) => {
      if (!this.holds(prints, missing)) gone.add(contact);
    });
    return gone;
  }

  /** The contact would be drawn today. */
  stands(contact: number): boolean {
    const noted = this.noted.of(contact);
    return noted === undefined || this.holds(noted.prints, noted.missing);
  }

  private holds(prints: Uint32Array, missing: number): boolean {
    let own = 0;
    for (const print of prints) if (!this.isBoilerplate(print)) own++;
    return isEnough(own, missing);
  }

  /** Every write that holds a fingerprint of the text. */
  private candidates(lens: TextLens, known: KnownText): Map<number, Candidate> {
    const candidates = new Map<number, Candidate>();
    const { fingerprints } = lens;
    this.seen.reset(fingerprints.length);
    for (const print of fingerprints) {
      if (!this.index.mayHold(print) || this.seen.has(print)) continue;
      this.seen.add(print);
      const holders = this.holdersOf(print);
      const shared = this.isEverywhere(print, holders) || known.covers(print);
      for (let i = 0; i < holders.count; i++) {
        const write = holders.write[i]!;
        let candidate = candidates.get(write);
        if (candidate === undefined) {
          candidate = { prints: [], introduced: 0, shared: 0 };
          candidates.set(write, candidate);
        }
        if (shared) {
          candidate.shared++;
        } else {
          candidate.prints.push(print);
          candidate.introduced += holders.introduced[i]!;
        }
      }
    }
    return candidates;
  }

  private isFound(write: number, candidate: Candidate, taken: number): boolean {
    return isEnough(candidate.prints.length - taken, this.missing(write, candidate));
  }

  private missing(write: number, { prints, shared }: Candidate): number {
    return this.stored[write]! - prints.length - shared;
  }

  private isBoilerplate(print: number): boolean {
    return this.isEverywhere(print, this.holdersOf(print));
  }

  private isEverywhere(print: number, holders: Holders): boolean {
    return holders.sessions >= BOILERPLATE || this.bearers.count(print) >= BOILERPLATE;
  }

  private holdersOf(print: number): Holders {
    const { holders } = this;
    holders.clear();
    this.index.each(print, (write, introduced) => {
      holders.add(write, introduced, this.sessionOf[write]!);
    });
    return holders;
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

/** Its own part of a write stands in a read: `own` of its fingerprints do, and `missing` do not. */
function isEnough(own: number, missing: number): boolean {
  if (missing <= 0) return own >= FEWEST_PRINTS;
  return own >= PART_PRINTS || (own >= FOUND_PRINTS && own >= FOUND_SHARE * (own + missing));
}

/** The writes that hold one fingerprint, and how many sessions brought it in by themselves. */
class Holders {
  readonly write: number[] = [];
  readonly introduced: number[] = [];
  count = 0;
  sessions = 0;
  private readonly bringers: number[] = [];

  clear(): void {
    this.count = 0;
    this.sessions = 0;
  }

  add(write: number, introduced: boolean, session: number): void {
    this.write[this.count] = write;
    this.introduced[this.count++] = introduced ? 1 : 0;
    if (!introduced) return;
    for (let i = 0; i < this.sessions; i++) if (this.bringers[i] === session) return;
    this.bringers[this.sessions++] = session;
  }
}
