import { plural } from '../output/table.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/**
 * How far a forecast looks ahead, in words: `within 15 hours (3 generations)`.
 *
 * @param horizon seconds; `null` where the telemetry does not say how long a generation takes
 */
export function withinText(horizon: number | null, generations: number): string {
  if (horizon === null) return `within ${plural(generations, 'generation')}`;
  const [unit, length] = UNITS.find(([, seconds]) => horizon >= 2 * seconds) ?? ['second', 1];
  return `within ${plural(Math.max(1, Math.round(horizon / length)), unit)} (${plural(generations, 'generation')})`;
}
