import type { Line } from '../report.ts';
import { measure } from './child.ts';

const PART = 'outbreak';
const SMALL = 100_000;
const LARGE = 1_000_000;

interface Timed {
  cases: number;
  contacts: number;
  tree: number;
  reproduction: number;
  cuts: number;
  /** The three together. */
  seconds: number;
}

/** Tree, reproduction numbers and cuts of a large outbreak, without the trace that comes before them. */
export async function outbreak(say: (text: string) => void): Promise<Line[]> {
  const [small, large] = [await run(SMALL, say), await run(LARGE, say)];
  const { cases, contacts, tree, reproduction, cuts, seconds } = large.timed;
  const growth = seconds / small.timed.seconds;
  return [
    {
      part: PART,
      what: '1e6 events: tree, R and cuts',
      target: { atMost: 10 },
      reached: seconds,
      unit: 's',
      note: `${cases} cases, ${contacts} contacts; wall time, one run: tree ${tree.toFixed(1)} s, R ${reproduction.toFixed(1)} s, cuts ${cuts.toFixed(1)} s`,
    },
    {
      part: PART,
      what: '1e5 to 1e6 events: time of the three',
      reached: growth,
      unit: 'x',
      note: `${small.timed.seconds.toFixed(1)} s with ${small.timed.cases} cases to ${seconds.toFixed(1)} s`,
    },
    {
      part: PART,
      what: '1e5 to 1e6 events: peak memory (linear: at most tenfold)',
      target: { atMost: 10 },
      reached: large.memory / small.memory,
      unit: 'x',
      note: `${small.memory.toFixed(0)} MB to ${large.memory.toFixed(0)} MB, whole process with its contacts`,
    },
    {
      part: PART,
      what: '1e7 events and ten times the cases, not run: ten times the time at 1e6',
      reached: 10 * seconds,
      unit: 's',
      note: 'extrapolated as linear, not measured',
    },
  ];
}

async function run(events: number, say: (text: string) => void): Promise<{ timed: Timed; memory: number }> {
  const { out, memory } = await measure([process.argv[1]!, '--outbreak', String(events)]);
  const timed = JSON.parse(out) as Timed;
  say(`${events} events, ${timed.cases} cases: ${timed.seconds.toFixed(1)} s, ${memory.toFixed(0)} MB`);
  return { timed, memory };
}
