import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { posterior } from '../inference/posterior.ts';
import { readModel } from '../model/read.ts';
import { DEFAULT_MODEL } from '../models/default.ts';
import { uniforms } from '../random.ts';
import { randomModel } from '../test-model.ts';
import { believe, makeWorld, type World } from '../world.ts';
import { divergence, influenceOf, jensenShannon, policyOf, totalVariation } from './policy.ts';
import { takenFor, votesOf } from './votes.ts';

function worldOf(seed: number): World {
  const made = makeWorld(randomModel(seed));
  if ('problems' in made) throw new Error(made.problems[0]!.message);
  return made.world;
}

describe('consequences', () => {
  it('are what variable elimination gives, node by node, in the built-in model', () => {
    const { model } = readModel(DEFAULT_MODEL, 'default.yaml');
    const made = makeWorld(model!, { developer_iteration: 0.3 });
    if ('problems' in made) throw new Error();
    const { world } = made;
    const fixed = model!.graph.nodes.filter(({ mechanism: { kind } }) => kind === 'given' || kind === 'property');
    for (const [c, a] of [
      [2, 4],
      [4, 3],
      [10, 8],
      [10, 12],
    ] as const) {
      const set = { ...model!.situations[world.situationOf[c]!]!.set, ...model!.contexts[c]!.set };
      const action = model!.actions[a]!;
      const done = Object.fromEntries(fixed.map(({ id }) => [id, set[id] ?? action.properties[id] ?? 0]));
      const row = (world.settingOf[c * world.situations + world.situationOf[c]!]! * world.actions + a) * world.nodes;
      for (const { id } of model!.graph.nodes) {
        const { probabilities, values } = posterior(world.graph, { nodes: [id], do: done });
        const mean = probabilities.reduce((sum, p, i) => sum + p * values[0]![i]!, 0);
        expect(Math.abs(world.truth[row + world.graph.index.get(id)!]! - mean)).toBeLessThan(1e-12);
      }
    }
  });
});

describe('beliefs', () => {
  it('come nearer to the truth as capability grows, and are the truth at infinity', () => {
    const world = worldOf(5);
    const off = (q: number): number =>
      Math.max(...believe(world, q, 1, 0).map((x, i) => Math.abs(x - world.truth[i]!)));
    const errors = [2, 8, 32, 128, 1e9].map(off);
    for (let i = 1; i < errors.length; i++) expect(errors[i]).toBeLessThan(errors[i - 1]!);
    expect(errors.at(-1)).toBeLessThan(1e-8);
    expect(off(Number.POSITIVE_INFINITY)).toBe(0);
  });

  it('are the same for the same seed and draw, and others for another', () => {
    const world = worldOf(6);
    expect(believe(world, 3, 1, 0)).toEqual(believe(world, 3, 1, 0));
    expect(believe(world, 3, 1, 0)).not.toEqual(believe(world, 3, 1, 1));
  });

  it('mix situations by the recognition rate', () => {
    const world = worldOf(7);
    const at = (r: number): number[] => [...takenFor(world, r)].slice(0, 3);
    expect(at(1)).toEqual([1, 0, 0]);
    for (const [i, p] of at(0).entries()) expect(p).toBeCloseTo([1 / 3, 1 / 3, 1 / 3][i]!, 12);
    expect(at(0.4).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});

describe('policy and influence', () => {
  it('is a distribution, and the base policy where nothing votes', () => {
    const world = worldOf(8);
    const votes = votesOf(world, world.truth, 1);
    const out = policyOf(world, votes, new Float64Array(votes.patterns), new Float64Array(world.logBase.length));
    for (const [i, p] of out.entries()) expect(p).toBeCloseTo(Math.exp(world.logBase[i]!), 12);
  });

  it('influence is KL(policy without || policy), never negative, and 0 where no gate is open', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const world = worldOf(seed);
        const votes = votesOf(world, believe(world, 5, seed, 0), 0.8);
        const weights = Float64Array.from({ length: votes.patterns }, uniforms(seed, 'weights'));
        const policy = policyOf(world, votes, weights, new Float64Array(world.logBase.length));
        for (let k = 0; k < votes.patterns; k++) {
          const without = weights.map((w, i) => (i === k ? 0 : w));
          const ablated = policyOf(world, votes, without, new Float64Array(world.logBase.length));
          for (const [c, influence] of influenceOf(world, votes, weights, k).entries()) {
            expect(influence).toBeGreaterThanOrEqual(0);
            expect(influence).toBe(divergence(ablated, policy, c * world.actions, world.actions));
            if (votes.gates[k * world.contexts + c] === 0) expect(influence).toBe(0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows the divergence of known distributions', () => {
    const p = Float64Array.of(0.5, 0.5);
    const q = Float64Array.of(0.25, 0.75);
    expect(divergence(p, q, 0, 2)).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2 / 3), 14);
    expect(divergence(q, p, 0, 2)).not.toBeCloseTo(divergence(p, q, 0, 2), 3);
    expect(jensenShannon(Float64Array.of(1, 0), Float64Array.of(0, 1), 0, 2)).toBeCloseTo(Math.LN2, 14);
    expect(totalVariation(p, q, 0, 2)).toBe(0.25);
  });
});

describe('votes', () => {
  it('have no unit: a goal wanted ten times as much is the same pattern', () => {
    const model = randomModel(9);
    const goal = Object.fromEntries(Object.entries(model.patterns[0]!.goal).map(([id, x]) => [id, 10 * x]));
    const scaled = { ...model, patterns: [{ ...model.patterns[0]!, goal }, ...model.patterns.slice(1)] };
    const [one, ten] = [model, scaled].map((m) => {
      const made = makeWorld(m);
      if ('problems' in made) throw new Error();
      return votesOf(made.world, made.world.truth, 1).votes;
    });
    for (const [i, v] of one!.entries()) expect(ten![i]).toBeCloseTo(v, 12);
  });
});
