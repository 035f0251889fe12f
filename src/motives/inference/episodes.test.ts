import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { randomModel } from '../test-model.ts';
import { makeWorld } from '../world.ts';
import { EPISODE, overEpisodes } from './episodes.ts';
import { posterior } from './posterior.ts';

property.prop([fc.nat(1e6)], { numRuns: 60 })('a mixture of episodes is the mixture of their distributions', (seed) => {
  const made = makeWorld(randomModel(seed));
  if ('problems' in made) throw new Error(made.problems[0]!.message);
  const { graph, settings } = made.world;
  const fixed = graph.nodes.flatMap(({ id, fixed: set }, n) => (set ? [[id, n] as const] : []));
  const free = graph.nodes.filter((node) => !node.fixed).map(({ id }) => id);
  const episodes = settings.slice(0, 7).map((setting, i) => ({ setting, weight: i + 1 }));
  const total = episodes.reduce((sum, { weight }) => sum + weight, 0);
  const nodes = [free[0]!, fixed[0]![0], free.at(-1)!];
  const mixed = overEpisodes(graph, episodes);
  const together = posterior(mixed, { nodes }).probabilities;
  const each = posterior(mixed, { nodes: [EPISODE, ...nodes] }).probabilities;
  const size = together.length;
  const sum = new Float64Array(size);
  for (const [e, { setting, weight }] of episodes.entries()) {
    const settings = fixed.map(([id, n]) => [id, graph.nodes[n]!.values[setting[n]!]!] as const);
    const alone = posterior(graph, { nodes, do: Object.fromEntries(settings) }).probabilities;
    for (let i = 0; i < size; i++) {
      sum[i]! += (weight / total) * alone[i]!;
      expect(each[e * size + i]!).toBeCloseTo((weight / total) * alone[i]!, 12);
    }
  }
  for (let i = 0; i < size; i++) expect(together[i]!).toBeCloseTo(sum[i]!, 12);
});
