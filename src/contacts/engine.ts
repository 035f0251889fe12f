import {
  type ArtifactRef,
  type Basis,
  CHANNELS,
  type Channel,
  type FleetEvent,
  type How,
  type ReadEvent,
  type SayEvent,
  type WriteEvent,
} from '../fleet/index.ts';
import { type Sketch, SketchPool } from '../lineage/index.ts';
import {
  type Artifact,
  ArtifactTable,
  applyWrite,
  baseName,
  isInstructionFile,
  rememberUnexplained,
  type StandingWrite,
} from './artifacts.ts';
import { PairSet } from './columns.ts';
import { ContactLog } from './contact-log.ts';
import { CrossFinder } from './cross-finder.ts';
import { TextLens } from './lens.ts';
import { learn, type Session, SessionTable } from './sessions.ts';

/** A write counts as standing in a read when at least this share of it does. */
export const SURVIVES = 0.5;

/** Where less of it stands there, a part of a write of the same artifact is known by this many of its sampled shingles. */
const PART_HASHES = 3;

/** A write is gone from an artifact when an edit took out this share of it. */
const TAKEN_OUT = 0.9;

/** A read is explained when known writes account for this share of it; else the rest is looked for elsewhere. */
const ACCOUNTS = 0.7;

export interface ContactOptions {
  /** How much later than its read a write may be stamped, milliseconds, for clocks that differ. Default 2 minutes. */
  skewTolerance?: number;
}

/** What one event gave. Contacts are rows `contactsFrom` to `contactsTo` (exclusive) of `contacts`. */
export interface Observed {
  session: Session;
  artifact: Artifact | undefined;
  /** Row of the write in `writes`, or -1. */
  write: number;
  contactsFrom: number;
  contactsTo: number;
}

/**
 * Joins what one session wrote to what another read, event after event.
 *
 * Events should come in order of time; a write that comes late, or is stamped later than its read by a clock that is
 * ahead, is joined to the reads that are still remembered. A pair of a write and a session gives one contact: that of the
 * session's first read.
 */
export class ContactEngine {
  readonly sessions = new SessionTable();
  readonly artifacts = new ArtifactTable();
  private readonly log = new ContactLog();
  readonly counts = { events: 0, withoutTime: 0, late: 0, sketchesForgotten: 0, truncatedTexts: 0 };

  private readonly skew: number;
  private readonly touched = new PairSet();
  private readonly cross = new CrossFinder();
  private readonly aside = new TextLens();
  private readonly sketches = new SketchPool();
  private reads = 0;
  private latest = Number.NEGATIVE_INFINITY;
  private readonly last: Observed;

  constructor(options: ContactOptions = {}) {
    this.skew = options.skewTolerance ?? 120_000;
    this.last = { session: undefined as never, artifact: undefined, write: -1, contactsFrom: 0, contactsTo: 0 };
  }

  /**
   * Take one event. `lens` must be looking at its text when it has one (read, write, say). The result is valid until the
   * next call.
   */
  observe(event: FleetEvent, lens: TextLens): Observed {
    const session = this.sessions.of(event.session, event.file);
    this.count(session, event);
    if ('text' in event && event.text !== undefined && lens.words.truncated) this.counts.truncatedTexts++;
    this.last.session = session;
    this.last.artifact = undefined;
    this.last.write = -1;
    this.last.contactsFrom = this.contacts.length;
    switch (event.kind) {
      case 'session':
        learn(session, event.info);
        break;
      case 'read':
        this.read(session, event, lens);
        break;
      case 'write':
        this.write(session, event, lens);
        break;
      case 'say':
        this.say(session, event, lens);
        break;
      case 'usage':
        session.tokens += event.input + event.output;
        break;
      case 'call':
        break;
    }
    this.last.contactsTo = this.contacts.length;
    return this.last;
  }

  /** Rows of contacts that later evidence took back: text that turned out to be introduced by many sessions. */
  withdrawn(): Set<number> {
    return this.cross.boilerplateContacts();
  }

  /** Every session that read an artifact, or whose client loaded it, once for each pair. */
  eachReader(visit: (artifact: number, session: number) => void): void {
    this.touched.each((key, session) => {
      if (key % 2 === 0) visit(key / 2, session);
    });
  }

