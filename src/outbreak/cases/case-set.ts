import type { Basis, Channel } from '../../fleet/index.ts';

/** When a session came to meet a case definition. */
export interface Onset {
  /** Place among all events. */
  order: number;
  /** Milliseconds since the epoch; `undefined` where the telemetry has no time for it. */
  time: number | undefined;
}

/** What a detector itself saw a session read: a payload. */
export interface SeenExposure {
  session: number;
  channel: Channel;
  artifact: number;
  order: number;
  time: number | undefined;
}

/** One behaviour's cases, whoever found them. Sessions by their number. */
export interface CaseSet {
  cases: ReadonlyMap<number, Onset>;
  /** Whether it can be said of a session that it is no case. Cases are assessed. */
  assessed(session: number): boolean;
  /**
   * What the detector saw sessions read. Where it can see that (payloads), nothing else is an exposure: what a case wrote
   * then says only who passed it on.
   */
  seen?: readonly SeenExposure[];
}

/** A session met the behaviour before it showed it itself: it read a payload, or what a case wrote. */
export interface CaseExposure {
  session: number;
  channel: Channel;
  /** Artifact that was read, -1 when unknown. */
  artifact: number;
  /** When it was read. */
  time: number | undefined;
  /** When it was written, where a case wrote it. */
  written: number | undefined;
  /** The case that wrote it, -1 when it is not known to be one. */
  from: number;
  /** Row of the contact, -1 for what the detector saw. */
  contact: number;
  basis: Basis | 'none';
}
