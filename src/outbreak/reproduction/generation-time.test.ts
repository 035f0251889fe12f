import { expect, test } from 'vitest';
import { elapsedShare, fitGenerationTime } from './generation-time.ts';
import { makeOutbreak } from './made-outbreak.ts';
import { linksOf } from './tree/links.ts';
import { isEstimable } from './types.ts';

const HOUR = 3_600_000;

test('in a growing outbreak the generations seen are the short ones; the fit knows that', () => {
  // Mean 5 h; the outbreak doubles in less, and is looked at after 20 h.
  const made = makeOutbreak(11, {
    R: { memory: 3 },
    k: 100,
    generation: 5 * HOUR,
    until: 20 * HOUR,
    detection: 1,
    introductions: 2,
  })!;
  const pairs = made.truth.filter(({ from }) => from >= 0);
  const naive = pairs.reduce((sum, { onset, from }) => sum + onset - made.truth[from]!.onset, 0) / pairs.length;
  const fit = fitGenerationTime(made.list, linksOf(made.list, made.posterior), made.list.until!);
  if (!isEstimable(fit)) throw new Error(fit.notEstimable);
  expect(pairs.length).toBeGreaterThan(50);
  expect(naive).toBeLessThan(4.2 * HOUR);
  expect(fit.time.mean.estimate).toBeGreaterThan(naive);
  expect(fit.time.mean.lower).toBeLessThan(5 * HOUR);
  expect(fit.time.mean.upper).toBeGreaterThan(5 * HOUR);
  expect(fit.time.pairs).toBeCloseTo(pairs.length, 9);
  expect(fit.candidates.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
});

test('the share of a generation that is over: exponential for shape 1', () => {
  expect(elapsedShare({ mean: HOUR, shape: 1 }, HOUR)).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(elapsedShare({ mean: HOUR, shape: 1 }, -5)).toBe(0);
  expect(elapsedShare({ mean: HOUR, shape: 2 }, Number.POSITIVE_INFINITY)).toBe(1);
});
