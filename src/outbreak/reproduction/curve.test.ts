import { expect, test } from 'vitest';
import { makeOutbreak } from './made-outbreak.ts';
import { reproduction } from './reproduction.ts';
import { isEstimable } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function curveOf(generation: number, until: number) {
  const made = makeOutbreak(4, {
    R: { memory: 1.1 },
    k: 5,
    generation,
    until,
    detection: 1,
    introductions: 5,
  })!;
  const { curve, cases } = reproduction(made.list, made.posterior);
  if (!isEstimable(curve)) throw new Error(curve.notEstimable);
  return { curve, cases, end: made.list.until! };
}

test.each([
  [20 * MINUTE, 5 * MINUTE],
  [5 * HOUR, HOUR],
  [4 * 24 * HOUR, 24 * HOUR],
])('generations of %d ms are counted in bins of %d ms', (generation, bin) => {
  const { curve, cases } = curveOf(generation, 8 * generation);
  expect(curve.bin).toBe(bin);
  expect(curve.from % bin).toBe(0);
  expect(curve.incidence.reduce((sum, count) => sum + count, 0)).toBeCloseTo(cases, 9);
});

test('windows follow one another, the first has too little past and the last too little future', () => {
  const { curve, end } = curveOf(5 * HOUR, 40 * HOUR);
  expect(curve.cori).toHaveLength(curve.incidence.length - curve.window + 1);
  for (const points of [curve.cori, curve.wallingaTeunis, curve.tree]) {
    points.forEach((point, i) => {
      expect(point.start).toBe(curve.from + i * curve.bin);
      expect(point.end - point.start).toBe(curve.window * curve.bin);
      if (point.mean === null) return;
      expect(point.lower).toBeLessThanOrEqual(point.mean);
      expect(point.upper).toBeGreaterThanOrEqual(point.mean);
    });
  }
  expect(curve.tree.at(-1)).toMatchObject({ truncated: true });
  expect(curve.tree[0]!.truncated).toBe(false);
  expect(curve.cori.some(({ truncated }) => truncated)).toBe(false);
  expect(curve.tree.at(-1)!.end).toBeGreaterThan(end);
});
