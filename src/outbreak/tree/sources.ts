import { INTRODUCTION, type TransmissionPosterior, UNOBSERVED } from '../line-list/line-list.ts';
import type { Rows } from './rows.ts';
import type { Source } from './types.ts';

const NEGLIGIBLE = 1e-6;

/**
 * Where each outbreak began: for each of its cases the share of the outbreak that descends from it, times the probability
 * that it came from outside.
 *
 * Every case has one first ancestor, so these shares sum to 1 with that of "not in the telemetry". They are found from the
 * last case to the first, each handing on to its possible infectors what descends from it: one pass over the posterior. An
 * infector that was not seen was itself infected by one of the cases before it, all alike, or by others that were missed.
 */
export function sourcesOf(
  posterior: TransmissionPosterior,
  rows: Rows,
  outbreakOf: Int32Array,
  sizes: readonly number[],
  unseen: number,
): Source[][] {
  const descend = new Float64Array(posterior.length).fill(1);
  const first = new Float64Array(posterior.length);
  const outside = new Float64Array(sizes.length);
  /** What descends from cases that were not seen, for each of the earlier cases of the outbreak. */
  const pool = new Float64Array(sizes.length);
  const left = Float64Array.from(sizes);
  for (let rank = posterior.length - 1; rank >= 0; rank--) {
    const place = rows.placeOf[rank]!;
    const no = outbreakOf[place]!;
    const earlier = --left[no]!;
    const mine = descend[place]! + pool[no]!;
    for (const { from, probability } of posterior[place]!) {
      const handed = probability * mine;
      if (from === INTRODUCTION) first[place]! += handed;
      else if (from === UNOBSERVED) {
        const known = earlier / (earlier + unseen);
        if (earlier > 0) pool[no]! += (handed * known) / earlier;
        outside[no]! += handed * (earlier > 0 ? 1 - known : 1);
      } else if (outbreakOf[from] === no && rows.rankOf[from]! < rank) descend[from]! += handed;
      else outside[no]! += handed;
    }
  }
  const sources: Source[][] = sizes.map((_, no) => [{ case: UNOBSERVED, probability: outside[no]! }]);
  for (const place of rows.placeOf) sources[outbreakOf[place]!]!.push({ case: place, probability: first[place]! });
  return sources.map(ranked);
}

function ranked(sources: Source[]): Source[] {
  const total = sources.reduce((sum, { probability }) => sum + probability, 0);
  const kept = sources.filter(({ probability }) => probability >= NEGLIGIBLE * total);
  const rest = kept.reduce((sum, { probability }) => sum + probability, 0);
  for (const source of kept) source.probability /= rest;
  return kept.sort((a, b) => b.probability - a.probability);
}
