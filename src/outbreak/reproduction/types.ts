import type { Channel } from '../../fleet/index.ts';

/** A figure with its 95 % interval; `lower <= estimate <= upper`, all finite. */
export interface Interval {
  estimate: number;
  lower: number;
  upper: number;
}

/** Why there is no figure: nobody was exposed, or the data cannot say. */
export interface NotEstimable {
  notEstimable: string;
}

export type Estimate = Interval | NotEstimable;

export function isEstimable<T extends object>(value: T | NotEstimable): value is T {
  return !('notEstimable' in value);
}

/** How many others a case infects, by two questions that have one estimate and two intervals. */
export interface CaseReproduction {
  /**
   * What a case infects on average once its time is over, as a property of the process: the interval is for the next
   * cases of the same kind, so it is wide when few cases were seen, even if every link is known.
   */
  R: Estimate;
  /**
   * What the cases of this very outbreak, seen or not, infected by the end of telemetry, over what time allowed them:
   * the sum of offspring over the sum of `F(until - onset)`. Its interval holds what was not seen (links, cases), and
   * shrinks to a point where everything was.
   */
  realised: Estimate;
}

export interface ChannelReproduction extends CaseReproduction {
  channel: Channel;
  /** Expected number of listed cases infected through it, by whomever. */
  transmissions: number;
  /** Of those: by a listed case. */
  fromListed: number;
}

/** Gamma distribution of the time from a case's onset to the onset of those it infects, in milliseconds. */
export interface GenerationTime {
  family: 'gamma';
  mean: Interval;
  sd: Interval;
  /** Shape of the gamma distribution; its scale is `mean / shape`. */
  shape: number;
  /** Expected number of pairs that it rests on. */
  pairs: number;
  /** Expected number of pairs whose onsets are in the wrong order or equal (clock skew); taken as the shortest time seen. */
  disordered: number;
}

/** What the end of telemetry hides, and what is done about it. */
export interface Truncation {
  /** False where there is no generation time or no time at all: recent cases then count as if followed to their end. */
  corrected: boolean;
  /** Cases with an onset from here on (milliseconds since the epoch) had less than half of their time: figures are marked. */
  unusableFrom?: number;
  /** Share of the cases' offspring that is expected to lie before the end of telemetry, in [0, 1]. */
  elapsed: number;
}

/** One window of a curve. Times in milliseconds since the epoch, `end` is not part of the window. */
export interface CurvePoint {
  start: number;
  end: number;
  /** `null` where the window has too little past (Cori) or no case (Wallinga-Teunis, tree). */
  mean: number | null;
  lower: number | null;
  upper: number | null;
  /** Cases with an onset in the window. */
  cases: number;
  /** True where too little time is left before the end of telemetry for the figure to be used. */
  truncated: boolean;
}

/** R over time, three ways. */
export interface ReproductionCurve {
  /** Width of a bin in milliseconds, and how many bins a window has. */
  bin: number;
  window: number;
  /** New cases in each bin, from `from` on. */
  from: number;
  incidence: number[];
  /** Instantaneous R (Cori and others 2013): what cases infect at that time. */
  cori: CurvePoint[];
  /** Case R by onset (Wallinga and Teunis 2004), from onsets and the generation time alone. */
  wallingaTeunis: CurvePoint[];
  /** Case R by onset from the links, corrected for truncation. */
  tree: CurvePoint[];
}

/** How unequally cases infect. */
export interface OffspringDistribution {
  /** Expected number of listed cases with 0, 1, 2, ... listed offspring; the place in the list is the number. */
  cases: number[];
  /** Dispersion k of the negative binomial distribution: small means that few cases infect most. */
  dispersion: Estimate;
  /** Share of the cases, most infectious first, to which four of five transmissions go; `null` without a transmission. */
  shareOfCasesFor80: number | null;
}

/** Next-generation matrix over roles, and what its eigenvalue says of each channel. */
export interface NextGeneration {
  roles: string[];
  /** `matrix[to][from]`: cases of role `to` that a case of role `from` infects. */
  matrix: number[][];
  /** Dominant eigenvalue: growth from generation to generation. */
  R: Interval;
  /** Share of each role among the cases of a growing outbreak (right eigenvector, sums to 1). */
  share: number[];
  /** What a case of each role is worth for the outbreak's growth (left eigenvector, sums to 1). */
  value: number[];
  channels: NextGenerationChannel[];
}

export interface NextGenerationChannel {
  channel: Channel;
  matrix: number[][];
  /** Dominant eigenvalue of this channel's own matrix: whether it would keep an outbreak going alone. */
  alone: Interval;
  /** Relative fall of `R` for a relative fall of this channel's transmissions; the elasticities sum to 1. */
  elasticity: Interval;
}

/** Fit of `I_t ~ Poisson(sum over c of R_c Lambda_c,t)`. */
export interface ChannelRenewal {
  channels: { channel: Channel; R: Estimate /** Expected number of cases it accounts for. */; cases: number }[];
  /** Cases at times when no channel pressed on anybody. */
  unexplained: number;
}

/** Everything that is said about reproduction in one outbreak; plain JSON, without NaN or infinity. */
export interface Reproduction {
  behaviour: string;
  /** Expected number of listed cases, and of introductions among them. */
  cases: number;
  introductions: number;
  /**
   * What `overall` and `channels` rest on. `tree`: who infected whom. `renewal`: onsets and a generation time that was given,
   * since hardly any case has a listed infector.
   */
  method: 'tree' | 'renewal';
  overall: CaseReproduction;
  /** Channels through which somebody was exposed, and those asked for; their estimates sum to the overall one. */
  channels: ChannelReproduction[];
  /** Share of cases that was seen. */
  detection: Interval;
  offspring: OffspringDistribution;
  generationTime: GenerationTime | NotEstimable;
  truncation: Truncation;
  curve: ReproductionCurve | NotEstimable;
  nextGeneration: NextGeneration | NotEstimable;
  renewal: ChannelRenewal | NotEstimable;
  /** Probability that the descendants of one new case die out by themselves, at this R and dispersion. */
  extinction: Estimate;
  /** Sentences on what limits the figures, for the reader. */
  notes: string[];
}

export interface ReproductionOptions {
  /** Share of cases that was seen, as a range in (0, 1]. Without it: from half of what could be assessed to all of it. */
  detection?: { lower: number; upper: number };
  /** Channels through which anybody was exposed, whether a case came of it or not. */
  exposed?: readonly Channel[];
  /** Mean and standard deviation, in milliseconds, for an outbreak whose links give no generation time. */
  generationTime?: { mean: number; sd: number };
  /** Channels to answer for even if nobody was exposed through them. */
  channels?: readonly Channel[];
  /** Probability of each row of `transmissions`, so that an infector's probability is shared among its channels. */
  rows?: ArrayLike<number>;
  /** Role of an agent, by its number; all agents have one role without it. */
  role?: (agent: number) => string;
  /** Seed of the draws behind the intervals. The same seed gives the same figures. */
  rngSeed?: number;
}
