import type { Interval } from './types.ts';

/** Central 95 % of values that are equally likely, widened where need be so that it holds the estimate. */
export function intervalOf(estimate: number, values: Float64Array): Interval {
  const sorted = values.slice().sort();
  return holding(estimate, quantile(sorted, 0.025), quantile(sorted, 0.975));
}

/** Central 95 % of values with weights that sum to 1, widened where need be so that it holds the estimate. */
export function weightedInterval(estimate: number, values: readonly number[], weights: ArrayLike<number>): Interval {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  let passed = 0;
  let lower = values[order[0]!]!;
  let upper = lower;
  for (const i of order) {
    if (passed <= 0.025) lower = values[i]!;
    if (passed < 0.975) upper = values[i]!;
    passed += weights[i]!;
  }
  return holding(estimate, lower, upper);
}

export function holding(estimate: number, lower: number, upper: number): Interval {
  return { estimate, lower: Math.min(lower, estimate), upper: Math.max(upper, estimate) };
}

/** Quantile of sorted values, between them by a straight line. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}
