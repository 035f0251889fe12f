import { expect, test } from 'vitest';
import { exactInterval } from './interval.ts';

test('the exact interval of known cases', () => {
  // Closed forms: at no case the upper bound is 1 - 0.025^(1/n), and the other end mirrors it.
  expect(exactInterval(0, 10)?.[0]).toBe(0);
  expect(exactInterval(0, 10)?.[1]).toBeCloseTo(1 - 0.025 ** (1 / 10), 9);
  expect(exactInterval(10, 10)?.[0]).toBeCloseTo(0.025 ** (1 / 10), 9);
  expect(exactInterval(10, 10)?.[1]).toBe(1);
  // Two of six: Beta(2, 5) at 2.5 % and Beta(3, 4) at 97.5 %.
  expect(exactInterval(2, 6)?.[0]).toBeCloseTo(0.0432718682927411, 9);
  expect(exactInterval(2, 6)?.[1]).toBeCloseTo(0.7772219044964888, 9);
});

test('large numbers neither underflow nor lose their order', () => {
  const interval = exactInterval(1500, 200_000) as [number, number];
  expect(interval[0]).toBeLessThan(0.0075);
  expect(interval[1]).toBeGreaterThan(0.0075);
  expect(interval[1] - interval[0]).toBeLessThan(0.001);
});

test('nothing is said of nobody', () => {
  expect(exactInterval(0, 0)).toBeNull();
});
