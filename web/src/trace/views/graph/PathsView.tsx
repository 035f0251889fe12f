import { type ReactNode, useMemo } from 'react';
import { shorten, visibleName } from '../../../shared/lib/text.ts';
import { ACTED_LABEL, count, number } from '../../../shared/lib/words.ts';
import type { SetView } from '../../state/address.ts';
import type { Model, Row } from '../../state/model.ts';
import { chainBack } from '../../state/tree.ts';
import type { View } from '../../state/view.ts';
import { dashOf, type Hue } from '../../ui/colour.ts';
import { markPath, OUTLINED, shapeOf } from '../../ui/marks.ts';
import { type PathEdge, type PathNode, pathGraph } from './paths.ts';

interface PathsViewProps {
  model: Model;
  lanes: readonly Row[];
  ids: ReadonlySet<string>;
  width: number;
  view: View;
  setView: SetView;
  colour: (row: Row) => Hue;
}

const ROW = 27;
const TOP = 34;
const NARROWEST = 176;
const LETTER = 6.7;

/** The contact graph around the seed. */
export function PathsView({ model, lanes, ids, width, view, setView, colour }: PathsViewProps) {
  const graph = useMemo(() => pathGraph(model, lanes), [model, lanes]);
  const picked = view.picked === null ? undefined : model.byId.get(view.picked);
  const chain = useMemo(
    () => new Set(picked ? chainBack(picked, model.byId).map((row) => row.id) : []),
    [picked, model],
  );
  const step = Math.max(NARROWEST, (width - 30) / Math.max(1, graph.columns));
  const drawnWidth = Math.max(width, step * graph.columns + 20);
  const height = TOP + Math.max(3, graph.tallest) * ROW + 10;
  const x = (node: PathNode) => 24 + node.column * step;
  const y = (node: PathNode) => TOP + node.y * (height - TOP - 10);
  const letters = Math.floor((step * 0.68 - 20) / LETTER);
  // A line leaves behind its node's label, so that no word is struck through.
  const leave = (node: PathNode) => x(node) + 16 + Math.min(letters, nodeText(node).length) * LETTER;
  const heads = Array.from({ length: Math.ceil(graph.columns / 2) }, (_, index) => index);
  const on = (edge: PathEdge) => [...chain].some((id) => edge.ids.has(id));
  return (
    <div className="graph-scroll scroll">
      <svg
        width={drawnWidth}
        height={height}
        viewBox={`0 0 ${drawnWidth} ${height}`}
        role="img"
        aria-label={`Contact graph of the seed: ${count(graph.nodes.length, 'node')} in ${count(graph.columns, 'column')}. The list has the same sessions.`}
      >
        {heads.map((head) => (
          <text key={head} x={24 + head * 2 * step - 8} y={15} className="column-head">
            {head === 0 ? 'Wrote it first' : `Generation ${head}`}
          </text>
        ))}
        {graph.edges.map((edge) => (
          <path
            key={`${edge.from.key} ${edge.to.key}`}
            d={curve(leave(edge.from), y(edge.from), x(edge.to) - 9, y(edge.to))}
            className={chain.size > 0 ? (on(edge) ? 'path-edge on' : 'path-edge off') : 'path-edge'}
            style={{
              stroke: `var(--channel-${edge.channel ?? 'none'})`,
              strokeWidth: Math.min(9, 1.2 + Math.sqrt(edge.count - 1) * 1.1),
              strokeDasharray: edge.basis === null ? undefined : dashOf(edge.basis),
            }}
          />
        ))}
        {graph.nodes.map((node) => (
          <Node
            key={node.key}
            node={node}
            letters={letters}
            at={[x(node), y(node)]}
            faded={!node.rows.some((row) => ids.has(row.id)) && node.kind !== 'outside'}
            picked={picked !== undefined && node.kind === 'sessions' && node.rows.includes(picked)}
            hue={node.rows[0] ? colour(node.rows[0]) : undefined}
            onPick={() => pick(node, setView)}
          />
        ))}
      </svg>
    </div>
  );
}

