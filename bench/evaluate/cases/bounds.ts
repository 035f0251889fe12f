import { type Line, share } from '../../report.ts';

/** 95 % interval of a share, exact (Clopper and Pearson 1934). */
export function exact(hits: number, of: number): [lower: number, upper: number] {
  if (of === 0) return [0, 1];
  const lower = hits === 0 ? 0 : bisect((p) => 1 - cumulative(hits - 1, of, p) < 0.025);
  const upper = hits === of ? 1 : bisect((p) => cumulative(hits, of, p) > 0.025);
  return [lower, upper];
}

/** The largest p for which `holds`, which is true up to some p. */
function bisect(holds: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 50; i++) {
    const p = (low + high) / 2;
    if (holds(p)) low = p;
    else high = p;
  }
  return (low + high) / 2;
}

/** Probability of at most k of n. */
function cumulative(k: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let i = 1; i <= k; i++) {
    term += Math.log((n - i + 1) / i) + Math.log(p / (1 - p));
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** A share with its interval, as a line. */
export function bounded(what: string, hits: number, of: number, target?: Line['target'], note?: string): Line {
  const [lower, upper] = exact(hits, of);
  const interval = of === 0 ? [] : [`95 % ${lower.toFixed(4)} to ${upper.toFixed(4)}`];
  return share('cases', what, hits, of, {
    ...(target !== undefined && { target }),
    note: [...interval, ...(note === undefined ? [] : [note])].join('; '),
  });
}

/**
 * Risk ratio over strata with its 95 % interval (Mantel and Haenszel; Greenland and Robins 1985). `undefined` where no
 * stratum has both exposed and unexposed with any case.
 */
export function riskRatio(
  strata: readonly { exposed: number; exposedCases: number; others: number; otherCases: number }[],
): { estimate: number; lower: number; upper: number } | undefined {
  let numerator = 0;
  let denominator = 0;
  let variance = 0;
  for (const { exposed, exposedCases, others, otherCases } of strata) {
    const all = exposed + others;
    if (exposed === 0 || others === 0) continue;
    const cases = exposedCases + otherCases;
    numerator += (exposedCases * others) / all;
    denominator += (otherCases * exposed) / all;
    variance += (exposed * others * cases - exposedCases * otherCases * all) / all ** 2;
  }
  if (numerator === 0 || denominator === 0) return undefined;
  const estimate = numerator / denominator;
  const error = Math.sqrt(variance / (numerator * denominator));
  return { estimate, lower: estimate * Math.exp(-1.96 * error), upper: estimate * Math.exp(1.96 * error) };
}
