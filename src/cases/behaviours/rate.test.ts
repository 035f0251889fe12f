import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { RateTable, upperTail } from './rate.ts';

describe('the tail of a negative binomial', () => {
  // With size 1 it is geometric: P(X >= n) = p^n.
  test.each([1, 3, 10, 40])('geometric, %i or more', (n) => {
    expect(upperTail(n, 2, 1)).toBeCloseTo((2 / 3) ** n, 12);
  });

  test('it comes close to the Poisson tail when the size is large', () => {
    // P(X >= 5 | mean 2) = 0.0526530173 (Poisson).
    expect(upperTail(5, 2, 1e9)).toBeCloseTo(0.052653, 5);
  });

  test('far out it is small, and never negative or zero by rounding', () => {
    const p = upperTail(200, 2, 5);
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1e-20);
  });

  property.prop([
    fc.integer({ min: 1, max: 300 }),
    fc.double({ min: 0.01, max: 100, noNaN: true }),
    fc.double({ min: 0.1, max: 1e4, noNaN: true }),
  ])('it falls with the count', (count, mean, size) => {
    expect(upperTail(count + 1, mean, size)).toBeLessThanOrEqual(upperTail(count, mean, size) + 1e-12);
  });
});

describe('a session against the others', () => {
  const table = (counts: number[]) => {
    const t = new RateTable();
    for (const count of counts) t.add(count, 10);
    return t;
  };

  test('nothing to compare with says nothing', () => expect(new RateTable().pValue(50, 1)).toBe(1));

  test('more than all others is rare, as many as they is not', () => {
    const t = table([1, 0, 2, 1, 0, 1, 1, 0, 2, 1, 0, 1]);
    expect(t.pValue(12, 10)).toBeLessThan(1e-5);
    expect(t.pValue(2, 10)).toBeGreaterThan(0.1);
  });

  test('a long session may do it more often', () => {
    const t = table([1, 0, 2, 1, 0, 1, 1, 0, 2, 1, 0, 1]);
    expect(t.pValue(12, 120)).toBeGreaterThan(0.1);
  });

  test('counts that spread widely make a high one less rare', () => {
    expect(table([0, 0, 0, 9, 0, 0, 8, 0, 0, 0, 7, 0]).pValue(12, 10)).toBeGreaterThan(
      table([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]).pValue(12, 10),
    );
  });

  test('taking a session out again leaves the table as it was', () => {
    const t = table([1, 0, 2, 1]);
    const before = t.pValue(4, 10);
    t.add(30, 10);
    t.add(30, 10, -1);
    expect(t.pValue(4, 10)).toBeCloseTo(before, 12);
  });

  test('its false alarms are about as many as promised', () => {
    // Poisson sessions of mean 1, each against the others: calls at 0.01 should be at most about 1 in 100.
    let state = 12345;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    const poisson = () => {
      let n = 0;
      for (let p = uniform(); p > Math.exp(-1); p *= uniform()) n++;
      return n;
    };
    const counts = Array.from({ length: 20_000 }, poisson);
    const t = new RateTable();
    for (const count of counts) t.add(count, 1);
    let calls = 0;
    for (const count of counts) {
      t.add(count, 1, -1);
      if (t.pValue(count, 1) <= 0.01) calls++;
      t.add(count, 1);
    }
    expect(calls / counts.length).toBeLessThan(0.01);
    expect(calls).toBeGreaterThan(0);
  });
});
