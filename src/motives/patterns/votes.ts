import type { World } from '../world.ts';

/** What every pattern votes for, and where its gate is open. Flat arrays, the last index fastest. */
export interface Votes {
  readonly patterns: number;
  /** v_k(a|c): (k * contexts + c) * actions + a. */
  readonly votes: Float64Array;
  /** g_k(c): k * contexts + c. */
  readonly gates: Float64Array;
  /** What each pattern's expectations were divided by; 0 for a pattern that is indifferent everywhere. */
  readonly scales: Float64Array;
}

/**
 * Votes of every pattern in every context: v_k(a|c) = E_B[X_k | do(a), c], with B the believed graph (model note F.1;
 * BSM: an X-seeker votes for actions that it believes lead to X). The situation is recognised with chance `recognition`;
 * else it is taken for any situation, by their weights.
 *
 * A goal is a utility, which has no unit. With `votes: unit` expectations are divided by their largest spread over
 * the available actions of an ordinary training context, so that a remote goal is not weak for being remote alone. Where a pattern is indifferent in training
 * its largest spread anywhere is taken.
 */
export function votesOf(world: World, beliefs: Float64Array, recognition: number): Votes {
  const { model, contexts, actions } = world;
  const patterns = model.patterns.length;
  const votes = new Float64Array(patterns * contexts * actions);
  const gates = new Float64Array(patterns * contexts);
  const scales = new Float64Array(patterns);
  const taken = takenFor(world, recognition);
  for (const [k, pattern] of model.patterns.entries()) {
    const utility = utilityOf(world, beliefs, pattern.goal);
    const start = k * contexts * actions;
    mixSituations(world, utility, taken, votes, start);
    scales[k] = model.selection.votes === 'raw' ? 1 : spreadOf(world, votes, start);
    const unit = scales[k]! > 0 ? 1 / scales[k]! : 0;
    for (let i = start; i < start + contexts * actions; i++) votes[i]! *= unit;
    for (const [c, context] of model.contexts.entries()) {
      const { contexts: byContext, situations, otherwise } = pattern.gate;
      const open = byContext[context.id] ?? otherwise;
      let felt = 0;
      for (const [s, situation] of model.situations.entries()) {
        felt += taken[c * world.situations + s]! * (situations[situation.id] ?? 1);
      }
      gates[k * contexts + c] = open * felt;
    }
  }
  return { patterns, votes, gates, scales };
}

/** P(context c is taken for situation s): c * situations + s. */
export function takenFor(world: World, recognition: number): Float64Array {
  const { model, contexts, situations, situationOf } = world;
  const total = model.situations.reduce((sum, situation) => sum + situation.weight, 0);
  const out = new Float64Array(contexts * situations);
  for (let c = 0; c < contexts; c++) {
    for (const [s, { weight }] of model.situations.entries()) {
      const mistaken = total > 0 ? (1 - recognition) * (weight / total) : 0;
      out[c * situations + s] = mistaken + (s === situationOf[c] ? (total > 0 ? recognition : 1) : 0);
    }
  }
  return out;
}

/** Sum of wanted nodes' expectations: setting * actions + a. */
export function utilityOf(
  world: World,
  consequences: Float64Array,
  goal: Readonly<Record<string, number>>,
): Float64Array {
  const { nodes, graph } = world;
  const out = new Float64Array(consequences.length / nodes);
  for (const [id, amount] of Object.entries(goal)) {
    const node = graph.index.get(id);
    if (node === undefined) continue;
    for (let i = 0; i < out.length; i++) out[i]! += amount * consequences[i * nodes + node]!;
  }
  return out;
}

/** Expectations in each context over the situations that it may be taken for. */
export function mixSituations(
  world: World,
  utility: Float64Array,
  taken: Float64Array,
  out: Float64Array,
  start: number,
): void {
  const { contexts, situations, actions, settingOf } = world;
  for (let c = 0; c < contexts; c++) {
    for (let s = 0; s < situations; s++) {
      const p = taken[c * situations + s]!;
      if (p === 0) continue;
      const setting = settingOf[c * situations + s]! * actions;
      for (let a = 0; a < actions; a++) out[start + c * actions + a]! += p * utility[setting + a]!;
    }
  }
}

/** A spread below this is rounding. */
const INDIFFERENT = 1e-9;

/** Largest spread over available actions in an ordinary training context; where there is none, in any context. */
function spreadOf(world: World, votes: Float64Array, start: number): number {
  const ordinary = world.model.contexts.map((context, c) => world.phaseOf[c] === 'training' && context.weight > 0);
  const training = largestSpread(world, votes, start, ordinary);
  if (training > INDIFFERENT) return training;
  const anywhere = largestSpread(
    world,
    votes,
    start,
    ordinary.map(() => true),
  );
  return anywhere > INDIFFERENT ? anywhere : 0;
}

function largestSpread(world: World, votes: Float64Array, start: number, included: readonly boolean[]): number {
  const { contexts, actions, logBase } = world;
  let largest = 0;
  for (let c = 0; c < contexts; c++) {
    if (!included[c]) continue;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < actions; a++) {
      if (logBase[c * actions + a] === Number.NEGATIVE_INFINITY) continue;
      least = Math.min(least, votes[start + c * actions + a]!);
      most = Math.max(most, votes[start + c * actions + a]!);
    }
    largest = Math.max(largest, most - least);
  }
  return largest;
}
