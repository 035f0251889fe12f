import { logGamma } from '../../../fleet/index.ts';
import type { Interval } from '../types.ts';
import { holding } from '../weighted.ts';

/** Dispersions that are looked at, from bursts to Poisson. */
const K_FROM = Math.log(0.03);
const K_TO = Math.log(300);
const K_POINTS = 21;
const LOG_DISPERSIONS = Array.from({ length: K_POINTS }, (_, i) => K_FROM + ((K_TO - K_FROM) * i) / (K_POINTS - 1));
const DISPERSIONS = LOG_DISPERSIONS.map(Math.exp);
/**
 * Prior of k: `1 / sqrt(k)` half-normal with standard deviation 1, as is usual for counts of infections (Bosse and others,
 * EpiNow2; after Gelman, "Prior choice recommendations"); by the logarithm of k.
 */
const K_PRIOR = DISPERSIONS.map((k) => -Math.log(k) / 2 - 1 / (2 * k));
/** Mean of the prior of R. */
const PRIOR_MEAN = 5;
const R_POINTS = 33;
const NEGLIGIBLE = Math.log(1e-8);

/** What one tree says of the offspring of its cases. */
export interface OffspringCounts {
  /** How many listed cases have 0, 1, 2, ... listed offspring. */
  histogram: ArrayLike<number>;
  /** Listed cases grouped by follow-up: mean share of their time that had elapsed, how many, and their listed offspring. */
  groups: readonly { elapsed: number; cases: number; offspring: number }[];
  /** Cases that were not seen: how many, the sum of their elapsed shares, and their listed offspring. */
  unseen: { cases: number; elapsed: number; offspring: number };
  /** Share of offspring that is listed. */
  detection: number;
}

/** Posterior of the expected offspring of a case and of its dispersion. */
export interface OffspringPosterior {
  /** Around that estimate. */
  R(estimate: number): Interval;
  dispersion: Interval;
  /** Points of the grid with their weights, which sum to 1. */
  points: readonly { R: number; k: number; weight: number }[];
}

/**
 * Offspring follow a negative binomial distribution with mean R and dispersion k (Lloyd-Smith and others,
 * "Superspreading and the effect of individual variation on disease emergence", Nature 438, 2005); of a case that had the
 * share w of its time and whose offspring are seen with probability d, the mean is `R d w`. The posterior is the mean of
 * those of the trees, each on the same grid of R and k. The prior of R is that of Jeffreys for a Poisson mean.
 */
export function offspringPosterior(trees: readonly OffspringCounts[], estimate: number): OffspringPosterior {
  const logs = gridOfR(trees[0]!, estimate);
  const density = new Float64Array(R_POINTS * K_POINTS);
  for (const tree of trees) addDensity(density, logPosterior(tree, logs), 1 / trees.length);
  const byR = new Float64Array(R_POINTS);
  const byK = new Float64Array(K_POINTS);
  const points = Array.from(density, (weight, i) => {
    const [r, k] = [Math.floor(i / K_POINTS), i % K_POINTS];
    byR[r]! += weight;
    byK[k]! += weight;
    return { R: Math.exp(logs[r]!), k: DISPERSIONS[k]!, weight };
  });
  const R = (share: number) => Math.exp(percentile(logs, byR, share));
  const k = (share: number) => Math.exp(percentile(LOG_DISPERSIONS, byK, share));
  return {
    R: (value) => holding(value, R(0.025), R(0.975)),
    dispersion: { estimate: k(0.5), lower: k(0.025), upper: k(0.975) },
    points,
  };
}

/** Adds a density of which the logarithm is known up to a constant, made to sum to `weight`. */
function addDensity(density: Float64Array, log: Float64Array, weight: number): void {
  const best = log.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const values = log.map((value) => (value - best < NEGLIGIBLE ? 0 : Math.exp(value - best)));
  const scale = weight / values.reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < values.length; i++) density[i]! += values[i]! * scale;
}

/** Grid of the logarithm of R: coarse first, then where the first tree leaves something possible, and a margin. */
function gridOfR(tree: OffspringCounts, estimate: number): number[] {
  const followed = tree.groups.reduce((sum, group) => sum + group.cases * group.elapsed, 0);
  const centre = estimate + 0.5 / Math.max(followed, 0.5);
  const coarse = spaced(Math.log(centre) - 9, Math.log(centre) + 5);
  const log = logPosterior(tree, coarse);
  const best = log.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const step = coarse[1]! - coarse[0]!;
  const possible = coarse.filter((_, r) =>
    log.subarray(r * K_POINTS, (r + 1) * K_POINTS).some((v) => v > best + NEGLIGIBLE),
  );
  return spaced(Math.min(...possible) - 2 * step, Math.max(...possible) + 2 * step);
}

function spaced(low: number, high: number): number[] {
  return Array.from({ length: R_POINTS }, (_, i) => low + ((high - low) * i) / (R_POINTS - 1));
}

function logPosterior(tree: OffspringCounts, logs: readonly number[]): Float64Array {
  const { groups, unseen, detection } = tree;
  // The sum of m equal negative binomial variables is one of dispersion k m: those not seen are one more group.
  const all = unseen.cases > 0 ? [...groups, { ...unseen, elapsed: unseen.elapsed / unseen.cases }] : groups;
  const elapsed = Float64Array.from(all, (group) => detection * group.elapsed);
  const cases = Float64Array.from(all, (group) => group.cases);
  const offspring = Float64Array.from(all, (group) => group.offspring);
  const total = offspring.reduce((sum, count) => sum + count, 0);
  const count = cases.reduce((sum, each) => sum + each, 0);
  const out = new Float64Array(logs.length * K_POINTS);
  for (let at = 0; at < K_POINTS; at++) {
    const k = DISPERSIONS[at]!;
    const constant = K_PRIOR[at]! + count * k * Math.log(k) + logRising(tree, k);
    for (let r = 0; r < logs.length; r++) {
      const R = Math.exp(logs[r]!);
      let log = constant + (total + 1) * logs[r]! - R / PRIOR_MEAN;
      for (let g = 0; g < elapsed.length; g++) log -= (offspring[g]! + k * cases[g]!) * Math.log(k + R * elapsed[g]!);
      out[r * K_POINTS + at] = log;
    }
  }
  return out;
}

/** Sum of ln(Gamma(z + k) / Gamma(k)) over the cases, those not seen as one of dispersion `k` times their number. */
function logRising({ histogram, unseen }: OffspringCounts, k: number): number {
  let sum = 0;
  for (let z = 1; z < histogram.length; z++) {
    if (histogram[z]! > 0) sum += histogram[z]! * (logGamma(z + k) - logGamma(k));
  }
  const km = k * unseen.cases;
  return unseen.cases > 0 ? sum + logGamma(unseen.offspring + km) - logGamma(km) : sum;
}

/** Where the weights below reach a share; each weight is spread evenly around its value. */
function percentile(values: readonly number[], weights: ArrayLike<number>, share: number): number {
  const half = (values[1]! - values[0]!) / 2;
  let passed = 0;
  for (let i = 0; i < values.length; i++) {
    const next = passed + weights[i]!;
    if (next >= share) return values[i]! - half + (2 * half * (share - passed)) / weights[i]!;
    passed = next;
  }
  return values.at(-1)! + half;
}
