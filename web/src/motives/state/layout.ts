import { Graph, layout } from '@dagrejs/dagre';
import type { CausalNode, Mechanism, Model } from '../../../../src/motives/model/types.ts';

export interface DrawnNode {
  readonly id: string;
  readonly label: string;
  /** The nodes that it stands for: itself, or the channels that are drawn as one. */
  readonly of: readonly string[];
  readonly note: string | undefined;
  readonly role: 'property' | 'given' | 'consequence';
  readonly x: number;
  readonly y: number;
}

export interface DrawnArrow {
  readonly from: string;
  readonly to: string;
  readonly points: readonly { x: number; y: number }[];
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly arrows: readonly DrawnArrow[];
  /** The upper edge: arrows may pass above the highest node, which is at 0 and below. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const NODE = { width: 140, height: 54 };
/** All channels' nodes, drawn as one: eleven of each would hide the rest. */
const WRITES = 'writes to other instances';
const VIA = 'influence through each channel';
const NAME = /[A-Za-z_]\w*/g;

/**
 * The causal graph in layers, causes to the left. What the context sets is drawn on demand: it has arrows to nearly
 * everything. Nodes of an operation that is on keep the arrows of both the old and the new mechanism.
 */
export function drawGraph(model: Model, operations: Readonly<Record<string, number>>, givens: boolean): Drawing {
  const channelOf = new Map<string, string>();
  for (const via of Object.values(model.graph.spread)) channelOf.set(via, VIA);
  for (const { properties, writes } of model.actions) {
    for (const id of Object.keys(properties)) if (writes && id === `writes_${writes}`) channelOf.set(id, WRITES);
  }
  const drawnAs = (id: string): string => channelOf.get(id) ?? id;
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 24, marginx: 12, marginy: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  const groups = new Map<string, CausalNode[]>();
  for (const node of model.graph.nodes) {
    if (node.mechanism.kind === 'given' && !givens) continue;
    const at = drawnAs(node.id);
    groups.set(at, [...(groups.get(at) ?? []), node]);
  }
  for (const id of groups.keys()) graph.setNode(id, { ...NODE });
  for (const [id, members] of groups) {
    for (const parent of members.flatMap((node) => causesOf(model, node, operations)).map(drawnAs)) {
      if (parent !== id && groups.has(parent)) graph.setEdge(parent, id);
    }
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const arrows = graph.edges().map(({ v, w }) => ({ from: v, to: w, points: pointsOf(graph.edge(v, w)) }));
  const ends = arrows.flatMap(({ points }) => points.map(({ y }) => y));
  const top = ends.reduce((least, y) => Math.min(least, y - 4), 0);
  const bottom = ends.reduce((most, y) => Math.max(most, y + 4), height);
  return {
    top,
    width,
    height: bottom - top,
    nodes: [...groups].map(([id, members]) => {
      const { x, y } = graph.node(id) as { x: number; y: number };
      const [first] = members as [CausalNode, ...CausalNode[]];
      const { kind } = first.mechanism;
      const role = kind === 'given' || kind === 'property' ? kind : 'consequence';
      const label = members.length > 1 ? id : first.label;
      return { id, label, of: members.map((node) => node.id), note: first.note, role, x, y };
    }),
    arrows,
  };
}

function pointsOf(edge: unknown): { x: number; y: number }[] {
  return (edge as { points?: { x: number; y: number }[] }).points ?? [];
}

/** Ids that a node's mechanisms name: its own, and those of operations that are on. */
function causesOf(model: Model, node: CausalNode, operations: Readonly<Record<string, number>>): string[] {
  const on = model.operations.filter(({ id }) => (operations[id] ?? 0) > 0);
  const mechanisms = [node.mechanism, ...on.flatMap(({ replace }) => replace[node.id] ?? [])];
  return [...new Set(mechanisms.flatMap(namedIn))];
}

function namedIn(mechanism: Mechanism): string[] {
  switch (mechanism.kind) {
    case 'chance':
    case 'value':
      return mechanism.formula.match(NAME) ?? [];
    case 'any':
      return Object.keys(mechanism.causes);
    case 'table':
      return [...mechanism.parents];
    default:
      return [];
  }
}
