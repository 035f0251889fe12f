import { join } from 'node:path';
import type { Line } from '../report.ts';
import { measure, medianOf } from './child.ts';

const MAIN = join('dist', 'cli', 'main.js');
const RUNS = 5;
const SWEEPS = 3;

/** The default run of `cordon motives`, and sweeps of 10,000 points over it, as whole processes. */
export async function motives(): Promise<Line[]> {
  const text = await medianOf(RUNS, () => measure([MAIN, 'motives']));
  const page = await medianOf(RUNS, () => measure([MAIN, 'motives', '--format', 'html']));
  return [
    line('the built-in model from end to end, as text', 1, text.wall, RUNS, text.cpu),
    line('the same as a page', 1, page.wall, RUNS, page.cpu),
    await swept('10,000 points over two priors, steps and capability', ['capability=2:50:10']),
    await swept('10,000 points with mutation', ['mutation=0.001:0.1:10']),
    await swept('10,000 points over operations too', ['operations.developer_iteration=0:1:10']),
  ];
}

/** Ten values of each of two priors and steps, and of one axis more. */
async function swept(what: string, more: readonly string[]): Promise<Line> {
  const axes = ['priors.counting=0:2:10', 'priors.simplicity=0:2:10', 'steps=0:200:10', ...more];
  const args = [MAIN, 'motives', ...axes.flatMap((axis) => ['--sweep', axis])];
  const { wall, cpu } = await medianOf(SWEEPS, () => measure(args));
  return line(`sweep: ${what}`, 30, wall, SWEEPS, cpu);
}

function line(what: string, atMost: number, wall: number, runs: number, cpu: number): Line {
  return {
    part: 'motives',
    what,
    target: { atMost },
    reached: wall,
    unit: 's',
    note: `wall time, median of ${runs}; CPU ${cpu.toFixed(1)} s`,
  };
}