  get writes(): ContactLog['writes'] {
    return this.log.writes;
  }

  get contacts(): ContactLog['contacts'] {
    return this.log.contacts;
  }

  /** Matched text of the first contacts, by row. */
  get passages(): ReadonlyMap<number, string> {
    return this.log.passages;
  }

  basisOf(contact: number): Basis {
    return this.log.basisOf(contact);
  }

  channelOf(contact: number): Channel {
    return this.log.channelOf(contact);
  }

  howOf(contact: number): How {
    return this.log.howOf(contact);
  }

  private count(session: Session, event: FleetEvent): void {
    if (event.kind === 'session') return;
    this.counts.events++;
    session.events++;
    const { time } = event;
    if (time === undefined) {
      this.counts.withoutTime++;
      return;
    }
    if (session.start === undefined || time < session.start) session.start = time;
    if (session.end === undefined || time > session.end) session.end = time;
    if (time < this.latest) this.counts.late++;
    else this.latest = time;
  }

  private artifactOf(ref: ArtifactRef | undefined): Artifact | undefined {
    return ref === undefined ? undefined : this.artifacts.of(ref);
  }

  // Writing

  private write(session: Session, event: WriteEvent, lens: TextLens): void {
    session.writes++;
    if (event.text !== undefined) session.writesWithText++;
    const artifact = this.artifactOf(event.artifact);
    if (artifact !== undefined) {
      session.writesIdentified++;
      if (this.touched.add(artifact.no * 2 + 1, session.no)) artifact.writers++;
    }
    const row = this.log.addWrite(session.no, artifact, event);
    this.last.artifact = artifact;
    this.last.write = row;
    if (artifact?.ref.private === true) return;
    const joinable = event.time !== undefined || artifact?.ref.immutable === true;
    if (!joinable) return;
    const text = event.text !== undefined && lens.words.count > 0;
    const standing: StandingWrite = {
      write: row,
      session: session.no,
      time: event.time ?? Number.NaN,
      mode: event.mode,
      sketch: text && event.mode !== 'delete' ? this.sketches.keep(lens.words, lens.shingles) : undefined,
      hash: event.hash,
      version: event.artifact?.version,
    };
    if (artifact !== undefined) {
      this.joinEarlierReads(artifact, standing, lens);
      if (event.removed !== undefined)
        this.takeOut(artifact, event.removed, event.text === undefined ? undefined : lens);
      applyWrite(artifact, standing, event.removed === undefined);
    }
    if (text && event.mode !== 'delete' && event.time !== undefined) {
      this.cross.write(session.no, row, lens, true);
    }
  }

  private say(session: Session, event: SayEvent, lens: TextLens): void {
    // An answer has no address, but an orchestrator may have pasted it into another session: found by content alone.
    if (event.text === undefined || event.time === undefined || lens.words.count < 20) return;
    this.last.write = this.log.addWrite(session.no, undefined, event);
    this.cross.write(session.no, this.last.write, lens, false);
  }

  /** An edit took a text out: the writes that stood in it, and do not in what came instead, stand there no longer. */
  private takeOut(artifact: Artifact, removed: string, instead: TextLens | undefined): void {
    if (artifact.live.length === 0) return;
    const { set, words } = this.aside.look(removed);
    artifact.live = artifact.live.filter(({ sketch }) => {
      if (sketch === undefined || this.sketches.containment(sketch, set, words) < TAKEN_OUT) return true;
      return instead !== undefined && this.sketches.containment(sketch, instead.set, instead.words) >= SURVIVES;
    });
  }

  /** Its text can no longer be compared: noted, since the join is then a weaker one. */
  private isForgotten(sketch: Sketch): boolean {
    const forgotten = this.sketches.isForgotten(sketch);
    if (forgotten) this.counts.sketchesForgotten++;
    return forgotten;
  }

