import { poissonInterval } from '../../fleet/index.ts';
import type { Ranged } from '../forward/delay.ts';
import type { After, Bound } from './forecast.ts';
import type { Situation } from './situation.ts';

/** Fewer cases that came from another are no ground for a forecast. */
const LEAST_CREDITED = 3;

/**
 * The 95 % interval of the cases to come: that of their mean, widened by chance (as in Zou and Donner 2008, see
 * `meetingRisk`). Those begun by what is there now come as Poisson, and each begets a geometric number of further ones within the horizon,
 * so that the variance is `mean * (2 c - 1)` with `c` the cases for each begun one (Polya-Aeppli distribution; Johnson, Kemp
 * and Kotz, "Univariate Discrete Distributions", 2005, section 9.7). Chance is then Garwood's interval of a count with the
 * same relative spread.
 */
export function predicted(after: Record<Bound, After>): Ranged {
  const { cases: estimate, begun } = after.estimate;
  const lower = Math.min(after.lower.cases, estimate);
  const upper = Math.max(after.upper.cases, estimate);
  if (estimate === 0 || begun === 0) return { estimate, lower, upper };
  const spread = (2 * estimate) / begun - 1;
  const chance = poissonInterval(estimate / spread);
  return {
    estimate,
    lower: Math.max(0, estimate - Math.hypot(estimate - lower, Math.max(0, estimate - chance.lower * spread))),
    upper: estimate + Math.hypot(upper - estimate, Math.max(0, chance.upper * spread - estimate)),
  };
}

/** Why no number of further cases can be told; `undefined` where it can. */
export function untold({ risk, horizon }: Situation): string | undefined {
  const credited = risk.fitted.reduce((sum, one) => sum + one.credited, 0);
  if (Math.round(credited) < LEAST_CREDITED) {
    return `fewer than ${LEAST_CREDITED} cases are put down to a meeting with another`;
  }
  if (horizon.length === undefined) return 'the telemetry does not say how long a case takes to bring about another';
  return undefined;
}
