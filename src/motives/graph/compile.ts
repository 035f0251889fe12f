import type { Mechanism } from '../model/types.ts';
import { type Law, readMechanism } from './mechanism.ts';
import { badRow, cyclic, type GraphProblem, tooLarge, unknown, wrongRows } from './problems.ts';

/** A node of a compiled graph. Rows of `table` are numbered with the last parent fastest. */
export interface CompiledNode {
  readonly id: string;
  /** Set from outside (`given`, `property`): a root that interventions fix. */
  readonly fixed: boolean;
  readonly values: Float64Array;
  readonly parents: Int32Array;
  readonly strides: Int32Array;
  readonly rows: number;
  /** P(value | parents): rows * values.length numbers. */
  readonly table: Float64Array;
}

/** A structural causal model over discrete nodes, in topological order, ready for inference. */
export interface CompiledGraph {
  readonly nodes: readonly CompiledNode[];
  readonly index: ReadonlyMap<string, number>;
}

/** A node as the compiler takes it: mechanisms and the share of each, which sum to 1. */
export interface NodeSource {
  readonly id: string;
  readonly parts: readonly { readonly mechanism: Mechanism; readonly share: number }[];
  /** For `given` and `property` nodes: the values that are set from outside. */
  readonly domain: readonly number[];
}

/** Draws the noise of a belief: a stream of uniform numbers for each node, and the share of noise in [0, 1]. */
export interface Noise {
  readonly share: number;
  uniforms(node: string): () => number;
}

export interface Compilation {
  readonly graph: CompiledGraph;
  /**
   * The graph as somebody believes it who knows each mechanism but for a share of noise: (1 - share) * true + share *
   * random. Rows are mixed with a uniformly random distribution, strengths of a noisy-or with a uniform number.
   * Definitions (`value`) are known. BSM: the beliefs of an AI are its own causal graph; for capable ones the true one.
   */
  believed(noise: Noise): CompiledGraph;
}

/** A table larger than this is refused: rows times values of one node. */
const LARGEST_TABLE = 1 << 16;
const MOST_VALUES = 64;
const MOST_NODES = 2_000;
/** A noisy-or with more causes is taken apart into a chain, which is the same distribution with small tables. */
const CAUSES_AT_ONCE = 3;

export type CompileResult = { compilation: Compilation } | { problems: readonly GraphProblem[] };

/** Compiles nodes in any order, or says everything that is wrong with them. */
export function compileGraph(sources: readonly NodeSource[]): CompileResult {
  const problems: GraphProblem[] = [];
  const drafts = sources.flatMap(chained).map((source) => readNode(source, problems));
  if (sources.length > MOST_NODES) problems.push(tooLarge('the graph', `${sources.length} nodes`));
  const known = new Set(drafts.map((draft) => draft.id));
  for (const draft of drafts) {
    for (const parent of draft.parents) if (!known.has(parent)) problems.push(unknown(draft.id, parent));
  }
  if (problems.length > 0) return { problems };
  const order = topological(drafts);
  if ('cycle' in order) return { problems: [cyclic(order.cycle)] };

  const index = new Map(order.sorted.map((draft, i) => [draft.id, i]));
  const shapes: Shape[] = [];
  for (const draft of order.sorted) {
    const shape = shapeOf(draft, shapes, index, problems);
    if (!shape) return { problems };
    shapes.push(shape);
  }
  const nodes = shapes.map((shape) => ({ ...shape.node, table: tableOf(shape, shapes, problems) }));
  if (problems.length > 0) return { problems };
  const believed = (noise: Noise): CompiledGraph => ({
    index,
    nodes: shapes.map((shape, n) => ({ ...shape.node, table: believedTable(shape, shapes, nodes[n]!.table, noise) })),
  });
  return { compilation: { graph: { index, nodes }, believed } };
}

interface Draft {
  readonly id: string;
  readonly parts: readonly { readonly law: Law; readonly share: number }[];
  readonly parents: readonly string[];
}

interface Shape {
  readonly draft: Draft;
  readonly node: Omit<CompiledNode, 'table'>;
}

function readNode(source: NodeSource, problems: GraphProblem[]): Draft {
  const parts: { law: Law; share: number }[] = [];
  for (const { mechanism, share } of source.parts) {
    const read = readMechanism(source.id, mechanism, source.domain);
    if ('problem' in read) problems.push(read.problem);
    else parts.push({ law: read.law, share });
  }
  return { id: source.id, parts, parents: [...new Set(parts.flatMap((part) => part.law.parents))] };
}

/** Takes a noisy-or of many causes apart: each link is the or of the link before and a few causes. */
function chained(source: NodeSource): NodeSource[] {
  const mechanism = source.parts[0]?.mechanism;
  if (source.parts.length !== 1 || mechanism?.kind !== 'any') return [source];
  const causes = Object.entries(mechanism.causes);
  if (causes.length <= CAUSES_AT_ONCE) return [source];
  const links: NodeSource[] = [];
  for (let i = 0; i < causes.length; i += CAUSES_AT_ONCE) {
    const before = links.at(-1);
    const last = i + CAUSES_AT_ONCE >= causes.length;
    const some = Object.fromEntries(causes.slice(i, i + CAUSES_AT_ONCE));
    links.push({
      id: last ? source.id : `${source.id}#${links.length + 1}`,
      domain: [],
      parts: [
        {
          share: 1,
          mechanism: {
            kind: 'any',
            // The link before comes first: the order of nodes then follows the chain, and little is open at a time.
            causes: before ? { [before.id]: 1, ...some } : some,
            leak: before ? 0 : mechanism.leak,
          },
        },
      ],
    });
  }
  return links;
}

