import { binomialInterval } from '../../../src/fleet/index.ts';
import { type Line, share } from '../../report.ts';

/** A share with its interval, as a line. */
export function bounded(what: string, hits: number, of: number, target?: Line['target'], note?: string): Line {
  const interval = of === 0 ? [] : [interval95(hits, of)];
  return share('cases', what, hits, of, {
    ...(target !== undefined && { target }),
    note: [...interval, ...(note === undefined ? [] : [note])].join('; '),
  });
}

function interval95(hits: number, of: number): string {
  const { lower, upper } = binomialInterval(hits, of);
  return `95 % ${lower.toFixed(4)} to ${upper.toFixed(4)}`;
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
