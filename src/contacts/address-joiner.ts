import type { Basis, ReadEvent } from '../fleet/index.ts';
import type { Sketch, SketchPool } from '../lineage/index.ts';
import type { Artifact, StandingWrite } from './artifacts.ts';
import type { ContactLog } from './contact-log.ts';
import type { CrossFinder } from './cross-finder.ts';
import type { KnownText } from './known-text.ts';
import { TextLens } from './lens.ts';
import type { Session } from './sessions.ts';

/** A write counts as standing in a read when at least this share of it does. */
const SURVIVES = 0.5;

/** Where less of it stands there, a part of a write of the same artifact is known by this many of its sampled shingles. */
const PART_HASHES = 3;

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
  private readonly skew: number;
  private readonly aside = new TextLens();
  private readonly stands = (weak: number) => this.cross.stands(weak);

  constructor(log: ContactLog, cross: CrossFinder, sketches: SketchPool, known: KnownText, skew: number) {
    this.log = log;
    this.cross = cross;
    this.sketches = sketches;
    this.known = known;
    this.skew = skew;
  }

  // A read, by its text

  /** Joins the writes that stand in the read, and adds them to what is known of it. Returns their share of it (0 to 1). */
  joinRead(session: Session, artifact: Artifact, event: ReadEvent, lens: TextLens): number {
    let accounted = 0;
    let latestUnseen: StandingWrite | undefined;
    for (const write of artifact.live) {
      const found = this.compare(artifact, write, event, lens);
      if (found !== undefined) {
        accounted += found.accounts;
        this.join(write, session, artifact, event, found.basis, lens);
      } else if (write.sketch === undefined || this.isForgotten(write.sketch)) {
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
    if (accounted === 0 && latestUnseen !== undefined && latestUnseen === artifact.live.at(-1)) {
      if (!isAfter(latestUnseen, event)) this.join(latestUnseen, session, artifact, event, 'structure', undefined);
    }
    return accounted;
  }

  private compare(
    artifact: Artifact,
    write: StandingWrite,
    event: ReadEvent,
    lens: TextLens,
  ): { basis: Basis; accounts: number } | undefined {
    if (write.time > event.time! + this.skew) return undefined;
    const { sketch } = write;
    if (artifact.ref.immutable === true) return { basis: 'id', accounts: 1 };
    if (write.version !== undefined && write.version === event.artifact?.version) return { basis: 'id', accounts: 1 };
    if (sketch === undefined || lens.words.count === 0) return undefined;
    if (sketch.digest === lens.words.digest()) return { basis: 'id', accounts: 1 };
    // Stamped after the read, it must be the very text.
    if (isAfter(write, event)) return undefined;
    const share = this.sketches.containment(sketch, lens.set, lens.words);
    // What part of the read this is, from the lengths: a sketch is a uniform sample of its text.
    const accounts = Math.min(1, (share * sketch.words) / lens.words.count);
    // Two or three words stand in many a text: that they stand here too says little.
    const survives = share >= SURVIVES && (!sketch.short || sketch.words >= 3);
    // A part of it: what later edits left, or what a partial read showed.
    const inPart = share < SURVIVES && share * sketch.length >= PART_HASHES;
    if (!survives && !inPart) return undefined;
    this.known.add(sketch);
    return { basis: 'content', accounts };
  }

  /** Its text can no longer be compared: noted, since the join is then a weaker one. */
  private isForgotten(sketch: Sketch): boolean {
    const forgotten = this.sketches.isForgotten(sketch);
    if (forgotten) this.sketchesForgotten++;
    return forgotten;
  }

  // A read without text

  joinSilentRead(session: Session, artifact: Artifact, event: ReadEvent): void {
    const usable = artifact.live.filter((w) => !(w.time > (event.time ?? Number.NaN) + this.skew));
    if (artifact.ref.immutable === true) {
      for (const write of usable) this.join(write, session, artifact, event, 'id', undefined);
      return;
    }
    const version = event.artifact?.version;
    const exact = usable.filter(
      (w) => (event.hash !== undefined && w.hash === event.hash) || (version !== undefined && w.version === version),
    );
    if (exact.length > 0) {
      for (const write of exact) {
        const basis = version !== undefined && write.version === version ? 'id' : 'hash';
        this.join(write, session, artifact, event, basis, undefined);
      }
      return;
    }
    // By their order alone, which a write that is stamped after the read has not on its side.
    const before = usable.filter((write) => !isAfter(write, event));
    // The client loads the file as it stands: all that stands in it.
    if (event.how === 'rule') {
      for (const write of before) this.join(write, session, artifact, event, 'rule', undefined);
      return;
    }
    const latest = before.at(-1);
    // Both sides carry a hash and they differ: what was read is not what was written.
    if (latest === undefined || (event.hash !== undefined && latest.hash !== undefined)) return;
    this.join(latest, session, artifact, event, 'structure', undefined);
  }

  // A write that comes after its read

  /** It was late in arriving, or stamped by a clock that is ahead. */
  joinEarlierReads(artifact: Artifact, write: StandingWrite, lens: TextLens): void {
    const { sketch } = write;
    if (sketch === undefined) return;
    for (const read of artifact.unexplained) {
      if (read.session === write.session) continue;
      const late = write.time <= read.time;
      if (!late && write.time - read.time > this.skew) continue;
      const same = read.sketch.digest === sketch.digest;
      const share = same ? 1 : this.sketches.containment(read.sketch, lens.set, lens.words);
      // A write stamped after the read must be the very text, brought in by its writer: else the writer had read it too.
      if (late ? share < SURVIVES : !same || this.cross.hadRead(write.session, lens)) continue;
      this.log.join(
        {
          write: write.write,
          to: read.session,
          artifact,
          channel: artifact.ref.channel,
          time: read.time,
          basis: same || artifact.ref.immutable === true ? 'id' : 'content',
          how: 'observed',
          file: 0,
          line: 0,
        },
        this.stands,
      );
    }
  }

  /** An edit took a text out: the writes that stood in it, and do not in what came instead, stand there no longer. */
  takeOut(artifact: Artifact, removed: string, instead: TextLens | undefined): void {
    if (artifact.live.length === 0) return;
    const { set, words } = this.aside.look(removed);
    artifact.live = artifact.live.filter(({ sketch }) => {
      if (sketch === undefined || this.sketches.containment(sketch, set, words) < TAKEN_OUT) return true;
      return instead !== undefined && this.sketches.containment(sketch, instead.set, instead.words) >= SURVIVES;
    });
  }

  private join(
    write: StandingWrite,
    session: Session,
    artifact: Artifact,
    event: ReadEvent,
    basis: Basis,
    lens: TextLens | undefined,
  ): void {
    if (write.session === session.no) return;
    const { how, file, line } = event;
    const time = event.time ?? Number.NaN;
    const { channel } = artifact.ref;
    const joined = { write: write.write, to: session.no, artifact, channel, time, basis, how, file, line };
    const row = this.log.join(joined, this.stands);
    const { sketch } = write;
    if (row >= 0 && lens !== undefined && sketch !== undefined) {
      this.log.keepPassage(row, lens, (h) => this.sketches.has(sketch, h));
    }
  }
}

/** False where one of the two has no time. */
function isAfter(write: StandingWrite, event: ReadEvent): boolean {
  return write.time > (event.time ?? Number.NaN);
}
