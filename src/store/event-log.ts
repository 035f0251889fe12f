import type { FleetEvent, Skipped, Verdict } from '../fleet/index.ts';

/** One input whose events a log holds. Its place in `EventLog.inputs` is what its events carry as `file`. */
export interface LoggedInput {
  /** What tells inputs apart: an absolute path. Streams have none, and each is an input of its own. */
  place: string | undefined;
  /** As shown: the path that the user gave or that was found below it. */
  path: string;
  /** Id of the source that read it; `undefined` when none could. */
  source: string | undefined;
  /** Size and time of last change (milliseconds since the epoch) before it was read. */
  bytes: number;
  modified: number;
  /** What read it: version and options. Events that another reader made may differ. */
  reader: string;
}

/** What one reading leaves besides its events. */
export interface Remarks {
  skipped: Skipped[];
  hints: string[];
  /** Folders of which inputs that nobody could read were left out as known: what was skipped there adds up. */
  partlyRead: ReadonlySet<string>;
}

/**
 * New events on their way into a log. Nothing of them counts until `commit`; what an interrupted process leaves behind is
 * removed when the log is next opened.
 */
export interface Ingest {
  /** Announce an input that is being read. One of a known place takes over its number, and at `commit` its events. */
  input(input: LoggedInput): number;
  /**
   * Take events; each carries the number of its input as `file`. `times` are those by which they are ordered: an event's
   * own, and for one that has none where it stood when it was read (-Infinity: before all).
   */
  append(events: readonly FleetEvent[], times: readonly number[]): Promise<void>;
  commit(remarks: Remarks): Promise<void>;
}

/**
 * The events of a fleet, kept. One process at a time has a log open, and one thing at a time is done with it: an ingest,
 * or a pass over its events.
 *
 * What comes out is what went in, with two exceptions: a field that was set to `undefined` is absent, and an unpaired
 * surrogate in a text or a name has become U+FFFD. All methods may throw CordonError `store`.
 */
export interface EventLog {
  readonly inputs: readonly LoggedInput[];
  readonly hints: readonly string[];
  readonly skipped: readonly Skipped[];
  begin(): Promise<Ingest>;
  /** All events in batches, in the order of the times that they came with, then of `seq`, `file` and `line`. */
  events(): AsyncIterable<FleetEvent[]>;
  /** What persons said of sessions, the last for each session and behaviour. */
  verdicts(): Promise<Verdict[]>;
  /** Keep a verdict; it replaces an earlier one on the same session and behaviour. */
  judge(verdict: Verdict): Promise<void>;
  /** Whether any event of a session of that name is held. */
  hasSession(name: string): boolean;
  close(): Promise<void>;
}
