import { expect, test } from 'vitest';
import type { Channel } from '../../fleet/index.ts';
import { INTRODUCTION, type LineList, type TransmissionPosterior } from '../line-list/line-list.ts';
import { possible } from './made-outbreak.ts';
import { nextGeneration } from './next-generation.ts';
import { randomStream } from './random.ts';
import { linksOf } from './tree/links.ts';
import { isEstimable, type NextGeneration } from './types.ts';

/** Cases with a role each (its agent), infected by the one named. */
function matrixOf(rows: readonly [role: number, from: number, channel?: Channel][]): NextGeneration | undefined {
  const transmissions = rows.flatMap(([, from, channel], to) => (from >= 0 ? [possible(from, to, channel!)] : []));
  const list: LineList = {
    behaviour: 'x',
    cases: rows.map(([agent], session) => ({ session, agent, onset: undefined, probability: 1 })),
    transmissions,
    from: undefined,
    until: undefined,
    assessed: 1,
  };
  const posterior: TransmissionPosterior = rows.map(([, from], to) => [
    { from, probability: 1, transmission: transmissions.findIndex((row) => row.to === to) },
  ]);
  const role = (agent: number) => ['coder', 'reviewer', 'writer'][agent]!;
  const elapsed = new Float64Array(rows.length).fill(1);
  const result = nextGeneration(list, linksOf(list, posterior), elapsed, role, randomStream(1));
  return isEstimable(result) ? result : undefined;
}

test('two roles that infect each other in turn: a periodic matrix with the root of the product', () => {
  // One coder infects four reviewers by memory; of four, one reviewer infects one coder through the web.
  const K = matrixOf([
    [0, INTRODUCTION],
    [1, 0, 'memory'],
    [1, 0, 'memory'],
    [1, 0, 'memory'],
    [1, 0, 'memory'],
    [0, 1, 'web'],
  ])!;
  expect(K.roles).toEqual(['reviewer', 'coder']);
  // Two coders: 4 / 2 reviewers each; four reviewers: 1 / 4 coder each.
  expect(K.matrix).toEqual([
    [0, 2],
    [0.25, 0],
  ]);
  expect(K.R.estimate).toBeCloseTo(Math.sqrt(0.5), 8);
  // Neither channel closes the circle alone, and each is needed as much as the other.
  expect(K.channels.map(({ alone }) => alone.estimate)).toEqual([0, 0]);
  for (const { elasticity } of K.channels) expect(elasticity.estimate).toBeCloseTo(0.5, 8);
});

test('one role: R is offspring over cases and each elasticity the share of transmissions', () => {
  const K = matrixOf([
    [0, INTRODUCTION],
    [0, 0, 'memory'],
    [0, 0, 'memory'],
    [0, 1, 'web'],
  ])!;
  expect(K.R.estimate).toBeCloseTo(0.75, 12);
  expect(K.channels.map(({ channel, elasticity }) => [channel, elasticity.estimate])).toEqual([
    ['memory', expect.closeTo(2 / 3, 12)],
    ['web', expect.closeTo(1 / 3, 12)],
  ]);
  expect(K.R.lower).toBeLessThan(0.75);
  expect(K.R.upper).toBeGreaterThan(0.75);
});

test('a role that only receives does not add to growth', () => {
  const K = matrixOf([
    [0, INTRODUCTION],
    [0, 0, 'memory'],
    [1, 0, 'web'],
    [1, 1, 'web'],
    [1, 1, 'web'],
  ])!;
  expect(K.R.estimate).toBeCloseTo(0.5, 10);
  const [memory, web] = K.channels.map(({ elasticity }) => elasticity.estimate);
  expect(memory).toBeCloseTo(1, 12);
  expect(web).toBeCloseTo(0, 12);
});

test('a chain through roles that never returns has no eigenvalue', () => {
  expect(
    matrixOf([
      [0, INTRODUCTION],
      [1, 0, 'memory'],
      [2, 1, 'memory'],
    ]),
  ).toBeUndefined();
});
