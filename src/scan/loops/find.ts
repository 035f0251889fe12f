import { createHash } from 'node:crypto';
import type { Channel } from '../../fleet/index.ts';
import { type Cut, smallestCutOf, type Target } from '../cuts/cut.ts';
import { components } from '../graph/components.ts';
import { type Csr, csrOf } from '../graph/csr.ts';
import { type Approvals, type Edit, type ScanGraph, sumApprovals } from '../graph/model.ts';
import { cheapestCycle } from './cheapest.ts';
import { elementaryCycles } from './cycles.ts';
import { ShortestCycles } from './shortest.ts';

/** A way on which a payload comes back to where it was. */
export interface Loop {
  /** Names its nodes, so that it stays the same over runs. */
  readonly id: string;
  /** Numbers of nodes and edges in travel order, from an agent on; edge i leaves node i. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly approvals: Approvals;
  /** Entry points from which an outsider reaches it; `unaided` those from which nobody has to help. */
  readonly start: readonly number[];
  readonly unaided: readonly number[];
  readonly channels: readonly Channel[];
  /** False when an edge hangs on something that the tree does not show. */
  readonly certain: boolean;
  /** Further loops through the same agents, none of them cheaper. */
  readonly variants: number;
}

export interface Loops {
  readonly loops: readonly Loop[];
  /** What was not searched to its end, in words. */
  readonly cutShort: readonly string[];
}

/** Cycles looked for in each of the two enumerations. */
const LIMITS = { cycles: 200, steps: 100_000, length: 14 };

/** Loops reported at most. */
const LOOPS_MOST = 100;

/** Nodes that the search for a cheapest cycle starts from, at most. */
const ROOTS_MOST = 200;

/**
 * The loops of a graph, fewest approvals first. Those that need nobody are searched first and by themselves, so that no
 * number of harmless ones hides them; of loops through the same agents the cheapest is kept. Every agent on a loop has its
 * shortest one in the result, whatever ends the enumeration of the others.
 */
export function findLoops(graph: ScanGraph): Loops {
  const cutShort: string[] = [];
  const unaided = csrOf(graph.nodes.length, graph.edges, (e) => graph.edges[e]!.approvals.min === 0);
  const all = csrOf(graph.nodes.length, graph.edges);
  const free = elementaryCycles(unaided, LIMITS);
  const rest = elementaryCycles(all, LIMITS);
  if (free.cutShort) cutShort.push('loops that need no person: the shortest of each agent, and not all of the others');
  if (rest.cutShort) cutShort.push('loops in all: the shortest of each agent, and not all of the others');
  const cycles = [...free.cycles, ...rest.cycles];
  if (free.cutShort) cycles.push(...shortestOf(graph, unaided));
  if (rest.cutShort) cycles.push(...shortestOf(graph, all));
  const cheapest = rest.cutShort ? cheapestOf(graph, all) : undefined;
  if (cheapest !== undefined) cycles.push(cheapest);
  const loops = byAgents(graph, cycles);
  if (loops.length > LOOPS_MOST)
    cutShort.push(`${loops.length} loops: the ${LOOPS_MOST} with the fewest approvals are shown`);
  const reach = new Reach(graph);
  return { loops: loops.slice(0, LOOPS_MOST).map((loop) => ({ ...loop, ...reach.entriesOf(loop.nodes) })), cutShort };
}

/** The smallest set of edits after which no loop runs without a person. */
export function cutLoops(graph: ScanGraph, loops: readonly Loop[]): Cut | undefined {
  const open = loops.filter(({ approvals }) => approvals.min === 0);
  if (open.length === 0) return undefined;
  const targetOf = (id: string, edges: readonly number[]): Target => ({
    id,
    edits: unique(edges.flatMap((e) => graph.edges[e]!.edits)),
  });
  const standing = (cut: ReadonlySet<string>): Target[] => {
    const left = csrOf(
      graph.nodes.length,
      graph.edges,
      (e) => graph.edges[e]!.approvals.min === 0 && !graph.edges[e]!.edits.some(({ id }) => cut.has(id)),
    );
    return shortestOf(graph, left).map((cycle) => targetOf(idOf(graph, cycle), cycle));
  };
  return smallestCutOf(
    open.map(({ id, edges }) => targetOf(id, edges)),
    standing,
    ROUNDS,
  );
}

/** Rounds of loops fetched beyond those reported, while cutting. */
const ROUNDS = 12;

/**
 * The shortest loop through each agent that is on one. Who only merges starts none: what it hands on, another agent on
 * the same loop has proposed.
 */
function shortestOf(graph: ScanGraph, csr: Csr): number[][] {
  const fromPulls = (v: number) => isPulls(graph, v);
  const search = new ShortestCycles(csr, fromPulls, (e, before) => relayed(graph, e, before));
  const found = new Map<string, number[]>();
  graph.nodes.forEach((node, v) => {
    const cycle = node.type === 'agent' ? search.through(v) : undefined;
    if (cycle !== undefined) found.set([...cycle].sort((a, b) => a - b).join(' '), cycle);
  });
  return [...found.values()];
}

