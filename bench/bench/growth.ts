import type { Line } from '../report.ts';
import { type Cost, measure } from './child.ts';

const PART = 'growth';
const STEPS = [10_000, 100_000, 1_000_000] as const;
const LARGEST = 10_000_000;

/** Ten times the events: how much more time and memory. Each size in a fresh process. */
export async function growth(say: (text: string) => void, full: boolean): Promise<Line[]> {
  const self = process.argv[1]!;
  const lines: Line[] = [];
  let before: (Cost & { events: number }) | undefined;
  for (const events of full ? [...STEPS, LARGEST] : STEPS) {
    const cost = await measure([self, '--stage', 'document'], [self, '--make', 'claude-code', String(events)]);
    say(`${events} events: ${cost.cpu.toFixed(1)} s of CPU time, ${cost.memory.toFixed(0)} MB`);
    if (before !== undefined) lines.push(...stepLines(before, { ...cost, events }));
    if (events === 1_000_000) {
      const what = `peak memory at ${amount(events)} events`;
      lines.push({ part: PART, what, target: { atMost: 1_500 }, reached: cost.memory, unit: 'MB', note: 'content on' });
    }
    before = { ...cost, events };
  }
  if (!full)
    lines.push({ part: PART, what: `${amount(LARGEST)} events`, note: 'takes long: npm run bench -- growth --full' });
  return lines;
}

function stepLines(from: Cost & { events: number }, to: Cost & { events: number }): Line[] {
  const step = `${amount(from.events)} to ${amount(to.events)} events`;
  return [
    {
      part: PART,
      what: `${step}: CPU time`,
      target: { atMost: 12 },
      reached: to.cpu / from.cpu,
      unit: 'x',
      note: `${from.cpu.toFixed(1)} s to ${to.cpu.toFixed(1)} s (wall ${from.wall.toFixed(1)} s to ${to.wall.toFixed(1)} s)`,
    },
    {
      part: PART,
      what: `${step}: peak memory`,
      target: { atMost: 2 },
      reached: to.memory / from.memory,
      unit: 'x',
      note: `${from.memory.toFixed(0)} MB to ${to.memory.toFixed(0)} MB`,
    },
  ];
}

function amount(events: number): string {
  return `1e${Math.log10(events)}`;
}
