import { type Episode, overEpisodes } from './inference/episodes.ts';
import { posterior } from './inference/posterior.ts';
import type { World } from './world.ts';

/** Episodes that one query takes together: enough to make it cheap, few enough to keep its factors small. */
const TOGETHER = 64;
/** Samples for each episode where inference cannot be exact. */
const SAMPLES = 20_000;

/** Var(E[S | nodes]) under the base policy in ordinary training contexts: how much of S these nodes explain. */
export function explainer(world: World): (nodes: readonly string[]) => number {
  const { graph, model } = world;
  const S = model.graph.selection;
  const values = graph.nodes[graph.index.get(S)!]!.values;
  const cardOf = (id: string): number => graph.nodes[graph.index.get(id)!]!.values.length;
  const batches = batchesOf(ordinaryEpisodes(world));
  const mixed = batches.map((batch) => ({ batch, graph: overEpisodes(graph, batch) }));
  return (nodes) => {
    const cells = nodes.reduce((product, id) => product * cardOf(id), 1);
    const mass = new Float64Array(cells);
    const sum = new Float64Array(cells);
    for (const { batch, graph: some } of mixed) {
      const weight = batch.reduce((all, episode) => all + episode.weight, 0);
      const samples = SAMPLES * batch.length;
      const { probabilities } = posterior(some, { nodes: [...nodes, S] }, { samples });
      for (let i = 0; i < probabilities.length; i++) {
        const cell = Math.floor(i / values.length);
        mass[cell]! += weight * probabilities[i]!;
        sum[cell]! += weight * probabilities[i]! * values[i % values.length]!;
      }
    }
    const total = mass.reduce((all, x) => all + x, 0);
    const mean = sum.reduce((all, x) => all + x, 0) / total;
    return mass.reduce((all, m, cell) => (m > 0 ? all + (m / total) * (sum[cell]! / m - mean) ** 2 : all), 0);
  };
}

/** Every action in every ordinary training context, by its share under the base policy. */
function ordinaryEpisodes({
  model,
  actions,
  logBase,
  phaseOf,
  settings,
  settingOf,
  situationOf,
  situations,
}: World): Episode[] {
  return model.contexts.flatMap((context, c) => {
    if (phaseOf[c] !== 'training' || context.weight === 0) return [];
    const from = settingOf[c * situations + situationOf[c]!]! * actions;
    return model.actions.flatMap((_, a) => {
      const weight = context.weight * Math.exp(logBase[c * actions + a]!);
      return weight > 0 ? [{ weight, setting: settings[from + a]! }] : [];
    });
  });
}

function batchesOf(episodes: readonly Episode[]): Episode[][] {
  return Array.from({ length: Math.ceil(episodes.length / TOGETHER) }, (_, i) =>
    episodes.slice(i * TOGETHER, (i + 1) * TOGETHER),
  );
}
