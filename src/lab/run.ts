import type { EpidemicRecord } from './epidemic/record.ts';
import type { Knobs } from './observation.ts';
import type { Passage, Renderer } from './passage.ts';
import type { Everyday } from './scenario/everyday.ts';
import type { StrainKind } from './strains/strain.ts';

/** A repository of the made fleet. Its sessions share a working directory, a memory store and a mail domain. */
export interface Repository {
  name: string;
  cwd: string;
  url: string;
  commit: string;
  memoryStore: string;
}

export interface Agent {
  name: string;
  user: string;
  repository: number;
  /** Times the chance that what it reads takes in it. */
  susceptibility: number;
  /** Nothing ever takes in it. */
  immune: boolean;
}

/** What sessions write and read. `instructions` is the file that the client loads by itself (CLAUDE.md, AGENTS.md). */
export interface Artifact {
  index: number;
  kind: 'file' | 'instructions' | 'memory' | 'message' | 'page' | 'prompt' | 'answer';
  /** Index of the repository; -1 for pages. */
  repository: number;
  /** Path, memory key, message id, URL; for a prompt or an answer, the sub-agent's id. */
  key: string;
  /** What stands in it now; a new array for each version, never changed in place. */
  pieces: readonly Piece[];
  /** Message: who sent it to whom, and about what. */
  mail?: { from: string; to: string; subject: string; replyTo?: string };
}

/** A passage in an artifact, and the write that put it there (`null`: it was there before the fleet started). */
export interface Piece {
  passage: Passage;
  write: Write | null;
}

export interface Write {
  index: number;
  session: number;
  artifact: Artifact;
  time: number;
}

/** Lines of an artifact that a partial read showed: pieces `from` to `to` (not included). */
export interface View {
  from: number;
  to: number;
}

export type Act =
  | { kind: 'read'; index: number; time: number; artifact: Artifact; pieces: readonly Piece[]; view?: View }
  /** The client loads the instruction file by itself, at the start of the session. */
  | { kind: 'load'; time: number; artifact: Artifact; pieces: readonly Piece[] }
  | {
      kind: 'write';
      time: number;
      write: Write;
      mode: 'replace' | 'edit' | 'append' | 'delete';
      /** The new text (`edit`, `append`) or all of it (`replace`); empty for `delete`. */
      pieces: readonly Piece[];
      /** What an `edit` took out. */
      removed?: Piece;
      /** The last piece before an `append`. */
      anchor?: Piece;
      /** The write is a review or report about what it quotes. */
      report?: boolean;
    }
  | { kind: 'run'; time: number; command: string; output: Passage; failed: boolean }
  /** With `write`: a sub-agent's answer, which its parent reads. */
  | { kind: 'say'; time: number; pieces: readonly Piece[]; write?: Write }
  /** Starts a sub-agent. The prompt's artifact and write are those of the `context` channel. */
  | { kind: 'spawn'; time: number; child: number; write: Write; pieces: readonly Piece[]; title: string }
  /** The sub-agent's answer comes back: a read of what the child wrote last. */
  | { kind: 'join'; index: number; time: number; child: number; artifact: Artifact; pieces: readonly Piece[] };

export interface LabSession {
  index: number;
  /** A UUID; what each telemetry shows is made of it (see `sessionId`). */
  id: string;
  /** Sub-agent: seven hexadecimal digits. */
  agentId?: string;
  parent?: number;
  agent: number;
  repository: number;
  start: number;
  /** What the session was asked to do. For a sub-agent the passages are those of the parent's prompt. */
  task: readonly Piece[];
  /** The artifact of the prompt and the write that made it; sub-agents only. */
  prompt?: { artifact: Artifact; write: Write };
  acts: Act[];
}

export interface SeedRecord {
  text: string;
  /** What spreads. */
  strain: StrainKind;
  /** Texts that only the seed holds: an option and a link, an address. */
  values: readonly string[];
  /** Index of the session that wrote it first; `outside` when it came in on a page. */
  firstWriter: number | 'outside';
}

/** A played fleet. Plain data but for the renderer; telemetry and truth are made from it. */
export interface LabRun {
  scenario: Everyday;
  rngSeed: number;
  knobs: Required<Knobs>;
  repositories: Repository[];
  agents: Agent[];
  artifacts: Artifact[];
  sessions: LabSession[];
  /** `null` where the scenario has no seed. */
  seed: SeedRecord | null;
  /** The text that is, or without a seed would have been, the seed. To trace where nothing must be found. */
  probe: string;
  renderer: Renderer;
  /** Who infected whom, in a scenario with surfaces. */
  epidemic?: EpidemicRecord;
}
