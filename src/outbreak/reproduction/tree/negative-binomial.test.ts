import { expect, test } from 'vitest';
import { offspringPosterior } from './negative-binomial.ts';

test('many cases with offspring of mean 1 and variance 3: dispersion near a half', () => {
  // Expected counts of a negative binomial distribution with R = 1 and k = 1/2 among 4,000 cases.
  const histogram: number[] = [];
  let p = 3 ** -0.5;
  for (let z = 0; z < 40; z++) {
    histogram.push(4_000 * p);
    p *= ((z + 0.5) / (z + 1)) * (1 / 1.5);
  }
  const cases = histogram.reduce((sum, count) => sum + count, 0);
  const offspring = histogram.reduce((sum, count, z) => sum + z * count, 0);
  const tree = {
    histogram,
    groups: [{ elapsed: 1, cases, offspring }],
    unseen: { cases: 0, elapsed: 0, offspring: 0 },
    detection: 1,
  };
  const posterior = offspringPosterior([tree], 1);
  const R = posterior.R(1);
  // Standard error of the mean: sqrt(3 / 4000).
  expect(R.lower).toBeCloseTo(1 - 1.96 * Math.sqrt(3 / 4_000), 2);
  expect(R.upper).toBeCloseTo(1 + 1.96 * Math.sqrt(3 / 4_000), 2);
  expect(posterior.dispersion.lower).toBeLessThan(0.5);
  expect(posterior.dispersion.upper).toBeGreaterThan(0.5);
  expect(posterior.dispersion.upper / posterior.dispersion.lower).toBeLessThan(2.5);
  expect(posterior.points.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
});

test('cases that had less of their time say less', () => {
  const seen = {
    histogram: [6, 2, 2],
    groups: [{ elapsed: 1, cases: 10, offspring: 6 }],
    unseen: { cases: 0, elapsed: 0, offspring: 0 },
    detection: 1,
  };
  const width = (tree: typeof seen) => {
    const { lower, upper } = offspringPosterior([tree], 0.6).R(0.6);
    return Math.log(upper / lower);
  };
  const half = { ...seen, groups: [{ elapsed: 0.3, cases: 10, offspring: 1 }], histogram: [9, 1] };
  expect(width(half)).toBeGreaterThan(width(seen));
});
