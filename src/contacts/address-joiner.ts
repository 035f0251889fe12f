import type { Basis, ReadEvent, WriteEvent } from '../fleet/index.ts';
import type { SketchPool } from '../lineage/index.ts';
import { type Artifact, applyWrite } from './artifacts.ts';
import { type ContactLog, NO_SKETCH } from './contact-log.ts';
import type { CrossFinder } from './cross-finder.ts';
import type { KnownText } from './known-text.ts';
import { TextLens } from './lens.ts';
import type { Session } from './sessions.ts';
import type { UnexplainedReads } from './unexplained.ts';

/** A write counts as standing in a read when at least this share of it does. */
const SURVIVES = 0.5;

/** Where less of it stands there, a part of a write of the same artifact is known by this many of its sampled shingles. */
const PART_HASHES = 3;

/** A text of fewer words stands in many another, which says little. */
const FEWEST_WORDS = 3;

/** A write is gone from an artifact when an edit took out this share of it. */
const TAKEN_OUT = 0.9;

/** A read is explained when what is known accounts for this share of it. */
export const ACCOUNTS = 0.7;

/** Joins the reads of an artifact to the writes of the same artifact. */
export class AddressJoiner {
  /** Times that the text of a write had given way to later ones when a read came. */
  sketchesForgotten = 0;
  private readonly log: ContactLog;
  private readonly cross: CrossFinder;
  private readonly sketches: SketchPool;
  private readonly known: KnownText;
  private readonly unexplained: UnexplainedReads;
  private readonly skew: number;
  private readonly aside = new TextLens();
  private readonly stands = (weak: number) => this.cross.stands(weak);
  /** The write stands nowhere any more: nobody will ask for its text. */
  private readonly forget = (write: number) => {
    const sketch = this.log.writes.get('sketch', write);
    if (sketch !== NO_SKETCH) this.sketches.release(sketch);
    this.log.writes.set('sketch', write, NO_SKETCH);
    this.log.marks.delete(write);
  };

  constructor(
    log: ContactLog,
    cross: CrossFinder,
    sketches: SketchPool,
    known: KnownText,
    unexplained: UnexplainedReads,
    skew: number,
  ) {
    this.log = log;
    this.cross = cross;
    this.sketches = sketches;
    this.known = known;
    this.unexplained = unexplained;
    this.skew = skew;
  }

  // A read, by its text

  /** Joins the writes that stand in the read, and adds them to what is known of it. Returns their share of it (0 to 1). */
  joinRead(session: Session, artifact: Artifact, event: ReadEvent, lens: TextLens): number {
    let accounted = 0;
    let latestUnseen = -1;
    for (const write of artifact.live) {
      const found = this.compare(artifact, write, event, lens);
      if (found !== undefined) {
        accounted += found.accounts;
        this.join(write, session, artifact, event, found.basis, lens);
      } else if (this.isUnseen(write)) {
        latestUnseen = write;
      }
    }
    if (accounted === 0) {
      for (const write of artifact.past) {
        const found = this.compare(artifact, write, event, lens);
        if (found === undefined) continue;
        accounted += found.accounts;
        this.join(write, session, artifact, event, found.basis, lens);
        break;
      }
    }
    // The latest write has no text to compare: the artifact is the same, and nothing more is known.
    if (accounted === 0 && latestUnseen >= 0 && latestUnseen === artifact.live.at(-1)) {
      if (!this.isAfter(latestUnseen, event)) this.join(latestUnseen, session, artifact, event, 'structure', undefined);
    }
    return accounted;
  }

  private compare(
    artifact: Artifact,
    write: number,
    event: ReadEvent,
    lens: TextLens,
  ): { basis: Basis; accounts: number } | undefined {
    if (this.timeOf(write) > event.time! + this.skew) return undefined;
    if (artifact.ref.immutable === true) return { basis: 'id', accounts: 1 };
    const version = event.artifact?.version;
    if (version !== undefined && version === this.log.marks.get(write)?.version) return { basis: 'id', accounts: 1 };
    const sketch = this.log.writes.get('sketch', write);
    if (sketch === NO_SKETCH || lens.words.count === 0) return undefined;
    if (this.sketches.digestOf(sketch) === lens.digest) return { basis: 'id', accounts: 1 };
    // Stamped after the read, it must be the very text.
    if (this.isAfter(write, event)) return undefined;
    const share = this.sketches.containment(sketch, lens.set, lens.words);
    // What part of the read this is, from the lengths: a sketch is a uniform sample of its text.
    const accounts = Math.min(1, (share * this.sketches.wordsOf(sketch)) / lens.words.count);
    const survives = share >= SURVIVES && this.sketches.wordsOf(sketch) >= FEWEST_WORDS;
    // A part of it: what later edits left, or what a partial read showed.
    const inPart = share < SURVIVES && share * this.sketches.lengthOf(sketch) >= PART_HASHES;
    if (!survives && !inPart) return undefined;
    this.known.add(sketch);
    return { basis: 'content', accounts };
  }

