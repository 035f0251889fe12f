import { logGamma } from './log-gamma.ts';

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

/** Regularised lower incomplete gamma function P(a, x): series below a + 1, continued fraction above (Lentz). */
function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-16; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return 1 - front * h;
}
