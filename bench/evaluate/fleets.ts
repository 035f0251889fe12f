import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario } from '../../src/cli/lab/scenario-file.ts';
import { traceDocument } from '../../src/cli/trace/document.ts';
import { wholeDocument } from '../../src/cli/trace/long-list.ts';
import { Trace } from '../../src/cli/trace/run.ts';
import type { TraceDocument } from '../../src/fleet/index.ts';
import {
  emitTelemetry,
  HASH_ATTRIBUTE,
  type Knobs,
  type LabRun,
  type LabTruth,
  runScenario,
  type TelemetryKind,
  truthOf,
  writeLab,
} from '../../src/lab/index.ts';
import { readEvents } from '../../src/sources/index.ts';

/** Sessions of the fleet of each random seed, 1 to 20; sub-agents come on top. */
export const SIZES = [
  50, 50, 50, 50, 50, 50, 100, 100, 100, 100, 200, 200, 200, 200, 400, 400, 700, 1_000, 1_500, 2_000,
] as const;

/** With `--quick`: seeds 1, 7 and 11. */
const QUICK = [1, 7, 11];

export interface Fleet {
  seed: number;
  sessions: number;
}

/** The fleets of an evaluation: every random seed with its size. */
export function fleets(quick: boolean, mostSessions = Number.POSITIVE_INFINITY): Fleet[] {
  return SIZES.map((sessions, i) => ({ seed: i + 1, sessions: Math.min(sessions, mostSessions) })).filter(
    ({ seed }) => !quick || QUICK.includes(seed),
  );
}

export function play(scenario: 'notebook-rule' | 'null', fleet: Fleet, knobs: Knobs = {}): LabRun {
  return runScenario(loadScenario(scenario), { ...fleet, ...knobs });
}

export interface TracedFleet {
  truth: LabTruth;
  doc: TraceDocument;
}

/** Writes a fleet's telemetry to a folder, traces the folder as a user would, and removes it. */
export async function traceFleet(run: LabRun, kind: TelemetryKind, seeds: string[]): Promise<TracedFleet> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-evaluate-'));
  try {
    writeLab(folder, emitTelemetry(run, kind));
    return { truth: truthOf(run, kind), doc: await tracePath(folder, seeds, run.knobs.content === 'hashes') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function tracePath(path: string, seeds: string[], hashes = false): Promise<TraceDocument> {
  const trace = new Trace(seeds);
  const reading = readEvents([path], hashes ? { hashAttribute: HASH_ATTRIBUTE } : {});
  for await (const batch of reading) for (const event of batch) trace.observe(event);
  return wholeDocument(traceDocument(trace.finish(), reading, { toolVersion: 'evaluate', quotes: 'none' }));
}
