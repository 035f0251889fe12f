import type { CompiledGraph } from '../graph/compile.ts';
import { eliminate } from './eliminate.ts';
import { sampled } from './sample.ts';

/** Values of nodes by id. */
export type Assignment = Readonly<Record<string, number>>;

export interface Query {
  /** Nodes whose joint distribution is asked for, the last one fastest in the answer. */
  readonly nodes: readonly string[];
  /** do(node = value): the node's own causes are cut. */
  readonly do?: Assignment;
  /** Observed values. */
  readonly given?: Assignment;
}

export interface Posterior {
  readonly nodes: readonly string[];
  /** Values that each node can have, in order. */
  readonly values: readonly Float64Array[];
  /** Joint probabilities; all NaN where what is given cannot happen. */
  readonly probabilities: Float64Array;
  readonly method: 'exact' | 'sampled';
  /** Largest standard error of a probability; 0 when exact. */
  readonly standardError: number;
}

export interface InferenceOptions {
  /** Samples to draw where exact inference would need factors that are too large. */
  readonly samples?: number;
  readonly seed?: number;
  /** Sample, however small the graph. */
  readonly sample?: boolean;
}

/** A query with node numbers and value numbers in the place of names and values. */
export interface ResolvedQuery {
  readonly nodes: readonly number[];
  readonly interventions: ReadonlyMap<number, number>;
  readonly evidence: ReadonlyMap<number, number>;
}

/**
 * P(nodes | do, given): by variable elimination where that is possible, else by likelihood weighting with its standard
 * error. A node or value that the graph does not have is an error of the caller: RangeError.
 */
export function posterior(graph: CompiledGraph, query: Query, options: InferenceOptions = {}): Posterior {
  const resolved = {
    nodes: query.nodes.map((id) => numberOf(graph, id)),
    interventions: resolve(graph, query.do ?? {}),
    evidence: resolve(graph, query.given ?? {}),
  };
  const shape = { nodes: query.nodes, values: resolved.nodes.map((n) => graph.nodes[n]!.values) };
  const exact = options.sample ? undefined : eliminate(graph, resolved);
  if (exact) return { ...shape, probabilities: exact, method: 'exact', standardError: 0 };
  const { probabilities, standardError } = sampled(graph, resolved, options.samples ?? 20_000, options.seed ?? 1);
  return { ...shape, probabilities, method: 'sampled', standardError };
}

function resolve(graph: CompiledGraph, assignment: Assignment): Map<number, number> {
  return new Map(
    Object.entries(assignment).map(([id, value]) => {
      const node = numberOf(graph, id);
      const at = graph.nodes[node]!.values.indexOf(value);
      if (at < 0) throw new RangeError(`${id} cannot be ${value}`);
      return [node, at];
    }),
  );
}

function numberOf(graph: CompiledGraph, id: string): number {
  const node = graph.index.get(id);
  if (node === undefined) throw new RangeError(`no node ${id}`);
  return node;
}
