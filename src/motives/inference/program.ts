import type { CompiledGraph } from '../graph/compile.ts';
import { uniforms } from '../random.ts';

/**
 * Expected values of all nodes after an intervention on the fixed ones, compiled once for the structure of a graph and
 * run for each table of it. As nothing is observed, one pass in topological order is exact: the joint distribution of
 * the nodes that still have children to come is carried along, and each node's mean is read when it is reached.
 */
export interface Program {
  readonly method: 'exact' | 'sampled';
  /** Numbers of the nodes that are set from outside. */
  readonly fixed: readonly number[];
  /**
   * Writes E[node | do(fixed)] for every node to `out` from `at` on. `settings` has the value number of each node, by
   * node number; only fixed nodes are read.
   */
  run(graph: CompiledGraph, settings: Int32Array, out: Float64Array, at: number): void;
}

/** Samples for each intervention where the joint distribution would grow too large. */
export const SAMPLES = 4_000;

interface Step {
  readonly node: number;
  /** Row of the node's table for each entry of the joint, from the parents that are in it. */
  readonly rows: Int32Array;
  /** Where each entry and value of the node goes in the next joint. */
  readonly to: Int32Array;
  readonly sizeAfter: number;
  readonly fixedParents: Int32Array;
  readonly fixedStrides: Int32Array;
}

export function programOf(graph: CompiledGraph): Program {
  const fixed = graph.nodes.flatMap((node, n) => (node.fixed ? [n] : []));
  const steps = planOf(graph);
  if (!steps) return { method: 'sampled', fixed, run: sampledMeans };
  const largest = Math.max(1, ...steps.map((step) => step.sizeAfter));
  const buffers: [Float64Array, Float64Array] = [new Float64Array(largest), new Float64Array(largest)];
  return {
    method: 'exact',
    fixed,
    run: (tables, settings, out, at) => {
      for (const n of fixed) out[at + n] = tables.nodes[n]!.values[settings[n]!]!;
      walk(tables, steps, buffers, settings, out, at);
    },
  };
}

function walk(
  graph: CompiledGraph,
  steps: readonly Step[],
  [first, second]: [Float64Array, Float64Array],
  settings: Int32Array,
  out: Float64Array,
  at: number,
): void {
  let joint = first;
  let next = second;
  let size = 1;
  joint[0] = 1;
  for (const { node, rows, to, sizeAfter, fixedParents, fixedStrides } of steps) {
    const { table, values } = graph.nodes[node]!;
    const card = values.length;
    let base = 0;
    for (let i = 0; i < fixedParents.length; i++) base += settings[fixedParents[i]!]! * fixedStrides[i]!;
    next.fill(0, 0, sizeAfter);
    let mean = 0;
    for (let entry = 0; entry < size; entry++) {
      const p = joint[entry]!;
      if (p === 0) continue;
      const start = (base + rows[entry]!) * card;
      for (let v = 0; v < card; v++) {
        const q = p * table[start + v]!;
        mean += q * values[v]!;
        next[to[entry * card + v]!]! += q;
      }
    }
    out[at + node] = mean;
    [joint, next] = [next, joint];
    size = sizeAfter;
  }
}

/** Orders to try: the cost of an order is known before it is used, and differs by orders of magnitude. */
const TRIES = 32;

/** Multiplications of one pass beyond which sampling is the better bargain. */
const DEAREST = 1 << 20;

/** The cheapest of some orders, as steps; undefined where even that one is too dear. */
function planOf(graph: CompiledGraph): Step[] | undefined {
  const draw = uniforms(1, 'orders');
  let best: { order: number[]; cost: number } | undefined;
  for (let i = 0; i < TRIES; i++) {
    const order = orderOf(graph, i, draw);
    const cost = costOf(graph, order, best?.cost ?? DEAREST);
    if (cost < (best?.cost ?? DEAREST)) best = { order, cost };
  }
  if (!best) return undefined;
  const childrenLeft = childrenOf(graph);
  let frontier: number[] = [];
  return best.order.map((node) => {
    const before = frontier;
    frontier = keptAfter(graph, before, node, childrenLeft);
    return stepOf(graph, before, node, frontier);
  });
}

