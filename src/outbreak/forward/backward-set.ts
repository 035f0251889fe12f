import type { CaseExposure } from '../cases/index.ts';
import { INTRODUCTION, type LineList, type TransmissionPosterior, UNOBSERVED } from '../line-list/line-list.ts';
import type { ExposureModel } from './model.ts';
import type { OutbreakState } from './state.ts';

/** Who may have infected a case. */
export interface PossibleInfector {
  /** Session that wrote what the case read; `undefined`: a case that was not seen, or nobody. */
  from: number | undefined;
  kind: 'case' | 'payload' | 'unobserved' | 'introduction';
  /** Artifact by which it came, -1 when unknown. */
  artifact: number;
  /** The possible infectors of a case sum to 1. */
  probability: number;
}

/** The possible infectors of every case, the likeliest first, by session. */
export type BackwardSet = Map<number, PossibleInfector[]>;

/** From the tree's posterior over who infected whom. */
export function backwardFromPosterior(list: LineList, posterior: TransmissionPosterior): BackwardSet {
  return new Map(
    posterior.map((infectors, i) => [
      list.cases[i]!.session,
      infectors.map(({ from, probability, transmission }): PossibleInfector => {
        const artifact = list.transmissions[transmission]?.artifact ?? -1;
        if (from === UNOBSERVED) return { from: undefined, kind: 'unobserved', artifact, probability };
        if (from === INTRODUCTION) return { from: undefined, kind: 'introduction', artifact, probability };
        return { from: list.cases[from]!.session, kind: 'case', artifact, probability };
      }),
    ]),
  );
}

/**
 * Without a posterior: each read of a case has the share p_j of its channel, and what is left, (1 - background) *
 * prod(1 - p_j) at the least, goes to a case that was not seen; a case without any read is an introduction.
 */
export function backwardFromExposures(state: OutbreakState, model: ExposureModel): BackwardSet {
  const backward: BackwardSet = new Map();
  for (const session of state.set.cases.keys()) {
    const reads = state.reads.get(session) ?? [];
    if (reads.length === 0) {
      backward.set(session, [{ from: undefined, kind: 'introduction', artifact: -1, probability: 1 }]);
      continue;
    }
    backward.set(session, sharedAmong(reads, state, model));
  }
  return backward;
}

function sharedAmong(reads: readonly CaseExposure[], state: OutbreakState, model: ExposureModel): PossibleInfector[] {
  let none = 1 - state.background.estimate;
  const weights = reads.map(({ channel }) => {
    const risk = model.infects.get(channel)?.estimate ?? 0;
    none *= 1 - risk;
    return risk;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0) + none;
  const infectors = reads.map(
    ({ from, artifact }, i): PossibleInfector => ({
      from: from < 0 ? undefined : from,
      kind: from < 0 ? 'payload' : 'case',
      artifact,
      probability: total > 0 ? weights[i]! / total : 1 / reads.length,
    }),
  );
  if (none > 0 && total > 0) {
    infectors.push({ from: undefined, kind: 'unobserved', artifact: -1, probability: none / total });
  }
  return infectors.sort((a, b) => b.probability - a.probability);
}
