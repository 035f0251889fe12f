import { loadScenario } from '../../src/cli/lab/scenario-file.ts';
import { ALTERATIONS, type Knobs, runScenario, TELEMETRY_KINDS, type TelemetryKind } from '../../src/lab/index.ts';
import type { Line } from '../report.ts';
import { BasisCount } from './contacts.ts';
import { fleets, play, traceFleet } from './fleets.ts';
import { matchPairs } from './pairs.ts';
import { SeedTally } from './seed-tally.ts';

type Say = (text: string) => void;

const PART = 'seeds';
/** Seeds of other fleets that are traced in each benign fleet. */
const PROBES = 5;
/** Most sessions of a benign fleet, of one without content, and of one that is seen in part only. */
const BENIGN_SESSIONS = 400;
const BLIND_SESSIONS = 400;
const THINNED_SESSIONS = 200;

const THINNED: readonly { name: string; knobs: Knobs; kinds: readonly TelemetryKind[] }[] = [
  { name: '30 % of sessions missing', knobs: { missingSessions: 0.3 }, kinds: ['chat', 'claude-code'] },
  { name: '30 % of reads missing', knobs: { missingReads: 0.3 }, kinds: ['chat', 'claude-code'] },
  { name: 'clocks 30 s off', knobs: { clockSkew: 30_000 }, kinds: ['chat', 'claude-code'] },
  { name: '10 % of records late', knobs: { late: 0.1 }, kinds: ['chat', 'otlp'] },
];

/** A known seed, followed: who read it, what they did, which copies they made. */
export async function seeds(quick: boolean, say: Say): Promise<Line[]> {
  return [
    ...(await outbreaks(quick, say)),
    ...(await benign(quick, say)),
    ...(await withoutContent(quick, say)),
    ...(await thinned(quick, say)),
  ];
}

async function outbreaks(quick: boolean, say: Say): Promise<Line[]> {
  const lines: Line[] = [];
  const all = new SeedTally();
  for (const kind of TELEMETRY_KINDS) {
    const one = new SeedTally();
    for (const fleet of fleets(quick)) {
      const run = play('notebook-rule', fleet);
      const traced = await traceFleet(run, kind, [`text:${run.probe}`]);
      one.add(traced);
      all.add(traced);
      say(`${kind}, seed ${fleet.seed}, ${fleet.sessions} sessions: ${traced.doc.seeds[0]!.exposedCount} exposed`);
    }
    lines.push(...one.lines(PART, kind, true));
  }
  for (const alteration of ALTERATIONS) {
    lines.push(all.tally.line(PART, 'all', `recall of onward copies: ${alteration}`));
  }
  return lines;
}

/** Nobody read or wrote the probes; the fleets hold texts on the same topic in like words. */
async function benign(quick: boolean, say: Say): Promise<Line[]> {
  const lines: Line[] = [];
  for (const kind of TELEMETRY_KINDS) {
    let exposed = 0;
    let copies = 0;
    let traces = 0;
    for (const fleet of fleets(quick, BENIGN_SESSIONS)) {
      const run = play('null', fleet);
      const probes = [run.probe, ...foreignSeeds(fleet.seed)];
      const { doc } = await traceFleet(
        run,
        kind,
        probes.map((probe) => `text:${probe}`),
      );
      exposed += doc.seeds.reduce((sum, seed) => sum + seed.exposedCount, 0);
      copies += doc.seeds.reduce((sum, seed) => sum + seed.copies.length, 0);
      traces += probes.length;
      say(`null fleet, ${kind}, seed ${fleet.seed}`);
    }
    const what = `${kind}: sessions called exposed in benign fleets`;
    const note = `${traces} seeds traced; ${copies} copies named`;
    lines.push({ part: PART, what, target: { atMost: 0 }, reached: exposed, unit: 'count', note });
  }
  return lines;
}

/** The seeds of other fleets: the same kind of rule with other names. */
function foreignSeeds(seed: number): string[] {
  return Array.from({ length: PROBES }, (_, i) => {
    const other = runScenario(loadScenario('null'), { seed: 1_000 * seed + i, sessions: 1 });
    return other.probe;
  });
}

async function withoutContent(quick: boolean, say: Say): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [content, kinds] of [
    ['hashes', ['otlp']],
    ['structure', ['otlp', 'langfuse', 'chat']],
  ] as const) {
    for (const kind of kinds) lines.push(...(await blind(content, kind, quick, say)));
  }
  return lines;
}

async function blind(content: 'hashes' | 'structure', kind: TelemetryKind, quick: boolean, say: Say): Promise<Line[]> {
  const bases = (['id', 'hash', 'structure'] as const).map((basis) => new BasisCount(basis));
  const byText = new SeedTally();
  const bySession = new SeedTally();
  for (const fleet of fleets(quick, BLIND_SESSIONS)) {
    const run = play('notebook-rule', fleet, { content });
    // Where no text is to be seen, a session that is known to have written it is what there is to start from.
    const first = run.seed!.firstWriter;
    const known = first === 'outside' ? undefined : run.sessions[first]!.id;
    const traced = await traceFleet(run, kind, [
      `text:${run.probe}`,
      ...(known === undefined ? [] : [`session:${known}`]),
    ]);
    const matched = matchPairs(traced.truth, traced.doc);
    for (const basis of bases) basis.add(traced, matched);
    const [text, session] = traced.doc.seeds;
    byText.add({ ...traced, doc: { ...traced.doc, seeds: [text!] } });
    if (session !== undefined) bySession.add({ ...traced, doc: { ...traced.doc, seeds: [session] } });
    say(`${content} only, ${kind}, seed ${fleet.seed}`);
  }
  const where = `${kind}, ${content} only`;
  const wanted = ['precision of the exposed', 'recall of the reachable'];
  const confirmed = byText.falselyConfirmed + bySession.falselyConfirmed;
  return [
    ...bases.flatMap((basis) => basis.lines(PART, where, false)),
    ...wanted.map((name) => byText.tally.line(PART, `${where}, seed as text`, name)),
    ...wanted.map((name) => bySession.tally.line(PART, `${where}, seed as session`, name)),
    {
      part: PART,
      what: `${where}: sessions confirmed without text`,
      target: { atMost: 0 },
      reached: confirmed,
      unit: 'count',
      note: 'seed as text and as session',
    },
  ];
}

async function thinned(quick: boolean, say: Say): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { name, knobs, kinds } of THINNED) {
    for (const kind of kinds) {
      const seedTally = new SeedTally();
      const bases = (['id', 'content'] as const).map((basis) => new BasisCount(basis));
      for (const fleet of fleets(quick, THINNED_SESSIONS)) {
        const run = play('notebook-rule', fleet, knobs);
        const traced = await traceFleet(run, kind, [`text:${run.probe}`]);
        // Clocks may be off, so the time of a write says less than it does elsewhere.
        const tolerance = knobs.clockSkew === undefined ? undefined : 6 * knobs.clockSkew;
        const matched = matchPairs(traced.truth, traced.doc, tolerance);
        for (const basis of bases) basis.add(traced, matched);
        seedTally.add(traced, tolerance);
      }
      say(`${name}, ${kind}`);
      const where = `${kind}, ${name}`;
      lines.push(...bases.flatMap((basis) => basis.lines(PART, where, false)));
      const wanted = [
        'recall of the exposed that read a copy',
        'precision of the exposed',
        'generation agrees, of the exposed found',
      ];
      lines.push(...wanted.map((measure) => seedTally.tally.line(PART, where, measure)));
    }
  }
  return lines;
}
