import { type RunOptions, runScenario } from '../play.ts';
import type { LabRun } from '../run.ts';
import type { Move, Scenario } from '../scenario.ts';
import { nullScenario } from '../scenarios/null.ts';
import { Outbreak } from './outbreak.ts';
import type { EpidemicScenario } from './scenario-file.ts';

/** Everyday acts. What sessions read of each other they find on the surfaces of the scenario. */
const EVERYDAY: Partial<Record<Move, number>> = { writeFile: 10, sendMail: 6, fetch: 4, run: 24, report: 2 };

/**
 * Plays a scenario file. Pure: the same arguments give the same run. Knobs that are not given are those of the file.
 *
 * @throws CordonError `usage` as `runScenario` does
 */
export function runEpidemic(file: EpidemicScenario, options: RunOptions): LabRun {
  const { detection: _, ...knobs } = file.observation;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const outbreak = new Outbreak(file);
  const run = runScenario(everydayOf(file), { ...knobs, ...(given as unknown as RunOptions) }, outbreak);
  run.epidemic = outbreak.record;
  const { strains, infected } = outbreak.record;
  const [only, ...others] = infected.filter(({ from }) => from === undefined);
  if (strains.length === 1 && only !== undefined && others.length === 0) {
    const { kind, text, values } = strains[0]!;
    run.seed = { strain: kind, text, values, firstWriter: only.by === 'session' ? only.session : 'outside' };
  }
  return run;
}

/** The fleet of a scenario file without what spreads in it. */
function everydayOf(file: EpidemicScenario): Scenario {
  const { fleet, benign, surfaces } = file;
  const none = Object.fromEntries(Object.keys(nullScenario.moves.weights).map((move) => [move, 0]));
  const weights = { ...none, ...EVERYDAY, spawn: surfaces.subagents === undefined ? 0 : 2 } as Record<Move, number>;
  const agents = fleet.roles.reduce((sum, role) => sum + role.agents, 0);
  return {
    ...nullScenario,
    name: file.name,
    description: file.description,
    sessions: fleet.sessions,
    repositories: fleet.repositories,
    sessionsPerAgent: fleet.sessions / agents,
    sessionsPerDay: fleet.sessions / fleet.days,
    moves: { median: fleet.moves, sigma: 0.5, max: 40, weights },
    pause: { median: fleet.pause, sigma: 1 },
    texts: { median: fleet.text, sigma: 0.8, longShare: 0, longChars: [20_000, 36_000] },
    benign: {
      boilerplate: benign.boilerplate,
      copying: benign.copying,
      nearMiss: benign.nearMiss,
      instructive: benign.instructive,
      followsRunbook: 0,
      opensNotebook: 0,
      closesNotebook: 0,
    },
    seed: null,
  };
}
