import { CHANNELS } from '../../fleet/index.ts';
import { asTheyStand, sortedBy } from './counting-sort.ts';
import { type Beginning, futureCases } from './future.ts';
import { type Matrix, matrixOf } from './matrix.ts';
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

/** Further cases after some cuts, and the infected sessions of each agent by then. */
export interface After {
  cases: number;
  /** Those of them that what is there now infects, and not one that is still to come. */
  begun: number;
  infectedOf: Float64Array;
}

/**
 * What is to be expected after any cuts. The matrix is made once for each end of the probabilities and each set of closed
 * channels; what a frozen artifact or a quarantined agent takes out is left out on the way.
 */
export class Forecast {
  readonly situation: Situation;
  private readonly matrices = new Map<string, Matrix>();
  /** Rows of the flows by artifact; those of artifact x are `place[x]` to `place[x + 1]` (exclusive). */
  private readonly rows: Uint32Array;
  private readonly place: Uint32Array;

  constructor(situation: Situation) {
    this.situation = situation;
    const { flows, benign } = situation;
    const key = new Uint32Array(flows.length);
    this.place = new Uint32Array(benign.artifacts.length + 2);
    for (let i = 0; i < flows.length; i++) {
      key[i] = flows.artifact[i]! + 1;
      this.place[key[i]! + 1]!++;
    }
    for (let x = 0; x + 1 < this.place.length; x++) this.place[x + 1]! += this.place[x]!;
    this.rows = sortedBy(asTheyStand(flows.length), key, benign.artifacts.length + 1);
  }

  /** Within the situation's horizon. */
  after(cuts: readonly Cut[], bound: Bound): After {
    const of = (kind: CutKind) => new Set(cuts.filter((cut) => cut.kind === kind).map(({ target }) => target));
    const agents = of('quarantine');
    const closed = of('close');
    const entries = [...of('freeze')].flatMap((artifact) => this.entriesOf(artifact, closed, bound));
    const beginning = this.beginning(of('reset'), of('purge'), agents, closed, bound);
    const { sessions, horizon } = this.situation;
    const ahead = sessions.map((n) => n * horizon.share);
    return futureCases(this.matrix(bound, closed), beginning, { agents, entries }, ahead, horizon.generations);
  }

  /** The next-generation matrix over agents. */
  matrix(bound: Bound, closed: ReadonlySet<number> = new Set()): Matrix {
    const key = `${bound} ${[...closed].sort((a, b) => a - b).join(' ')}`;
    let matrix = this.matrices.get(key);
    if (matrix === undefined) {
      const { flows, risk, sessions } = this.situation;
      matrix = matrixOf(flows, risk[bound], risk.infectious, sessions, closed);
      this.matrices.set(key, matrix);
    }
    return matrix;
  }

  private entriesOf(artifact: number, closed: ReadonlySet<number>, bound: Bound) {
    const { flows, risk, sessions } = this.situation;
    const entries: { from: number; to: number; value: number }[] = [];
    for (let r = this.place[artifact + 1]!; r < this.place[artifact + 2]!; r++) {
      const i = this.rows[r]!;
      const [from, to, channel] = [flows.from[i]!, flows.to[i]!, flows.channel[i]!];
      if (closed.has(channel)) continue;
      const value = (flows.meetings[i]! * risk[bound][channel]! * risk.infectious) / sessions[from]!;
      entries.push({ from, to, value });
    }
    return entries;
  }

  private beginning(
    reset: ReadonlySet<number>,
    purged: ReadonlySet<number>,
    quarantined: ReadonlySet<number>,
    closed: ReadonlySet<number>,
    bound: Bound,
  ): Beginning {
    const { sessions, infectious, carriers, standing: reads } = this.situation;
    const infected = new Float64Array(sessions.length);
    const standing = new Float64Array(sessions.length);
    for (const { agent, probability } of infectious) {
      if (!reset.has(agent) && !quarantined.has(agent)) infected[agent]! += probability[bound];
    }
    for (const { artifact, channel } of carriers) {
      if (purged.has(artifact) || closed.has(CHANNELS.indexOf(channel))) continue;
      const p = standingRisk(this.situation, channel)[bound];
      for (const { agent, reads: n } of reads.get(artifact) ?? []) standing[agent]! += n[bound] * p;
    }
    return { infected, standing };
  }
}

/** Meetings that a cut takes away although no case brought them about, within the horizon. */
export function disruptionOf(situation: Situation, cut: Cut): number {
  return benignOf(situation, cut) * situation.horizon.share;
}

function benignOf({ benign }: Situation, { kind, target }: Cut): number {
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
