import { logGamma } from './log-gamma.ts';

/**
 * Regularised lower incomplete gamma function P(a, x), the distribution function of a gamma variable of shape `a` and
 * scale 1: its series below a + 1, its continued fraction above (DLMF 8.11.4 and 8.9.2, the latter by Lentz's method).
 * Relative error near 1e-13 for a up to 1e4.
 *
 * @param a above 0
 */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/**
 * Quantile of the gamma distribution of that shape and scale 1: Newton's steps on the logarithm, kept within a bracket.
 *
 * @param share in (0, 1)
 */
export function gammaQuantile(a: number, share: number): number {
  let low = 0;
  let high = a + 10 * Math.sqrt(a) + 10;
  while (gammaP(a, high) < share) high *= 2;
  let x = wilsonHilferty(a, share);
  if (!(x > low && x < high)) x = high / 2;
  for (let i = 0; i < 200; i++) {
    // Below the smallest double a quantile is 0: shapes near 0.
    if (x < 1e-300) return 0;
    const error = gammaP(a, x) - share;
    if (error < 0) low = x;
    else high = x;
    const density = Math.exp((a - 1) * Math.log(x) - x - logGamma(a));
    let next = x * Math.exp(-error / (density * x));
    if (!(next > low && next < high)) next = low === 0 ? high / 16 : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  const most = 10_000 + 20 * Math.sqrt(a);
  for (let n = 1; n < most && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, Math.exp(a * Math.log(x) - x - logGamma(a)) * sum);
}

/** 1 - P(a, x). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  const most = 10_000 + 20 * Math.sqrt(a);
  for (let i = 1; i < most; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return Math.exp(a * Math.log(x) - x - logGamma(a)) * h;
}

/** First guess (Wilson and Hilferty, "The distribution of chi-square", PNAS 17, 1931). */
function wilsonHilferty(a: number, share: number): number {
  const cube = 1 - 1 / (9 * a) + normalQuantile(share) / (3 * Math.sqrt(a));
  return a * cube * cube * cube;
}

/** Good to 4.5e-4, which is enough to start from (Abramowitz and Stegun 26.2.23). */
function normalQuantile(share: number): number {
  const tail = Math.min(share, 1 - share);
  const t = Math.sqrt(-2 * Math.log(tail));
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return share < 0.5 ? -z : z;
}
