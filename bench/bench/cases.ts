import type { Line } from '../report.ts';
import { measure, medianOf } from './child.ts';

const EVENTS = 20_000;
const RUNS = 3;

/** What looking for hijacks adds to the time of a trace that goes from standard input to the finished document. */
export async function cases(say: (text: string) => void): Promise<Line[]> {
  const self = process.argv[1]!;
  const lines: Line[] = [];
  for (const kind of ['claude-code', 'chat'] as const) {
    const from = [self, '--make', kind, String(EVENTS)];
    const without = await medianOf(RUNS, () => measure([self, '--stage', 'document'], from));
    const withCases = await medianOf(RUNS, () => measure([self, '--stage', 'cases'], from));
    say(`${kind}: ${without.cpu.toFixed(2)} s without, ${withCases.cpu.toFixed(2)} s with hijack, of CPU time`);
    lines.push({
      part: 'cases',
      what: `${kind}: time that hijack adds, as a share of the trace`,
      target: { atMost: 1 },
      reached: withCases.cpu / without.cpu - 1,
      note: `CPU ${without.cpu.toFixed(2)} s without, ${withCases.cpu.toFixed(2)} s with`,
    });
  }
  return lines;
}
