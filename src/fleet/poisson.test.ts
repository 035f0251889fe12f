import { expect, test } from 'vitest';
import { poissonInterval } from './poisson.ts';

// Published table values: Ulm, "A simple method to calculate the confidence interval of a standardized mortality ratio",
// American Journal of Epidemiology 131, 1990, gives the same limits by the chi-square quantiles.
test.each([
  [0, 0, 3.68888],
  [1, 0.02532, 5.57164],
  [5, 1.62349, 11.66833],
  [10, 4.79539, 18.39036],
  [100, 81.36395, 121.6268],
])('a count of %i', (count, lower, upper) => {
  const interval = poissonInterval(count);
  expect(interval.lower).toBeCloseTo(lower, 3);
  expect(interval.upper).toBeCloseTo(upper, 3);
});

test('large counts come close to the normal approximation', () => {
  const { lower, upper } = poissonInterval(1_000_000);
  expect(lower).toBeCloseTo(1_000_000 - 1.96 * 1000, -1.5);
  expect(upper).toBeCloseTo(1_000_000 + 1.96 * 1000, -1.5);
});
