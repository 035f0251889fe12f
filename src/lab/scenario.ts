import type { Alteration } from './alter.ts';
import type { StrainKind } from './strains/strain.ts';

/** What a scripted agent can choose to do next. */
export type Move =
  | 'readFile'
  | 'readPart'
  | 'writeFile'
  | 'rewriteFile'
  | 'editFile'
  | 'appendFile'
  | 'deleteFile'
  | 'readMemory'
  | 'writeMemory'
  | 'appendMemory'
  | 'forget'
  | 'summarise'
  | 'readMail'
  | 'sendMail'
  | 'replyMail'
  | 'fetch'
  | 'run'
  | 'report'
  | 'spawn';

/** What a session does about the seed once it has read it. `useAndRelay` does both. */
export type Fate = 'ignore' | 'use' | 'relay' | 'useAndRelay' | 'quote';

/** Where a relayed or quoted copy goes. */
export type Target = 'memory' | 'instructions' | 'message' | 'codebase' | 'context';

export interface SeedPlan {
  /** What spreads. */
  strain: StrainKind;
  /** How it comes in: on a page that one session fetches, or written by one session of its own accord. */
  entry: Readonly<Record<'outside' | 'session', number>>;
  /** When, as a share of the window. */
  entersAt: number;
  fates: Readonly<Record<Fate, number>>;
  relayTo: Readonly<Record<Target, number>>;
  alterations: Readonly<Record<Alteration, number>>;
  /**
   * When, as a share of the window, one session in every repository but one is told to remove it. It takes the copies
   * out of the memory and the files, but misses one; mails stay. `null`: never.
   */
  cleanedAt: number | null;
  /** When a session of the first repository finds a copy that was left, and writes it into the notebook again. `null`: never. */
  comesBackAt: number | null;
  /** Share of the mails with the seed that go to an agent of another repository. */
  abroad: number;
}

/** A fleet and what happens in it, as plain data. Weights are relative; shares are of 1. */
export interface Scenario {
  name: string;
  description: string;
  sessions: number;
  repositories: number;
  /** Sessions of one agent over the window; sets the number of agents. */
  sessionsPerAgent: number;
  /** Sessions that start within one day; sets the length of the window. */
  sessionsPerDay: number;
  /** Moves of a session: lognormal, cut at `max`. */
  moves: { median: number; sigma: number; max: number; weights: Readonly<Record<Move, number>> };
  /** Seconds between two acts of a session: lognormal. */
  pause: { median: number; sigma: number };
  /** Characters of a made text: lognormal; `longShare` of the texts are drawn from `longChars` instead. */
  texts: { median: number; sigma: number; longShare: number; longChars: readonly [number, number] };
  benign: {
    /** Share of written texts that open with a shared licence header or banner. */
    boilerplate: number;
    /** Share of written texts that repeat, word for word, a passage the session has read. */
    copying: number;
    /** Share of written texts about the seed's topic, in like words, that are not the seed. */
    nearMiss: number;
    /** Share of written texts that tell their reader what to do: set-up, runbooks, rules, reviews, requests. */
    instructive: number;
    /** Share of sessions that are asked to work through the steps of such a text. */
    followsRunbook: number;
    /** Share of sessions that open by reading the shared notebook of their repository. */
    opensNotebook: number;
    /** Share of sessions that close by adding to it. */
    closesNotebook: number;
  };
  seed: SeedPlan | null;
}

/** What is done to the telemetry after the fact, so that less of the fleet can be seen. All default to nothing. */
export interface Knobs {
  /** Share of sessions that leave no telemetry. */
  missingSessions?: number;
  /** Share of reads that leave no telemetry. */
  missingReads?: number;
  /** `hashes`: content only as `cordon.content.sha256` (OTLP). `structure`: no content at all (OTLP, Langfuse, chat). */
  content?: 'full' | 'hashes' | 'structure';
  /** Standard deviation of each agent's clock offset, milliseconds. */
  clockSkew?: number;
  /** Share of records that come later than records written after them (OTLP, Langfuse, chat). */
  late?: number;
}
