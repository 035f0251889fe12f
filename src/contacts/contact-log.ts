import { BASES, type Basis, CHANNELS, type Channel, type How, type SayEvent, type WriteEvent } from '../fleet/index.ts';
import { ownCopy } from '../lineage/index.ts';
import type { Artifact } from './artifacts.ts';
import { Columns, PairSet } from './columns.ts';
import type { TextLens } from './lens.ts';

/** Passages kept with contacts; later contacts are shown without. */
const MAX_PASSAGES = 20_000;
const PASSAGE_LENGTH = 200;

const HOWS: readonly How[] = ['observed', 'inferred', 'rule'];
const NO_ARTIFACT = -1;
/** Stands for a channel where an answer, which is no write, is kept among the writes. */
const ANSWER = 255;

/** What was written and what was read of it: a row for each, in columns, since a fleet has millions. */
export class ContactLog {
  readonly writes = new Columns({
    session: 'u32',
    artifact: 'i32',
    channel: 'u8',
    time: 'f64',
    file: 'u32',
    line: 'u32',
  });
  readonly contacts = new Columns({
    write: 'u32',
    to: 'u32',
    artifact: 'i32',
    channel: 'u8',
    time: 'f64',
    basis: 'u8',
    how: 'u8',
    file: 'u32',
    line: 'u32',
  });
  /** Matched text of the first contacts, by row. */
  readonly passages = new Map<number, string>();
  private readonly joined = new PairSet();

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
      event.file,
      event.line,
    );
  }

  /** Row of the new contact; -1 when that session is known to have read that write. */
  join(
    write: number,
    to: number,
    artifact: Artifact | undefined,
    channel: Channel,
    time: number,
    basis: Basis,
    how: How,
    file: number,
    line: number,
  ): number {
    if (!this.joined.add(write, to)) return -1;
    return this.contacts.push(
      write,
      to,
      artifact?.no ?? NO_ARTIFACT,
      CHANNELS.indexOf(channel),
      time,
      BASES.indexOf(basis),
      HOWS.indexOf(how),
      file,
      line,
    );
  }

  /** Remember where the first shingle that the two texts share stands. */
  keepPassage(row: number, lens: TextLens, shared: (shingle: number) => boolean): void {
    if (this.passages.size >= MAX_PASSAGES) return;
    const { shingles, words } = lens;
    for (let i = 0; i < shingles.count; i++) {
      if (!shared(shingles.hash[i]!)) continue;
      const start = words.start[i]!;
      this.passages.set(row, ownCopy(lens.text.slice(start, start + PASSAGE_LENGTH)));
      return;
    }
    if (shingles.count === 0) this.passages.set(row, ownCopy(lens.text.slice(0, PASSAGE_LENGTH)));
  }
}
