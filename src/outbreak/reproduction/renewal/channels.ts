import type { Channel } from '../../../fleet/index.ts';
import type { ChannelRenewal, Estimate } from '../types.ts';

/** Infectious pressure of one channel by bin, in cases: `Lambda_c,t`. Finite and not negative. */
export interface ChannelPressure {
  channel: Channel;
  pressure: readonly number[];
}

/** Half of the 0.95 quantile of chi-square with one degree of freedom: the fall of log likelihood at the interval's ends. */
const FALL = 1.920729410347062;

interface Problem {
  cases: Float64Array;
  /** By channel, then by bin. */
  pressure: Float64Array[];
  total: number[];
}

/**
 * R of each channel where no link is known: the likeliest `R_c` in `I_t ~ Poisson(sum over c of R_c Lambda_c,t)`, found by
 * expectation-maximisation over which channel each case came through. Each 95 % interval is that of the profile
 * likelihood: two channels that press at the same times cannot be told apart, and their intervals reach from 0 to the
 * sum. The cases of the channels and `unexplained` sum to all cases.
 */
export function channelRenewal(incidence: readonly number[], pressures: readonly ChannelPressure[]): ChannelRenewal {
  const { problem, unexplained } = pose(incidence, pressures);
  const free = problem.total.map((total) => total > 0);
  const best = maximise(problem, free.map(Number), free);
  const top = logLikelihood(problem, best);
  return {
    channels: pressures.map(({ channel }, c) => ({
      channel,
      R: free[c] ? profile(problem, best, top, free, c) : { notEstimable: 'nobody was exposed through it' },
      cases: best[c]! * problem.total[c]!,
    })),
    unexplained,
  };
}

/** Bins in which nothing pressed say nothing of R; their cases are not explained. */
function pose(incidence: readonly number[], pressures: readonly ChannelPressure[]) {
  const pressed = incidence.map((_, t) => pressures.some(({ pressure }) => pressure[t]! > 0));
  const within = (values: readonly number[]) => Float64Array.from(values.filter((_, t) => pressed[t]));
  const pressure = pressures.map((channel) => within(channel.pressure));
  const problem = {
    cases: within(incidence),
    pressure,
    total: pressure.map((row) => row.reduce((sum, value) => sum + value, 0)),
  };
  return { problem, unexplained: incidence.reduce((sum, count, t) => (pressed[t] ? sum : sum + count), 0) };
}

/** Climbs from `start` by changing the free channels alone. */
function maximise({ cases, pressure, total }: Problem, start: readonly number[], free: readonly boolean[]): number[] {
  const R = [...start];
  const attributed = new Float64Array(R.length);
  for (let step = 0; step < 100; step++) {
    attributed.fill(0);
    for (let t = 0; t < cases.length; t++) {
      if (cases[t] === 0) continue;
      let mean = 0;
      for (let c = 0; c < R.length; c++) mean += R[c]! * pressure[c]![t]!;
      if (!(mean > 0)) continue;
      for (let c = 0; c < R.length; c++) attributed[c]! += (cases[t]! * R[c]! * pressure[c]![t]!) / mean;
    }
    let change = 0;
    for (let c = 0; c < R.length; c++) {
      if (!free[c]) continue;
      const next = attributed[c]! / total[c]!;
      change = Math.max(change, Math.abs(next - R[c]!) / (next + 1e-6));
      R[c] = next;
    }
    if (change < 1e-5) break;
  }
  return R;
}

function logLikelihood({ cases, pressure }: Problem, R: readonly number[]): number {
  let sum = 0;
  for (let t = 0; t < cases.length; t++) {
    let mean = 0;
    for (let c = 0; c < R.length; c++) mean += R[c]! * pressure[c]![t]!;
    if (cases[t]! > 0) sum += cases[t]! * Math.log(Math.max(mean, 1e-300));
    sum -= mean;
  }
  return sum;
}

function profile(
  problem: Problem,
  best: readonly number[],
  top: number,
  free: readonly boolean[],
  c: number,
): Estimate {
  const others = free.map((isFree, d) => isFree && d !== c);
  const near = (value: number) => {
    const start = best.map((R, d) => (d === c ? value : others[d] ? Math.max(R, 1e-3) : R));
    if (logLikelihood(problem, start) >= top - FALL) return true;
    return logLikelihood(problem, maximise(problem, start, others)) >= top - FALL;
  };
  const estimate = best[c]!;
  let high = 2 * estimate + 4 / problem.total[c]!;
  while (near(high)) high *= 2;
  const upper = bisect(near, estimate, high);
  const lower = estimate === 0 || near(0) ? 0 : bisect(near, estimate, 0);
  return { estimate, lower, upper };
}

/** Border between a value that is near the best and one that is not, to a thousandth of their distance. */
function bisect(near: (value: number) => boolean, inside: number, outside: number): number {
  let a = inside;
  let b = outside;
  for (let i = 0; i < 10; i++) {
    const middle = (a + b) / 2;
    if (near(middle)) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
