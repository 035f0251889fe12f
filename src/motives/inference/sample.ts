import type { CompiledGraph } from '../graph/compile.ts';
import { uniforms } from '../random.ts';
import type { ResolvedQuery } from './posterior.ts';

/**
 * Likelihood weighting (Fung and Chang, "Weighing and integrating evidence for stochastic simulation in Bayesian
 * networks", 1990): nodes are drawn from their causes, what is given is set and weighed. The standard error is that of
 * the ratio estimate (delta method), for the most uncertain probability.
 */
export function sampled(
  graph: CompiledGraph,
  query: ResolvedQuery,
  samples: number,
  seed: number,
): { probabilities: Float64Array; standardError: number } {
  const cards = query.nodes.map((node) => graph.nodes[node]!.values.length);
  const size = cards.reduce((product, card) => product * card, 1);
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  let total = 0;
  let totalSquares = 0;
  const draw = uniforms(seed, 'likelihood weighting');
  const state = new Int32Array(graph.nodes.length);
  for (let s = 0; s < samples; s++) {
    const weight = drawOnce(graph, query, state, draw);
    let cell = 0;
    for (const [i, node] of query.nodes.entries()) cell = cell * cards[i]! + state[node]!;
    sums[cell]! += weight;
    squares[cell]! += weight * weight;
    total += weight;
    totalSquares += weight * weight;
  }
  const probabilities = sums.map((sum) => (total > 0 ? sum / total : Number.NaN));
  let variance = 0;
  for (let i = 0; i < size; i++) {
    const p = probabilities[i]!;
    // Sum of w^2 (x - p)^2 with x = 1 in this cell and 0 elsewhere.
    const spread = squares[i]! * (1 - p) ** 2 + (totalSquares - squares[i]!) * p ** 2;
    variance = Math.max(variance, spread / total ** 2);
  }
  return { probabilities, standardError: Math.sqrt(variance) };
}

/** Draws every node in topological order; answers the weight of the sample. */
function drawOnce(graph: CompiledGraph, query: ResolvedQuery, state: Int32Array, draw: () => number): number {
  let weight = 1;
  for (let n = 0; n < graph.nodes.length; n++) {
    const { parents, strides, values, table } = graph.nodes[n]!;
    const set = query.interventions.get(n);
    const seen = query.evidence.get(n);
    if (set !== undefined) {
      state[n] = set;
      if (seen !== undefined && seen !== set) weight = 0;
      continue;
    }
    let row = 0;
    for (let i = 0; i < parents.length; i++) row += state[parents[i]!]! * strides[i]!;
    const start = row * values.length;
    if (seen !== undefined) {
      state[n] = seen;
      weight *= table[start + seen]!;
      continue;
    }
    let left = draw();
    let at = 0;
    while (at < values.length - 1 && left >= table[start + at]!) left -= table[start + at++]!;
    state[n] = at;
  }
  return weight;
}
