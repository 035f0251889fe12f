import { gammaQuantile } from '../../../fleet/index.ts';
import { meanOf } from './serial-interval.ts';

/** Bins `start` up to and without `end`. */
export interface Window {
  start: number;
  end: number;
}

/** Posterior of R in one window: a gamma distribution. */
export interface CoriEstimate {
  mean: number;
  sd: number;
  lower: number;
  median: number;
  upper: number;
}

/** Prior of R: mean 5 and standard deviation 5, so that an outbreak is not declared under control for want of data. */
const PRIOR_SHAPE = 1;
const PRIOR_SCALE = 5;

/**
 * Instantaneous reproduction number by window (Cori and others, American Journal of Epidemiology 178, 2013):
 * `I_t ~ Poisson(R Lambda_t)` with `Lambda_t = sum over s >= 1 of si[s] I_(t - s)`, whose posterior within a window is a
 * gamma distribution. The figures are those of EpiEstim 2.2-4, and so is its rule for too little past: a window that ends
 * within one mean serial interval of the first bin has no estimate (`undefined`).
 *
 * @param incidence all cases by bin
 * @param serialInterval weights by bins of delay, place 0 is not used
 * @param local cases by bin that were infected by others; without it, all of them
 */
export function cori(
  incidence: readonly number[],
  serialInterval: readonly number[],
  windows: readonly Window[],
  local: readonly number[] = incidence,
): (CoriEstimate | undefined)[] {
  const pressures = runningSum(pressure(incidence, serialInterval));
  const cases = runningSum(local);
  const mean = meanOf(serialInterval);
  return windows.map(({ start, end }) => {
    if (end <= mean) return undefined;
    const shape = PRIOR_SHAPE + cases[end]! - cases[start]!;
    const rate = 1 / PRIOR_SCALE + pressures[end]! - pressures[start]!;
    return {
      mean: shape / rate,
      sd: Math.sqrt(shape) / rate,
      lower: gammaQuantile(shape, 0.025) / rate,
      median: gammaQuantile(shape, 0.5) / rate,
      upper: gammaQuantile(shape, 0.975) / rate,
    };
  });
}

/** Infectious pressure in each bin: past cases weighted by the serial interval. */
export function pressure(incidence: readonly number[], serialInterval: readonly number[]): number[] {
  return incidence.map((_, t) => {
    let sum = 0;
    const reach = Math.min(t, serialInterval.length - 1);
    for (let s = 1; s <= reach; s++) sum += serialInterval[s]! * incidence[t - s]!;
    return sum;
  });
}

/** Sums of the first 0, 1, 2, ... values. */
function runningSum(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}
