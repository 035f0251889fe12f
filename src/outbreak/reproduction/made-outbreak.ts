import type { Channel } from '../../fleet/index.ts';
import {
  INTRODUCTION,
  type LineList,
  type PossibleTransmission,
  type TransmissionPosterior,
  UNOBSERVED,
} from '../line-list/line-list.ts';
import { randomStream } from './random.ts';

/** A branching process with the truth known, and what an observer has of it. For tests. */
export interface MadeOutbreak {
  list: LineList;
  /** Knows every link between listed cases, and whether an unlisted infector is a case or none. */
  posterior: TransmissionPosterior;
  /** All cases, listed or not; `from` is a place here or `INTRODUCTION`. Times since the start of telemetry. */
  truth: readonly { onset: number; from: number; channel: Channel | undefined }[];
  until: number;
}

export interface Making {
  /** Mean offspring by channel. */
  R: Partial<Record<Channel, number>>;
  /** Dispersion of the offspring. */
  k: number;
  /** Mean of the generation time, of shape 4, in milliseconds. */
  generation: number;
  until: number;
  detection: number;
  introductions?: number;
}

const START = Date.UTC(2026, 0, 1);

/** Runs until the end of telemetry; `undefined` where it grows over 600 cases. */
export function makeOutbreak(seed: number, making: Making): MadeOutbreak | undefined {
  const uniform = randomStream(seed);
  const channels = Object.keys(making.R) as Channel[];
  const truth: { onset: number; from: number; channel: Channel | undefined }[] = [];
  for (let i = 0; i < (making.introductions ?? 1); i++) {
    truth.push({ onset: i === 0 ? 0 : (uniform() * making.until) / 2, from: INTRODUCTION, channel: undefined });
  }
  for (let i = 0; i < truth.length; i++) {
    if (truth.length > 600) return undefined;
    const infectious = gamma(uniform, making.k) / making.k;
    for (const channel of channels) {
      for (let n = poisson(uniform, making.R[channel]! * infectious); n > 0; n--) {
        const onset = truth[i]!.onset + (gamma(uniform, 4) / 4) * making.generation;
        if (onset < making.until) truth.push({ onset, from: i, channel });
      }
    }
  }
  const place = new Map<number, number>();
  for (let i = 0; i < truth.length; i++) if (uniform() < making.detection) place.set(i, place.size);
  return { ...observed(truth, place, making.until), truth, until: making.until };
}

function observed(truth: MadeOutbreak['truth'], place: ReadonlyMap<number, number>, until: number) {
  const transmissions: PossibleTransmission[] = [];
  const posterior = [...place].map(([i, to]) => {
    const { from, channel } = truth[i]!;
    const listed = place.get(from);
    if (listed === undefined) {
      return [{ from: from === INTRODUCTION ? INTRODUCTION : UNOBSERVED, probability: 1, transmission: -1 }];
    }
    transmissions.push(possible(listed, to, channel!));
    return [{ from: listed, probability: 1, transmission: transmissions.length - 1 }];
  });
  const cases = [...place.keys()].map((i) => ({
    session: i,
    agent: i,
    onset: START + truth[i]!.onset,
    probability: 1,
  }));
  const list = { behaviour: 'relay', cases, transmissions, from: START, until: START + until, assessed: 1 };
  return { list, posterior };
}

/** A read of which nothing is known but who, from whom and how. */
export function possible(from: number, to: number, channel: Channel): PossibleTransmission {
  return {
    from,
    to,
    channel,
    artifact: -1,
    written: undefined,
    read: undefined,
    basis: 'id',
    survives: undefined,
    contact: -1,
  };
}

/** Gamma variable of scale 1 (Marsaglia and Tsang, ACM Transactions on Mathematical Software 26, 2000). */
function gamma(uniform: () => number, shape: number): number {
  if (shape < 1) return gamma(uniform, shape + 1) * uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(uniform()) < z ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function poisson(uniform: () => number, mean: number): number {
  let n = -1;
  let time = 0;
  while (time < mean) {
    time += -Math.log(uniform());
    n++;
  }
  return Math.max(n, 0);
}
