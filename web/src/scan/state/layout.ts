import { Graph, layout } from '@dagrejs/dagre';
import type { ScanDocument } from '../../../../src/fleet/scan-document.ts';
import type { Model, Node } from './model.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnNode extends Point {
  readonly node: Node;
}

/** All edges from one node to another, drawn as one. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  /** Numbers of edges in the document. */
  readonly edges: readonly number[];
  readonly points: readonly Point[];
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly width: number;
  readonly height: number;
  /** Nodes that are left out, because so many cannot be told apart. */
  readonly left: number;
}

export const NODE = { width: 204, height: 46 };
/** More nodes than this are no picture, and their layout takes seconds. */
const MOST_NODES = 90;

/**
 * The graph in layers, what is written first to the left (or, in a narrow window, at the top). Of a large graph, the
 * nodes on loops come first, then what reaches them, then the rest in order of the document.
 */
export function drawGraph(model: Model, down: boolean): Drawing {
  const { doc, nodes } = model;
  const shown = chosen(doc, [...nodes.keys()]);
  const graph = new Graph();
  graph.setGraph({ rankdir: down ? 'TB' : 'LR', nodesep: 18, ranksep: down ? 46 : 64, marginx: 14, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of shown) graph.setNode(id, { ...NODE });
  const pairs = new Map<string, { from: string; to: string; edges: number[] }>();
  doc.edges.forEach(({ from, to }, i) => {
    if (!shown.has(from) || !shown.has(to)) return;
    const key = `${from}\n${to}`;
    const pair = pairs.get(key);
    if (pair !== undefined) pair.edges.push(i);
    else pairs.set(key, { from, to, edges: [i] });
  });
  for (const { from, to } of pairs.values()) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: [...shown].map((id) => ({ node: nodes.get(id)!, ...(graph.node(id) as Point) })),
    edges: [...pairs.values()].map((pair) => ({
      ...pair,
      points: (graph.edge(pair.from, pair.to) as { points?: Point[] }).points ?? [],
    })),
    left: nodes.size - shown.size,
  };
}

/** Nodes with an edge, the most telling first, up to what can be drawn. */
function chosen(doc: ScanDocument, all: readonly string[]): Set<string> {
  const known = new Set(all);
  const onLoops = doc.loops.flatMap((loop) => [...loop.nodes, ...loop.start]);
  const linked = new Set(doc.edges.flatMap(({ from, to }) => [from, to]));
  const agents = doc.agents.map(({ id }) => id);
  const shown = new Set<string>();
  for (const id of [...onLoops, ...agents, ...all.filter((each) => linked.has(each))]) {
    if (shown.size >= MOST_NODES) break;
    if (known.has(id)) shown.add(id);
  }
  return shown;
}
