import { useMemo } from 'react';
import { ticks } from '../../../shared/lib/time.ts';
import type { View } from '../../state/view.ts';
import { scale } from './layout.ts';

/** Paths of one look each, so that there are a few dozen however many lanes there are. */
export interface DrawnLink {
  key: string;
  d: string;
  channel: string;
  dash: string | undefined;
  look: string;
}

export interface DrawnMark {
  key: string;
  d: string;
  colour: string;
  outlined: boolean;
  faded: boolean;
}

/** The time that the lanes show: what the filters leave, or all of it where they leave nothing. */
export function useDomain({ from, to }: Pick<View, 'from' | 'to'>, extent: [number, number]): [number, number] {
  return useMemo(() => {
    const start = from ?? extent[0];
    const end = to ?? extent[1];
    return end > start ? [start, end] : extent;
  }, [from, to, extent]);
}

/** Maps time to pixels; what lies outside stays at the edge. */
export function useLaneScale(domain: [number, number], left: number, right: number): (time: number) => number {
  return useMemo(() => {
    const map = scale(domain, [left, right]);
    return (time) => Math.min(right + 6, Math.max(left - 6, map(time)));
  }, [domain, left, right]);
}

interface GridProps {
  domain: [number, number];
  x: (time: number) => number;
  /** In pixels. */
  width: number;
  height: number;
}

export function TimeGrid({ domain, x, width, height }: GridProps) {
  return ticks(domain[0], domain[1], Math.max(2, width / 90)).map((tick) => (
    <line key={tick.at} x1={x(tick.at)} x2={x(tick.at)} y1={0} y2={height} className="grid-line" />
  ));
}

export function LinkPaths({ links, dense }: { links: readonly DrawnLink[]; dense: boolean }) {
  return links.map((link) => (
    <path
      key={link.key}
      d={link.d}
      className={`lane-link ${link.look}${dense ? ' dense' : ''}`}
      style={{ stroke: `var(--channel-${link.channel})`, strokeDasharray: link.dash }}
    />
  ));
}

export function MarkPaths({ marks, dense }: { marks: readonly DrawnMark[]; dense: boolean }) {
  return marks.map((mark) => (
    <path
      key={mark.key}
      d={mark.d}
      className={mark.faded ? 'faded' : undefined}
      style={{
        fill: mark.outlined ? 'var(--surface)' : mark.colour,
        stroke: mark.outlined ? mark.colour : 'var(--surface)',
        strokeWidth: dense ? (mark.outlined ? 1 : 0) : mark.outlined ? 1.6 : 1,
      }}
    />
  ));
}

/** A link is drawn over another by how much it matters. */
export function byLook(a: DrawnLink, b: DrawnLink): number {
  const layer = (look: string) => (look === 'faded' ? 0 : look === 'chain' ? 2 : 1);
  return layer(a.look) - layer(b.look);
}
