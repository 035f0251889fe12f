import type { Channel } from '../../fleet/index.ts';
import type { Infector, TransmissionPosterior } from '../line-list/line-list.ts';
import type { Interval } from '../reproduction/types.ts';

export interface TreeOptions {
  /**
   * Probability that the infector of a case, unless it came from outside, is listed and the contact seen: what is expected,
   * and the range in which the data may move it. Default: 0.8 of the assessed share, between half of it and 0.99.
   */
  detection?: Interval;
  /** How much clocks of two sessions may differ, in milliseconds. Default 2 minutes, as for contacts. */
  skewTolerance?: number;
}

/** One answer to "where did this outbreak begin?". */
export interface Source {
  /** Place in `cases`; `UNOBSERVED` where the first case is not in the telemetry. */
  case: number;
  probability: number;
}

/** Cases that the most likely tree ties together, by links that were seen or by a case in between that was not. */
export interface Outbreak {
  /** Places in `cases`, in order of onset. */
  cases: readonly number[];
  /** Its chains of seen links: the first case of each, in order of onset. Those after the first have an unseen infector. */
  roots: readonly number[];
  /** The likeliest first; probabilities sum to 1. */
  sources: readonly Source[];
  /** Probability that it came from outside or by itself, and not from another outbreak of this list. */
  introduced: number;
  /** Earlier outbreaks (places in `outbreaks`) with which it may be one, the likeliest first, at most three. */
  joins: readonly { outbreak: number; probability: number }[];
}

/** What was estimated on the way. */
export interface TreeFit {
  /** From the read to the onset, where the read infected: median in milliseconds and standard deviation of its logarithm. */
  lag: { median: number; logSd: number };
  /** How many times likelier a contact through the channel is to be the infecting one than another is; by channel. */
  channels: readonly { channel: Channel; contacts: number; infections: number; ratio: number }[];
  detection: Interval;
  /** How many of the cases came from outside or by themselves. */
  introductions: Interval;
  /** How many of the cases have an infector that is not in the list. */
  unobserved: Interval;
  /**
   * Natural logarithm of how much likelier the list is with transmission than with none (every case by itself: shared model,
   * shared task, coincidence), less what four learned figures gain on chance. Above 3 the data speak for transmission, below
   * 0 for none; between they do not tell.
   */
  evidence: number;
  iterations: number;
}

export interface TransmissionTree {
  /** Each infector stands once; its `transmission` is the likeliest of its rows. */
  infectors: TransmissionPosterior;
  /**
   * Probability of each row of `transmissions` that it is the contact that infected its reader. Rows of one reader sum to
   * less than 1 by what nobody saw; rows without a listed writer belong to `UNOBSERVED` and `INTRODUCTION`.
   */
  probabilities: Float64Array;
  /** For each case its infector in the most likely tree. Without cycles. */
  likeliest: readonly Infector[];
  /** In order of their first onset. Every case is in one. */
  outbreaks: readonly Outbreak[];
  fit: TreeFit;
}
