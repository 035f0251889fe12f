import type { Interval } from '../reproduction/types.ts';

/** What one case's rows say, before it is known how common introductions and unseen infectors are. */
export interface Evidence {
  /** Likelihood of its rows when a listed case infected it, relative to contacts by chance alone. */
  listed: Float64Array;
  /** The same when its infector is not listed: a read without a listed writer may show the payload. */
  unobserved: Float64Array;
  /** The same when it came from outside or by itself: then it has no more contact with cases than others have. */
  outside: Float64Array;
  /** Of `outside`, what the number of contacts says. */
  like: Float64Array;
  /** Cases before it that it may descend from. */
  earlier: Float64Array;
}

/**
 * Before a case's rows are looked at: from outside with `a / (a + n)`, where `n` counts the cases before it (Ewens' sampling
 * formula: with `a` introductions to be expected per e-fold of cases). Else its infector is listed with probability `d`. The
 * first listed case may have unseen ones before it: so many, where `a` is small, that it is the true first one with
 * probability `d`.
 */
export interface Origins {
  introductions: number;
  detection: number;
}

export interface Weighted extends Origins {
  weight: number;
}

/** Worth of the belief about detection, in cases. */
const STRENGTH = 6;
const DETECTIONS = 10;
/** Steps of the logarithm of `a`. */
const STEP = 0.5;
const LEAST = 0.02;
/** As often below as above: with a hundred cases between one and two introductions are expected. */
const MEDIAN = 0.25;

export interface Grid {
  points: Origins[];
  prior: Float64Array;
}

/**
 * The values between which the data choose. `a` has the heavy-tailed prior `1 / (m + a)^2`: small, and as many as there are
 * cases where the data insist. Detection has a beta prior cut to its range.
 */
export function gridOf(cases: number, detection: Interval): Grid {
  const points: Origins[] = [];
  const prior: number[] = [];
  const most = Math.log(20 * (cases + 1));
  for (let log = Math.log(LEAST); log <= most; log += STEP) {
    const a = Math.exp(log);
    for (let k = 0; k < DETECTIONS; k++) {
      const d = detection.lower + ((k + 0.5) / DETECTIONS) * (detection.upper - detection.lower);
      points.push({ introductions: a, detection: d });
      const beta = STRENGTH * (detection.estimate * Math.log(d) + (1 - detection.estimate) * Math.log(1 - d));
      prior.push(log - 2 * Math.log(MEDIAN + a) + beta);
    }
  }
  return { points, prior: normalised(Float64Array.from(prior)).weights };
}

/** Probability that case `i` came from outside, before its rows are looked at. */
export function outsideOf(point: Origins, earlier: number): number {
  return point.introductions / (point.introductions + earlier + unseenBefore(point));
}

/** What the cases that were missed before the first that was seen count for. */
export function unseenBefore({ introductions, detection }: Origins): number {
  return introductions / (1 + introductions) / detection;
}

/**
 * The points of the grid with what the data make of them, the negligible ones left out; and the logarithm of how much likelier
 * the data are than if every case came by itself.
 */
export function weigh(grid: Grid, evidence: Evidence): { points: Weighted[]; evidence: number } {
  const { listed, unobserved, outside, earlier } = evidence;
  const byListed = listed.map((value, i) => value / outside[i]!);
  const byUnseen = unobserved.map((value, i) => value / outside[i]!);
  const logs = new Float64Array(grid.points.length);
  grid.points.forEach((point, g) => {
    logs[g] = Math.log(grid.prior[g]!) + logLikelihood(point, byListed, byUnseen, earlier);
  });
  const { weights, logSum } = normalised(logs);
  const points: Weighted[] = [];
  let kept = 0;
  grid.points.forEach((point, g) => {
    if (weights[g]! < 1e-4) return;
    points.push({ ...point, weight: weights[g]! });
    kept += weights[g]!;
  });
  for (const point of points) point.weight /= kept;
  return { points, evidence: logSum };
}

/**
 * Of all cases, relative to every one having come by itself; the likelihoods of each case are relative to that as well. Here
 * most of the time is spent: each point of the grid looks at every case.
 */
function logLikelihood(point: Origins, byListed: Float64Array, byUnseen: Float64Array, earlier: Float64Array): number {
  const { introductions, detection } = point;
  const start = introductions + unseenBefore(point);
  let log = 0;
  let product = 1;
  for (let i = 0; i < earlier.length; i++) {
    const prior = introductions / (start + earlier[i]!);
    const inside = detection * byListed[i]! + (1 - detection) * byUnseen[i]!;
    product *= inside + prior * (1 - inside);
    if (product < 1e-200 || product > 1e200) {
      log += Math.log(product);
      product = 1;
    }
  }
  return log + Math.log(product);
}

function normalised(logs: Float64Array): { weights: Float64Array; logSum: number } {
  let most = Number.NEGATIVE_INFINITY;
  for (const log of logs) if (log > most) most = log;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  const logSum = most + Math.log(sum);
  return { weights: logs.map((log) => Math.exp(log - logSum)), logSum };
}
