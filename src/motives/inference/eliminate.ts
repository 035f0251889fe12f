import type { CompiledGraph } from '../graph/compile.ts';
import { type Factor, LARGEST_FACTOR, multiply, restrict, sizeOf } from './factor.ts';
import type { ResolvedQuery } from './posterior.ts';

/**
 * Variable elimination (Zhang and Poole, "A simple approach to Bayesian network computations", 1994) with the min-weight
 * order: the variable is next whose elimination makes the smallest factor. Nodes that are no ancestors of the query or
 * of what is given are left out. Answers undefined where a factor would grow too large.
 */
export function eliminate(graph: CompiledGraph, query: ResolvedQuery): Float64Array | undefined {
  const { nodes } = graph;
  const card = (v: number): number => nodes[v]!.values.length;
  const clamped = new Map([...query.evidence, ...query.interventions]);
  let factors: Factor[] = [];
  for (const node of relevant(graph, query)) {
    const factor = factorOf(graph, node, query, clamped);
    // What the interventions settle for certain is settled: its children come after it, and need no sum over it.
    const certain = factor.vars.length === 1 && factor.vars[0] === node ? factor.data.indexOf(1) : -1;
    if (certain >= 0) clamped.set(node, certain);
    else factors.push(factor);
  }
  const wanted = new Set(query.nodes.filter((node) => !clamped.has(node)));
  const left = new Set(factors.flatMap((f) => f.vars).filter((v) => !wanted.has(v)));
  while (left.size > 0) {
    const next = cheapest(left, factors, card);
    if (next.size > LARGEST_FACTOR) return undefined;
    const touched = factors.filter((f) => f.vars.includes(next.variable));
    factors = factors.filter((f) => !f.vars.includes(next.variable));
    factors.push(multiply(touched, next.variable));
    left.delete(next.variable);
  }
  if (sizeOf(query.nodes, card) > LARGEST_FACTOR) return undefined;
  return answer(query, multiply(factors, -1), clamped, card);
}

/** Ancestors of the query and of the evidence in the graph that the interventions leave. */
function relevant(graph: CompiledGraph, query: ResolvedQuery): number[] {
  const found = new Set<number>();
  const stack = [...query.nodes, ...query.evidence.keys()];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (!query.interventions.has(node)) stack.push(...graph.nodes[node]!.parents);
  }
  return [...found].sort((a, b) => a - b);
}

function factorOf(
  graph: CompiledGraph,
  node: number,
  query: ResolvedQuery,
  clamped: ReadonlyMap<number, number>,
): Factor {
  if (query.interventions.has(node)) {
    // Evidence against an intervention cannot happen; otherwise do(node) has probability 1.
    const seen = query.evidence.get(node);
    const agrees = seen === undefined || seen === query.interventions.get(node);
    return { vars: [], cards: [], data: Float64Array.of(agrees ? 1 : 0) };
  }
  const { parents, table, values } = graph.nodes[node]!;
  const vars = [...parents, node];
  let factor: Factor = {
    vars,
    cards: [...parents].map((p) => graph.nodes[p]!.values.length).concat(values.length),
    data: table,
  };
  for (const v of vars) {
    const value = clamped.get(v);
    if (value !== undefined) factor = restrict(factor, v, value);
  }
  return factor;
}

function cheapest(
  left: ReadonlySet<number>,
  factors: readonly Factor[],
  card: (v: number) => number,
): { variable: number; size: number } {
  let best = { variable: -1, size: Number.POSITIVE_INFINITY };
  for (const variable of left) {
    const scope: number[] = [];
    for (const { vars } of factors) {
      if (vars.includes(variable)) for (const v of vars) if (!scope.includes(v)) scope.push(v);
    }
    const size = sizeOf(scope, card);
    if (size < best.size) best = { variable, size };
  }
  return best;
}

/** The last factor, in the order of the query, with clamped nodes put back in and the whole summing to 1. */
function answer(
  query: ResolvedQuery,
  last: Factor,
  clamped: ReadonlyMap<number, number>,
  card: (v: number) => number,
): Float64Array {
  const points = query.nodes.map((node): Factor => {
    const data = new Float64Array(card(node)).fill(1);
    const value = clamped.get(node);
    if (value !== undefined) data.fill(0)[value] = 1;
    return { vars: [node], cards: [card(node)], data };
  });
  // The point factors come first, so that the product has the query's order.
  const { data } = multiply([...points, last], -1);
  const total = data.reduce((sum, p) => sum + p, 0);
  return data.map((p) => (total > 0 ? p / total : Number.NaN));
}
