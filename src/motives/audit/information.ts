import { uniforms } from '../random.ts';
import { type Belief, entropy, kindWeights } from './belief.ts';
import type { Sight } from './observe.ts';

/** Expected information about the kind, in bits: how much the entropy of the kind falls on average. */
export interface Gain {
  readonly bits: number;
  /** Standard error of `bits` where it was sampled; null where it is exact. */
  readonly standardError: number | null;
}

/** Runs that a test of several episodes is simulated for. */
const SAMPLES = 2_000;

/**
 * I(kind; outcome) of one run of a test (Lindley, "On a measure of the information provided by an experiment", 1956).
 * Exact for one episode, where an episode that is seen with chance `strength` gives that share of the information (an
 * erasure channel); by simulation, with its standard error, for several.
 */
export function gainOf(
  belief: Belief,
  sight: Sight,
  { episodes, strength }: { episodes: number; strength: number },
  seed = 1,
): Gain {
  if (episodes === 1) return { bits: strength * oneEpisode(belief, sight), standardError: null };
  return simulated(belief, sight, episodes, strength, seed);
}

function oneEpisode(belief: Belief, { outcomes, likelihood }: Sight): number {
  const { weights, kindOf, kinds } = belief;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const joint = new Float64Array(kinds.length);
  const before = entropy(kindWeights(belief));
  let after = 0;
  for (let o = 0; o < outcomes.length; o++) {
    joint.fill(0);
    let mass = 0;
    for (let h = 0; h < weights.length; h++) {
      const p = (weights[h]! / total) * likelihood[h * outcomes.length + o]!;
      joint[kindOf[h]!]! += p;
      mass += p;
    }
    if (mass > 0) after += mass * entropy(joint);
  }
  // Rounding can leave a test that tells nothing just below 0; information is never negative.
  return Math.max(0, before - after);
}

function simulated(belief: Belief, sight: Sight, episodes: number, strength: number, seed: number): Gain {
  const { weights, kindOf, kinds } = belief;
  const n = sight.outcomes.length;
  const before = entropy(kindWeights(belief));
  const logs = sight.likelihood.map(Math.log);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const logWeights = weights.map(Math.log);
  const draw = uniforms(seed, 'audit');
  const joint = new Float64Array(kinds.length);
  const counts = new Int32Array(n);
  const scores = new Float64Array(weights.length);
  let sum = 0;
  let squares = 0;
  for (let s = 0; s < SAMPLES; s++) {
    const truth = pick(weights, 0, weights.length, draw() * total);
    counts.fill(0);
    for (let e = 0; e < episodes; e++) {
      if (draw() < strength) counts[pick(sight.likelihood, truth * n, n, draw()) - truth * n]!++;
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let h = 0; h < weights.length; h++) {
      let log = logWeights[h]!;
      for (let o = 0; o < n; o++) if (counts[o]! > 0) log += counts[o]! * logs[h * n + o]!;
      scores[h] = log;
      most = Math.max(most, log);
    }
    joint.fill(0);
    for (let h = 0; h < weights.length; h++) joint[kindOf[h]!]! += Math.exp(scores[h]! - most);
    const gain = before - entropy(joint);
    sum += gain;
    squares += gain * gain;
  }
  const mean = sum / SAMPLES;
  const variance = Math.max(0, squares / SAMPLES - mean * mean);
  return { bits: Math.max(0, mean), standardError: Math.sqrt(variance / SAMPLES) };
}

/** The place where the running sum of `length` weights from `from` on first exceeds `at`. */
function pick(weights: ArrayLike<number>, from: number, length: number, at: number): number {
  let left = at;
  let last = from;
  for (let i = from; i < from + length; i++) {
    if (weights[i]! <= 0) continue;
    last = i;
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return last;
}