function cheapestOf(graph: ScanGraph, csr: Csr): number[] | undefined {
  const weight = Float64Array.from(graph.edges, ({ approvals }) => approvals.min + approvals.max / 1000);
  const { of, count } = components(csr);
  const size = new Int32Array(count);
  for (const c of of) size[c]!++;
  // Every cycle passes an artifact, and there are fewer of them than agents.
  const roots = graph.nodes.flatMap((node, v) => (node.type === 'artifact' && size[of[v]!]! > 1 ? [v] : []));
  return cheapestCycle(csr, weight, roots.slice(0, ROOTS_MOST))?.edges;
}

type Bare = Omit<Loop, 'start' | 'unaided'>;

function byAgents(graph: ScanGraph, cycles: readonly (readonly number[])[]): Bare[] {
  const best = new Map<string, { loop: Bare; ids: Set<string> }>();
  for (const cycle of cycles) {
    const loop = loopOf(graph, cycle);
    if (loop === undefined) continue;
    const agents = loop.nodes.filter((v) => graph.nodes[v]!.type === 'agent').sort((a, b) => a - b);
    const known = best.get(agents.join(' '));
    if (known === undefined) {
      best.set(agents.join(' '), { loop, ids: new Set([loop.id]) });
      continue;
    }
    known.ids.add(loop.id);
    if (order(loop, known.loop) < 0) known.loop = loop;
  }
  return [...best.values()].map(({ loop, ids }) => ({ ...loop, variants: ids.size - 1 })).sort(order);
}

function order(a: Bare, b: Bare): number {
  return (
    a.approvals.min - b.approvals.min ||
    a.approvals.max - b.approvals.max ||
    Number(b.certain) - Number(a.certain) ||
    a.edges.length - b.edges.length ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function loopOf(graph: ScanGraph, cycle: readonly number[]): Bare | undefined {
  if (!carries(graph, cycle)) return undefined;
  const first = cycle.findIndex((e) => graph.nodes[graph.edges[e]!.from]!.type === 'agent');
  if (first < 0) return undefined;
  const edges = [...cycle.slice(first), ...cycle.slice(0, first)];
  const channels = new Set<Channel>();
  for (const e of edges) {
    const node = graph.nodes[graph.edges[e]!.to]!;
    if (node.type === 'artifact') channels.add(node.channel);
  }
  return {
    id: idOf(graph, edges),
    nodes: edges.map((e) => graph.edges[e]!.from),
    edges,
    approvals: sumApprovals(edges.map((e) => graph.edges[e]!.approvals)),
    channels: [...channels],
    certain: edges.every((e) => graph.edges[e]!.confidence === 'certain'),
    variants: 0,
  };
}

/** Whether a payload can travel it: who only merges hands on what a pull request brought to it, nothing else. */
function carries(graph: ScanGraph, cycle: readonly number[]): boolean {
  return cycle.every((e, i) => relayed(graph, e, cycle.at(i - 1)!));
}

/** Whether an edge carries on what the edge before it, -1 for none, has brought. */
function relayed(graph: ScanGraph, edge: number, before: number): boolean {
  if (graph.edges[edge]!.relays !== true) return true;
  return before >= 0 && isPulls(graph, graph.edges[before]!.from);
}

function isPulls(graph: ScanGraph, node: number): boolean {
  return graph.nodes[node]!.id.startsWith('pulls:');
}

function idOf(graph: ScanGraph, edges: readonly number[]): string {
  const ids = edges.map((e) => graph.nodes[graph.edges[e]!.from]!.id).sort();
  return `loop-${createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 8)}`;
}

function unique(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [edit.id, edit])).values()];
}

/** Which entry points lead to a loop: backwards from its nodes. */
class Reach {
  private readonly graph: ScanGraph;
  private readonly backwards: Csr;

  constructor(graph: ScanGraph) {
    this.graph = graph;
    this.backwards = csrOf(
      graph.nodes.length,
      graph.edges.map(({ from, to }) => ({ from: to, to: from })),
    );
  }

  entriesOf(nodes: readonly number[]): { start: number[]; unaided: number[] } {
    return {
      start: this.entries(nodes, () => true),
      unaided: this.entries(nodes, (e) => this.graph.edges[e]!.approvals.min === 0),
    };
  }

  private entries(nodes: readonly number[], allow: (edge: number) => boolean): number[] {
    const { start, edges, to } = this.backwards;
    const seen = new Set(nodes);
    const found: number[] = [];
    const todo = [...nodes];
    for (let v = todo.pop(); v !== undefined; v = todo.pop()) {
      const node = this.graph.nodes[v]!;
      if (node.type === 'artifact' && node.writers.includes('anyone')) found.push(v);
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const e = edges[i]!;
        if (!allow(e) || seen.has(to[e]!)) continue;
        seen.add(to[e]!);
        todo.push(to[e]!);
      }
    }
    return found.sort((a, b) => a - b);
  }
}
