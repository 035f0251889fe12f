import type { FleetEvent } from '../fleet/index.ts';

/**
 * What a source is given to report with. Every record and every tool use of the input ends as an event or as a call of
 * `skip`: nothing is dropped in silence.
 */
export interface SourceContext {
  /** Index of the file in the run's file table; goes into every event. */
  file: number;
  /** Path as given by the user or found under it; `-` for standard input. */
  path: string;
  /** Hand over an event. Order: as recorded. */
  emit(event: FleetEvent): void;
  /** Count something that gives no event. `line` is 1-based, 0 for the file. Same reasons are folded into one entry. */
  skip(line: number, reason: string): void;
  /**
   * Name something about this input that its exporter's settings would change (`content is off: set X=1`). Shown once.
   */
  hint(text: string): void;
  options: SourceOptions;
  /**
   * What one source keeps from file to file of a run (a resumed session repeats the records of another file). The same map
   * for every file that a source reads in a run; absent when an input is only looked at, so that looking leaves no trace.
   */
  state?: Map<string, unknown>;
}

export interface SourceOptions {
  /** Attribute that carries a content hash, for telemetry without content (`--hash-attribute`). */
  hashAttribute?: string;
}

/** One line-oriented format. Kept between the lines of one file; a new one for each file. */
export interface LineReader {
  /** One line, already decoded and non-empty; `lineNumber` is 1-based. Must not throw: report with `skip`. */
  line(text: string, lineNumber: number): void;
  /** After the last line. */
  end(): void;
}

/**
 * One kind of telemetry. `recognise` looks at the first bytes, never at the name, and answers how sure it is (0 to 1).
 */
export interface Source {
  /** Stable id: `claude-code`, `codex`, `otlp`, `langfuse`, `chat`, `feed`. Goes into `sessions[].source`. */
  id: string;
  recognise(head: Head): number;
  /**
   * For sources in whose files records of other files may stand again: by what the beginning of a file is known, and a look
   * at all files of a run before the first one is read. Streams cannot be looked at twice and are left out.
   */
  marks?(head: Head): Marks;
  survey?(files: readonly SurveyFile[], state: Map<string, unknown>): Promise<void>;
  /** After the last file of a run: what was kept for files to come is told. */
  finish?(state: Map<string, unknown>): void;
  /**
   * What one file says depends on those beside it (a resumed session repeats the records of another): when one of a folder
   * changes, all of them are read again.
   */
  byFolder?: boolean;
  /**
   * A session stands in one file, and its id is whatever the file's writer chose: the same id in another file may be of
   * another session.
   */
  ownIds?: boolean;
  /** For line-oriented formats (JSON Lines). */
  lines?(context: SourceContext): LineReader;
  /** For formats that are one document (OTLP protobuf, a JSON array). Bytes are already gunzipped and bounded. */
  document?(bytes: Uint8Array, context: SourceContext): void;
}

/** By what the beginning of a file is known. */
export interface Marks {
  /** The session that it names first. */
  session: string | undefined;
  /** Its first records: texts that stand in their bytes, and keys under which a copy of the record is known. */
  records: { texts: readonly string[]; keys: readonly number[] }[];
  /** The first record says that nothing came before it. */
  begins: boolean;
}

/** A file before it is read. */
export interface SurveyFile {
  /** As in `SourceContext.file`. */
  index: number;
  path: string;
  /** Time of its first event, where it has one. */
  firstTime: number | undefined;
  marks: Marks;
  /** Gives each record's bytes, valid during the call. What cannot be read is left out: the reading will name it. */
  scan(each: (bytes: Buffer) => void): Promise<void>;
}

/** What recognition may look at. */
export interface Head {
  /** The first 64 kB after gunzip. */
  bytes: Uint8Array;
  /** The first lines of it that parse as JSON objects (at most 20), comment lines left out. */
  records: Record<string, unknown>[];
  /** True when the whole input is one JSON document (array or object over several lines) rather than lines. */
  wholeJson: boolean;
}
