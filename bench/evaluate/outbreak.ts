import { type LabRun, type LabTruth, runScenario } from '../../src/lab/index.ts';
import { transmissionVerdict } from '../../src/outbreak/index.ts';
import type { Line } from '../report.ts';
import { bounded } from './cases/bounds.ts';
import { drawNegative, drawOutbreak, NEGATIVES, type Negative } from './outbreak/draw.ts';
import { oracle } from './outbreak/oracle.ts';
import { investigate, type Question } from './outbreak/pipeline.ts';
import { Score } from './outbreak/score.ts';

const PART = 'outbreak';
const OUTBREAKS = { all: 400, quick: 40 };
const NEGATIVE = { all: 50, quick: 5 };

/** What is looked for in fleets in which nothing passes on. */
const QUESTIONS: Record<Negative, Question> = {
  null: { seeds: [], behaviours: ['shipped'] },
  'turf-war': { seeds: [], behaviours: ['bench/evaluate/outbreak/turf-war.yaml'] },
  'one-page': { seeds: [] },
  'by-themselves': { seeds: [], behaviour: ['refusal'] },
};

/** Who infected whom and how far it goes, in made outbreaks; and nothing where nothing was passed on. */
export async function outbreak(quick: boolean, say: (text: string) => void): Promise<Line[]> {
  const size = quick ? 'quick' : 'all';
  return [...(await outbreaks(OUTBREAKS[size], say)), ...(await negatives(NEGATIVE[size], say))];
}

async function outbreaks(count: number, say: (text: string) => void): Promise<Line[]> {
  const score = new Score();
  for (let no = 1; no <= count; no++) {
    const { scenario, telemetry } = drawOutbreak(no);
    const run = runScenario(scenario, { seed: no });
    const { kind, text } = run.epidemic!.strains[0]!;
    const question = kind === 'refusal' ? { seeds: [], behaviour: ['refusal'] } : { seeds: [`text:${text}`] };
    const { truth, found } = await investigate(run, telemetry, question);
    for (const one of found) score.add(truth.epidemic!, one, byOracle(run, truth));
    say(`outbreak ${no} of ${count}: ${truth.epidemic!.infections.length} cases`);
  }
  return [...linesOf(score, count), ...reliability(score)];
}

/** The oracle's answers by the ids of sessions. */
function byOracle(run: LabRun, { sessions }: LabTruth): Map<string, string> {
  return new Map([...oracle(run)].map(([session, infector]) => [sessions[session]!.id, sessions[infector]!.id]));
}

const TARGETS: Record<string, Line['target']> = {
  'source observed: it ranks first': { atLeast: 0.95 },
  'infector observed: the likeliest is right': { atLeast: 0.88 },
  'infector not observed: "unobserved" is likeliest': { atLeast: 0.7 },
  'realised R by channel: the interval covers the realised mean': { atLeast: 0.92 },
  'several introductions are not joined into one, fleets': { atLeast: 0.95 },
};

function linesOf(score: Score, fleets: number): Line[] {
  const sizes = [...score.sizes].sort((a, b) => a - b);
  const quantile = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))]!;
  const note = `${fleets} outbreaks; cases 5 % ${quantile(0.05)}, half ${quantile(0.5)}, 95 % ${quantile(0.95)}, most ${sizes.at(-1)}`;
  return [
    { part: PART, what: 'median size of the outbreaks', reached: quantile(0.5), unit: 'count', note },
    ...score.tally.names().map((name) => {
      const { reached = 0, note: counts } = score.tally.line(PART, '', name);
      const [hits, of] = counts.split(' of ').map((part) => Number.parseInt(part, 10)) as [number, number];
      return { ...bounded(name, hits, of, TARGETS[name]), part: PART, ...(of > 0 && { reached }) };
    }),
    {
      part: PART,
      what: 'infector observed: the likeliest is right, mean of the fleets',
      ...(score.byFleet.length > 0 && { reached: mean(score.byFleet) }),
      note: `${score.byFleet.length} fleets, each counted once`,
    },
    {
      part: PART,
      what: 'links: expected calibration error',
      target: { atMost: 0.05 },
      reached: score.links.error,
      note: `${score.links.count} stated probabilities that one case infected another`,
    },
    {
      part: PART,
      what: 'likeliest answers: expected calibration error',
      reached: score.answers.error,
      note: `${score.answers.count} cases`,
    },
    distance('R by channel: median distance from the realised mean', score.distances.estimate),
    distance('naive R by channel (every reader infected, every writer an infector): the same', score.distances.naive),
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function distance(what: string, distances: readonly number[]): Line {
  const sorted = [...distances].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return {
    part: PART,
    what,
    ...(middle !== undefined && { reached: middle }),
    note: `${sorted.length} channels of fleets`,
  };
}

function reliability({ links, answers }: Score): Line[] {
  const lines = (name: string, rows: typeof links.rows) =>
    rows.map(({ stated, right, count }) => ({
      part: PART,
      what: `${name} stated at ${stated.toFixed(2)}: right`,
      reached: right,
      note: `${count} of them`,
    }));
  return [...lines('links', links.rows), ...lines('likeliest answers', answers.rows)];
}

async function negatives(count: number, say: (text: string) => void): Promise<Line[]> {
  const lines: Line[] = [];
  const sum = { quiet: 0, fleets: 0 };
  for (const kind of NEGATIVES) {
    let quiet = 0;
    let cases = 0;
    for (let no = 1; no <= count; no++) {
      const { scenario, telemetry } = drawNegative(kind, no);
      const run = runScenario(scenario, { seed: no });
      const question = kind === 'one-page' ? { seeds: [`text:${run.epidemic!.strains[0]!.text}`] } : QUESTIONS[kind];
      const { found } = await investigate(run, telemetry, question);
      const reported = found.filter(
        ({ list, tree }) => list.cases.length > 0 && transmissionVerdict(list, tree) === 'yes',
      );
      if (reported.length === 0) quiet++;
      for (const { list } of found) cases += list.cases.length;
      say(`${kind} ${no} of ${count}: ${reported.map(({ behaviour }) => behaviour).join(', ') || 'quiet'}`);
    }
    lines.push({ ...bounded(`no outbreak reported: ${kind}`, quiet, count), part: PART });
    lines.at(-1)!.note += `; ${cases} cases listed in all`;
    sum.quiet += quiet;
    sum.fleets += count;
  }
  return [
    {
      ...bounded('no outbreak reported, null and negative fleets', sum.quiet, sum.fleets, { atLeast: 0.98 }),
      part: PART,
    },
    ...lines,
  ];
}
