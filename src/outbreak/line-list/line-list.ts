import type { Basis, Channel } from '../../fleet/index.ts';

/** One case of an outbreak, as an investigator lists it. */
export interface ListedCase {
  /** Number of the session. */
  session: number;
  /** Number of the agent it belongs to. */
  agent: number;
  /** When it met the case definition, in milliseconds since the epoch; `undefined` where the telemetry has no time. */
  onset: number | undefined;
  /** Probability that it is a case, from its status or its calibrated score, in (0, 1]. */
  probability: number;
  /** Number of the strain that it carries; absent where that is not known. Cases of two strains have no common source. */
  strain?: number;
}

/** A case, or nobody known, wrote what another case read before its onset. */
export interface PossibleTransmission {
  /** Place of the writer in `cases`, or -1 where the writer is no listed case. */
  from: number;
  /** Place of the reader in `cases`. */
  to: number;
  channel: Channel;
  /** Number of the artifact, -1 when unknown. */
  artifact: number;
  /** When it was written and when it was read, in milliseconds since the epoch; `undefined` where not known. */
  written: number | undefined;
  read: number | undefined;
  basis: Basis | 'none';
  /** Share of the payload's words that survives in what was read, in [0, 1]; `undefined` where content was not seen. */
  survives: number | undefined;
  /** Row of the contact that carries the matched passage, -1 where there is none. */
  contact: number;
  /** Session that wrote it, where `from` is -1 and the telemetry shows who wrote: it may be a case that was missed. */
  writer?: number;
  /**
   * Share of the payload's words by which what the reader wrote on later differs from what it read here, in [0, 1]; absent
   * where either is not known. Copies pass their mutations on, so the infector's copy is nearer than others.
   */
  distance?: number;
}

/**
 * What sessions that are no cases and were there between the first and the last onset read, until the last, of what others
 * wrote that were cases by the end of the reader's session: so much contact is there without any transmission. A contact is a writer and a moment of reading, however many writes were read at
 * once.
 */
export interface Controls {
  sessions: number;
  contacts: number;
  /** The contacts by channel; a channel that is not named had none. Absent where it was not counted. */
  byChannel?: Partial<Record<Channel, number>>;
  /**
   * How often they read the payload where no listed case wrote it, a writer or artifact and a moment of reading counted once.
   * Absent where reads of it are not shown whoever wrote.
   */
  unlisted?: number;
}

/** What the estimators work on: no telemetry, no text. */
export interface LineList {
  behaviour: string;
  cases: readonly ListedCase[];
  transmissions: readonly PossibleTransmission[];
  /** First and last moment that the telemetry covers, in milliseconds since the epoch. */
  from: number | undefined;
  until: number | undefined;
  /** Share of sessions that could be assessed, in [0, 1]: what was not seen may hold unobserved cases. */
  assessed: number;
  /** A case is somebody who wrote on what it had read, so cases meet one another whether or not they infect. */
  passingOn?: boolean;
  /** What was read of the payload is a row whoever wrote it, as far as content was seen. */
  showsReads?: boolean;
  /** Absent where the list was made without sessions that are no cases. */
  controls?: Controls;
}

/** The three kinds of answer to "who infected this case?". */
export const UNOBSERVED = -1;
export const INTRODUCTION = -2;

/** One possible infector of a case. */
export interface Infector {
  /** Place of the infector in `cases`, `UNOBSERVED` (a case that was not seen), or `INTRODUCTION` (from outside, or by itself). */
  from: number;
  probability: number;
  /** Row in `transmissions`, -1 for `UNOBSERVED` and `INTRODUCTION`. */
  transmission: number;
}

/** For each case, in the order of `cases`: who may have infected it; probabilities sum to 1, the likeliest first. */
export type TransmissionPosterior = readonly (readonly Infector[])[];
