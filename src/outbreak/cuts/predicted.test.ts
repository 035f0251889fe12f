import { expect, test } from 'vitest';
import { randomStream } from '../reproduction/random.ts';
import { futureCases } from './future.ts';
import { predicted } from './predicted.ts';

const one = (cases: number, begun: number) => ({ cases, begun, infectedOf: new Float64Array() });
const sure = (cases: number, begun: number) => {
  const after = one(cases, begun);
  return predicted({ estimate: after, lower: after, upper: after });
};

function poisson(random: () => number, mean: number): number {
  let [count, product] = [0, random()];
  for (const end = Math.exp(-mean); product > end; product *= random()) count++;
  return count;
}

test.each([
  [1, 0.5],
  [4, 0.9],
  [3, 2],
  [20, 1.5],
])('%d begun, each infecting %d, three generations: 95 % of the runs lie within', (begun, R) => {
  const random = randomStream(begun * 10 + R);
  const { lower, upper } = sure(begun * (1 + R + R * R), begun);
  let held = 0;
  for (let run = 0; run < 2_000; run++) {
    let current = poisson(random, begun);
    let cases = current;
    for (let g = 1; g < 3; g++) {
      let next = 0;
      for (let i = 0; i < current; i++) next += poisson(random, R);
      cases += next;
      current = next;
    }
    if (cases >= Math.floor(lower) && cases <= Math.ceil(upper)) held++;
  }
  expect(held / 2_000).toBeGreaterThan(0.94);
});

test('what is not known of the mean widens it, and nothing expected has no more than the upper end', () => {
  const known = sure(10, 4);
  const unknown = predicted({ estimate: one(10, 4), lower: one(3, 2), upper: one(30, 8) });
  expect(unknown.lower).toBeLessThan(known.lower);
  expect(unknown.upper).toBeGreaterThan(known.upper);
  expect(predicted({ estimate: one(0, 0), lower: one(0, 0), upper: one(2, 1) })).toEqual({
    estimate: 0,
    lower: 0,
    upper: 2,
  });
});

test('what stands is read over the whole time: little of it has had three generations', () => {
  const matrix = { size: 1, start: Uint32Array.of(0, 1), column: Uint32Array.of(0), value: Float64Array.of(2) };
  const none = { agents: new Set<number>(), entries: [] };
  const beginning = { infected: Float64Array.of(0), standing: Float64Array.of(3) };
  const { cases, begun } = futureCases(matrix, beginning, none, Float64Array.of(1e9), 3);
  // One a generation, with 1, then 1 + 2, then 1 + 2 + 4 cases by the end.
  expect(cases).toBeCloseTo(11, 6);
  expect(begun).toBeCloseTo(3, 6);
});
