import type { Interval } from '../types.ts';
import { weightedInterval } from '../weighted.ts';

const POINTS = 64;

/** Posterior of the share of cases that was seen. */
export interface Detection {
  interval: Interval;
  /** A draw, for a uniform number. */
  draw(uniform: number): number;
}

/**
 * The share of cases that was seen, flat over the range and updated by the infectors: of the cases that were not
 * introduced, so many have a listed infector and so many an unobserved one. Infectors are taken to be seen as often as
 * other cases are.
 *
 * @param range in (0, 1]
 */
export function fitDetection(range: { lower: number; upper: number }, listed: number, unlisted: number): Detection {
  const values = Array.from(
    { length: POINTS },
    (_, i) => range.lower + ((range.upper - range.lower) * (i + 0.5)) / POINTS,
  );
  const logs = values.map(
    (d) => listed * Math.log(d) + (unlisted > 0 ? unlisted * Math.log(1 - Math.min(d, 1 - 1e-9)) : 0),
  );
  const best = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - best));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const weights = raw.map((weight) => weight / sum);
  const mean = values.reduce((total, d, i) => total + d * weights[i]!, 0);
  return {
    interval: weightedInterval(mean, values, weights),
    draw(uniform) {
      let left = uniform;
      for (let i = 0; i < POINTS - 1; i++) {
        left -= weights[i]!;
        if (left < 0) return values[i]!;
      }
      return values[POINTS - 1]!;
    },
  };
}

/** The range to start from: as given, or from half of what could be assessed to all of it. Within 0.02 and 1. */
export function detectionRange(
  assessed: number,
  given?: { lower: number; upper: number },
): { lower: number; upper: number } {
  const seen = Number.isFinite(assessed) ? within(assessed) : 1;
  const lower = given !== undefined && Number.isFinite(given.lower) ? within(given.lower) : within(seen / 2);
  const upper = given !== undefined && Number.isFinite(given.upper) ? within(given.upper) : seen;
  return lower <= upper ? { lower, upper } : { lower: upper, upper: lower };
}

function within(share: number): number {
  return Math.min(Math.max(share, 0.02), 1);
}