/** The first order is the graph's own; the others begin at random nodes and put causes right before their effects. */
function orderOf(graph: CompiledGraph, attempt: number, draw: () => number): number[] {
  const { nodes } = graph;
  if (attempt === 0) return nodes.flatMap((node, n) => (node.fixed ? [] : [n]));
  const shuffled = (some: readonly number[]): number[] =>
    some
      .map((n) => [draw(), n] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, n]) => n);
  const order: number[] = [];
  const state = new Int8Array(nodes.length);
  const stack = shuffled(nodes.map((_, n) => n));
  for (let n = stack[stack.length - 1]; n !== undefined; n = stack[stack.length - 1]) {
    if (state[n] === 0 && !nodes[n]!.fixed) {
      state[n] = 1;
      stack.push(...shuffled([...nodes[n]!.parents].filter((parent) => state[parent] === 0)));
      continue;
    }
    stack.pop();
    if (state[n] === 1) order.push(n);
    state[n] = 2;
  }
  return order;
}

/** Multiplications that an order needs for one pass; counted no further once it is as dear as `limit`. */
function costOf(graph: CompiledGraph, order: readonly number[], limit: number): number {
  const childrenLeft = childrenOf(graph);
  let frontier: number[] = [];
  let cost = 0;
  for (const node of order) {
    cost += jointSize(graph, frontier) * graph.nodes[node]!.values.length;
    if (cost >= limit) return cost;
    frontier = keptAfter(graph, frontier, node, childrenLeft);
  }
  return cost;
}

/** Children that are not yet in the order, by node. */
function childrenOf(graph: CompiledGraph): Int32Array {
  const children = new Int32Array(graph.nodes.length);
  for (const { fixed, parents } of graph.nodes) if (!fixed) for (const parent of parents) children[parent]!++;
  return children;
}

/** The frontier once a node has been added; counts its arrows as done. */
function keptAfter(
  graph: CompiledGraph,
  frontier: readonly number[],
  node: number,
  childrenLeft: Int32Array,
): number[] {
  for (const parent of graph.nodes[node]!.parents) childrenLeft[parent]!--;
  return [...frontier, node].filter((v) => childrenLeft[v]! > 0);
}

function jointSize(graph: CompiledGraph, frontier: readonly number[]): number {
  return frontier.reduce((product, v) => product * graph.nodes[v]!.values.length, 1);
}

/** One node added to the joint of `frontier`, and what is then not needed summed out. The last variable is fastest. */
function stepOf(graph: CompiledGraph, frontier: readonly number[], node: number, kept: readonly number[]): Step {
  const { nodes } = graph;
  const { parents, strides, values } = nodes[node]!;
  const card = (v: number): number => nodes[v]!.values.length;
  const size = jointSize(graph, frontier);
  const sizeAfter = jointSize(graph, kept);
  const all = [...frontier, node];
  const keptStride = new Map<number, number>();
  for (let i = kept.length - 1, stride = 1; i >= 0; i--) {
    keptStride.set(kept[i]!, stride);
    stride *= card(kept[i]!);
  }
  const rows = new Int32Array(size);
  const to = new Int32Array(size * values.length);
  for (let entry = 0; entry < to.length; entry++) {
    let rest = entry;
    let row = 0;
    for (let i = all.length - 1; i >= 0; i--) {
      const v = all[i]!;
      const digit = rest % card(v);
      rest = Math.floor(rest / card(v));
      to[entry]! += digit * (keptStride.get(v) ?? 0);
      const parent = parents.indexOf(v);
      if (parent >= 0) row += digit * strides[parent]!;
    }
    rows[Math.floor(entry / values.length)] = row;
  }
  const outside = [...parents].flatMap((parent, i) => (nodes[parent]!.fixed ? [i] : []));
  return {
    node,
    rows,
    to,
    sizeAfter,
    fixedParents: Int32Array.from(outside.map((i) => parents[i]!)),
    fixedStrides: Int32Array.from(outside.map((i) => strides[i]!)),
  };
}

/** Means by forward sampling; the standard error of a node with values in [0, 1] is at most 1 / (2 sqrt(SAMPLES)). */
function sampledMeans(graph: CompiledGraph, settings: Int32Array, out: Float64Array, at: number): void {
  const state = new Int32Array(graph.nodes.length);
  const sums = new Float64Array(graph.nodes.length);
  const draw = uniforms(1, 'forward sampling');
  for (let s = 0; s < SAMPLES; s++) {
    for (let n = 0; n < state.length; n++) {
      const { fixed, parents, strides, values, table } = graph.nodes[n]!;
      let value = settings[n]!;
      if (!fixed) {
        let row = 0;
        for (let i = 0; i < parents.length; i++) row += state[parents[i]!]! * strides[i]!;
        let left = draw();
        value = 0;
        while (value < values.length - 1 && left >= table[row * values.length + value]!) {
          left -= table[row * values.length + value++]!;
        }
      }
      state[n] = value;
      sums[n]! += values[value]!;
    }
  }
  for (let n = 0; n < sums.length; n++) out[at + n] = sums[n]! / SAMPLES;
}
