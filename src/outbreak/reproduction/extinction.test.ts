import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extinctionProbability } from './extinction.ts';

// Poisson: the smallest root of q = exp(-R (1 - q)); geometric: 1 / R; the others are roots of the equation itself, which
// for R = 3 and k = 1/2 is q = 1 / 2 exactly.
test.each([
  [1.5, Number.POSITIVE_INFINITY, 0.417188],
  [2, Number.POSITIVE_INFINITY, 0.203188],
  [3, Number.POSITIVE_INFINITY, 0.05952],
  [1.5, 1, 2 / 3],
  [3, 1, 1 / 3],
  [3, 0.5, 0.5],
  [1.5, 0.1, 0.932342],
  [2, 0.16, 0.837309],
])('R %d and k %d', (R, k, probability) => {
  expect(extinctionProbability(R, k)).toBeCloseTo(probability, 5);
});

test('between 0 and 1, certain at or below R = 1, and less likely the larger R is', () => {
  const positive = fc.double({ min: 0.01, max: 50, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, (a, b, k) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const [first, second] = [extinctionProbability(low, k), extinctionProbability(high, k)];
      expect(first).toBeLessThanOrEqual(1);
      expect(second).toBeGreaterThanOrEqual(0);
      expect(second).toBeLessThanOrEqual(first + 1e-9);
      if (low <= 1) expect(first).toBe(1);
    }),
  );
});
