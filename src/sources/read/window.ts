const MIB = 1024 * 1024;

/** What waits to be put in order, at first and at most: bytes of text, and an event for each so many bytes. */
const FIRST_BYTES = 16 * MIB;
const MOST_BYTES = 512 * MIB;
const BYTES_PER_EVENT = 320;

/** A file whose events lie this far back within what waits is out of order by more than the window sees. */
const FAR = 0.25;

/**
 * How much of the input waits to be put in order of time. Small while files keep their order; doubled as long as the
 * events of a file lie back by more than a quarter of the time that the window spans, as in an export that writes one
 * session after another.
 */
export class ReorderWindow {
  maxBytes: number;
  maxEvents: number;
  private readonly fixed: boolean;
  private lateness = 0;

  /** Given bounds are kept; without them the window finds its own. */
  constructor(bytes?: number, events?: number) {
    this.fixed = bytes !== undefined || events !== undefined;
    this.maxBytes = bytes ?? FIRST_BYTES;
    this.maxEvents = events ?? this.maxBytes / BYTES_PER_EVENT;
  }

  /** An event came, `late` milliseconds before one that the same file gave earlier. */
  note(late: number): void {
    if (late > this.lateness) this.lateness = late;
  }

  /** The window is full and spans `span` milliseconds: true when it was widened instead of letting events go. */
  widen(span: number): boolean {
    const far = this.lateness > span * FAR;
    this.lateness = 0;
    if (this.fixed || !far || this.maxBytes >= MOST_BYTES) return false;
    this.maxBytes *= 2;
    this.maxEvents *= 2;
    return true;
  }
}
