import { CHANNELS, type Channel, type ReadEvent } from '../fleet/index.ts';
import { type Artifact, type ArtifactTable, baseName, isInstructionFile } from './artifacts.ts';
import type { ContactLog } from './contact-log.ts';
import type { CrossFinder } from './cross-finder.ts';
import type { KnownText } from './known-text.ts';
import type { TextLens } from './lens.ts';
import type { Session } from './sessions.ts';

/** Joins a text to the writes of it under other addresses: a message in an inbox, a file of another clone, an answer pasted by hand. */
export class ContentJoiner {
  private readonly log: ContactLog;
  private readonly artifacts: ArtifactTable;
  private readonly cross: CrossFinder;

  constructor(log: ContactLog, artifacts: ArtifactTable, cross: CrossFinder) {
    this.log = log;
    this.artifacts = artifacts;
    this.cross = cross;
  }

  /** True when some write stands in the part of the text that is not `known`. */
  joinRead(
    session: Session,
    artifact: Artifact | undefined,
    event: ReadEvent,
    lens: TextLens,
    known: KnownText,
  ): boolean {
    const { writes } = this.log;
    if (artifact !== undefined && event.channel === 'codebase') this.cross.bear(baseName(artifact.ref), lens, known);
    const mayBe = (write: number, introduced: boolean) => {
      if (writes.get('session', write) === session.no) return false;
      if (artifact !== undefined && writes.get('artifact', write) === artifact.no) return false;
      if (writes.get('time', write) > event.time!) return false;
      return introduced || this.mayBeSame(write, artifact, event.channel);
    };
    const hits = this.cross.find(lens, known, mayBe);
    for (const hit of hits) {
      const row = this.log.joinWeakly({
        write: hit.write,
        to: session.no,
        artifact: artifact ?? this.artifacts.list[writes.get('artifact', hit.write)],
        channel: event.channel,
        time: event.time!,
        basis: 'content',
        how: event.how,
        file: event.file,
        line: event.line,
      });
      if (row < 0) continue;
      this.cross.note(row, hit);
      this.log.keepPassage(row, lens, hit.prints);
    }
    return hits.length > 0;
  }

  /** Whether a text that its writer had read itself may have gone on from this write, by where the two stand. */
  private mayBeSame(write: number, artifact: Artifact | undefined, channel: Channel): boolean {
    const written = this.artifacts.list[this.log.writes.get('artifact', write)];
    const through = CHANNELS[this.log.writes.get('channel', write)];
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
}
