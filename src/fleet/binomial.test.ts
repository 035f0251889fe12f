import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { binomialInterval, wilsonInterval } from './binomial.ts';

// 0 of n has the closed form 1 - 0.025^(1/n). The others: Fleiss, "Statistical Methods for Rates and Proportions", and
// Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: 81/263, 15/148, 1/29.
test.each([
  [0, 20, 0, 0.1684],
  [0, 200, 0, 0.01828],
  [81, 263, 0.2527, 0.3676],
  [15, 148, 0.0578, 0.1617],
  [1, 29, 0.0009, 0.1776],
  [29, 29, 0.8806, 1],
])('%i of %i', (count, n, lower, upper) => {
  const interval = binomialInterval(count, n);
  expect(interval.lower).toBeCloseTo(lower, 4);
  expect(interval.upper).toBeCloseTo(upper, 4);
});

property.prop([fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true })])(
  'it holds the share that was seen, and mirrors',
  (n, share) => {
    const count = Math.round(share * n);
    const { lower, upper } = binomialInterval(count, n);
    expect(lower).toBeLessThanOrEqual(count / n);
    expect(upper).toBeGreaterThanOrEqual(count / n);
    const mirrored = binomialInterval(n - count, n);
    expect(1 - mirrored.upper).toBeCloseTo(lower, 9);
  },
);

// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the score interval of %i of %i', (count, n, lower, upper) => {
  const interval = wilsonInterval(count, n);
  expect(interval.lower).toBeCloseTo(lower, 4);
  expect(interval.upper).toBeCloseTo(upper, 4);
});
