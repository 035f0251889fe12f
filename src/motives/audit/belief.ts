/**
 * What an auditor thinks about which hypothesis holds: weights of which only the ratios matter, so that an update
 * rounds nothing that it does not change.
 */
export interface Belief {
  readonly weights: Float64Array;
  /** The kind that each hypothesis belongs to, as a number. */
  readonly kindOf: Int32Array;
  readonly kinds: readonly string[];
}

/**
 * Bayes' rule: weight times likelihood, the likelihoods divided by their largest. An observation that every hypothesis
 * answers alike multiplies every weight by exactly 1, and so leaves every prior ratio exactly as it was: no number of
 * such tests tells anything. Null where no hypothesis with any weight allows what was observed.
 */
export function updated(belief: Belief, likelihoods: ArrayLike<number>): Belief | null {
  let most = 0;
  for (let h = 0; h < belief.weights.length; h++) {
    if (belief.weights[h]! > 0) most = Math.max(most, likelihoods[h]!);
  }
  if (!(most > 0)) return null;
  return { ...belief, weights: belief.weights.map((weight, h) => weight * (likelihoods[h]! / most)) };
}

/** Weight of each kind; not scaled, so that ratios stay exact. */
export function kindWeights({ weights, kindOf, kinds }: Belief): Float64Array {
  const out = new Float64Array(kinds.length);
  for (let h = 0; h < weights.length; h++) out[kindOf[h]!]! += weights[h]!;
  return out;
}

/** The same as shares that sum to 1. */
export function kindShares(belief: Belief): Float64Array {
  const weights = kindWeights(belief);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Shannon entropy in bits of weights that need not sum to 1. */
export function entropy(weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const p = weights[i]! / total;
    if (p > 0) sum -= p * Math.log2(p);
  }
  return sum;
}
