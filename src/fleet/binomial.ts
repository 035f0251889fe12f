import { logGamma } from './log-gamma.ts';

/**
 * Exact 95 % interval of a share from its count (Clopper and Pearson, "The use of confidence or fiducial limits
 * illustrated in the case of the binomial", Biometrika 26, 1934): the shares at which a count as high, or as low, would
 * have a chance of 2.5 %. Never too short, and defined for 0 of n and n of n.
 *
 * @param count whole number from 0 to `n`
 * @param n at least 1
 */
export function binomialInterval(count: number, n: number): { lower: number; upper: number } {
  return {
    lower: count === 0 ? 0 : solve((share) => betaI(share, count, n - count + 1), 0.025),
    upper: count === n ? 1 : solve((share) => betaI(share, count + 1, n - count), 0.975),
  };
}

/**
 * Score interval of a share (Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
 * the American Statistical Association 22, 1927), 95 %: nearer to its stated coverage on average than the exact interval,
 * which is never too short. Tables of infection rates often carry this one.
 *
 * @param count whole number from 0 to `n`
 * @param n at least 1
 */
export function wilsonInterval(count: number, n: number): { lower: number; upper: number } {
  const z2 = 3.841458820694124;
  const centre = (count + z2 / 2) / (n + z2);
  const half = Math.sqrt((z2 * count * (n - count)) / n + (z2 * z2) / 4) / (n + z2);
  return { lower: count === 0 ? 0 : centre - half, upper: count === n ? 1 : centre + half };
}

/** Where an increasing function on 0..1 has that value. */
function solve(f: (x: number) => number, value: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 100 && high - low > 1e-15; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function by its continued fraction (Lentz; DLMF 8.17.22). */
function betaI(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly on this side of the mean alone.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaI(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * h;
}