  /** A write that comes after its read: late in arriving, or stamped by a clock that is ahead. */
  private joinEarlierReads(artifact: Artifact, write: StandingWrite, lens: TextLens): void {
    const { sketch } = write;
    if (sketch === undefined) return;
    for (const read of artifact.unexplained) {
      if (read.session === write.session) continue;
      const late = write.time <= read.time;
      if (!late && write.time - read.time > this.skew) continue;
      const same = read.sketch.digest === sketch.digest;
      const share = same ? 1 : this.sketches.containment(read.sketch, lens.set, lens.words);
      // A write stamped after the read must be the very text, brought in by its writer: else the writer had read it too.
      const joins = late ? share >= SURVIVES : same && !this.cross.hadRead(write.session, lens);
      if (joins) {
        const basis = same || artifact.ref.immutable === true ? 'id' : 'content';
        this.log.join(write.write, read.session, artifact, artifact.ref.channel, read.time, basis, 'observed', 0, 0);
      }
    }
  }

  // Reading

  private read(session: Session, event: ReadEvent, lens: TextLens): void {
    session.reads++;
    this.reads++;
    if (event.how === 'rule') session.ruleReads++;
    else if (event.text !== undefined) session.readsWithText++;
    else if (event.how === 'inferred') session.silentReads++;
    const artifact = this.artifactOf(event.artifact);
    this.last.artifact = artifact;
    if (artifact === undefined && (event.channel === 'human' || event.channel === 'control')) session.prompts++;
    if (artifact !== undefined) {
      session.readsIdentified++;
      if (this.touched.add(artifact.no * 2, session.no)) {
        if (event.how === 'rule') artifact.ruleReaders++;
        else artifact.readers++;
      }
      if (artifact.ref.private === true) return;
    }
    const text = event.text !== undefined && lens.words.count > 0;
    const time = event.time;
    if (time === undefined && artifact?.ref.immutable !== true) return;
    const share = artifact === undefined ? 0 : this.joinSameArtifact(session, artifact, event, lens);
    if (!text || time === undefined) return;
    if (share < ACCOUNTS) {
      const known = artifact !== undefined && this.standsOutside(artifact, lens);
      const found = !known && this.joinElsewhere(session, artifact, event, lens);
      // What is known from elsewhere is not the artifact's own: its next reader may have it from there too.
      if (artifact !== undefined && !found && lens.words.count >= 3) {
        rememberUnexplained(artifact, {
          read: this.reads,
          session: session.no,
          time,
          sketch: this.sketches.keep(lens.words, lens.shingles),
        });
      }
    }
    this.cross.read(session.no, lens);
  }

