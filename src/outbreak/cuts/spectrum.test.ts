import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Matrix } from './matrix.ts';
import { dominant } from './spectrum.ts';

function matrix(rows: number[][]): Matrix {
  const start = [0];
  const column: number[] = [];
  const value: number[] = [];
  for (const row of rows) {
    row.forEach((x, b) => {
      if (x === 0) return;
      column.push(b);
      value.push(x);
    });
    start.push(column.length);
  }
  return {
    size: rows.length,
    start: Uint32Array.from(start),
    column: Uint32Array.from(column),
    value: Float64Array.from(value),
  };
}

test.each([
  ['one agent that infects itself', [[0.7]], 0.7],
  [
    'a chain, which ends by itself',
    [
      [0, 3, 0],
      [0, 0, 3],
      [0, 0, 0],
    ],
    0,
  ],
  [
    'a ring, which never settles without a shift',
    [
      [0, 2, 0],
      [0, 0, 4],
      [1, 0, 0],
    ],
    2,
  ],
  [
    'two agents',
    [
      [1, 2],
      [3, 2],
    ],
    4,
  ],
  [
    'the larger of two apart',
    [
      [0.5, 9, 0],
      [0, 0, 0],
      [0, 0, 0.8],
    ],
    0.8,
  ],
  ['nobody', [], 0],
])('%s', (_, rows, value) => {
  expect(dominant(matrix(rows)).value).toBeCloseTo(value, 8);
});

test('any matrix: within its bounds, and the eigenvectors are', () => {
  const rows = fc.array(
    fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 3, noNaN: true })), { minLength: 5, maxLength: 5 }),
    { minLength: 5, maxLength: 5 },
  );
  fc.assert(
    fc.property(rows, (list) => {
      const { value, lower, upper, right } = dominant(matrix(list));
      expect(lower).toBeLessThanOrEqual(value + 1e-12);
      expect(value).toBeLessThanOrEqual(upper + 1e-12);
      // Gelfand: the growth of high powers.
      let vector = [1, 1, 1, 1, 1];
      let growth = 0;
      for (let i = 0; i < 3000; i++) {
        vector = list.map((row) => row.reduce((sum, x, b) => sum + x * vector[b]!, 0));
        const size = vector.reduce((sum, x) => sum + x, 0);
        if (size === 0) break;
        if (i >= 1000) growth += Math.log(size) / 2000;
        vector = vector.map((x) => x / size);
      }
      const gelfand = vector.some((x) => x > 0) ? Math.exp(growth) : 0;
      expect(value).toBeCloseTo(gelfand, 1);
      // Parts that hardly know of each other settle slowly: the bounds then say so.
      if (value === 0 || upper - lower > 1e-6 * value) return;
      const inside = [...right.keys()].filter((a) => right[a]! > 0);
      for (const a of inside) {
        const image = inside.reduce((sum, b) => sum + list[a]![b]! * right[b]!, 0);
        expect(Math.abs(image - value * right[a]!)).toBeLessThan(1e-4 * value);
      }
    }),
    { numRuns: 60 },
  );
});
