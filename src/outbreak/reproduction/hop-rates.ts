import { wilsonInterval } from '../../fleet/index.ts';
import type { Interval } from './types.ts';

/** What became of one exposure at a known step of a chain. */
export interface HopOutcome {
  /** Steps from the first case, from 1. */
  hop: number;
  infected: boolean;
}

/** Share of exposures that infected, with its score interval. It is conditional on an infected spreader: it is no R. */
export interface HopRate {
  infected: number;
  exposed: number;
  rate: Interval;
}

/** Transmission rate by hop, in order of hops, and over all of them; `undefined` without an outcome. */
export function hopRates(outcomes: Iterable<HopOutcome>): { hops: (HopRate & { hop: number })[]; all?: HopRate } {
  const counts = new Map<number, { infected: number; exposed: number }>();
  const all = { infected: 0, exposed: 0 };
  for (const { hop, infected } of outcomes) {
    let count = counts.get(hop);
    if (count === undefined) {
      count = { infected: 0, exposed: 0 };
      counts.set(hop, count);
    }
    for (const sum of [count, all]) {
      sum.exposed++;
      if (infected) sum.infected++;
    }
  }
  const hops = [...counts].sort(([a], [b]) => a - b).map(([hop, count]) => ({ hop, ...rateOf(count) }));
  return all.exposed === 0 ? { hops } : { hops, all: rateOf(all) };
}

function rateOf({ infected, exposed }: { infected: number; exposed: number }): HopRate {
  return { infected, exposed, rate: { estimate: infected / exposed, ...wilsonInterval(infected, exposed) } };
}
