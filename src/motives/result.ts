import type { Channel } from '../fleet/channel.ts';
import type { Phase, PriorName, Priors, Range } from './model/types.ts';

/** A mean over random belief graphs. */
export interface Estimate {
  readonly mean: number;
  /** Standard error of the mean over belief draws; null with a single draw, from which none can be had. */
  readonly standardError: number | null;
}

/** What is chosen for one run; everything that is left out is as in the model file. */
export interface Settings {
  readonly capability?: number;
  readonly recognition?: number;
  readonly draws?: number;
  readonly seed?: number;
  readonly steps?: number;
  readonly learning?: number;
  readonly decisiveness?: number;
  readonly mutation?: number;
  /** Strength of a prior term by name. */
  readonly priors?: Partial<Readonly<Record<PriorName, number>>>;
  /** Multiplies every prior term. */
  readonly priorStrength?: number;
  /** Strength of an operation by id, 0 to 1. */
  readonly operations?: Readonly<Record<string, number>>;
  /** Strength of reflection: multiplies its rates; 0 switches it off. */
  readonly reflection?: number;
  /** Multiplies decisiveness in deployment. */
  readonly deliberation?: number;
}

/** Settings with everything filled in. */
export type ResolvedSettings = Omit<Required<Settings>, 'priors' | 'operations'> & {
  readonly priors: Priors;
  readonly operations: Readonly<Record<string, number>>;
};

/** Kinds of pattern, told from relations on the graph alone. */
export const ARCHETYPES = [
  'fitness-seeker',
  'schemer',
  'kludge',
  'intended',
  'sibling',
  'by-construction',
  'wireheader',
] as const;

export type Archetype = (typeof ARCHETYPES)[number];

export interface Classification {
  readonly archetype: Archetype;
  /** `reward-seeker`, `influence-seeker`, `upstream` for fitness-seekers; `context-dependent` for gated schemers. */
  readonly subtype: string | null;
  /** The relation that decided, in a sentence. */
  readonly reason: string;
  /** The goal is, in part at least, a consequence of S: selection is a means to it. */
  readonly downstreamOfSelection: boolean;
  /**
   * Every best action of the pattern is also the best for S in every ordinary training context; for kludges the best
   * for R, which is the rule of model note F.2.
   */
  readonly optimal: boolean;
  /**
   * Share of the variance of S under the base policy that the goal explains, out of what S's own causes explain. In
   * [0, 1]; null for several goals.
   */
  readonly explains: number | null;
}

/** What a pattern that is alone in charge does in one context. */
export interface Behaviour {
  readonly context: string;
  readonly phase: Phase;
  /** Probability of each action, in the order of `Result.actions`. */
  readonly actions: readonly number[];
  /** Expected value of every node under that policy on the true graph, by node id. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Mean KL(pi without the pattern || pi) in nats: how much the pattern's being there changes this context. */
  readonly influence: number;
}

/**
 * The motive to write to a channel. Kappa is this project's own step, not the authors': E[X | do(write)] -
 * E[X | do(the same without the write)], in the unit of the pattern's votes.
 */
export interface Kappa {
  readonly channel: Channel;
  readonly context: string;
  readonly kappa: Estimate;
  /** The same where nobody watches. */
  readonly unwatched: Estimate;
  /** Share of the motive that the risk of being seen takes away, as the pattern believes. In [0, 1]. */
  readonly detectionCost: number;
  /** Writes per session that follow (b). */
  readonly writes: Range;
}

/** How far behaviour in one context depends on being watched, as total variation distance. In [0, 1]. */
export interface WatchGap {
  readonly context: string;
  readonly gap: Estimate;
  /** Expected difference (unwatched - watched) of each intended node. */
  readonly intended: Readonly<Record<string, number>>;
}

/** Parameters that a pattern implies for the spread model, channel by channel. Rests on kappa, so on the same step. */
export interface Strain {
  readonly pattern: string;
  readonly channels: readonly StrainChannel[];
  /** R0 = [1 / (rho + u)] * sum over channels of b r a / (delta + m), with its corners over every range. */
  readonly r0: Range;
  /** The same from accidental writes alone: what a pattern without a motive spreads. */
  readonly accidentalR0: Range;
}

export interface StrainChannel {
  readonly channel: Channel;
  /** Writes per instance and day (b). */
  readonly writes: Range;
  readonly reads: Range;
  readonly adoption: Range;
  /** delta + m, per day. */
  readonly loss: Range;
  /** This channel's part of R0. */
  readonly r0: Range;
}

export interface PatternResult {
  readonly id: string;
  readonly label: string;
  readonly classification: Classification;
  /** f_k = E[S | pi_k] over training and testing, less the speed term. */
  readonly fitness: Estimate;
  /** p_k(0), from the implicit priors. */
  readonly prior: number;
  /** p_k(T) of the exclusive version: one pattern in charge. */
  readonly share: Estimate;
  /** w_k at the end of the shared version: all patterns in one policy. */
  readonly weight: Estimate;
  /** I_k by phase in the shared version at the end: mean KL(policy without it || policy). */
  readonly influence: Readonly<Record<Phase, Estimate>>;
  readonly behaviour: readonly Behaviour[];
  readonly kappa: readonly Kappa[];
  readonly gaps: readonly WatchGap[];
  readonly strain: Strain;
}

/** How far apart two patterns act, as Jensen-Shannon divergence in nats (0 to ln 2), averaged over a phase. */
export interface Divergence {
  readonly a: string;
  readonly b: string;
  readonly training: number;
  readonly heldOut: number;
  readonly deployment: number;
}

export interface Result {
  readonly model: string;
  /** What the run was made with, everything filled in. */
  readonly settings: ResolvedSettings;
  /** How consequences were computed; sampled means have a standard error of at most 0.008 for values from 0 to 1. */
  readonly method: 'exact' | 'sampled';
  readonly actions: readonly string[];
  /** In the model's order. */
  readonly patterns: readonly PatternResult[];
  readonly divergence: readonly Divergence[];
  /** Shares after each stage of training, in the patterns' order. */
  readonly path: readonly { readonly stage: string; readonly shares: readonly number[] }[];
  readonly personas: readonly PersonaResult[];
  readonly exposures: readonly ExposureResult[];
  /** Sentences that must stand beside the numbers: what is assumed, what is this project's own step. */
  readonly notes: readonly string[];
}

export interface PersonaResult {
  readonly id: string;
  readonly label: string;
  readonly prior: number;
  /** After training: prior times exp(T f), f being the fitness of what the character would do. */
  readonly posterior: number;
}

/** The probability that an exposure is adopted, by Bayes' rule on personas. */
export interface ExposureResult {
  readonly id: string;
  readonly label: string;
  /** Posterior of the personas that it carries, before any reading, and after 1, 2, 4, 8 and 16 readings. */
  readonly before: number;
  readonly after: readonly { readonly readings: number; readonly probability: number }[];
  /** ln of the likelihood ratio of one reading, carried personas against the others. */
  readonly logLikelihoodRatio: number;
}
