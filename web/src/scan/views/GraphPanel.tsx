import { useEffect, useMemo } from 'react';
import { shorten, titleOf, visibleName } from '../../shared/lib/text.ts';
import { count } from '../../shared/lib/words.ts';
import { useMedia, useWidth } from '../../shared/ui/hooks.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { type DrawnEdge, type DrawnNode, drawGraph, NODE, type Point } from '../state/layout.ts';
import { isEntry, type Lit, type Model } from '../state/model.ts';
import { approvalNumber, KIND_WORD, place } from './words.ts';

/** Drawn smaller than this, names cannot be read: then the picture scrolls. */
const SMALLEST = 0.72;

interface GraphPanelProps {
  model: Model;
  lit: Lit;
}

/** Agents, what they share, and who can put text into it. What is chosen is lit, with the approvals on its hops. */
export function GraphPanel({ model, lit }: GraphPanelProps) {
  const down = useMedia('(max-width: 700px)');
  const drawing = useMemo(() => drawGraph(model, down), [model, down]);
  const some = lit.nodes.size > 0;
  const [ref, room] = useWidth<HTMLDivElement>();
  const scale = room === 0 ? 1 : Math.min(1, Math.max(SMALLEST, room / drawing.width));
  useEffect(() => {
    const spots = drawing.nodes.filter(({ node }) => lit.nodes.has(node.id));
    if (spots.length === 0) return;
    const middle = (values: number[]) => ((Math.min(...values) + Math.max(...values)) / 2) * scale;
    const box = ref.current;
    box?.scrollTo(
      middle(spots.map(({ x }) => x)) - box.clientWidth / 2,
      middle(spots.map(({ y }) => y)) - box.clientHeight / 2,
    );
  }, [drawing, lit, scale, ref]);
  if (drawing.nodes.length === 0) return null;
  return (
    <Panel title="Who can write what whom reads" note={<Legend />}>
      <div className="graph-scroll" ref={ref}>
        <svg
          className="graph"
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          width={drawing.width * scale}
          height={drawing.height * scale}
          role="img"
          aria-label={`${count(drawing.nodes.length, 'node')} and ${count(drawing.edges.length, 'edge')}. The lists beside have the same hops in words.`}
        >
          <defs>
            <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0 0L8 4L0 8z" className="tip" />
            </marker>
            <marker id="tip-lit" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
              <path d="M0 0L8 4L0 8z" className="tip lit" />
            </marker>
          </defs>
          {drawing.edges.map((edge) => (
            <EdgeMark key={`${edge.from}\n${edge.to}`} edge={edge} model={model} lit={lit} some={some} />
          ))}
          {drawing.nodes.map((drawn) => (
            <NodeMark key={drawn.node.id} drawn={drawn} on={lit.nodes.has(drawn.node.id)} some={some} />
          ))}
        </svg>
      </div>
      {drawing.left > 0 && (
        <p className="panel-note">{count(drawing.left, 'more node')} that no loop passes: --format json has them.</p>
      )}
    </Panel>
  );
}

function Legend() {
  return (
    <span className="legend">
      <span className="key agent">agent</span>
      <span className="key">what they share</span>
      <span className="key entry">anybody can write it</span>
      <span className="key-badge">0</span> persons who approve a hop
    </span>
  );
}

function EdgeMark({ edge, model, lit, some }: { edge: DrawnEdge; model: Model; lit: Lit; some: boolean }) {
  const all = edge.edges.map((i) => model.doc.edges[i]!);
  const number = edge.edges.find((i) => lit.edges.has(i));
  const on = number !== undefined;
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const title = all.map(({ kind, reason, file, line }) => `${KIND_WORD[kind]}: ${reason} (${place(file, line)})`);
  const spot = along(edge.points, 0.36);
  const className = ['graph-edge', kinds[0], on ? 'lit' : '', some && !on ? 'off' : ''].join(' ');
  return (
    <g>
      <path d={curve(edge.points)} className={className} markerEnd={on ? 'url(#tip-lit)' : 'url(#tip)'}>
        <title>{titleOf(title.slice(0, 4).join(' · '))}</title>
      </path>
      {on && (
        <g transform={`translate(${spot.x} ${spot.y})`}>
          <rect x={-15} y={-9} width={30} height={18} rx={9} className={`hop-badge ${hopClass(model, number)}`} />
          <text textAnchor="middle" y={4} className="hop-number">
            {approvalNumber(model.doc.edges[number]!.approvals)}
          </text>
        </g>
      )}
    </g>
  );
}

function hopClass(model: Model, edge: number): string {
  return model.doc.edges[edge]!.approvals.min === 0 ? 'free' : 'held';
}

function NodeMark({ drawn, on, some }: { drawn: DrawnNode; on: boolean; some: boolean }) {
  const { node, x, y } = drawn;
  const { agent, artifact } = node;
  const entry = isEntry(node);
  const className = ['graph-node', agent ? 'agent' : 'artifact', entry ? 'entry' : '', on ? 'lit' : ''].join(' ');
  const under =
    agent !== undefined
      ? [agent.product, agent.capability].filter(Boolean).join(' · ')
      : [artifact?.channel, writersOf(artifact?.writers ?? [])].filter(Boolean).join(' · ');
  const left = -NODE.width / 2;
  return (
    <g transform={`translate(${x} ${y})`} className={some && !on ? `${className} off` : className}>
      <title>{titleOf(`${node.label} (${node.id})`)}</title>
      <rect x={left} y={-NODE.height / 2} width={NODE.width} height={NODE.height} rx={agent ? 10 : 3} />
      {artifact && (
        <rect
          x={left}
          y={-NODE.height / 2}
          width={4}
          height={NODE.height}
          className="channel-bar"
          style={{ fill: `var(--channel-${artifact.channel})` }}
        />
      )}
      <text x={left + 12} y={-3} className="node-name">
        {shorten(visibleName(node.label), 23)}
      </text>
      <text x={left + 12} y={13} className="node-under">
        {shorten(visibleName(under), 30)}
      </text>
    </g>
  );
}

function writersOf(writers: readonly string[]): string {
  if (writers.includes('anyone')) return 'anybody writes it';
  if (writers.includes('contributor')) return 'contributors write it';
  return '';
}

/** The point at a share of the line's length. Two edges between the same nodes have their badges at different ends. */
function along(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map((point, i) => Math.hypot(point.x - points[i]!.x, point.y - points[i]!.y));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [points[i]!, points[i + 1]!];
    if (left <= length) {
      const t = length === 0 ? 0 : left / length;
      return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
    }
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

/** A smooth line through the points: each inner point is where two quadratic pieces meet half-way. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let d = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`;
  rest.forEach((point, i) => {
    const next = rest[i + 1];
    if (next === undefined) d += `L${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    else {
      const [mx, my] = [(point.x + next.x) / 2, (point.y + next.y) / 2];
      d += `Q${point.x.toFixed(1)} ${point.y.toFixed(1)} ${mx.toFixed(1)} ${my.toFixed(1)}`;
    }
  });
  return d;
}