/** A session opens in detail; a group or an artifact narrows the list to its sessions, as far as a filter can say it. */
function pick(node: PathNode, setView: SetView): void {
  const first = node.rows[0];
  if (!first) return;
  if (node.kind === 'sessions' && node.rows.length === 1) setView({ picked: first.id });
  else if (node.kind === 'artifact') setView({ query: node.artifact === null ? '' : node.label });
  else {
    const agents = [...new Set(node.rows.map((row) => row.session.agent))];
    setView((now) => ({
      ...now,
      query: '',
      facets: {
        ...now.facets,
        agent: agents.length <= 3 ? agents : now.facets.agent,
        acted: first.acted === null ? [] : [first.acted],
        generation: first.generation === null ? [] : [String(first.generation)],
      },
    }));
  }
}

interface NodeProps {
  node: PathNode;
  letters: number;
  at: [number, number];
  faded: boolean;
  picked: boolean;
  hue: Hue | undefined;
  onPick: () => void;
}

function Node({ node, letters, at: [x, y], faded, picked, hue, onPick }: NodeProps) {
  const many = node.rows.length;
  const first = node.rows[0];
  const label = nodeLabel(node);
  const size = sizeText(node);
  const radius = node.kind === 'sessions' ? Math.min(11, 5 + Math.sqrt(many - 1)) : 5;
  let shape: ReactNode;
  if (node.kind === 'sessions' && first && hue) {
    const form = shapeOf(first);
    shape = (
      <path
        d={markPath(form, 0, 0, radius)}
        style={{
          fill: OUTLINED.has(form) ? 'var(--surface)' : hue.colour,
          stroke: OUTLINED.has(form) ? hue.colour : 'var(--surface)',
          strokeWidth: OUTLINED.has(form) ? 1.8 : 1,
        }}
      />
    );
  } else if (node.kind === 'artifact') {
    shape = (
      <rect x={-7} y={-7} width={14} height={14} rx={3} style={{ fill: `var(--channel-${node.channel ?? 'none'})` }} />
    );
  } else shape = <circle r={6} className="outside-node" />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside an SVG.
    <g
      transform={`translate(${x} ${y})`}
      className={`path-node ${node.kind}${faded ? ' faded' : ''}${picked ? ' picked' : ''}`}
      role="button"
      tabIndex={0}
      aria-label={`${label}${size}${first?.acted && node.kind === 'sessions' ? `, ${ACTED_LABEL[first.acted]}` : ''}`}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPick();
      }}
    >
      <title>{`${label}${size}`}</title>
      <rect
        x={-12}
        y={-12}
        width={24 + Math.min(label.length + size.length, letters) * LETTER}
        height={24}
        rx={5}
        className="node-hit"
      />
      {shape}
      <text x={radius + 7} y={4} className={node.kind === 'artifact' ? 'node-label artifact' : 'node-label'}>
        {shorten(label, Math.max(4, letters - size.length))}
        {size && <tspan className="node-size">{size}</tspan>}
      </text>
    </g>
  );
}

const sizeText = (node: PathNode) =>
  node.kind === 'sessions' && node.rows.length > 1 ? ` ×${number(node.rows.length)}` : '';
const nodeText = (node: PathNode) => nodeLabel(node) + sizeText(node);

function nodeLabel(node: PathNode): string {
  if (node.label !== '') return visibleName(node.label);
  const agents = new Set(node.rows.map((row) => row.session.agent));
  return agents.size === 1 ? visibleName([...agents][0] as string) : count(agents.size, 'agent');
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x2 - x1) / 2;
  return `M${x1.toFixed(1)} ${y1.toFixed(1)}C${(x1 + middle).toFixed(1)} ${y1.toFixed(1)} ${(x2 - middle).toFixed(1)} ${y2.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`;
}
