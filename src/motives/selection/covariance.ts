import { policyOf } from '../patterns/policy.ts';
import type { Votes } from '../patterns/votes.ts';
import type { World } from '../world.ts';

/**
 * Selection with all patterns in one policy. Under gradient ascent on E[S] the weights of a log-linear policy change by
 *
 *     dw_k/dt = eta * E_c[ g_k(c) * Cov_{a ~ pi}( v_k(a|c), S(a, c) ) ]            (model note F.2, equation 1)
 *
 * which is exact: it is the derivative of E[S] by w_k (Williams, "Simple statistical gradient-following algorithms",
 * 1992, for a policy of exponential form; as a Price equation: Borgstede and Eggert, 2024, PMID 38441745).
 */
export interface Landscape {
  /** E[S | do(a), c] on the true graph: c * actions + a. */
  readonly selected: Float64Array;
  /** Shares of the contexts that selection sees, by context. */
  readonly shares: Float64Array;
  /** White-box selection: how far each pattern is credited, 0 to 1. All 1 where nobody looks inside. */
  readonly credit: Float64Array;
}

/** Expected S under a policy, over the contexts that selection sees. */
export function expectedSelection(world: World, landscape: Landscape, policy: Float64Array): number {
  const { contexts, actions } = world;
  let sum = 0;
  for (let c = 0; c < contexts; c++) {
    const share = landscape.shares[c]!;
    if (share === 0) continue;
    for (let a = 0; a < actions; a++) sum += share * policy[c * actions + a]! * landscape.selected[c * actions + a]!;
  }
  return sum;
}

/** dw/dt at these weights, for eta = 1. `policy` is room for the policy, contexts * actions. */
export function covarianceUpdate(
  world: World,
  votes: Votes,
  landscape: Landscape,
  weights: ArrayLike<number>,
  policy: Float64Array,
  out: Float64Array,
): Float64Array {
  const { contexts, actions } = world;
  policyOf(world, votes, weights, policy, landscape.shares);
  out.fill(0);
  for (let c = 0; c < contexts; c++) {
    const share = landscape.shares[c]!;
    if (share === 0) continue;
    const at = c * actions;
    let mean = 0;
    for (let a = 0; a < actions; a++) mean += policy[at + a]! * landscape.selected[at + a]!;
    for (let k = 0; k < votes.patterns; k++) {
      const gate = votes.gates[k * contexts + c]!;
      if (gate === 0) continue;
      const from = (k * contexts + c) * actions;
      let covariance = 0;
      for (let a = 0; a < actions; a++) {
        covariance += policy[at + a]! * votes.votes[from + a]! * (landscape.selected[at + a]! - mean);
      }
      out[k]! += share * gate * covariance * landscape.credit[k]!;
    }
  }
  return out;
}

/** Steps of the integrator for one run; the step is total learning over this. */
const STEPS = 64;

/**
 * Integrates the update from the given weights over `learning` = eta * T with the classical Runge-Kutta method.
 * A weight that would fall below 0 stays at 0: a pattern can lose its influence, not vote for the opposite.
 */
export function learn(
  world: World,
  votes: Votes,
  landscape: Landscape,
  start: Float64Array,
  learning: number,
): Float64Array {
  const policy = new Float64Array(world.contexts * world.actions);
  const size = start.length;
  const slopes = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const trial = new Float64Array(size);
  let weights = start.slice();
  const h = learning / STEPS;
  const slope = (at: Float64Array, out: Float64Array): Float64Array =>
    covarianceUpdate(world, votes, landscape, at, policy, out);
  const towards = (by: Float64Array, step: number): Float64Array => {
    for (let k = 0; k < size; k++) trial[k] = Math.max(0, weights[k]! + step * by[k]!);
    return trial;
  };
  for (let i = 0; i < STEPS; i++) {
    const a = slope(weights, slopes[0]);
    const b = slope(towards(a, h / 2), slopes[1]);
    const c = slope(towards(b, h / 2), slopes[2]);
    const d = slope(towards(c, h), slopes[3]);
    weights = weights.map((w, k) => Math.max(0, w + (h / 6) * (a[k]! + 2 * b[k]! + 2 * c[k]! + d[k]!)));
  }
  return weights;
}
