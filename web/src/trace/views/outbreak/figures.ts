import type { TraceOutbreak, TraceReproduction } from '../../../../../src/fleet/trace-outbreak.ts';
import { count } from '../../../shared/lib/words.ts';

export type Figure = TraceReproduction['R'];
export type Interval = Extract<Figure, { estimate: number }>;

export function isInterval(figure: Figure): figure is Interval {
  return 'estimate' in figure;
}

/** Two digits that mean something: `0.04`, `1.3`, `12`; what is nothing beside one case is `0.00`. */
export function figureText(value: number): string {
  if (value >= 10) return Math.round(value).toLocaleString('en');
  if (value >= 0.095 || value === 0) return value.toFixed(1);
  return value < 0.005 ? '0.00' : value.toFixed(2);
}

export function percentText(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 1) return '< 1 %';
  if (value < 100 && value > 99) return '> 99 %';
  return `${Math.round(value)} %`;
}

export function rangeText({ estimate, lower, upper }: Interval): string {
  return `${figureText(estimate)} (${figureText(lower)} to ${figureText(upper)})`;
}

/** How far the forecast looks ahead: `within 15 h (3 generations)`. */
export function aheadText({ horizon, generations }: TraceOutbreak['cuts']): string {
  const runs = count(generations, 'generation');
  if (horizon === null) return `within ${runs}`;
  const [unit, length] = UNITS.find(([, seconds]) => horizon >= 2 * seconds) ?? ['s', 1];
  return `within ${Math.max(1, Math.round(horizon / length))} ${unit} (${runs})`;
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** Half of the widest label of a time axis, pixels. */
const HALF_LABEL = 24;

/** How the label of a tick stands so that the right edge does not cut it. */
export function anchorAt(x: number, width: number): 'middle' | 'end' {
  return x > width - HALF_LABEL ? 'end' : 'middle';
}
