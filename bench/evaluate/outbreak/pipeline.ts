import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseOptions } from '../../../src/cli/cases/options.ts';
import { agentOf } from '../../../src/cli/trace/agent-key.ts';
import { Trace } from '../../../src/cli/trace/run.ts';
import type { ContactEngine, Session } from '../../../src/contacts/index.ts';
import type { Channel } from '../../../src/fleet/index.ts';
import { emitTelemetry, type LabRun, type LabTruth, truthOf, writeLab } from '../../../src/lab/index.ts';
import {
  behaviourState,
  type CaseSet,
  caseLineList,
  type LineList,
  type Reproduction,
  reproduction,
  type SeedOutbreak,
  seedLineList,
  seedState,
  type TransmissionTree,
  transmissionTree,
} from '../../../src/outbreak/index.ts';
import { readEvents } from '../../../src/sources/index.ts';
import type { Telemetry } from './draw.ts';
import { unrecognised } from './unrecognised.ts';

/** How sure the status of a declared behaviour's case is; as `cordon trace` has it. */
const PROBABILITY = { suspected: 0.5, probable: 0.9 };

/** One behaviour of one fleet, from telemetry to R. */
export interface Investigated {
  behaviour: string;
  engine: ContactEngine;
  list: LineList;
  tree: TransmissionTree;
  figures: Reproduction;
  /** The traced seed, where it was one. */
  seed: SeedOutbreak | undefined;
}

export interface Told {
  truth: LabTruth;
  found: Investigated[];
}

/** What to look for: the texts of the strains, or declared behaviours of these files. */
export interface Question {
  seeds: string[];
  behaviours?: string[];
  behaviour?: string[];
}

/** Leaves the telemetry of a fleet in a folder, reads it as a user's, and goes all the way to R. */
export async function investigate(run: LabRun, kind: Telemetry, question: Question): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-evaluate-'));
  try {
    writeLab(folder, emitTelemetry(run, kind));
    const { seeds, ...flags } = question;
    const trace = new Trace(seeds, 'raw', caseOptions(flags));
    for await (const batch of readEvents([folder])) for (const event of batch) trace.observe(event);
    const truth = truthOf(run, kind);
    return { truth, found: listsOf(trace, truth).map(investigated) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A line list and what it came from. */
interface Listed extends Omit<Investigated, 'tree' | 'figures'> {
  /** Channels through which anybody met the behaviour. */
  exposed: Set<Channel>;
}

function listsOf(trace: Trace, truth: LabTruth): Listed[] {
  const { engine, outbreaks, cases } = trace.finish();
  const agent = (session: Session) => agentOf(session, undefined);
  const missed = new Set<number>();
  for (const { detected, session } of truth.epidemic?.infections ?? []) {
    const no = engine.sessions.find(session)?.no;
    if (!detected && no !== undefined) missed.add(no);
  }
  const traced = outbreaks.map((seed): Listed => {
    const list = unrecognised(seedLineList(seed, engine, { behaviour: 'relay', agent }), missed);
    const exposed = new Set(seedState(seed, engine).exposures.map(({ channel }) => channel));
    return { behaviour: 'relay', engine, list, exposed, seed };
  });
  const declared = (cases?.behaviours ?? []).map(({ behaviour, cases: found, unassessed }): Listed => {
    const status = new Map(found.map((one) => [one.session, one.status]));
    const set: CaseSet = {
      cases: new Map(found.filter(({ session }) => !missed.has(session)).map(({ session, onset }) => [session, onset])),
      assessed: (no) => !unassessed.has(no),
    };
    const probability = (session: number) => PROBABILITY[status.get(session) ?? 'suspected'];
    const list = caseLineList(set, engine, { behaviour: behaviour.id, agent, probability });
    const exposed = new Set(behaviourState(set, engine).exposures.map(({ channel }) => channel));
    return { behaviour: behaviour.id, engine, list, exposed, seed: undefined };
  });
  return [...traced, ...declared];
}

function investigated({ exposed, ...listed }: Listed): Investigated {
  const tree = transmissionTree(listed.list);
  const figures = reproduction(listed.list, tree.infectors, { rows: tree.probabilities, exposed: [...exposed] });
  return { ...listed, tree, figures };
}
