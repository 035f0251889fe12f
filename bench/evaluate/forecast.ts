import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseOptions } from '../../src/cli/cases/options.ts';
import { agentOf } from '../../src/cli/trace/agent-key.ts';
import { Trace, type Traced } from '../../src/cli/trace/run.ts';
import type { FleetEvent } from '../../src/fleet/index.ts';
import { emitTelemetry, type LabTruth, runScenario, truthOf, writeLab } from '../../src/lab/index.ts';
import {
  type Agents,
  behaviourState,
  type OutbreakState,
  rankCuts,
  seedState,
  situationOf,
} from '../../src/outbreak/index.ts';
import { readEvents } from '../../src/sources/index.ts';
import type { Line } from '../report.ts';
import { bounded } from './cases/bounds.ts';
import { drawOutbreak } from './outbreak/draw.ts';

const PART = 'forecast';
const FLEETS = { all: 200, quick: 20 };
/** Shares of the telemetry after which a forecast is made. */
const MOMENTS = [0.35, 0.55];

/** Number of further cases: the fleets of `outbreak` are cut off at two moments, and what came later is compared. */
export async function forecast(quick: boolean, say: (text: string) => void): Promise<Line[]> {
  const tally = { made: 0, covered: 0, below: 0, above: 0, untold: 0, said: 0, came: 0, width: 0 };
  const fleets = FLEETS[quick ? 'quick' : 'all'];
  for (let no = 1; no <= fleets; no++) {
    for (const result of await forecastsOf(no)) {
      if (result === undefined) {
        tally.untold++;
        continue;
      }
      const { said, lower, upper, came } = result;
      tally.made++;
      if (came < Math.floor(lower)) tally.below++;
      else if (came > Math.ceil(upper)) tally.above++;
      else tally.covered++;
      tally.said += said;
      tally.came += came;
      tally.width += upper - lower;
    }
    say(`fleet ${no} of ${fleets}`);
  }
  const { made, covered, below, above, untold, said, came, width } = tally;
  const mean = (what: string, sum: number): Line => ({
    part: PART,
    what,
    ...(made > 0 && { reached: sum / made }),
    note: `${made} forecasts`,
  });
  const missed = `fewer came ${below} times, more ${above} times; no number was given, or the telemetry ended before, ${untold} times`;
  return [
    {
      ...bounded('the 95 % interval holds the number of cases that came', covered, made, { atLeast: 0.92 }, missed),
      part: PART,
    },
    mean('further cases, mean of what was said', said),
    mean('further cases, mean of what came', came),
    mean('width of the interval, mean', width),
  ];
}

interface Compared {
  said: number;
  lower: number;
  upper: number;
  came: number;
}

async function forecastsOf(no: number): Promise<(Compared | undefined)[]> {
  const { scenario, telemetry } = drawOutbreak(no);
  const run = runScenario(scenario, { seed: no });
  const { kind, text } = run.epidemic!.strains[0]!;
  const folder = mkdtempSync(join(tmpdir(), 'cordon-evaluate-'));
  const events: FleetEvent[] = [];
  try {
    writeLab(folder, emitTelemetry(run, telemetry));
    for await (const batch of readEvents([folder])) events.push(...batch);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const truth = truthOf(run, telemetry);
  const times = events.flatMap(({ time }) => time ?? []);
  const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  return MOMENTS.map((moment) => {
    const now = first + moment * (last - first);
    const trace =
      kind === 'refusal' ? new Trace([], 'raw', caseOptions({ behaviour: ['refusal'] })) : new Trace([`text:${text}`]);
    for (const event of events) if ((event.time ?? first) <= now) trace.observe(event);
    return compared(trace.finish(), truth, now, last);
  });
}

/** `undefined` where no number is given, or where the telemetry ends before the time that it is given for. */
function compared(traced: Traced, truth: LabTruth, now: number, last: number): Compared | undefined {
  const { engine } = traced;
  const state = stateOf(traced);
  if (state === undefined) return undefined;
  const { baseline, horizon, untold } = rankCuts(situationOf(state, engine, agentsOf(traced)));
  if (untold !== undefined || horizon.length === undefined || now + horizon.length > last) return undefined;
  const until = now + horizon.length;
  const known = new Set([...state.set.cases.keys()].map((session) => engine.sessions.list[session]!.id));
  const came = truth.epidemic!.infections.filter(
    ({ session, emitted, onset }) => emitted && onset !== null && onset > now && onset <= until && !known.has(session),
  );
  return { said: baseline.estimate, lower: baseline.lower, upper: baseline.upper, came: came.length };
}

function stateOf({ engine, outbreaks, cases }: Traced): OutbreakState | undefined {
  const [seed] = outbreaks;
  if (seed !== undefined) return seedState(seed, engine);
  const [found] = cases?.behaviours ?? [];
  if (found === undefined) return undefined;
  const onsets = new Map(found.cases.map(({ session, onset }) => [session, onset]));
  return behaviourState({ cases: onsets, assessed: (no) => !found.unassessed.has(no) }, engine);
}

function agentsOf({ engine }: Traced): Agents {
  const numbers = new Map<string, number>();
  const of = engine.sessions.list.map((session) => {
    const name = agentOf(session, undefined);
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  });
  return { of, names: [...numbers.keys()] };
}
