import { extinctionProbability } from '../extinction.ts';
import type { FollowUp } from '../follow-up.ts';
import { shareOfCasesFor80 } from '../offspring.ts';
import { type CaseReproduction, type Estimate, isEstimable, type OffspringDistribution } from '../types.ts';
import { intervalOf, weightedInterval } from '../weighted.ts';
import type { Detection } from './detection.ts';
import { drawTrees } from './draws.ts';
import type { Links } from './links.ts';
import { offspringPosterior } from './negative-binomial.ts';

/** Followed cases below which nothing can be said of what a case infects. */
const LEAST_FOLLOWED = 0.5;
/** Transmissions from listed cases below which their distribution over cases says nothing. */
const LEAST_FOR_DISPERSION = 5;

/** What the links say of what a case infects. */
export interface TreeEstimates {
  /** By place in `links.channels`; last: in all. */
  of: CaseReproduction[];
  offspring: OffspringDistribution;
  extinction: Estimate;
}

/**
 * R is the number of cases infected, by whomever, over the listed cases that were followed. Both are thinned alike where
 * cases are missed, so the share that was seen cancels out and stands in the intervals alone.
 */
export function treeEstimates(
  links: Links,
  follow: FollowUp,
  detection: Detection,
  uniform: () => number,
): TreeEstimates {
  const all = links.channels.length;
  const followed = followedCases(links, follow);
  if (followed < LEAST_FOLLOWED) return without(all, links.cases);
  const draws = drawTrees(links, follow, detection, uniform);
  const posteriors = draws.counted.map((counted, c) => offspringPosterior(counted, infected(links, c) / followed));
  const of = posteriors.map((posterior, c) => {
    const estimate = infected(links, c) / followed;
    return { R: posterior.R(estimate), realised: intervalOf(estimate, draws.realised[c]!) };
  });
  const last = draws.offspring.findLastIndex((count) => count > 0);
  const cases = [...draws.offspring.subarray(0, last + 1)];
  const enough = sum(links.listed) >= LEAST_FOR_DISPERSION;
  const dispersion = enough
    ? posteriors[all]!.dispersion
    : { notEstimable: `fewer than ${LEAST_FOR_DISPERSION} cases have a listed infector` };
  const { points } = posteriors[all]!;
  return {
    of,
    offspring: { cases, dispersion, shareOfCasesFor80: shareOfCasesFor80(cases) },
    extinction: weightedInterval(
      extinctionProbability(infected(links, all) / followed, isEstimable(dispersion) ? dispersion.estimate : 1),
      points.map(({ R, k }) => extinctionProbability(R, k)),
      points.map(({ weight }) => weight),
    ),
  };
}

/** Expected number of cases, each counted with the share of its time that had elapsed. */
export function followedCases(links: Links, follow: FollowUp): number {
  return follow.share.reduce((total, share, j) => total + share * links.certain[j]!, 0);
}

/** Expected number of cases infected through a channel; past the last: through any, known or not. */
export function infected({ listed, unlisted, unknown }: Links, c: number): number {
  return c < listed.length ? listed[c]! + unlisted[c]! : sum(listed) + sum(unlisted) + unknown;
}

function without(channels: number, cases: number): TreeEstimates {
  const reason =
    cases === 0 ? 'there is no case' : 'the cases are so recent that those they infect cannot have shown yet';
  const none = { notEstimable: reason };
  return {
    of: Array.from({ length: channels + 1 }, () => ({ R: none, realised: none })),
    offspring: { cases: [], dispersion: none, shareOfCasesFor80: null },
    extinction: none,
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
