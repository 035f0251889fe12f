import { normalCdf } from './normal.ts';

/** An estimate with its 95 % interval. */
export interface Ranged {
  estimate: number;
  lower: number;
  upper: number;
}

/** How long a case took from the read that brought it to its onset, and how long it was watched after that read. */
export interface ObservedDelay {
  /** Milliseconds. */
  delay: number;
  /** Milliseconds; a longer delay could not have been seen. At least `delay`. */
  limit: number;
}

/** The delay from read to onset as far as the cases tell it. */
export interface DelayCurve {
  /** Delays that it rests on. 0: nothing is known, and the interval says so. */
  observed: number;
  /** Median, milliseconds. */
  median: Ranged;
  /** Probability that an infected session has shown it within so many milliseconds. Never decreases. */
  shownWithin(elapsed: number): Ranged;
}

/** Delays are looked for between a second and ninety days. */
const SHORTEST = Math.log(1_000);
const LONGEST = Math.log(90 * 86_400_000);
const NARROWEST = 0.2;
const WIDEST = 3;
/** Points of the grid along each parameter, and how often it closes in on what the data leave possible. */
const POINTS = 28;
const ZOOMS = 3;
/** Points of the grid with less of the posterior than this share of the best are left out. */
const NEGLIGIBLE = 1e-5;
/** Watching times are put into bins of this width (logarithm of milliseconds). */
const BIN = 1 / 16;
/** Points of the curve between which it is drawn straight. */
const CURVE = 96;

interface Point {
  mean: number;
  sd: number;
  weight: number;
}

/**
 * Fits log-normal delays, right-truncated: of the sessions infected lately only the quick ones have shown it. Posterior on
 * a grid that closes in on the data; flat priors on the logarithms of median (1 s to 90 d) and spread (0.2 to 3). With few
 * delays the interval is wide, without any it is the prior's. Cost: linear in the delays, and the rest a constant.
 *
 * The likelihood of a delay d seen within a limit u is f(d) / F(u) (Kalbfleisch and Lawless, "Regression models for right
 * truncated data with applications to AIDS incubation times and reporting lags", Statistica Sinica 1, 1991).
 */
export function fitDelays(observed: readonly ObservedDelay[]): DelayCurve {
  let n = 0;
  let sum = 0;
  let squares = 0;
  const limits = new Map<number, number>();
  for (const { delay, limit } of observed) {
    if (!(delay >= 0)) continue;
    const log = clamp(Math.log(Math.max(delay, 1_000)), SHORTEST, LONGEST + WIDEST);
    n++;
    sum += log;
    squares += log * log;
    const bin = Math.round(Math.max(log, Math.log(Math.max(limit, 1_000))) / BIN);
    limits.set(bin, (limits.get(bin) ?? 0) + 1);
  }
  const bins = [...limits].sort(([a], [b]) => a - b);
  const logLikelihood = (mean: number, sd: number): number => {
    let log = -n * Math.log(sd) - (squares - 2 * mean * sum + n * mean * mean) / (2 * sd * sd);
    for (const [bin, count] of bins) log -= count * Math.log(Math.max(normalCdf((bin * BIN - mean) / sd), 1e-300));
    return log;
  };
  return curveOf(posterior(logLikelihood), n);
}

function posterior(logLikelihood: (mean: number, sd: number) => number): Point[] {
  let [low, high] = [SHORTEST, LONGEST];
  let [narrow, wide] = [Math.log(NARROWEST), Math.log(WIDEST)];
  let points: Point[] = [];
  for (let zoom = 0; zoom < ZOOMS; zoom++) {
    const [stepMean, stepSd] = [(high - low) / (POINTS - 1), (wide - narrow) / (POINTS - 1)];
    points = [];
    for (let i = 0; i < POINTS; i++) {
      const mean = low + i * stepMean;
      for (let j = 0; j < POINTS; j++) {
        const sd = Math.exp(narrow + j * stepSd);
        points.push({ mean, sd, weight: logLikelihood(mean, sd) });
      }
    }
    const best = points.reduce((most, { weight }) => Math.max(most, weight), Number.NEGATIVE_INFINITY);
    for (const point of points) point.weight = Math.exp(point.weight - best);
    points = points.filter(({ weight }) => weight > NEGLIGIBLE);
    low = Math.max(SHORTEST, Math.min(...points.map(({ mean }) => mean)) - stepMean);
    high = Math.min(LONGEST, Math.max(...points.map(({ mean }) => mean)) + stepMean);
    narrow = Math.max(Math.log(NARROWEST), Math.log(Math.min(...points.map(({ sd }) => sd))) - stepSd);
    wide = Math.min(Math.log(WIDEST), Math.log(Math.max(...points.map(({ sd }) => sd))) + stepSd);
  }
  const total = points.reduce((all, { weight }) => all + weight, 0);
  return points.map((point) => ({ ...point, weight: point.weight / total }));
}

function curveOf(points: readonly Point[], observed: number): DelayCurve {
  const [from, to] = [SHORTEST - 1, LONGEST + WIDEST * 2];
  const step = (to - from) / (CURVE - 1);
  const curve = Array.from({ length: CURVE }, (_, i) =>
    summed(points.map(({ mean, sd, weight }) => [normalCdf((from + i * step - mean) / sd), weight])),
  );
  const median = summed(points.map(({ mean, weight }) => [mean, weight]));
  return {
    observed,
    median: {
      estimate: Math.exp(median.estimate),
      lower: Math.exp(median.lower),
      upper: Math.exp(median.upper),
    },
    shownWithin(elapsed) {
      if (!(elapsed > 0)) return { estimate: 0, lower: 0, upper: 0 };
      const at = clamp((Math.log(elapsed) - from) / step, 0, CURVE - 1);
      const left = Math.min(Math.floor(at), CURVE - 2);
      const part = at - left;
      const [a, b] = [curve[left]!, curve[left + 1]!];
      return {
        estimate: a.estimate + part * (b.estimate - a.estimate),
        lower: a.lower + part * (b.lower - a.lower),
        upper: a.upper + part * (b.upper - a.upper),
      };
    },
  };
}

/** Mean and central 95 % of weighted values, widened to hold the mean where they are skewed; the weights sum to 1. */
function summed(values: [value: number, weight: number][]): Ranged {
  values.sort(([a], [b]) => a - b);
  let estimate = 0;
  let passed = 0;
  let lower = values[0]![0];
  let upper = values.at(-1)![0];
  for (const [value, weight] of values) {
    estimate += value * weight;
    if (passed < 0.025) lower = value;
    if (passed < 0.975) upper = value;
    passed += weight;
  }
  return { estimate, lower: Math.min(lower, estimate), upper: Math.max(upper, estimate) };
}

function clamp(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}
