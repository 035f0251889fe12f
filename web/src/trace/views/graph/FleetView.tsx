import { useEffect, useMemo, useRef, useState } from 'react';
import { shorten, visibleName } from '../../../shared/lib/text.ts';
import { count, number } from '../../../shared/lib/words.ts';
import type { SetView } from '../../state/address.ts';
import type { Model, Row } from '../../state/model.ts';
import { chainBack } from '../../state/tree.ts';
import type { View } from '../../state/view.ts';
import type { Hue } from '../../ui/colour.ts';
import { markPath, OUTLINED, type Shape, shapeOf } from '../../ui/marks.ts';
import { outcome } from '../sessions/SessionRow.tsx';
import { type FleetLayout, fleetLayout } from './fleet.ts';

interface FleetViewProps {
  model: Model;
  ids: ReadonlySet<string>;
  width: number;
  view: View;
  setView: SetView;
  colour: (row: Row) => Hue;
}

const INSET = 16;
/** Ways beyond this many would cover the dots: then only those of the chosen session are drawn. */
export const MOST_WAYS = 150;

/** Every session of the fleet as a dot in its agent's block: also those that the seed never reached. */
export function FleetView({ model, ids, width, view, setView, colour }: FleetViewProps) {
  const ref = useRef<SVGSVGElement>(null);
  const [hover, setHover] = useState<Row | null>(null);
  const layout = useMemo(() => fleetLayout(model.rows, width - 2 * INSET), [model, width]);
  const drawn = useMemo(
    () => drawFleet(model, layout, ids, colour, view.picked),
    [model, layout, ids, colour, view.picked],
  );
  const contacts = useMemo(() => {
    const byAgent = new Map<string, number>();
    for (const contact of model.doc.contacts) {
      const agent = model.byId.get(contact.to)?.session.agent;
      if (agent !== undefined) byAgent.set(agent, (byAgent.get(agent) ?? 0) + 1);
    }
    return byAgent;
  }, [model]);

  useEffect(() => {
    const svg = ref.current;
    if (!svg) return;
    const rowAt = (event: MouseEvent): Row | null => {
      const box = svg.getBoundingClientRect();
      const x = event.clientX - box.left - INSET;
      const y = event.clientY - box.top;
      for (const row of model.rows) {
        const at = layout.at.get(row.id);
        if (at && Math.abs(at[0] - x) <= layout.pitch / 2 && Math.abs(at[1] - y) <= layout.pitch / 2) return row;
      }
      return null;
    };
    const onMove = (event: PointerEvent) => setHover(rowAt(event));
    const onLeave = () => setHover(null);
    const onClick = (event: MouseEvent) => {
      const row = rowAt(event);
      if (row) setView({ picked: row.id });
    };
    svg.addEventListener('pointermove', onMove);
    svg.addEventListener('pointerleave', onLeave);
    svg.addEventListener('click', onClick);
    return () => {
      svg.removeEventListener('pointermove', onMove);
      svg.removeEventListener('pointerleave', onLeave);
      svg.removeEventListener('click', onClick);
    };
  }, [model, layout, setView]);

  const pickedAt = view.picked === null ? undefined : layout.at.get(view.picked);
  return (
    <>
      <div className="graph-scroll scroll">
        <svg
          ref={ref}
          className="fleet"
          width={width}
          height={layout.height}
          role="img"
          aria-label={`All ${count(model.rows.length, 'session')} by agent. The list has the same sessions.`}
        >
          <g transform={`translate(${INSET} 0)`}>
            {drawn.dots.map((dot) => (
              <path key={dot.key} d={dot.d} className={dot.className} style={dot.style} />
            ))}
            {drawn.links.map((link) => (
              <path
                key={link.channel}
                d={link.d}
                className="fleet-link"
                style={{ stroke: `var(--channel-${link.channel})` }}
              />
            ))}
            {drawn.marks.map((dot) => (
              <path key={dot.key} d={dot.d} className={dot.className} style={dot.style} />
            ))}
            {layout.blocks.map((block) => (
              <text key={block.agent} x={block.x} y={block.y + 14} className="block-head">
                {shorten(visibleName(block.agent), Math.max(8, Math.floor((block.columns * layout.pitch) / 6.6) - 5))}
                <tspan className="node-size"> {number(block.rows.length)}</tspan>
                <title>{`${visibleName(block.agent)}: ${count(block.rows.length, 'session')}, ${count(contacts.get(block.agent) ?? 0, 'contact')} read`}</title>
              </text>
            ))}
            {pickedAt && <circle cx={pickedAt[0]} cy={pickedAt[1]} r={layout.pitch * 0.75} className="fleet-picked" />}
          </g>
        </svg>
      </div>
      <p className="lane-tip" aria-hidden="true">
        {hover ? `${visibleName(hover.session.agent)} · ${visibleName(hover.id)} · ${outcome(hover)}` : ' '}
      </p>
    </>
  );
}

interface Dots {
  key: string;
  d: string;
  className: string;
  style: { fill: string; stroke: string } | undefined;
}

function drawFleet(
  model: Model,
  layout: FleetLayout,
  ids: ReadonlySet<string>,
  colour: (row: Row) => Hue,
  picked: string | null,
): { dots: Dots[]; marks: Dots[]; links: { channel: string; d: string }[] } {
  const r = layout.pitch * 0.3;
  const few = model.tree.length <= MOST_WAYS;
  const pickedRow = picked === null ? undefined : model.byId.get(picked);
  const chain = new Set(pickedRow ? chainBack(pickedRow, model.byId) : []);
  const dots = new Map<string, Dots>();
  const marks = new Map<string, Dots>();
  const links = new Map<string, string>();
  for (const row of model.rows) {
    const at = layout.at.get(row.id);
    if (!at) continue;
    const touched = row.role !== 'reachable' && row.role !== 'other';
    const unassessed = row.role === 'other' && row.status === 'unassessed';
    const shape: Shape = touched ? shapeOf(row) : unassessed ? 'cross' : 'disc';
    const hue = colour(row);
    const faded = touched && !ids.has(row.id);
    const key = `${hue.key} ${shape} ${faded}`;
    const target = touched ? marks : dots;
    const known = target.get(key);
    const d = markPath(shape, at[0], at[1], touched ? r * 1.2 : r);
    if (known) known.d += d;
    else {
      const outlined = OUTLINED.has(shape);
      target.set(key, {
        key,
        d,
        className: `fleet-dot${faded ? ' faded' : ''}${outlined ? ' outlined' : ''}`,
        style: { fill: outlined ? 'var(--surface)' : hue.colour, stroke: outlined ? hue.colour : 'none' },
      });
    }
    const from =
      row.via === null || faded || !(few || row.via === picked || chain.has(row)) ? undefined : layout.at.get(row.via);
    if (!from) continue;
    const channel = row.channel ?? 'none';
    links.set(channel, `${links.get(channel) ?? ''}${arc(from, at)}`);
  }
  return {
    dots: [...dots.values()],
    marks: [...marks.values()],
    links: [...links].map(([channel, d]) => ({ channel, d })),
  };
}

function arc([x1, y1]: [number, number], [x2, y2]: [number, number]): string {
  const bow = 0.18;
  const cx = (x1 + x2) / 2 + (y2 - y1) * bow;
  const cy = (y1 + y2) / 2 - (x2 - x1) * bow;
  return `M${x1.toFixed(1)} ${y1.toFixed(1)}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`;
}
