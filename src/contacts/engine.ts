import type { ArtifactRef, Basis, Channel, FleetEvent, How, ReadEvent, SayEvent, WriteEvent } from '../fleet/index.ts';
import { SketchPool } from '../lineage/index.ts';
import { ACCOUNTS, AddressJoiner } from './address-joiner.ts';
import { type Artifact, ArtifactTable } from './artifacts.ts';
import { ContactLog } from './contact-log.ts';
import { ContentJoiner } from './content-joiner.ts';
import { CrossFinder } from './cross-finder.ts';
import { KnownText } from './known-text.ts';
import type { TextLens } from './lens.ts';
import { PairSet } from './pair-set.ts';
import { type Session, SessionTable } from './sessions.ts';
import { UnexplainedReads } from './unexplained.ts';

/** Nothing is left of a read for others when the writes of its artifact account for this share of it. */
const WHOLLY = 1;

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
 * session's first read, on the best basis that any of its reads gave.
 */
export class ContactEngine {
  readonly sessions = new SessionTable();
  readonly artifacts = new ArtifactTable();
  private readonly log = new ContactLog();
  private readonly tally = { events: 0, withoutTime: 0, late: 0, truncatedTexts: 0 };

  private readonly touched = new PairSet();
  private readonly cross = new CrossFinder();
  private readonly sketches = new SketchPool();
  private readonly known = new KnownText(this.sketches);
  private readonly unexplained = new UnexplainedReads(this.sketches);
  private readonly byAddress: AddressJoiner;
  private readonly byContent = new ContentJoiner(this.log, this.artifacts, this.cross);
  private latest = Number.NEGATIVE_INFINITY;
  private readonly last: Observed;

  constructor(options: ContactOptions = {}) {
    const skew = options.skewTolerance ?? 120_000;
    this.byAddress = new AddressJoiner(this.log, this.cross, this.sketches, this.known, this.unexplained, skew);
    this.last = { session: undefined as never, artifact: undefined, write: -1, contactsFrom: 0, contactsTo: 0 };
  }

  /**
   * Take one event. `lens` must be looking at its text when it has one (read, write, say). The result is valid until the
   * next call.
   */
  observe(event: FleetEvent, lens: TextLens): Observed {
    const session = this.sessions.of(event.session, event.file);
    this.count(session, event);
    if ('text' in event && event.text !== undefined && lens.words.truncated) this.tally.truncatedTexts++;
    this.last.session = session;
    this.last.artifact = undefined;
    this.last.write = -1;
    this.last.contactsFrom = this.contacts.length;
    switch (event.kind) {
      case 'session':
        this.sessions.learn(session, event.info);
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

  get counts(): {
    events: number;
    withoutTime: number;
    late: number;
    truncatedTexts: number;
    sketchesForgotten: number;
  } {
    return { ...this.tally, sketchesForgotten: this.byAddress.sketchesForgotten };
  }

  /**
   * Rows of contacts that are not to be shown: later evidence took them back (the text turned out to be introduced by many
   * sessions), or another row has the same pair of a write and a session on a better basis.
   */
  withdrawn(): Set<number> {
    return this.log.hidden(this.cross.boilerplateContacts());
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
    this.tally.events++;
    session.events++;
    const { time } = event;
    if (time === undefined) {
      this.tally.withoutTime++;
      return;
    }
    if (session.start === undefined || time < session.start) session.start = time;
    if (session.end === undefined || time > session.end) session.end = time;
    if (time < this.latest) this.tally.late++;
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
    const text = event.text !== undefined && lens.words.count > 0 && event.mode !== 'delete';
    if (artifact !== undefined) {
      if (text) this.log.writes.set('sketch', row, this.sketches.keep(lens.words, lens.shingles));
      const { hash } = event;
      const { version } = event.artifact!;
      if (hash !== undefined || version !== undefined) this.log.marks.set(row, { hash, version });
      this.byAddress.joinEarlierReads(artifact, row, lens);
      this.byAddress.apply(artifact, row, event, lens);
    }
    if (text && event.time !== undefined) {
      this.cross.write(session.no, row, lens, true);
    }
  }

  private say(session: Session, event: SayEvent, lens: TextLens): void {
    // An answer has no address, but an orchestrator may have pasted it into another session: found by content alone.
    if (event.text === undefined || event.time === undefined || lens.words.count < 20) return;
    this.last.write = this.log.addWrite(session.no, undefined, event);
    this.cross.write(session.no, this.last.write, lens, false);
  }

  // Reading

  private read(session: Session, event: ReadEvent, lens: TextLens): void {
    session.reads++;
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
    this.known.clear();
    const share = artifact === undefined ? 0 : this.joinByAddress(session, artifact, event, lens);
    if (!text || time === undefined) return;
    if (share < WHOLLY) {
      const outside = artifact !== undefined && this.standsOutside(artifact, lens);
      const found = this.byContent.joinRead(session, artifact, event, lens, this.known);
      // What is known from elsewhere is not the artifact's own: its next reader may have it from there too.
      if (artifact !== undefined && share < ACCOUNTS && !outside && !found && lens.words.count >= 3) {
        this.unexplained.remember(artifact, session.no, time, this.sketches.keep(lens.words, lens.shingles));
      }
    }
    this.cross.read(session.no, lens);
  }

  /** Returns the share of the read that writes of its artifact account for (0 to 1). */
  private joinByAddress(session: Session, artifact: Artifact, event: ReadEvent, lens: TextLens): number {
    if (event.text !== undefined) return this.byAddress.joinRead(session, artifact, event, lens);
    this.byAddress.joinSilentRead(session, artifact, event);
    return 0;
  }

  /**
   * The text was read there before, and no write explained it: it is the artifact's own, from outside. Adds what was read
   * before to what is known of this read.
   */
  private standsOutside(artifact: Artifact, lens: TextLens): boolean {
    let outside = false;
    this.unexplained.each(artifact, (sketch) => {
      const share = this.sketches.containment(sketch, lens.set, lens.words);
      if (share === 0) return;
      this.known.add(sketch);
      if ((share * this.sketches.wordsOf(sketch)) / lens.words.count >= ACCOUNTS) outside = true;
    });
    return outside;
  }
}