  /** Joins the writes of the artifact that was read. Returns the share of the read that they account for (0 to 1). */
  private joinSameArtifact(session: Session, artifact: Artifact, event: ReadEvent, lens: TextLens): number {
    if (event.text === undefined) {
      this.joinWithoutText(session, artifact, event);
      return 0;
    }
    let accounted = 0;
    let latestUnseen: StandingWrite | undefined;
    for (const write of artifact.live) {
      const found = this.compare(artifact, write, event, lens);
      if (found === undefined) {
        if (write.sketch === undefined || this.isForgotten(write.sketch)) latestUnseen = write;
        continue;
      }
      accounted += found.accounts;
      this.joinRead(write, session, artifact, event, found.basis, lens);
    }
    if (accounted === 0) {
      for (const write of artifact.past) {
        const found = this.compare(artifact, write, event, lens);
        if (found === undefined) continue;
        accounted += found.accounts;
        this.joinRead(write, session, artifact, event, found.basis, lens);
        break;
      }
    }
    // The latest write has no text to compare: the artifact is the same, and nothing more is known.
    if (accounted === 0 && latestUnseen !== undefined && latestUnseen === artifact.live.at(-1)) {
      this.joinRead(latestUnseen, session, artifact, event, 'structure', undefined);
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
    const share = this.sketches.containment(sketch, lens.set, lens.words);
    // What part of the read this is, from the lengths: a sketch is a uniform sample of its text.
    const accounts = Math.min(1, (share * sketch.words) / lens.words.count);
    if (share >= SURVIVES) {
      // Two or three words stand in many a text: that they stand here too says little.
      const telling = !sketch.short || sketch.words >= 3;
      return telling ? { basis: 'content', accounts } : undefined;
    }
    // A part of it: what later edits left, or what a partial read showed.
    return share * sketch.length >= PART_HASHES ? { basis: 'content', accounts } : undefined;
  }

  private joinWithoutText(session: Session, artifact: Artifact, event: ReadEvent): void {
    const usable = artifact.live.filter(
      (w) => Number.isNaN(w.time) || event.time === undefined || w.time <= event.time + this.skew,
    );
    if (artifact.ref.immutable === true) {
      for (const write of usable) this.joinRead(write, session, artifact, event, 'id', undefined);
      return;
    }
    const version = event.artifact?.version;
    const exact = usable.filter(
      (w) => (event.hash !== undefined && w.hash === event.hash) || (version !== undefined && w.version === version),
    );
    if (exact.length > 0) {
      for (const write of exact) {
        const basis = version !== undefined && write.version === version ? 'id' : 'hash';
        this.joinRead(write, session, artifact, event, basis, undefined);
      }
      return;
    }
    // The client loads the file as it stands: all that stands in it.
    if (event.how === 'rule') {
      for (const write of usable) this.joinRead(write, session, artifact, event, 'rule', undefined);
      return;
    }
    const latest = usable.at(-1);
    // Both sides carry a hash and they differ: what was read is not what was written.
    if (latest === undefined || (event.hash !== undefined && latest.hash !== undefined)) return;
    this.joinRead(latest, session, artifact, event, 'structure', undefined);
  }

  /**
   * The text under another address: a message in an inbox, a file of another clone, an answer pasted by hand. True when
   * some write stands there.
   */
  private joinElsewhere(session: Session, artifact: Artifact | undefined, event: ReadEvent, lens: TextLens): boolean {
    const mayBe = (write: number, introduced: boolean) => {
      const source = this.writes.get('artifact', write);
      if (this.writes.get('session', write) === session.no || (artifact !== undefined && source === artifact.no))
        return false;
      if (this.writes.get('time', write) > event.time!) return false;
      return introduced || this.mayBeSame(write, artifact, event.channel);
    };
    const hits = this.cross.find(lens, mayBe);
    for (const hit of hits) {
      const source = this.writes.get('artifact', hit.write);
      const row = this.log.join(
        hit.write,
        session.no,
        artifact ?? this.artifacts.list[source],
        event.channel,
        event.time!,
        'content',
        event.how,
        event.file,
        event.line,
      );
      if (row >= 0) {
        this.cross.note(row, hit.prints);
        this.log.keepPassage(row, lens, (h) => hit.prints.includes(h));
      }
    }
    return hits.length > 0;
  }

  /** The text was read there before, and no write explained it: it is the artifact's own, from outside. */
  private standsOutside(artifact: Artifact, lens: TextLens): boolean {
    return artifact.unexplained.some((read) => {
      const share = this.sketches.containment(read.sketch, lens.set, lens.words);
      return (share * read.sketch.words) / lens.words.count >= ACCOUNTS;
    });
  }

  /** Whether a text that its writer had read itself may have gone on from this write, by where the two stand. */
  private mayBeSame(write: number, artifact: Artifact | undefined, channel: Channel): boolean {
    const written = this.artifacts.list[this.writes.get('artifact', write)];
    const through = CHANNELS[this.writes.get('channel', write)];
    // What was handed to another session by a call stands there as if its user had typed it.
    if (artifact === undefined && channel === 'human') return through === 'message' || through === 'context';
    // A client pastes the repository's instruction file into the system prompt, without its address.
    if (artifact === undefined && channel === 'control') {
      return written !== undefined && isInstructionFile(written.ref);
    }
    if (through !== channel) return false;
    if (channel === 'message' || channel === 'memory') return true;
    return artifact !== undefined && written !== undefined && baseName(written.ref) === baseName(artifact.ref);
  }

  private joinRead(
    write: StandingWrite,
    session: Session,
    artifact: Artifact,
    event: ReadEvent,
    basis: Basis,
    lens: TextLens | undefined,
  ): void {
    if (write.session === session.no) return;
    const time = event.time ?? Number.NaN;
    const row = this.log.join(
      write.write,
      session.no,
      artifact,
      artifact.ref.channel,
      time,
      basis,
      event.how,
      event.file,
      event.line,
    );
    const sketch = write.sketch;
    if (row >= 0 && lens !== undefined && sketch !== undefined) {
      this.log.keepPassage(row, lens, (h) => this.sketches.has(sketch, h));
    }
  }
}
