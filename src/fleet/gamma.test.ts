import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gammaP, gammaQuantile } from './gamma.ts';

test('with a whole shape it is the tail of a Poisson sum', () => {
  for (const [a, x] of [
    [1, 0.3],
    [3, 2],
    [7, 20],
    [40, 31],
  ] as const) {
    let term = Math.exp(-x);
    let below = 0;
    for (let i = 0; i < a; i++) {
      below += term;
      term *= x / (i + 1);
    }
    expect(gammaP(a, x)).toBeCloseTo(1 - below, 13);
  }
});

test('halves of chi-square quantiles, as every table prints them', () => {
  // 0.95 quantiles of chi-square with 1, 2, 10 and 100 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4).
  for (const [degrees, quantile] of [
    [1, 3.841],
    [2, 5.991],
    [10, 18.307],
    [100, 124.342],
  ] as const) {
    expect(2 * gammaQuantile(degrees / 2, 0.95)).toBeCloseTo(quantile, 3);
  }
  expect(gammaQuantile(1, 0.5)).toBeCloseTo(Math.LN2, 12);
});

test('the quantile undoes the distribution function', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 5, noNaN: true }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (e, p) => {
        const a = 10 ** e;
        const x = gammaQuantile(a, p);
        expect(x).toBeGreaterThanOrEqual(0);
        if (x > 0) expect(Math.abs(gammaP(a, x) - p)).toBeLessThan(1e-9);
      },
    ),
    { numRuns: 500 },
  );
});
