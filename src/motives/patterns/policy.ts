import type { World } from '../world.ts';
import type { Votes } from './votes.ts';

/**
 * The log-linear policy pi_w(a|c), proportional to pi_0(a|c) exp(sum over k of w_k g_k(c) v_k(a|c)) (model note F.1),
 * for every context: c * actions + a. With `shares`, contexts of share 0 are left out, and what stands there means
 * nothing.
 */
export function policyOf(
  world: World,
  votes: Votes,
  weights: ArrayLike<number>,
  out: Float64Array,
  shares?: ArrayLike<number>,
): Float64Array {
  const { contexts, actions, logBase } = world;
  const size = contexts * actions;
  out.set(logBase);
  for (let k = 0; k < votes.patterns; k++) {
    const weight = weights[k]!;
    if (weight === 0) continue;
    for (let c = 0; c < contexts; c++) {
      if (shares?.[c] === 0) continue;
      const pull = weight * votes.gates[k * contexts + c]!;
      if (pull === 0) continue;
      const from = k * size + c * actions;
      for (let a = 0; a < actions; a++) out[c * actions + a]! += pull * votes.votes[from + a]!;
    }
  }
  for (let c = 0; c < contexts; c++) if (shares?.[c] !== 0) softmax(out, c * actions, actions);
  return out;
}

/** The policy of pattern k alone in charge, with the given weight. */
export function alonePolicy(world: World, votes: Votes, k: number, weight: number, out: Float64Array): Float64Array {
  const { contexts, actions, logBase } = world;
  for (let c = 0; c < contexts; c++) {
    const pull = weight * votes.gates[k * contexts + c]!;
    const from = (k * contexts + c) * actions;
    for (let a = 0; a < actions; a++) {
      out[c * actions + a] = logBase[c * actions + a]! + pull * votes.votes[from + a]!;
    }
    softmax(out, c * actions, actions);
  }
  return out;
}

/** Turns log weights into probabilities in place; where all are -Infinity, nothing is available and all are 0. */
export function softmax(out: Float64Array, from: number, length: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let a = from; a < from + length; a++) most = Math.max(most, out[a]!);
  let sum = 0;
  for (let a = from; a < from + length; a++) {
    out[a] = most === Number.NEGATIVE_INFINITY ? 0 : Math.exp(out[a]! - most);
    sum += out[a]!;
  }
  if (sum > 0) for (let a = from; a < from + length; a++) out[a]! /= sum;
}

/** Kullback-Leibler divergence KL(p || q) in nats over one context; infinite where q excludes what p does. */
export function divergence(p: Float64Array, q: Float64Array, from: number, length: number): number {
  let sum = 0;
  for (let i = from; i < from + length; i++) {
    if (p[i]! > 0) sum += p[i]! * Math.log(p[i]! / q[i]!);
  }
  // Rounding can take a divergence of equal policies below 0; it is never negative (Gibbs' inequality).
  return Math.max(0, sum);
}

/** Jensen-Shannon divergence in nats over one context: symmetric, 0 to ln 2. */
export function jensenShannon(p: Float64Array, q: Float64Array, from: number, length: number): number {
  let sum = 0;
  for (let i = from; i < from + length; i++) {
    const middle = (p[i]! + q[i]!) / 2;
    if (p[i]! > 0) sum += (p[i]! * Math.log(p[i]! / middle)) / 2;
    if (q[i]! > 0) sum += (q[i]! * Math.log(q[i]! / middle)) / 2;
  }
  return Math.max(0, sum);
}

/** Total variation distance over one context: 0 to 1. */
export function totalVariation(p: Float64Array, q: Float64Array, from: number, length: number): number {
  let sum = 0;
  for (let i = from; i < from + length; i++) sum += Math.abs(p[i]! - q[i]!);
  return sum / 2;
}

/**
 * Influence of pattern k in each context, in nats: I_k(c) = KL(pi without k || pi), the policy without the pattern
 * first. BSM: "Influence(intervention; context) = KL(intervention(model)(context) || model(context))" for the
 * intervention that removes it. Never negative; 0 where the gate is shut.
 *
 * @param policy the policy with the pattern, where it is known already
 */
export function influenceOf(
  world: World,
  votes: Votes,
  weights: Float64Array,
  k: number,
  policy = policyOf(world, votes, weights, new Float64Array(world.contexts * world.actions)),
): Float64Array {
  const { contexts, actions } = world;
  const without = weights.slice();
  without[k] = 0;
  const ablated = policyOf(world, votes, without, new Float64Array(contexts * actions));
  return Float64Array.from({ length: contexts }, (_, c) => divergence(ablated, policy, c * actions, actions));
}
