import type { ArtifactRef } from './artifact.ts';
import type { Channel } from './channel.ts';

/**
 * What a source knows of a session. Sent whole or in part, as often as the source learns more; a later value fills an
 * empty field and never overwrites one.
 */
export interface SessionInfo {
  /** Who the session belongs to: a deployed instance or a role. A source gives its best default; `--agent-key` overrides. */
  agent?: string;
  /** The session that started this one (a sub-agent's parent). */
  parent?: string;
  /** Client name and version as the telemetry gives them (`claude-code`, `2.1.27`). */
  client?: string;
  version?: string;
  model?: string;
  /** Working directory, repository, branch, commit: as recorded. */
  cwd?: string;
  repository?: string;
  branch?: string;
  commit?: string;
  user?: string;
  host?: string;
  service?: string;
  /** False where the exporter left message content out, so that "seed not seen" means nothing. Default: unknown. */
  contentRecorded?: boolean;
}

/** How an event is known: recorded as such, inferred from a shell command, or done by the client's own rule. */
export type How = 'observed' | 'inferred' | 'rule';

/** What a call is for, where that bears on whether it quotes. */
export type Purpose = 'search' | 'report' | 'reply';

/** Fields that every event has. */
export interface EventBase {
  /** Id of the session that did it; unique over all input. A sub-agent is `<session>/<agent>`. */
  session: string;
  /** Milliseconds since the epoch (fractions allowed); `undefined` when the telemetry has no time for it. */
  time: number | undefined;
  /** Order inside the session as the source recorded it; breaks ties of `time`. Starts at 0, need not be dense. */
  seq: number;
  /** Index of the input file in the run's file table, and the 1-based line (0: the file as a whole). */
  file: number;
  line: number;
}

export interface SessionEvent extends EventBase {
  kind: 'session';
  info: SessionInfo;
}

/**
 * The *first* entry of a text into a session's context. A source that repeats history (chat spans, resumed sessions)
 * sends each text once.
 */
export interface ReadEvent extends EventBase {
  kind: 'read';
  channel: Channel;
  /** Absent when the text came from nowhere that a session can write and the source can name (a typed prompt). */
  artifact?: ArtifactRef;
  /** What entered the context. Absent when the telemetry has no content for it. `''` means: empty. */
  text?: string;
  /** A content hash that the telemetry carries, `algorithm:hex` (for example `sha256:9f86…`). */
  hash?: string;
  how: How;
  /** Name and call id of the tool whose answer this is. */
  tool?: string;
  call?: string;
}

/** Text that a session put where another session may read it. */
export interface WriteEvent extends EventBase {
  kind: 'write';
  channel: Channel;
  /** Absent for output that has no address (a final answer): such a write is joined by content alone. */
  artifact?: ArtifactRef;
  /** What was written: for `edit` and `append` the new part alone. */
  text?: string;
  hash?: string;
  how: How;
  /**
   * `replace`: the artifact now is this text. `edit`: this text replaced `removed` inside it. `append`: added to it.
   * `delete`: the artifact (or, with `removed`, that part of it) is gone. `touch`: written, nobody knows how.
   */
  mode: 'replace' | 'edit' | 'append' | 'delete' | 'touch';
  /** The text that an edit took out, where known. */
  removed?: string;
  tool?: string;
  call?: string;
}

/** A tool call: what the session *did*. A call that also writes or reads gives those events too, with the same `call`. */
export interface CallEvent extends EventBase {
  kind: 'call';
  tool: string;
  call?: string;
  /** The arguments as text: values joined by newlines, not JSON, so that escapes do not hide a value. */
  args?: string;
  /**
   * What the call is for, where the tool says so: `search` looks a text up (grep, web search), `report` is a review or
   * report about something, `reply` answers a message. A text that such a call carries may be a quotation.
   */
  purpose?: Purpose;
}

/** What the session said to whoever it works for. Not a write: nobody else reads it unless a source says so. */
export interface SayEvent extends EventBase {
  kind: 'say';
  text?: string;
}

/** Tokens spent on one model call. `input` includes cached input. */
export interface UsageEvent extends EventBase {
  kind: 'usage';
  input: number;
  output: number;
}

/** One thing a session did at a time. What a source makes of telemetry, and all that the other rooms see of it. */
export type FleetEvent = SessionEvent | ReadEvent | WriteEvent | CallEvent | SayEvent | UsageEvent;

/** Something that a source could not turn into an event, named so that a person can find it. */
export interface Skipped {
  /** Path as given, or `-`. */
  file: string;
  /** 1-based line; 0 when it is the file as a whole. */
  line: number;
  /** One sentence: what was there, what was expected. */
  reason: string;
  /** How many times, where several were folded into one entry. */
  count?: number;
}
