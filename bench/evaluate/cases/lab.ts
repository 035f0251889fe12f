import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseOptions } from '../../../src/cli/cases/options.ts';
import { loadScenario } from '../../../src/cli/lab/scenario-file.ts';
import { traceDocument } from '../../../src/cli/trace/document.ts';
import { wholeDocument } from '../../../src/cli/trace/long-list.ts';
import { Trace } from '../../../src/cli/trace/run.ts';
import type { TraceCase, TraceDocument } from '../../../src/fleet/index.ts';
import {
  emitTelemetry,
  type LabTruth,
  runScenario,
  type TelemetryKind,
  type TruthCase,
  truthOf,
  writeLab,
} from '../../../src/lab/index.ts';
import { readEvents } from '../../../src/sources/index.ts';
import type { Line } from '../../report.ts';
import { bounded } from './bounds.ts';

/** Telemetry may round a time, or give an act the time of the message that it stands in. */
const SAME_ACT_MS = 1000;

/** Sessions of each benign fleet; 20,000 in all. */
const BENIGN = { sessions: 1000, fleets: 20 };

const OUTBREAKS = [
  { scenario: 'injected-instruction', behaviour: 'hijack' },
  { scenario: 'shared-notebook', behaviour: 'refusal' },
] as const;

/** Made outbreaks without a tip-off, and benign fleets full of honest instructions: all as `cordon trace` reads them. */
export async function lab(quick: boolean, say: (text: string) => void): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { scenario, behaviour } of OUTBREAKS) {
    for (const kind of ['chat', 'claude-code'] as const) {
      lines.push(...(await outbreaks(scenario, behaviour, kind, quick ? 3 : 20, say)));
    }
  }
  return [...lines, ...(await benign(quick ? 2 : BENIGN.fleets, say))];
}

async function outbreaks(
  scenario: string,
  behaviour: 'hijack' | 'refusal',
  kind: TelemetryKind,
  fleets: number,
  say: (text: string) => void,
): Promise<Line[]> {
  const sum = {
    cases: 0,
    found: 0,
    retold: 0,
    retoldFound: 0,
    called: 0,
    right: 0,
    onsets: 0,
    exposures: 0,
    outbreaks: 0,
  };
  for (let seed = 1; seed <= fleets; seed++) {
    const { doc, truth } = await trace(scenario, kind, seed, 150, behaviour);
    tally(sum, doc, truth, behaviour);
    say(`${scenario} in ${kind}, fleet ${seed} of ${fleets}`);
  }
  const at = `${scenario}, ${kind}`;
  return [
    bounded(`${at}: cases reported`, sum.found, sum.cases, { atLeast: 0.95 }),
    bounded(`${at}: of those that only passed it on in other words, reported`, sum.retoldFound, sum.retold),
    bounded(`${at}: called that are cases`, sum.right, sum.called, { atLeast: 0.98 }),
    bounded(`${at}: onset right, of the reported`, sum.onsets, sum.found, { atLeast: 0.95 }),
  ];
}

function tally(sum: Record<string, number>, doc: TraceDocument, truth: LabTruth, behaviour: string): void {
  const found = new Map<string, TraceCase>();
  for (const one of doc.cases ?? []) if (one.behaviour === behaviour) found.set(one.session, one);
  const emitted = new Set(truth.sessions.filter((session) => session.emitted).map(({ id }) => id));
  const real = new Map<string, TruthCase>(
    truth.cases.filter(({ session }) => emitted.has(session)).map((one) => [one.session, one]),
  );
  for (const [session, one] of real) {
    const reported = found.get(session);
    if (one.passedOn === 'retold' && !one.carriedOut) {
      sum.retold = sum.retold! + 1;
      if (reported !== undefined) sum.retoldFound = sum.retoldFound! + 1;
    }
    sum.cases = sum.cases! + 1;
    if (reported === undefined) continue;
    sum.found = sum.found! + 1;
    const onset = reported.onset === null ? Number.NaN : Date.parse(reported.onset);
    if (Math.abs(onset - one.onset) <= SAME_ACT_MS) sum.onsets = sum.onsets! + 1;
  }
  for (const one of found.values()) {
    if (one.status === 'suspected') continue;
    sum.called = sum.called! + 1;
    if (real.has(one.session)) sum.right = sum.right! + 1;
  }
}

async function benign(fleets: number, say: (text: string) => void): Promise<Line[]> {
  const sum = { sessions: 0, called: 0, reported: 0, refusals: 0 };
  for (let seed = 1; seed <= fleets; seed++) {
    const { doc } = await trace('null-instructive', 'chat', 100 + seed, BENIGN.sessions, 'hijack', 'refusal');
    const cases = doc.cases ?? [];
    sum.sessions += doc.coverage.sessions;
    sum.reported += cases.filter(({ behaviour }) => behaviour === 'hijack').length;
    sum.called += cases.filter(({ behaviour, status }) => behaviour === 'hijack' && status !== 'suspected').length;
    sum.refusals += cases.filter(({ behaviour }) => behaviour === 'refusal').length;
    say(`null-instructive, fleet ${seed} of ${fleets}`);
  }
  return [
    bounded('null-instructive: sessions called', sum.called, sum.sessions, { atMost: 0.001 }),
    bounded('null-instructive: sessions reported', sum.reported, sum.sessions, { atMost: 0.01 }),
    bounded('null-instructive: sessions reported for refusal', sum.refusals, sum.sessions, { atMost: 0.01 }),
  ];
}

async function trace(
  scenario: string,
  kind: TelemetryKind,
  seed: number,
  sessions: number,
  ...behaviours: string[]
): Promise<{ doc: TraceDocument; truth: LabTruth }> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-evaluate-'));
  try {
    const run = runScenario(loadScenario(scenario), { seed, sessions });
    writeLab(folder, emitTelemetry(run, kind));
    const found = new Trace([], 'raw', caseOptions({ behaviour: behaviours }));
    const reading = readEvents([folder]);
    for await (const batch of reading) for (const event of batch) found.observe(event);
    const doc = wholeDocument(traceDocument(found.finish(), reading, { toolVersion: 'evaluate', quotes: 'none' }));
    return { doc, truth: truthOf(run, kind) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
