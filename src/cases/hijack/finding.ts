import type { ArtifactRef, CallEvent, Channel, ReadEvent, WriteEvent } from '../../fleet/index.ts';
import type { CaseStatus } from '../definitions.ts';

/** Where and when an event stood. */
export interface Moment {
  /** Place in the order in which the watch saw events, over all sessions. */
  order: number;
  /** Milliseconds since the epoch, where the telemetry has a time. */
  time: number | undefined;
  /** Index in the file table, and the 1-based line. */
  file: number;
  line: number;
}

/** A span of a text that tells its reader to do something which nobody in charge asked for. */
export interface Span {
  /** UTF-16 offsets in the text that was read, end exclusive. */
  start: number;
  end: number;
  /** Probability that the span is a payload, 0 to 1, by the span model alone. */
  score: number;
  /** Likely enough to be shown by itself. A weaker span counts only once an act carries it. */
  firm: boolean;
  /** What speaks for it, strongest first, in a few words each (`addresses an AI`, `asks for secrecy`). */
  why: string[];
  /** How the span was written, where it had to be decoded (`base64`, `zero-width`, ...). */
  encoding: string | undefined;
  /** The text of the span as its reader understands it (decoded), cut at `MAX_SPAN_TEXT`. */
  text: string;
}

/** A payload span that a session read. */
export interface SpanRead extends Span, Moment {
  channel: Channel;
  artifact: ArtifactRef | undefined;
  tool: string | undefined;
}

/** What ties an act to a span. */
export type Tie =
  /** An argument holds a value (address, number, name) that the session had from the span alone. */
  | 'value'
  /** The tool is named in the span, and was not used before nor asked for. */
  | 'tool'
  /** Words of the span, in a row, stand in the argument. */
  | 'words'
  /** The act is what the span asks for: its tool and its words, none of them in the principal's request. */
  | 'deed'
  /** The payload itself was written where others read. */
  | 'passed-on';

/** Something that a session did after it had read a span, and that carries it. */
export interface HijackAct extends Moment {
  kind: CallEvent['kind'] | WriteEvent['kind'];
  tool: string | undefined;
  call: string | undefined;
  /** Index of the span in the finding's `spans`. */
  span: number;
  ties: Tie[];
  /** The value or words that it carries, as they stand in the act; bounded. */
  carries: string | undefined;
  /** Natural logarithm of the likelihood ratio that this act alone gives. */
  weight: number;
}

/** What is known of one session. It holds until the session's next event. */
export interface HijackFinding {
  session: string;
  /** Absent: not a case. An assessed session without a status is one in which nothing was found, which is not "clear". */
  status: CaseStatus | undefined;
  /** Probability that the session acted on a payload, at the watch's prevalence. */
  score: number;
  /** Natural logarithm of the likelihood ratio of all evidence; add the log odds of another prevalence to restate it. */
  evidence: number;
  /** First act that carries a span, for a case. */
  onset: Moment | undefined;
  /** One sentence, for a case. */
  reason: string | undefined;
  spans: SpanRead[];
  acts: HijackAct[];
  /** Spans and acts beyond those that are kept. */
  more: number;
  /** False when nothing the session read from elsewhere, or nothing it did, had its text. */
  assessed: boolean;
}

/** Characters of a span or of what an act carries that are kept. */
export const MAX_SPAN_TEXT = 2000;

export interface HijackOptions {
  /** Share of sessions that are cases before any is looked at. Default `DEFAULT_PREVALENCE`. */
  prevalence?: number;
  /**
   * The operator authorised this text as instructions, so that nothing in it is a payload. Default: files that agent
   * clients load by themselves (`CLAUDE.md`, `AGENTS.md`, skills) from the session's own repository.
   */
  isAuthorised?(read: ReadEvent): boolean;
  /**
   * An outsider or a case wrote this part of the text (UTF-16 offsets): then it can be a payload although the file is
   * authorised. Contacts know who did. Default: nobody did.
   */
  isTainted?(read: ReadEvent, start: number, end: number): boolean;
  /** Sessions of which anything is remembered; the longest silent one is forgotten first. Default 100,000. */
  sessions?: number;
}
