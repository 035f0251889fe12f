import { gammaP } from './gamma.ts';

/**
 * Exact 95 % interval of a Poisson mean from a count (Garwood, "Fiducial limits for the Poisson distribution",
 * Biometrika 28, 1936): the means at which a count as high, or as low, would have a chance of 2.5 %.
 */
export function poissonInterval(count: number): { lower: number; upper: number } {
  const lower = count === 0 ? 0 : solve((mean) => gammaP(count, mean) - 0.025, count);
  const upper = solve((mean) => gammaP(count + 1, mean) - 0.975, count + 1);
  return { lower, upper };
}

/** Root of an increasing function of the mean. */
function solve(f: (mean: number) => number, near: number): number {
  let low = 0;
  let high = near + 10 * Math.sqrt(near) + 10;
  for (let i = 0; i < 200 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
