import type { Rng } from '../rng.ts';

/** A gamma number with this shape and mean 1 (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000). */
export function gammaOfMeanOne(rng: Rng, shape: number): number {
  // Below 1 a gamma of shape + 1 is thinned by a power of a uniform number.
  if (shape < 1) return ((gammaOfMeanOne(rng, shape + 1) * (shape + 1)) / shape) * rng.unit() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    // The logarithm of a lognormal number is normal.
    const x = Math.log(rng.lognormal(1, 1));
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - rng.unit()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}
