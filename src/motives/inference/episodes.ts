import type { CompiledGraph, CompiledNode } from '../graph/compile.ts';

/** The node that says which episode it is; no model can have it, as names of nodes are plain words. */
export const EPISODE = '#episode';

/** One way to set the fixed nodes from outside, and how often it happens. */
export interface Episode {
  /** Value number of each node; only those of fixed nodes are read. */
  readonly setting: Int32Array;
  readonly weight: number;
}

/**
 * The graph under a mixture of interventions: one root more, which says which episode it is, and in the place of the
 * fixed nodes what they are set to in it. One query of it is as good as one query for each episode, and much cheaper.
 *
 * @param episodes at least one; weights that do not sum to 1 are scaled
 */
export function overEpisodes(graph: CompiledGraph, episodes: readonly Episode[]): CompiledGraph {
  const total = episodes.reduce((sum, { weight }) => sum + weight, 0);
  const root: CompiledNode = {
    id: EPISODE,
    fixed: false,
    values: Float64Array.from(episodes, (_, e) => e),
    parents: new Int32Array(0),
    strides: new Int32Array(0),
    rows: 1,
    table: Float64Array.from(episodes, ({ weight }) => weight / total),
  };
  const nodes = [root, ...graph.nodes.map((node, n) => withEpisode(graph, node, n, episodes))];
  return { nodes, index: new Map(nodes.map(({ id }, n) => [id, n])) };
}

/** A node that has the episode as its first cause where it had fixed causes, or is fixed itself. */
function withEpisode(graph: CompiledGraph, node: CompiledNode, n: number, episodes: readonly Episode[]): CompiledNode {
  const card = (v: number): number => graph.nodes[v]!.values.length;
  const width = node.values.length;
  const rowsOf = (free: readonly number[]): number => free.reduce((product, p) => product * card(p), 1);
  if (node.fixed) {
    const table = new Float64Array(episodes.length * width);
    for (const [e, { setting }] of episodes.entries()) table[e * width + setting[n]!] = 1;
    if (isSame(table, width)) return withParents(node, [], [], 1, table.slice(0, width));
    return withParents(node, [0], [1], episodes.length, table);
  }
  const free = [...node.parents].filter((p) => !graph.nodes[p]!.fixed);
  const shifted = free.map((p) => p + 1);
  if (free.length === node.parents.length) {
    return withParents(node, shifted, [...node.strides], node.rows, node.table);
  }
  const rows = rowsOf(free);
  const table = new Float64Array(episodes.length * rows * width);
  for (const [e, { setting }] of episodes.entries()) {
    for (let r = 0; r < rows; r++) {
      let from = 0;
      let rest = r;
      for (let i = node.parents.length - 1; i >= 0; i--) {
        const parent = node.parents[i]!;
        const { fixed } = graph.nodes[parent]!;
        from += (fixed ? setting[parent]! : rest % card(parent)) * node.strides[i]!;
        if (!fixed) rest = Math.floor(rest / card(parent));
      }
      table.set(node.table.subarray(from * width, (from + 1) * width), (e * rows + r) * width);
    }
  }
  const strides = free.map((_, i) => rowsOf(free.slice(i + 1)));
  if (isSame(table, rows * width)) return withParents(node, shifted, strides, rows, table.slice(0, rows * width));
  return withParents(node, [0, ...shifted], [rows, ...strides], episodes.length * rows, table);
}

/** Whether every episode has the same part: what is alike in all of them needs no episode, and inference is cheaper. */
function isSame(table: Float64Array, part: number): boolean {
  return table.every((p, i) => p === table[i % part]!);
}

function withParents(
  { id, values }: CompiledNode,
  parents: readonly number[],
  strides: readonly number[],
  rows: number,
  table: Float64Array,
): CompiledNode {
  return {
    id,
    fixed: false,
    values,
    parents: Int32Array.from(parents),
    strides: Int32Array.from(strides),
    rows,
    table,
  };
}
