import { gammaP } from '../../../fleet/index.ts';

/**
 * Serial interval in whole bins from its mean and standard deviation: a gamma distribution shifted by one bin, each bin
 * taking the times around it by a triangle (Cori and others, "A new framework and software to estimate time-varying
 * reproduction numbers during epidemics", American Journal of Epidemiology 178, 2013, web appendix 11). Place 0 is 0: in
 * this model nobody infects within the bin of the own onset.
 *
 * @param mean in bins, above 1
 * @param sd in bins, above 0
 * @param length how many places; what lies beyond is left out
 */
export function discreteSerialInterval(mean: number, sd: number, length: number): number[] {
  const shape = ((mean - 1) / sd) ** 2;
  const scale = sd ** 2 / (mean - 1);
  const F = (x: number) => gammaP(shape, x / scale);
  const G = (x: number) => gammaP(shape + 1, x / scale);
  return Array.from({ length }, (_, k) => {
    const weight =
      k * F(k) + (k - 2) * F(k - 2) - 2 * (k - 1) * F(k - 1) + shape * scale * (2 * G(k - 1) - G(k - 2) - G(k));
    return Math.max(0, weight);
  });
}

/** Mean of a serial interval in bins. */
export function meanOf(serialInterval: readonly number[]): number {
  return serialInterval.reduce((sum, weight, k) => sum + weight * k, 0);
}
