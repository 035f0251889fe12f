import type { Estimate, Range } from '../../motives/index.ts';

/** `29 %`; below a percent with a decimal, so that little is not nothing. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '?';
  const p = 100 * share;
  if (p !== 0 && Math.abs(p) < 0.05) return p > 0 ? '<0.1 %' : '>-0.1 %';
  return `${Math.abs(p) < 10 ? p.toFixed(1) : p.toFixed(0)} %`;
}

/** `29 ± 2 %`: the mean over belief draws and twice its standard error. */
export function percentEstimate({ mean, standardError }: Estimate): string {
  if (standardError === null) return percent(mean);
  return `${(100 * mean).toFixed(1)} ± ${(200 * standardError).toFixed(1)} %`;
}

/** Below this a number is what rounding left. */
const ROUNDING = 1e-12;

/** Three figures: `0.0123`, `4.92`, `1,230`; a number without bound is named so. */
export function figure(x: number): string {
  if (Math.abs(x) < ROUNDING) return '0';
  if (!Number.isFinite(x)) return 'no bound';
  const size = Math.abs(x);
  if (size < 1e-4) return x.toExponential(1);
  if (size >= 1_000) return Math.round(x).toLocaleString('en-US');
  return String(Number(x.toPrecision(3)));
}

/** Two decimals, without a sign before nothing: `0.21`, `0.00`. */
export function decimals(x: number): string {
  return Math.abs(x) < 0.005 ? '0.00' : x.toFixed(2);
}

/** `4.92 (0.01 to 310)`. */
export function range({ estimate, lower, upper }: Range): string {
  return lower === upper ? figure(estimate) : `${figure(estimate)} (${figure(lower)} to ${figure(upper)})`;
}

/** `0.01 to 0.3`. */
export function fromTo({ lower, upper }: { lower: number; upper: number }): string {
  return lower === upper ? figure(lower) : `${figure(lower)} to ${figure(upper)}`;
}
