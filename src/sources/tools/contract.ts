import type { ArtifactRef, Channel, How, Purpose } from '../../fleet/index.ts';

/** One use of a tool, as any dialect records it. */
export interface ToolUse {
  tool: string;
  call?: string;
  /** Parsed arguments where they are JSON, else the string. */
  input: unknown;
}

/** The answer to a use of a tool. */
export interface ToolResult {
  /** As the model saw it. Absent: no content in the telemetry. */
  text?: string;
  hash?: string;
  /** The tool failed: what it was to write was not written. */
  error?: boolean;
  /** The client's own structured copy of the result, where the format keeps one (never shown to the model). */
  structured?: unknown;
}

/** Where the session stood when it used the tool: what makes a path or a key unique. */
export interface ToolPlace {
  cwd?: string;
  repository?: string;
  host?: string;
  /** Scope for artifacts that are neither files of `repository`/`cwd` nor global (memory keys, mailboxes). */
  scope: string;
  /** The session's artifacts cannot be reached by another (see ArtifactRef.private). */
  private?: boolean;
}

export interface DraftWrite {
  channel: Channel;
  artifact?: ArtifactRef;
  text?: string;
  hash?: string;
  how: How;
  mode: 'replace' | 'edit' | 'append' | 'delete' | 'touch';
  removed?: string;
}

export interface DraftRead {
  channel: Channel;
  artifact?: ArtifactRef;
  text?: string;
  hash?: string;
  how: How;
}

/** What a use of a tool does, before its answer is known. A source emits `writes` once the answer is no error. */
export interface ToolEffect {
  /** Argument values as text, joined by newlines (see CallEvent.args). */
  args: string;
  purpose?: Purpose;
  writes: DraftWrite[];
}

/** How one family of tools is understood: what it writes, and what its answer brings into the context. */
export interface Handling {
  purpose?: Purpose;
  writes: DraftWrite[];
  /** Reads of an answer that is no error. An empty list means: text of no artifact (one read of channel `tool`). */
  reads(result: ToolResult): DraftRead[];
  /** The writes once the answer is known, for tools that answer with the id that they assigned. */
  assigned?(result: ToolResult): DraftWrite[];
}
