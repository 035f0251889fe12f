import { CUT_DOCUMENT_VERSION, type CutDocument } from '../../fleet/index.ts';
import { behaviourRelapse, behaviourState, seedRelapse, seedState } from '../../outbreak/index.ts';
import type { Reading } from '../../sources/index.ts';
import { caseSection } from '../cases/section.ts';
import { agentsOf } from '../outbreak/cuts.ts';
import { maskSecrets } from '../output/mask.ts';
import { coverageOf } from '../trace/coverage.ts';
import { type DocumentOptions, frameOf } from '../trace/frame.ts';
import type { Traced } from '../trace/run.ts';
import { behaviourList, cutOutbreakOf, seedList } from './outbreak.ts';
import { relapseOf } from './relapse.ts';

export interface CutOptions extends DocumentOptions {
  /** Look for relapse since this moment, milliseconds. */
  verify?: number;
  /** Agents and artifacts that must not be reached. */
  protect: string[];
  /** Paths as given, to say how the cure would be verified. */
  paths: string[];
}

/** What was traced, as the published document of cuts. */
export function cutDocumentOf(traced: Traced, reading: Reading, options: CutOptions): CutDocument {
  const { engine } = traced;
  const frame = frameOf(engine, reading, options);
  const agents = agentsOf(frame);
  const { protect, verify } = options;
  const command = (asked: string) =>
    `cordon cut ${options.paths.length === 0 ? '' : `${options.paths.map(quoted).join(' ')} `}${asked} --verify TIME`;
  const outbreaks = traced.outbreaks.map((outbreak) => {
    const { given } = outbreak.trace.seed;
    const state = seedState(outbreak, engine);
    const name = maskSecrets(given.slice(0, 2000));
    const list = seedList(outbreak, frame);
    const verifyWith = command(`--seed ${quoted(name)}`);
    const told = cutOutbreakOf({ of: 'seed', name, state, list, verifyWith, protect }, frame);
    if (verify === undefined) return told;
    const report = seedRelapse(outbreak, state, engine, agents.of, verify);
    return { ...told, relapse: relapseOf(report, verify, agents, frame) };
  });
  const cases = traced.cases && caseSection(traced.cases, options.verdicts ?? [], frame);
  for (const { behaviour, set } of cases?.sets ?? []) {
    const state = behaviourState(set, engine);
    const list = behaviourList(behaviour, set, frame);
    const verifyWith = command(`--behaviour ${behaviour}`);
    const told = cutOutbreakOf({ of: 'behaviour', name: behaviour, state, list, verifyWith, protect }, frame);
    const report = verify === undefined ? undefined : behaviourRelapse(state, engine, agents.of, verify);
    outbreaks.push(report === undefined ? told : { ...told, relapse: relapseOf(report, verify!, agents, frame) });
  }
  return {
    version: CUT_DOCUMENT_VERSION,
    tool: { name: 'cordon', version: options.toolVersion },
    dryRun: true,
    quotes: options.quotes,
    coverage: coverageOf(frame, reading),
    outbreaks,
    skipped: reading.skipped().map((skip) => ({
      ...skip,
      file: frame.names.other(skip.file),
      reason: maskSecrets(skip.reason),
    })),
  };
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