  /** Its text is not known, or can no longer be compared: the join is then a weaker one. */
  private isUnseen(write: number): boolean {
    const sketch = this.log.writes.get('sketch', write);
    if (sketch === NO_SKETCH) return true;
    const forgotten = this.sketches.isForgotten(sketch);
    if (forgotten) this.sketchesForgotten++;
    return forgotten;
  }

  // A read without text

  joinSilentRead(session: Session, artifact: Artifact, event: ReadEvent): void {
    const usable = artifact.live.filter((w) => !(this.timeOf(w) > (event.time ?? Number.NaN) + this.skew));
    if (artifact.ref.immutable === true) {
      for (const write of usable) this.join(write, session, artifact, event, 'id', undefined);
      return;
    }
    const version = event.artifact?.version;
    let exact = 0;
    for (const write of usable) {
      const marks = this.log.marks.get(write);
      const byVersion = version !== undefined && marks?.version === version;
      if (!byVersion && (event.hash === undefined || marks?.hash !== event.hash)) continue;
      this.join(write, session, artifact, event, byVersion ? 'id' : 'hash', undefined);
      exact++;
    }
    if (exact > 0) return;
    // By their order alone, which a write that is stamped after the read has not on its side.
    const before = usable.filter((write) => !this.isAfter(write, event));
    // The client loads the file as it stands: all that stands in it.
    if (event.how === 'rule') {
      for (const write of before) this.join(write, session, artifact, event, 'rule', undefined);
      return;
    }
    const latest = before.at(-1);
    // Both sides carry a hash and they differ: what was read is not what was written.
    if (latest === undefined) return;
    if (event.hash !== undefined && this.log.marks.get(latest)?.hash !== undefined) return;
    this.join(latest, session, artifact, event, 'structure', undefined);
  }

  // A write that comes after its read

  /** It was late in arriving, or stamped by a clock that is ahead. */
  joinEarlierReads(artifact: Artifact, write: number, lens: TextLens): void {
    const { writes } = this.log;
    const sketch = writes.get('sketch', write);
    if (sketch === NO_SKETCH) return;
    const writer = writes.get('session', write);
    const written = this.timeOf(write);
    this.unexplained.each(artifact, (read, to, time) => {
      if (to === writer) return;
      const late = written <= time;
      if (!late && written - time > this.skew) return;
      const same = this.sketches.digestOf(read) === this.sketches.digestOf(sketch);
      const share = same ? 1 : this.sketches.containment(read, lens.set, lens.words);
      // A write stamped after the read must be the very text, brought in by its writer: else the writer had read it too.
      if (late ? share < SURVIVES : !same || this.cross.hadRead(writer, lens)) return;
      const basis = same || artifact.ref.immutable === true ? 'id' : 'content';
      const { channel } = artifact.ref;
      this.log.join({ write, to, artifact, channel, time, basis, how: 'observed', file: 0, line: 0 }, this.stands);
    });
  }

  // What stands in an artifact

  /** Takes a write, joined to what was read before it, into the artifact. */
  apply(artifact: Artifact, write: number, event: WriteEvent, lens: TextLens): void {
    const { removed, text, mode } = event;
    if (removed !== undefined) this.takeOut(artifact, removed, text === undefined ? undefined : lens);
    applyWrite(artifact, write, mode, removed === undefined, this.forget);
  }

  /** An edit took a text out: the writes that stood in it, and do not in what came instead, stand there no longer. */
  private takeOut(artifact: Artifact, removed: string, instead: TextLens | undefined): void {
    if (artifact.live.length === 0) return;
    const { set, words } = this.aside.look(removed);
    artifact.live = artifact.live.filter((write) => {
      const sketch = this.log.writes.get('sketch', write);
      if (sketch === NO_SKETCH || this.sketches.containment(sketch, set, words) < TAKEN_OUT) return true;
      if (instead !== undefined && this.sketches.containment(sketch, instead.set, instead.words) >= SURVIVES)
        return true;
      this.forget(write);
      return false;
    });
  }

  private join(
    write: number,
    session: Session,
    artifact: Artifact,
    event: ReadEvent,
    basis: Basis,
    lens: TextLens | undefined,
  ): void {
    if (this.log.writes.get('session', write) === session.no) return;
    const { how, file, line } = event;
    const time = event.time ?? Number.NaN;
    const { channel } = artifact.ref;
    const joined = { write, to: session.no, artifact, channel, time, basis, how, file, line };
    const row = this.log.join(joined, this.stands);
    const sketch = this.log.writes.get('sketch', write);
    if (row >= 0 && lens !== undefined && sketch !== NO_SKETCH) {
      this.log.keepPassage(row, lens, this.sketches.shinglesOf(sketch));
    }
  }

  private timeOf(write: number): number {
    return this.log.writes.get('time', write);
  }

  /** False where one of the two has no time. */
  private isAfter(write: number, event: ReadEvent): boolean {
    return this.timeOf(write) > (event.time ?? Number.NaN);
  }
}
