import { CHANNELS } from '../../fleet/index.ts';
import { type Beginning, futureCases } from './future.ts';
import { type Matrix, matrixOf, type Taken } from './matrix.ts';
import { type Situation, standingRisk } from './situation.ts';

/**
 * What can be done about an outbreak.
 *
 * - `purge`: what a case wrote is taken out of an artifact
 * - `freeze`: nothing new is written to an artifact
 * - `reset`: running sessions of an agent that are cases or may be infected are ended, and their context thrown away
 * - `close`: a channel is closed: nothing is written to it or read from it
 * - `quarantine`: an agent neither reads from nor writes to others
 */
export const CUT_KINDS = ['purge', 'freeze', 'reset', 'close', 'quarantine'] as const;

export type CutKind = (typeof CUT_KINDS)[number];

export interface Cut {
  kind: CutKind;
  /** Number of the artifact (`purge`, `freeze`) or agent (`reset`, `quarantine`), or place in `CHANNELS` (`close`). */
  target: number;
}

/** Which end of the fitted probabilities a number is worked out at. */
export type Bound = 'estimate' | 'lower' | 'upper';

/** The state of the fleet after some cuts. */
export interface After {
  matrix: Matrix;
  beginning: Beginning;
  cases: number;
  infectedOf: Float64Array;
}

/** Further cases that are to be expected after these cuts, over the situation's generations. */
export function after(situation: Situation, cuts: readonly Cut[], bound: Bound): After {
  const { flows, risk, sessions, generations } = situation;
  const taken = takenBy(cuts);
  const matrix = matrixOf(flows, risk[bound], risk.infectious, sessions, taken);
  const beginning = beginningOf(situation, cuts, taken, bound);
  return { matrix, beginning, ...futureCases(matrix, beginning, sessions, generations) };
}

export function takenBy(cuts: readonly Cut[]): Taken {
  const of = (kind: CutKind) => new Set(cuts.filter((cut) => cut.kind === kind).map(({ target }) => target));
  return { agents: of('quarantine'), artifacts: of('freeze'), channels: of('close') };
}

/** Meetings that a cut takes away although no case brought them about, in a period as long as the one observed. */
export function disruptionOf({ benign }: Situation, { kind, target }: Cut): number {
  switch (kind) {
    case 'purge':
      return 0;
    case 'freeze':
      return benign.artifacts[target]!;
    case 'reset':
      return benign.resets[target]!;
    case 'close':
      return benign.channels[target]!;
    case 'quarantine':
      return benign.agents[target]!;
  }
}

function beginningOf(situation: Situation, cuts: readonly Cut[], taken: Taken, bound: Bound): Beginning {
  const { sessions, infectious, carriers } = situation;
  const infected = new Float64Array(sessions.length);
  const standing = new Float64Array(sessions.length);
  const reset = new Set(cuts.filter(({ kind }) => kind === 'reset').map(({ target }) => target));
  const purged = new Set(cuts.filter(({ kind }) => kind === 'purge').map(({ target }) => target));
  for (const { agent, probability } of infectious) {
    if (!reset.has(agent) && !taken.agents.has(agent)) infected[agent]! += probability[bound];
  }
  for (const { artifact, channel, readers } of carriers) {
    if (purged.has(artifact) || taken.channels.has(CHANNELS.indexOf(channel))) continue;
    const p = standingRisk(situation, channel)[bound];
    for (const { agent, sessions: n } of readers) if (!taken.agents.has(agent)) standing[agent]! += n * p;
  }
  return { infected, standing };
}
