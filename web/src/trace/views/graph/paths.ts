import type { Channel } from '../../../../../src/fleet/channel.ts';
import type { Model, Row } from '../../state/model.ts';

/** A node of the picture: sessions that came to the seed in the same way, or what they read it in. */
export interface PathNode {
  key: string;
  kind: 'outside' | 'sessions' | 'artifact';
  /** Counted from the left. Sessions stand in even columns, artifacts in odd ones. */
  column: number;
  rows: Row[];
  label: string;
  channel: Channel | null;
  artifact: string | null;
  x: number;
  y: number;
}

export interface PathEdge {
  from: PathNode;
  to: PathNode;
  count: number;
  channel: Channel | null;
  /** The basis of most of the reads in it; `null` on the side of the write. */
  basis: string | null;
  /** Ids of the reading sessions, to light the way to one of them. */
  ids: Set<string>;
}

export interface PathGraph {
  nodes: PathNode[];
  edges: PathEdge[];
  columns: number;
  /** The most nodes in one column. */
  tallest: number;
}

const BUDGET = 110;
const KEPT_IN_COLUMN = 24;

/**
 * The ways that the seed took, in columns: writers, what they wrote, readers, what those wrote on. An artifact stands
 * once for each generation that wrote into it, so that every line runs from left to right. With many sessions those
 * that differ in nothing shown are one node, coarser and coarser until the picture can be read.
 */
export function pathGraph(model: Model, lanes: readonly Row[]): PathGraph {
  let graph = build(model, lanes, 'session');
  for (const grain of ['agent', 'outcome', 'channel'] as const) {
    if (graph.nodes.length <= BUDGET) break;
    graph = build(model, lanes, grain);
  }
  return order(graph);
}

/**
 * What stands apart, finest first: every session; agents; what was done after reading this artifact; what was done after
 * reading through any artifact of a channel.
 */
type Grain = 'session' | 'agent' | 'outcome' | 'channel';

function build(model: Model, lanes: readonly Row[], grain: Grain): PathGraph {
  const nodes = new Map<string, PathNode>();
  const edges = new Map<string, PathEdge>();
  const nodeOf = new Map<Row, PathNode>();
  const crowded = crowdedArtifacts(lanes);

  const node = (key: string, make: () => Omit<PathNode, 'key' | 'x' | 'y' | 'rows'>): PathNode => {
    const known = nodes.get(key);
    if (known) return known;
    const made = { key, x: 0, y: 0, rows: [], ...make() };
    nodes.set(key, made);
    return made;
  };
  const edge = (from: PathNode, to: PathNode, row: Row, basis: string | null) => {
    const key = `${from.key}\n${to.key}`;
    const known = edges.get(key);
    if (known) {
      known.count++;
      known.ids.add(row.id);
    } else edges.set(key, { from, to, count: 1, channel: row.channel, basis, ids: new Set([row.id]) });
  };

  // Parents come before children in the tree's order, so the infector's node is there when its readers are met.
  const column = new Map<string, number>();
  for (const row of lanes) {
    const infector = row.via === null ? undefined : model.byId.get(row.via);
    const above = infector ? nodeOf.get(infector) : undefined;
    const unlinked = row.role === 'writer' || (row.role === 'copier' && above === undefined);
    const depth = unlinked ? 0 : (above ? (column.get(row.via as string) ?? 0) : 0) + 2;
    column.set(row.id, depth);
    const hub = unlinked
      ? undefined
      : node(`a ${depth - 1} ${placeKey(row, grain, crowded)}`, () => ({
          kind: 'artifact',
          column: depth - 1,
          ...placeOf(model, row, grain, crowded),
        }));
    const alone = grain === 'session' || row.role === 'writer' ? row.id : '';
    const way = grain === 'channel' ? '' : hub?.key;
    const own = node(`s ${depth} ${way} ${row.acted} ${grain === 'agent' ? row.session.agent : ''} ${alone}`, () => ({
      kind: 'sessions',
      column: depth,
      label: grain === 'agent' || alone !== '' ? row.session.agent : '',
      channel: null,
      artifact: null,
    }));
    own.rows.push(row);
    nodeOf.set(row, own);
    if (!hub) continue;
    hub.rows.push(row);
    const from =
      above ??
      node('outside', () => ({
        kind: 'outside',
        column: 0,
        label: 'outside the telemetry',
        channel: null,
        artifact: null,
      }));
    edge(from, hub, row, null);
    edge(hub, own, row, row.basis);
  }
  const list = [...nodes.values()];
  const tall = new Map<number, number>();
  for (const each of list) tall.set(each.column, (tall.get(each.column) ?? 0) + 1);
  return {
    nodes: list,
    edges: [...edges.values()],
    columns: Math.max(0, ...tall.keys()) + 1,
    tallest: Math.max(0, ...tall.values()),
  };
}

/** The artifact that a row read it in, or its channel where artifacts are not told apart. */
function placeKey(row: Row, grain: Grain, crowded: ReadonlySet<string>): string {
  const artifact = row.exposure?.artifact ?? null;
  const lumped = artifact === null || grain === 'channel' || crowded.has(artifact);
  return lumped ? `${row.channel} ${artifact === null}` : artifact;
}

function placeOf(model: Model, row: Row, grain: Grain, crowded: ReadonlySet<string>) {
  const artifact = row.exposure?.artifact ?? null;
  const channel = row.channel;
  if (artifact === null) return { label: channel ? `${channel}, not named` : 'not known', channel, artifact: null };
  if (grain === 'channel') return { label: `${channel ?? 'unknown'} artifacts`, channel, artifact: null };
  if (crowded.has(artifact)) return { label: `other ${channel ?? ''} artifacts`, channel, artifact: null };
  return { label: model.artifacts.get(artifact)?.label ?? artifact, channel, artifact };
}

/** Artifacts beyond the most read ones: drawn as one for each channel. */
function crowdedArtifacts(lanes: readonly Row[]): Set<string> {
  const reads = new Map<string, number>();
  for (const row of lanes) {
    const artifact = row.exposure?.artifact;
    if (artifact) reads.set(artifact, (reads.get(artifact) ?? 0) + 1);
  }
  return new Set(
    [...reads]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(KEPT_IN_COLUMN)
      .map(([artifact]) => artifact),
  );
}

const SWEEPS = 4;

/** Orders each column by the mean place of its neighbours, a few times: few crossings, and always the same result. */
function order(graph: PathGraph): PathGraph {
  const columns: PathNode[][] = Array.from({ length: graph.columns }, () => []);
  for (const node of graph.nodes) columns[node.column]?.push(node);
  const before = new Map<PathNode, PathNode[]>();
  const after = new Map<PathNode, PathNode[]>();
  const add = (map: Map<PathNode, PathNode[]>, key: PathNode, value: PathNode) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const edge of graph.edges) {
    add(after, edge.from, edge.to);
    add(before, edge.to, edge.from);
  }
  const settle = (column: PathNode[]) => {
    column.forEach((node, index) => {
      node.y = (index + 0.5) / column.length;
    });
  };
  for (const column of columns) settle(column);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forward = sweep % 2 === 0;
    for (const column of forward ? columns : columns.toReversed()) {
      const mean = new Map(
        column.map((node) => {
          const near = (forward ? before : after).get(node) ?? [];
          return [node, near.length === 0 ? node.y : near.reduce((sum, each) => sum + each.y, 0) / near.length];
        }),
      );
      column.sort((a, b) => (mean.get(a) as number) - (mean.get(b) as number) || (a.key < b.key ? -1 : 1));
      settle(column);
    }
  }
  return graph;
}
