import type { Line } from '../report.ts';
import { measure, medianOf } from './child.ts';
import { STAGES, type Stage } from './programs.ts';

const PART = 'throughput';
const EVENTS = 20_000;
const RUNS = 3;

const NAMES: Record<Stage, string> = {
  input: 'starting, and reading the bytes',
  source: 'parsing and making events',
  merge: 'putting events in order of time',
  words: 'splitting texts into words',
  contacts: 'joining writes to reads',
  seeds: 'following one seed',
  document: 'the outbreak and the document',
  cases: 'looking for hijacks',
};

/** Telemetry on standard input to the finished document, on one core, and what each stage takes of it. */
export async function throughput(say: (text: string) => void): Promise<Line[]> {
  const self = process.argv[1]!;
  const lines: Line[] = [];
  for (const kind of ['claude-code', 'chat'] as const) {
    const from = [self, '--make', kind, String(EVENTS)];
    const costs = new Map<Stage, number>();
    let whole = { wall: 0, cpu: 0, memory: 0, out: '' };
    for (const stage of kind === 'claude-code' ? STAGES : (['document'] as const)) {
      whole = await medianOf(RUNS, () => measure([self, '--stage', stage], from));
      costs.set(stage, whole.cpu);
      say(`${kind}, up to ${stage}: ${whole.cpu.toFixed(2)} s of CPU time`);
    }
    const { bytes, events } = JSON.parse(whole.out) as { bytes: number; events: number };
    const megabytes = bytes / 1e6;
    lines.push({
      part: PART,
      what: `${kind}: standard input to document`,
      target: { atLeast: 30 },
      reached: megabytes / whole.cpu,
      unit: 'MB/s',
      note: `${megabytes.toFixed(0)} MB, ${events} events; CPU ${whole.cpu.toFixed(2)} s, wall ${whole.wall.toFixed(2)} s (${(megabytes / whole.wall).toFixed(1)} MB/s)`,
    });
    if (kind === 'claude-code') lines.push(...stageLines(costs));
  }
  return lines;
}

function stageLines(costs: Map<Stage, number>): Line[] {
  const total = costs.get('document')!;
  const own = STAGES.map((stage, i) => ({
    stage,
    seconds: costs.get(stage)! - (i === 0 ? 0 : costs.get(STAGES[i - 1]!)!),
  }));
  const slowest = own.reduce((a, b) => (b.seconds > a.seconds ? b : a)).stage;
  return own.map(({ stage, seconds }) => ({
    part: PART,
    what: `claude-code: ${NAMES[stage]}${stage === slowest ? ' (slowest)' : ''}`,
    reached: Math.max(0, seconds) / total,
    note: `${seconds.toFixed(2)} s of ${total.toFixed(2)} s of CPU time`,
  }));
}
