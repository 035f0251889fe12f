import type { Role } from './messages.ts';

/** Whose names a record uses; decides which switch a hint names. */
export type Dialect = 'gen_ai' | 'vercel' | 'openinference' | 'traceloop' | 'claude-code' | 'codex' | 'gemini-cli';

/** Messages as an attribute holds them, not yet parsed: a chat span repeats the history, most of it is never looked at. */
export interface Recorded {
  value: unknown;
  /** Whose they are where they do not say so. */
  role: Role;
}

export interface Usage {
  input: number;
  output: number;
}

/** A call of a model, or anything else that shows messages. */
export interface ModelDeed {
  kind: 'model';
  input: Recorded[];
  output: Recorded[];
  /** Content hash of the input, for telemetry without content. */
  hash?: string;
  /** A log record that shows all that the model was given: what tools answered comes in the next one. */
  whole?: boolean;
}

/** An agent at work: its spans are its own session where it is nested in another agent's. */
export interface AgentDeed {
  kind: 'agent';
  input: Recorded[];
  output: Recorded[];
}

export interface ToolDeed {
  kind: 'tool';
  tool: string;
  call?: string;
  input: unknown;
  /** Its answer as the model saw it. */
  text?: string;
  hash?: string;
  failed: boolean;
  /** The tool was asked for and not let run. */
  refused?: boolean;
  /** The tool's own side of the call (an MCP server). */
  served?: boolean;
}

export interface StoredRecord {
  id?: string;
  text?: string;
  hash?: string;
}

/** An operation on a memory store or a search index. */
export interface StoreDeed {
  kind: 'store';
  operation: string;
  does: 'read' | 'write' | 'delete';
  /** `undefined`: the store has no name in the telemetry. */
  store: string | undefined;
  records: StoredRecord[];
  /** How many records the operation says it touched. */
  count?: number;
  query?: string;
  /** The tool call that the operation is, where the span says so: the model's messages tell of it too. */
  tool?: string;
  call?: string;
  input?: unknown;
  failed: boolean;
}

/** One side of an agent-to-agent request. */
export interface MessageDeed {
  kind: 'message';
  side: 'client' | 'server';
  tenant: string;
  message?: string;
  task?: string;
  /** The request asks the other agent to do something (and does not only look at a task). */
  sends: boolean;
  /** The task has an outcome, as far as the state tells. */
  answered: boolean;
  /** The A2A context id: the same on both sides, so it is nobody's own conversation. */
  context?: string;
  input: Recorded[];
  output: Recorded[];
}

/** A resource read from an MCP server. */
export interface ResourceDeed {
  kind: 'resource';
  uri: string;
  text?: string;
  hash?: string;
}

/** Tokens alone. */
export interface TokensDeed {
  kind: 'tokens';
}

/** A session began, and nothing more is told. */
export interface StartDeed {
  kind: 'start';
}

export interface NoDeed {
  kind: 'none';
  reason: string;
}

export type Deed =
  | ModelDeed
  | AgentDeed
  | ToolDeed
  | StoreDeed
  | MessageDeed
  | ResourceDeed
  | TokensDeed
  | StartDeed
  | NoDeed;

/** What one span or log record tells, in the one form that all dialects come to. */
export interface Told {
  deed: Deed;
  dialect: Dialect;
  /** The conversation that the record names itself. */
  conversation?: string;
  /** The agent that the record names itself. */
  agent?: string;
  model?: string;
  usage?: Usage;
  /** How long it took, for a log record written when it was over. Milliseconds. */
  duration?: number;
}
