import { alonePolicy, totalVariation } from '../patterns/policy.ts';
import type { Votes } from '../patterns/votes.ts';
import type { Classification, ResolvedSettings } from '../result.ts';
import type { World } from '../world.ts';
import type { Landscape } from './covariance.ts';
import { mutationMatrix, priorShares, speedTerm } from './priors.ts';
import { sharesAfter } from './replicator.ts';

/** One environment of training: what selection sees there, and its share of the steps. */
export interface StageLandscape extends Landscape {
  readonly id: string;
  readonly steps: number;
}

export interface Trained {
  /** p_k(0). */
  readonly prior: Float64Array;
  /** f_k over all stages, weighted by their steps. */
  readonly fitness: Float64Array;
  /** Shares after each stage. */
  readonly path: readonly Float64Array[];
}

/** The stages of training, with what each credits. */
export function stagesOf(world: World): StageLandscape[] {
  const { model, contexts, actions, graph, truth, settingOf, situationOf, situations, nodes, phaseOf } = world;
  const S = graph.index.get(model.graph.selection)!;
  const selected = new Float64Array(contexts * actions);
  for (let c = 0; c < contexts; c++) {
    const setting = settingOf[c * situations + situationOf[c]!]!;
    for (let a = 0; a < actions; a++) selected[c * actions + a] = truth[(setting * actions + a) * nodes + S]!;
  }
  const { whiteBox } = world.operated;
  const credit = Float64Array.from(model.patterns, ({ traits }) => 1 - whiteBox * traits.detectable);
  const { stages } = model.selection;
  const total = stages.reduce((sum, stage) => sum + stage.steps, 0);
  if (total === 0) return [{ id: 'training', steps: 1, selected, shares: world.selectionShares, credit }];
  return stages.map((stage) => {
    const named = Object.keys(stage.contexts).length > 0;
    const weights = model.contexts.map((context, c) =>
      phaseOf[c] === 'deployment' ? 0 : (stage.contexts[context.id] ?? 0),
    );
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const shares = named && sum > 0 ? Float64Array.from(weights, (weight) => weight / sum) : world.selectionShares;
    return { id: stage.id, steps: stage.steps / total, selected, shares, credit };
  });
}

/** The policy of each pattern alone in charge. */
export function alonePolicies(world: World, votes: Votes, decisiveness: number): Float64Array[] {
  const size = world.contexts * world.actions;
  return Array.from({ length: votes.patterns }, (_, k) =>
    alonePolicy(world, votes, k, decisiveness, new Float64Array(size)),
  );
}

/**
 * f_k = E[S | pi_k] * credit_k - lambda_speed * cost_k in one stage (model note F.2): how far the pattern causes its own
 * selection, on the true graph, whatever it believes.
 */
export function fitnessOf(
  world: World,
  stage: StageLandscape,
  alone: readonly Float64Array[],
  speed: Float64Array,
): Float64Array {
  return Float64Array.from(stage.credit, (credit, k) => {
    const policy = alone[k]!;
    let sum = 0;
    for (let c = 0; c < world.contexts; c++) {
      const share = stage.shares[c]!;
      if (share === 0) continue;
      const at = c * world.actions;
      for (let a = at; a < at + world.actions; a++) sum += share * policy[a]! * stage.selected[a]!;
    }
    return sum * credit - speed[k]!;
  });
}

/** The exclusive version through all stages: prior shares, fitness, and the shares after each stage. */
export function trainExclusive(
  world: World,
  stages: readonly StageLandscape[],
  alone: readonly Float64Array[],
  classes: readonly Classification[],
  settings: ResolvedSettings,
): Trained {
  const { model, actions } = world;
  const prior = priorShares(model, settings);
  const speed = speedTerm(model, settings);
  const mean = new Float64Array(model.patterns.length);
  const path: Float64Array[] = [];
  let shares = prior;
  for (const stage of stages) {
    const fitness = fitnessOf(world, stage, alone, speed);
    const apart = (j: number, k: number): number => {
      let most = 0;
      for (const [c, share] of stage.shares.entries()) {
        if (share > 0) most = Math.max(most, totalVariation(alone[j]!, alone[k]!, c * actions, actions));
      }
      return most;
    };
    const mutation = mutationMatrix(model, settings, classes, apart);
    // With mutation fitness is a rate of copying: a cost above what is ever earned stops it, and does not reverse it.
    const rates = mutation ? fitness.map((f) => Math.max(0, f)) : fitness;
    shares = sharesAfter(mutation ? { fitness: rates, mutation } : { fitness }, shares, settings.steps * stage.steps);
    path.push(shares);
    for (let k = 0; k < mean.length; k++) mean[k]! += stage.steps * fitness[k]!;
  }
  return { prior, fitness: mean, path };
}
