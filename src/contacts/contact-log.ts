import {
  BASES,
  type Basis,
  CHANNELS,
  type Channel,
  Columns,
  type How,
  type SayEvent,
  type WriteEvent,
} from '../fleet/index.ts';
import { HashSet, ownCopy } from '../lineage/index.ts';
import type { Artifact } from './artifacts.ts';
import type { TextLens } from './lens.ts';
import { PairRows } from './pair-rows.ts';

/** Passages kept with contacts; later contacts are shown without. */
const MAX_PASSAGES = 20_000;
const PASSAGE_LENGTH = 200;

const HOWS: readonly How[] = ['observed', 'inferred', 'rule'];
const NO_ARTIFACT = -1;
/** Stands for a channel where an answer, which is no write, is kept among the writes. */
const ANSWER = 255;

export const NO_SKETCH = -1;

export interface Marks {
  hash: string | undefined;
  version: string | undefined;
}

/** That a session read what another wrote, as one read showed it. */
export interface Joined {
  write: number;
  to: number;
  artifact: Artifact | undefined;
  channel: Channel;
  time: number;
  basis: Basis;
  how: How;
  file: number;
  line: number;
}

/**
 * What was written and what was read of it: a row for each, in columns, since a fleet has millions.
 *
 * A pair of a write and a session has one contact, or two where one of them is `weak` (found under another address by
 * content alone, which later evidence may take back): then `doubles` has them, and one of them is shown.
 */
export class ContactLog {
  readonly writes = new Columns({
    session: 'u32',
    artifact: 'i32',
    channel: 'u8',
    time: 'f64',
    /** Of its text, while it stands in some artifact; else NO_SKETCH. */
    sketch: 'i32',
    file: 'u32',
    line: 'u32',
  });
  /** What telemetry says of a write besides its text, by row, while it stands. */
  readonly marks = new Map<number, Marks>();
  readonly contacts = new Columns({
    write: 'u32',
    to: 'u32',
    artifact: 'i32',
    channel: 'u8',
    time: 'f64',
    basis: 'u8',
    how: 'u8',
    weak: 'u8',
    file: 'u32',
    line: 'u32',
  });
  /** Matched text of the first contacts, by row. */
  readonly passages = new Map<number, string>();
  /** The firm contact of the same pair, by the row of the weak one. */
  readonly doubles = new Map<number, number>();
  private readonly wanted = new HashSet();
  private readonly byPair = new PairRows(
    (row) => this.contacts.get('write', row),
    (row) => this.contacts.get('to', row),
  );

  basisOf(contact: number): Basis {
    return BASES[this.contacts.get('basis', contact)]!;
  }

  channelOf(contact: number): Channel {
    return CHANNELS[this.contacts.get('channel', contact)]!;
  }

  howOf(contact: number): How {
    return HOWS[this.contacts.get('how', contact)]!;
  }

  addWrite(session: number, artifact: Artifact | undefined, event: WriteEvent | SayEvent): number {
    return this.writes.push(
      session,
      artifact?.no ?? NO_ARTIFACT,
      event.kind === 'say' ? ANSWER : CHANNELS.indexOf(event.channel),
      event.time ?? Number.NaN,
      NO_SKETCH,
      event.file,
      event.line,
    );
  }

  /**
   * A contact by the artifact's own address. One that is known gets the better basis and keeps the time of its first read.
   * `stands` says whether a weak contact still holds: then the session had read the text by then.
   *
   * Returns its row; -1 when nothing is new.
   */
  join(joined: Joined, stands: (weak: number) => boolean): number {
    const known = this.byPair.find(joined.write, joined.to, (row) => !this.isWeak(row));
    if (known >= 0) return this.improve(known, joined) ? known : -1;
    const weak = this.byPair.find(joined.write, joined.to, (row) => this.isWeak(row));
    const row = this.push(joined, 0);
    if (weak >= 0) {
      this.doubles.set(weak, row);
      if (stands(weak)) this.contacts.set('time', row, Math.min(joined.time, this.contacts.get('time', weak)));
    }
    return row;
  }

  /** A contact by content alone. Returns its row; -1 when the session is known to have read that write. */
  joinWeakly(joined: Joined): number {
    const firm = this.byPair.find(joined.write, joined.to, (row) => !this.isWeak(row));
    if (firm >= 0 && this.contacts.get('basis', firm) <= BASES.indexOf(joined.basis)) return -1;
    if (this.byPair.find(joined.write, joined.to, (row) => this.isWeak(row)) >= 0) return -1;
    const row = this.push(joined, 1);
    if (firm >= 0) this.doubles.set(row, firm);
    return row;
  }

  /** Rows that are not to be shown when the weak contacts in `gone` are taken back. */
  hidden(gone: ReadonlySet<number>): Set<number> {
    const hidden = new Set(gone);
    for (const [weak, firm] of this.doubles) {
      if (gone.has(weak)) continue;
      hidden.add(this.contacts.get('basis', firm) <= this.contacts.get('basis', weak) ? weak : firm);
    }
    return hidden;
  }

  /** Remember where the first shingle stands that is among the `shared` ones; of a text without shingles, its beginning. */
  keepPassage(row: number, lens: TextLens, shared: ArrayLike<number>): void {
    if (this.passages.size >= MAX_PASSAGES) return;
    const { shingles, words } = lens;
    this.wanted.reset(shared.length);
    for (let i = 0; i < shared.length; i++) this.wanted.add(shared[i]!);
    let first = 0;
    while (first < shingles.count && !this.wanted.has(shingles.hash[first]!)) first++;
    if (first === shingles.count && first > 0) return;
    const start = first < shingles.count ? words.start[first]! : 0;
    this.passages.set(row, ownCopy(lens.text.slice(start, start + PASSAGE_LENGTH)));
  }

  private isWeak(row: number): boolean {
    return this.contacts.get('weak', row) === 1;
  }

  /** BASES is in order of strength. */
  private improve(row: number, { basis, artifact, channel, how, file, line }: Joined): boolean {
    const rank = BASES.indexOf(basis);
    if (rank >= this.contacts.get('basis', row)) return false;
    this.contacts.set('basis', row, rank);
    this.contacts.set('artifact', row, artifact?.no ?? NO_ARTIFACT);
    this.contacts.set('channel', row, CHANNELS.indexOf(channel));
    this.contacts.set('how', row, HOWS.indexOf(how));
    this.contacts.set('file', row, file);
    this.contacts.set('line', row, line);
    return true;
  }

  private push(joined: Joined, weak: 0 | 1): number {
    const { write, to, artifact, channel, time, basis, how, file, line } = joined;
    const row = this.contacts.push(
      write,
      to,
      artifact?.no ?? NO_ARTIFACT,
      CHANNELS.indexOf(channel),
      time,
      BASES.indexOf(basis),
      HOWS.indexOf(how),
      weak,
      file,
      line,
    );
    this.byPair.add(row);
    return row;
  }
}