/** Parents before children; ties keep the order of the file. */
function topological(drafts: readonly Draft[]): { sorted: Draft[] } | { cycle: string[] } {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const state = new Map<string, 'open' | 'done'>();
  const sorted: Draft[] = [];
  for (const start of drafts) {
    // An explicit stack: a chain of thousands of nodes must not overflow.
    const stack: { draft: Draft; next: number }[] = [];
    if (!state.has(start.id)) {
      state.set(start.id, 'open');
      stack.push({ draft: start, next: 0 });
    }
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const parent = byId.get(top.draft.parents[top.next++] ?? '');
      if (top.next > top.draft.parents.length) {
        state.set(top.draft.id, 'done');
        sorted.push(top.draft);
        stack.pop();
      } else if (parent && state.get(parent.id) === 'open') {
        const trail = stack.map((frame) => frame.draft.id);
        return { cycle: [...trail.slice(trail.indexOf(parent.id)), parent.id].reverse() };
      } else if (parent && !state.has(parent.id)) {
        state.set(parent.id, 'open');
        stack.push({ draft: parent, next: 0 });
      }
    }
  }
  return { sorted };
}

function shapeOf(
  draft: Draft,
  shapes: readonly Shape[],
  index: ReadonlyMap<string, number>,
  problems: GraphProblem[],
): Shape | undefined {
  const domainOf = (id: string): Float64Array => shapes[index.get(id)!]!.node.values;
  const rows = draft.parents.reduce((product, id) => product * domainOf(id).length, 1);
  if (rows > LARGEST_TABLE) {
    problems.push(tooLarge(draft.id, `${rows} combinations of its ${draft.parents.length} parents' values`));
    return undefined;
  }
  for (const { law } of draft.parts) {
    const combinations = law.parents.reduce((product, id) => product * domainOf(id).length, 1);
    if (law.rows === undefined || law.rows === combinations) continue;
    problems.push(wrongRows(draft.id, law.rows, combinations));
    return undefined;
  }
  const domain = new Set(draft.parts.flatMap(({ law }) => law.domain(law.parents.map(domainOf))));
  const values = Float64Array.from([...domain].sort((a, b) => a - b));
  if (values.length > MOST_VALUES || rows * values.length > LARGEST_TABLE) {
    problems.push(tooLarge(draft.id, `${values.length} values`));
    return undefined;
  }
  const parents = Int32Array.from(draft.parents.map((id) => index.get(id)!));
  const strides = new Int32Array(parents.length);
  let stride = 1;
  for (let i = parents.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shapes[parents[i]!]!.node.values.length;
  }
  const fixed = draft.parts.every(({ law }) => law.kind === 'given' || law.kind === 'property');
  return { draft, node: { id: draft.id, fixed, values, parents, strides, rows } };
}

function believedTable(shape: Shape, shapes: readonly Shape[], truth: Float64Array, noise: Noise): Float64Array {
  const { draft, node } = shape;
  const draw = noise.uniforms(node.id);
  const has = (kind: string): boolean => draft.parts.some(({ law }) => law.kind === kind);
  const table = has('any') ? tableOf(shape, shapes, [], (law) => blur(law, noise.share, draw)) : truth.slice();
  if (has('chance') || has('table')) blurRows(table, node.values.length, noise.share, draw);
  return table;
}

function tableOf(
  shape: Shape,
  shapes: readonly Shape[],
  problems: GraphProblem[],
  parameters?: (law: Law) => Float64Array | undefined,
): Float64Array {
  const { draft, node } = shape;
  const width = node.values.length;
  const table = new Float64Array(node.rows * width);
  const row = new Float64Array(width);
  const all = new Float64Array(node.parents.length);
  for (const { law, share } of draft.parts) {
    const columns = law.parents.map((id) => draft.parents.indexOf(id));
    const given = new Float64Array(columns.length);
    const believed = parameters?.(law);
    for (let r = 0; r < node.rows; r++) {
      let combination = 0;
      for (const [i, column] of columns.entries()) {
        const domain = shapes[node.parents[column]!]!.node.values;
        const at = Math.floor(r / node.strides[column]!) % domain.length;
        given[i] = domain[at]!;
        combination = combination * domain.length + at;
      }
      const wrong = law.fill(row, node.values, given, combination, believed);
      if (wrong) {
        for (let i = 0; i < all.length; i++) all[i] = parentValue(shapes, node, r, i);
        problems.push(badRow(draft.id, draft.parents, wrong, all));
        return table;
      }
      for (let i = 0; i < width; i++) table[r * width + i]! += share * row[i]!;
    }
  }
  return table;
}

function parentValue(shapes: readonly Shape[], node: Shape['node'], row: number, parent: number): number {
  const domain = shapes[node.parents[parent]!]!.node.values;
  return domain[Math.floor(row / node.strides[parent]!) % domain.length]!;
}

/** A chain's link stands for itself: a strength of 1 and a leak of 0 that the compiler put in are no beliefs. */
function blur(law: Law, share: number, draw: () => number): Float64Array | undefined {
  return (
    law.parameters &&
    Float64Array.from(law.parameters, (p, i) => {
      const link = i > 0 && law.parents[i - 1]!.includes('#');
      const inner = i === 0 && law.parents.some((id) => id.includes('#'));
      return link || inner ? p : (1 - share) * p + share * draw();
    })
  );
}

/** Uniform on the simplex: exponential variables, normalised (Devroye, "Non-uniform random variate generation", 1986). */
function blurRows(table: Float64Array, width: number, share: number, draw: () => number): void {
  const random = new Float64Array(width);
  for (let start = 0; start < table.length; start += width) {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      random[i] = -Math.log(1 - draw());
      sum += random[i]!;
    }
    for (let i = 0; i < width; i++) table[start + i] = (1 - share) * table[start + i]! + (share * random[i]!) / sum;
  }
}
