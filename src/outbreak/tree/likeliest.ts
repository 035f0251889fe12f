import { type Infector, type TransmissionPosterior, UNOBSERVED } from '../line-list/line-list.ts';
import type { Rows } from './rows.ts';

const MOST_ROUNDS = 20;

/**
 * For each case its most probable infector, with no case its own ancestor.
 *
 * Cycles need a link against the order of onsets: of clocks that differ, of one instant, or without times. In each cycle one
 * such link gives way, that whose case loses least by taking its best answer that keeps the order.
 */
export function likeliestTree(posterior: TransmissionPosterior, rows: Rows): Infector[] {
  const chosen = posterior.map((answers) => answers[0]!);
  const against = (place: number) => {
    const { from } = chosen[place]!;
    return from >= 0 && rows.rankOf[from]! > rows.rankOf[place]!;
  };
  const inOrder = (place: number) => bestInOrder(posterior[place]!, rows.rankOf, rows.rankOf[place]!);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const cycles = cyclesOf(chosen, rows.placeOf);
    if (cycles.length === 0) return chosen;
    for (const cycle of cycles) {
      let weakest = -1;
      let least = Number.POSITIVE_INFINITY;
      for (const place of cycle) {
        if (!against(place)) continue;
        const loss = chosen[place]!.probability / Math.max(inOrder(place).probability, Number.MIN_VALUE);
        if (loss < least || weakest < 0) [weakest, least] = [place, loss];
      }
      chosen[weakest] = inOrder(weakest);
    }
  }
  for (let place = 0; place < chosen.length; place++) if (against(place)) chosen[place] = inOrder(place);
  return chosen;
}

function bestInOrder(answers: readonly Infector[], rankOf: Uint32Array, rank: number): Infector {
  const best = answers.find(({ from }) => from < 0 || rankOf[from]! < rank);
  return best ?? { from: UNOBSERVED, probability: 0, transmission: -1 };
}

/** Each cycle as its places, from the case that comes first. */
function cyclesOf(chosen: readonly Infector[], placeOf: Uint32Array): number[][] {
  const cycles: number[][] = [];
  const walkOf = new Uint32Array(chosen.length);
  for (let start = 0; start < placeOf.length; start++) {
    let at = placeOf[start]!;
    while (at >= 0 && walkOf[at] === 0) {
      walkOf[at] = start + 1;
      at = chosen[at]!.from;
    }
    if (at < 0 || walkOf[at] !== start + 1) continue;
    const cycle = [at];
    for (let next = chosen[at]!.from; next !== at; next = chosen[next]!.from) cycle.push(next);
    cycles.push(cycle);
  }
  return cycles;
}
