import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { longTime, ticks } from '../../../shared/lib/time.ts';
import type { SetView } from '../../state/address.ts';
import type { View } from '../../state/view.ts';
import type { Hue } from '../../ui/colour.ts';
import { scale } from './layout.ts';

interface CurveProps<T> {
  rows: readonly T[];
  /** What is counted, as the axis names it: `first reads`. */
  what: string;
  domain: [number, number];
  width: number;
  left: number;
  colour: (row: T) => Hue;
  order: readonly Hue[];
  view: View;
  setView: SetView;
}

const HEIGHT = 56;
const AXIS = 20;
const SMALLEST_DRAG = 4;

/** What has a moment at which it counts, in milliseconds. */
interface Timed {
  time: number | null;
}

/** The epidemic curve, events per stretch of time, and the brush that limits the time. */
export const Curve = memo(CurveOf) as typeof CurveOf;

function CurveOf<T extends Timed>({ rows, what, domain, width, left, colour, order, view, setView }: CurveProps<T>) {
  const right = width - 14;
  const svgRef = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const bars = useMemo(
    () => stack(rows, domain, Math.max(8, Math.min(80, Math.floor((right - left) / 9))), colour, order),
    [rows, domain, right, left, colour, order],
  );
  const x = scale(domain, [left, right]);

  useEffect(() => {
    const svg = svgRef.current;
    if (!svg) return;
    const timeAt = (event: PointerEvent) => {
      const at = event.clientX - svg.getBoundingClientRect().left;
      const share = Math.min(1, Math.max(0, (at - left) / (right - left)));
      return domain[0] + share * (domain[1] - domain[0]);
    };
    let start: { time: number; clientX: number } | null = null;
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      start = { time: timeAt(event), clientX: event.clientX };
      svg.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      if (start) setDrag([start.time, timeAt(event)]);
    };
    const onUp = (event: PointerEvent) => {
      if (!start) return;
      const [from, to] = [start.time, timeAt(event)].sort((a, b) => a - b) as [number, number];
      const moved = Math.abs(event.clientX - start.clientX) >= SMALLEST_DRAG;
      start = null;
      setDrag(null);
      setView(
        moved ? { from: Math.floor(from / 1000) * 1000, to: Math.ceil(to / 1000) * 1000 } : { from: null, to: null },
      );
    };
    const onCancel = () => {
      start = null;
      setDrag(null);
    };
    svg.addEventListener('pointerdown', onDown);
    svg.addEventListener('pointermove', onMove);
    svg.addEventListener('pointerup', onUp);
    svg.addEventListener('pointercancel', onCancel);
    return () => {
      svg.removeEventListener('pointerdown', onDown);
      svg.removeEventListener('pointermove', onMove);
      svg.removeEventListener('pointerup', onUp);
      svg.removeEventListener('pointercancel', onCancel);
    };
  }, [left, right, domain, setView]);

  const limits: [number, number] | null =
    drag ?? (view.from === null && view.to === null ? null : [view.from ?? domain[0], view.to ?? domain[1]]);
  const clamp = (time: number) => Math.min(right, Math.max(left, x(time)));
  const edges = limits && ([clamp(Math.min(...limits)), clamp(Math.max(...limits))] as const);
  const y = (value: number) => HEIGHT - (HEIGHT - 10) * (value / Math.max(1, bars.peak));
  return (
    <svg
      ref={svgRef}
      className="curve"
      width={width}
      height={HEIGHT + AXIS}
      role="img"
      aria-label={`Over time, ${what}: ${rows.length}, from ${longTime(domain[0])} to ${longTime(domain[1])}, at most ${bars.peak} in one of ${bars.bins} stretches.`}
    >
      {left > 60 && (
        <text x={left - 10} y={HEIGHT - 2} className="axis-label" textAnchor="end">
          {what}
        </text>
      )}
      {left > 60 && (
        <text x={left - 10} y={14} className="axis-label" textAnchor="end">
          {bars.peak}
        </text>
      )}
      {bars.rects.map((bar) => (
        <rect
          key={`${bar.bin} ${bar.hue.key}`}
          x={left + bar.bin * bars.step(right - left) + 0.5}
          width={Math.max(1, bars.step(right - left) - 1)}
          y={y(bar.to)}
          height={Math.max(0, y(bar.from) - y(bar.to))}
          style={{ fill: bar.hue.colour }}
        />
      ))}
      <line x1={left} x2={right} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="axis-line" />
      {ticks(domain[0], domain[1], Math.max(2, (right - left) / 90)).map((tick) => (
        <g key={tick.at} transform={`translate(${x(tick.at)} ${HEIGHT})`}>
          <line y2={4} className="axis-line" />
          <text y={16} textAnchor="middle" className="axis-label">
            {tick.label}
          </text>
        </g>
      ))}
      {edges && (
        <g className="brush">
          <rect x={left} width={Math.max(0, edges[0] - left)} height={HEIGHT} className="brush-out" />
          <rect x={edges[1]} width={Math.max(0, right - edges[1])} height={HEIGHT} className="brush-out" />
          <rect x={edges[0]} width={Math.max(1, edges[1] - edges[0])} height={HEIGHT} className="brush-in" />
        </g>
      )}
    </svg>
  );
}

interface Bar {
  bin: number;
  hue: Hue;
  from: number;
  to: number;
}

function stack<T extends Timed>(
  rows: readonly T[],
  domain: [number, number],
  bins: number,
  colour: (row: T) => Hue,
  order: readonly Hue[],
): { rects: Bar[]; peak: number; bins: number; step: (width: number) => number } {
  const tally = Array.from({ length: bins }, () => new Map<string, number>());
  const span = domain[1] - domain[0] || 1;
  for (const row of rows) {
    if (row.time === null) continue;
    const bin = Math.min(bins - 1, Math.floor((bins * (row.time - domain[0])) / span));
    const cell = tally[bin];
    const key = colour(row).key;
    cell?.set(key, (cell.get(key) ?? 0) + 1);
  }
  const rects: Bar[] = [];
  let peak = 0;
  tally.forEach((cell, bin) => {
    let from = 0;
    for (const hue of order) {
      const n = cell.get(hue.key);
      if (!n) continue;
      rects.push({ bin, hue, from, to: from + n });
      from += n;
    }
    peak = Math.max(peak, from);
  });
  return { rects, peak, bins, step: (width) => width / bins };
}
