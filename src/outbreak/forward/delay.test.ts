import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitDelays } from './delay.ts';
import { normalCdf } from './normal.ts';

/** Deterministic log-normal draws by quantiles: the sample is the distribution, as well as n points can be. */
function logNormal(n: number, median: number, sd: number): number[] {
  return Array.from({ length: n }, (_, i) => {
    const p = (i + 0.5) / n;
    let [low, high] = [-10, 10];
    for (let k = 0; k < 80; k++) {
      const middle = (low + high) / 2;
      if (normalCdf(middle) < p) low = middle;
      else high = middle;
    }
    return median * Math.exp(sd * low);
  });
}

test('the normal distribution', () => {
  for (const [x, p] of [
    [0, 0.5],
    [1.959963984540054, 0.975],
    [-1, 0.15865525393145707],
    [-8, 6.220960574271785e-16],
  ] as const) {
    expect(normalCdf(x) / p).toBeCloseTo(1, 6);
  }
});

test('delays that were watched for long enough give back their median', () => {
  const delays = logNormal(400, 600_000, 1).map((delay) => ({ delay, limit: 1e12 }));
  const { median, shownWithin, observed } = fitDelays(delays);
  expect(observed).toBe(400);
  expect(median.estimate).toBeGreaterThan(540_000);
  expect(median.estimate).toBeLessThan(660_000);
  expect(shownWithin(600_000).estimate).toBeCloseTo(0.5, 1);
  expect(median.lower).toBeLessThan(median.estimate);
});

test('delays that are cut off by the end of the telemetry do not look short', () => {
  const limit = 600_000;
  const seen = logNormal(800, 600_000, 1).filter((delay) => delay <= limit);
  const naive = fitDelays(seen.map((delay) => ({ delay, limit: 1e12 })));
  const corrected = fitDelays(seen.map((delay) => ({ delay, limit })));
  expect(naive.median.estimate).toBeLessThan(350_000);
  expect(corrected.median.upper).toBeGreaterThan(600_000);
});

test('nothing observed: the interval says that nothing is known', () => {
  const { shownWithin, observed } = fitDelays([]);
  const hour = shownWithin(3_600_000);
  expect(observed).toBe(0);
  expect(hour.upper - hour.lower).toBeGreaterThan(0.9);
});

test('any delays: a distribution function within its interval, and no NaN', () => {
  const some = fc.array(
    fc.record({
      delay: fc.double({ min: 0, max: 1e10, noNaN: true }),
      more: fc.double({ min: 0, max: 1e10, noNaN: true }),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(some, (list) => {
      const { shownWithin } = fitDelays(list.map(({ delay, more }) => ({ delay, limit: delay + more })));
      let before = 0;
      for (const elapsed of [-1, 0, 1, 1e3, 1e5, 1e7, 1e9, 1e15]) {
        const { estimate, lower, upper } = shownWithin(elapsed);
        expect(lower).toBeLessThanOrEqual(estimate + 1e-12);
        expect(estimate).toBeLessThanOrEqual(upper + 1e-12);
        expect(estimate).toBeGreaterThanOrEqual(before - 1e-12);
        expect(upper).toBeLessThanOrEqual(1 + 1e-9);
        before = estimate;
      }
    }),
    { numRuns: 25 },
  );
});
