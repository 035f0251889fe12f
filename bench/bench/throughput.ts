import type { Line } from '../report.ts';
import { type Cost, measure, medianOf } from './child.ts';
import { STAGES, type Stage } from './programs.ts';

const PART = 'throughput';
/** Long enough that starting and compiling are a small part: it is a rate that is asked for. */
const EVENTS = 60_000;
/** A short stream, of which starting takes a tenth; told beside the other. */
const SHORT = 20_000;
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
    let whole: Cost & { out: string } = { wall: 0, cpu: 0, memory: 0, out: '' };
    for (const stage of kind === 'claude-code' ? STAGES : (['document'] as const)) {
      whole = await medianOf(RUNS, () => measure([self, '--stage', stage], from));
      costs.set(stage, whole.cpu);
      say(`${kind}, up to ${stage}: ${whole.cpu.toFixed(2)} s of CPU time`);
    }
    lines.push({ ...rateLine(`${kind}: standard input to document`, whole), target: { atLeast: 30 } });
    if (kind === 'claude-code') lines.push(...stageLines(costs));
    const short = await medianOf(RUNS, () =>
      measure([self, '--stage', 'document'], [self, '--make', kind, String(SHORT)]),
    );
    lines.push(rateLine(`${kind}: a stream of a third of the length`, short));
  }
  return lines;
}

function rateLine(what: string, { out, cpu, wall }: Cost & { out: string }): Line {
  const { bytes, events } = JSON.parse(out) as { bytes: number; events: number };
  const megabytes = bytes / 1e6;
  return {
    part: PART,
    what,
    reached: megabytes / cpu,
    unit: 'MB/s',
    note: `${megabytes.toFixed(0)} MB, ${events} events; CPU ${cpu.toFixed(2)} s, wall ${wall.toFixed(2)} s (${(megabytes / wall).toFixed(1)} MB/s)`,
  };
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
