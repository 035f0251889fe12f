import { gammaP, logGamma } from '../../fleet/index.ts';
import { INTRODUCTION, type LineList } from '../line-list/line-list.ts';
import type { Links } from './tree/links.ts';
import type { GenerationTime, NotEstimable } from './types.ts';
import { weightedInterval } from './weighted.ts';

type Range = readonly [number, number];

/** Shapes from bursts (0.3) to clockwork (100), and a prior around 2 that few pairs give way to. */
const SHAPES: Range = [Math.log(0.3), Math.log(100)];
const PRIOR_SHAPE = { log: Math.log(2), sd: 1 };
const SHORTEST = 1_000;
const POINTS = 20;
const ZOOMS = 3;
const NEGLIGIBLE = 1e-4;
/** Follow-up times are put into bins of this width (logarithm of milliseconds). */
const BIN = 1 / 8;

/** A gamma distribution of generation times with its posterior weight. */
export interface Candidate {
  mean: number;
  shape: number;
  weight: number;
}

export interface GenerationFit {
  time: GenerationTime;
  /** What else the data leave possible; weights sum to 1. */
  candidates: readonly Candidate[];
}

interface Pairs {
  weight: number;
  sum: number;
  logSum: number;
  disordered: number;
  /** Weight of the pairs by follow-up of the infector. */
  limits: [followUp: number, weight: number][];
  longest: number;
}

/**
 * Fits a gamma distribution to the times between the onsets of infector and infected, each pair weighted by its
 * probability. A pair is seen only if the second onset lies before the end of telemetry, so its likelihood is
 * `f(x) / F(until - onset of the infector)` (Kalbfleisch and Lawless, "Inference based on retrospective ascertainment",
 * Journal of the American Statistical Association 84, 1989). Posterior on a grid that closes in on the data: flat on the
 * logarithm of the mean, up to the longest follow-up: a generation longer than all that was watched cannot be told.
 *
 * @param until end of telemetry, milliseconds since the epoch
 */
export function fitGenerationTime(list: LineList, links: Links, until: number): GenerationFit | NotEstimable {
  const pairs = pairsOf(list, links, until);
  if (pairs === undefined) return { notEstimable: 'no case has a listed infector with an onset before its own' };
  const candidates = posterior(pairs);
  let [mean, shape] = [0, 0];
  for (const candidate of candidates) {
    mean += candidate.weight * Math.log(candidate.mean);
    shape += candidate.weight * Math.log(candidate.shape);
  }
  [mean, shape] = [Math.exp(mean), Math.exp(shape)];
  const weights = candidates.map(({ weight }) => weight);
  const spread = candidates.map((candidate) => candidate.mean / Math.sqrt(candidate.shape));
  return {
    time: {
      family: 'gamma',
      mean: weightedInterval(
        mean,
        candidates.map((candidate) => candidate.mean),
        weights,
      ),
      sd: weightedInterval(mean / Math.sqrt(shape), spread, weights),
      shape,
      pairs: pairs.weight,
      disordered: pairs.disordered,
    },
    candidates,
  };
}

/** Probability that a generation is over after so many milliseconds. */
export function elapsedShare({ mean, shape }: { mean: number; shape: number }, time: number): number {
  return gammaP(shape, (time * shape) / mean);
}

function pairsOf(list: LineList, links: Links, until: number): Pairs | undefined {
  const times: { time: number; limit: number; weight: number }[] = [];
  let shortest = Number.POSITIVE_INFINITY;
  let disordered = 0;
  for (let j = 0; j < links.cases; j++) {
    const onset = list.cases[j]!.onset;
    for (let e = links.start[j]!; e < links.start[j + 1]!; e++) {
      const from = links.from[e]!;
      const infectorOnset = from > INTRODUCTION && from >= 0 ? list.cases[from]!.onset : undefined;
      if (onset === undefined || infectorOnset === undefined) continue;
      const time = onset - infectorOnset;
      const weight = links.certain[j]! * links.probability[e]!;
      times.push({ time, limit: until - infectorOnset, weight });
      if (time > 0 && weight > 0) shortest = Math.min(shortest, time);
      else disordered += weight;
    }
  }
  if (shortest === Number.POSITIVE_INFINITY) return undefined;
  shortest = Math.max(shortest, SHORTEST);
  const pairs: Pairs = { weight: 0, sum: 0, logSum: 0, disordered, limits: [], longest: 0 };
  const limits = new Map<number, number>();
  for (const { time, limit, weight } of times) {
    const x = Math.max(time, shortest);
    const last = Math.max(limit, x);
    pairs.weight += weight;
    pairs.sum += weight * x;
    pairs.logSum += weight * Math.log(x);
    pairs.longest = Math.max(pairs.longest, last);
    const bin = Math.round(Math.log(last) / BIN);
    limits.set(bin, (limits.get(bin) ?? 0) + weight);
  }
  pairs.limits = [...limits].sort(([a], [b]) => a - b).map(([bin, weight]) => [Math.exp(bin * BIN), weight]);
  return pairs;
}

function logPosterior(pairs: Pairs, logMean: number, logShape: number): number {
  const shape = Math.exp(logShape);
  const rate = shape / Math.exp(logMean);
  let log = pairs.weight * (shape * Math.log(rate) - logGamma(shape)) + (shape - 1) * pairs.logSum - rate * pairs.sum;
  for (const [limit, weight] of pairs.limits) log -= weight * Math.log(Math.max(gammaP(shape, rate * limit), 1e-300));
  return log - ((logShape - PRIOR_SHAPE.log) / PRIOR_SHAPE.sd) ** 2 / 2;
}

function posterior(pairs: Pairs): Candidate[] {
  const bounds: Range = [Math.log(SHORTEST / 2), Math.log(Math.max(pairs.longest, SHORTEST))];
  let [means, shapes]: [Range, Range] = [bounds, SHAPES];
  let points: { mean: number; shape: number; log: number }[] = [];
  for (let zoom = 0; zoom < ZOOMS; zoom++) {
    points = [];
    for (const mean of spaced(means)) {
      for (const shape of spaced(shapes)) points.push({ mean, shape, log: logPosterior(pairs, mean, shape) });
    }
    const best = points.reduce((most, { log }) => Math.max(most, log), Number.NEGATIVE_INFINITY);
    points = points.filter(({ log }) => log > best + Math.log(NEGLIGIBLE));
    if (zoom === ZOOMS - 1) break;
    means = around(
      points.map(({ mean }) => mean),
      means,
      bounds,
    );
    shapes = around(
      points.map(({ shape }) => shape),
      shapes,
      SHAPES,
    );
  }
  const best = Math.max(...points.map(({ log }) => log));
  const weights = points.map(({ log }) => Math.exp(log - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return points.map((point, i) => ({
    mean: Math.exp(point.mean),
    shape: Math.exp(point.shape),
    weight: weights[i]! / total,
  }));
}

/** The range of what is left, a step wider on both sides and within the bounds. */
function around(values: readonly number[], range: Range, [least, most]: Range): Range {
  const step = (range[1] - range[0]) / (POINTS - 1);
  return [Math.max(least, Math.min(...values) - step), Math.min(most, Math.max(...values) + step)];
}

function spaced([low, high]: Range): number[] {
  return Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
}
