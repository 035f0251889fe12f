import { expect, test } from 'vitest';
import { INTRODUCTION, type LineList, UNOBSERVED } from '../../line-list/line-list.ts';
import { possible } from '../made-outbreak.ts';
import { linksOf } from './links.ts';

function listOf(transmissions: LineList['transmissions'], cases: number): LineList {
  return {
    behaviour: 'x',
    cases: Array.from({ length: cases }, (_, i) => ({ session: i, agent: i, onset: undefined, probability: 1 })),
    transmissions,
    from: undefined,
    until: undefined,
    assessed: 1,
  };
}

const INTRODUCED = [{ from: INTRODUCTION, probability: 1, transmission: -1 }];

test("an unobserved infector's channel is that of what the case read from others", () => {
  const list = listOf([possible(0, 1, 'memory'), possible(-1, 2, 'web')], 3);
  const links = linksOf(list, [
    INTRODUCED,
    [{ from: 0, probability: 1, transmission: 0 }],
    [{ from: UNOBSERVED, probability: 1, transmission: -1 }],
  ]);
  expect(links.channels).toEqual(['memory', 'web']);
  expect([...links.listed]).toEqual([1, 0]);
  expect([...links.unlisted]).toEqual([0, 1]);
  expect(links.introductions).toBe(1);
});

test('where it read none, that of the known links', () => {
  const list = listOf([possible(0, 1, 'memory'), possible(0, 2, 'memory'), possible(0, 3, 'web')], 5);
  const links = linksOf(list, [
    INTRODUCED,
    ...[0, 1, 2].map((transmission) => [{ from: 0, probability: 1, transmission }]),
    [{ from: UNOBSERVED, probability: 1, transmission: -1 }],
  ]);
  expect([...links.unlisted]).toEqual([expect.closeTo(2 / 3, 12), expect.closeTo(1 / 3, 12)]);
});

test('with a probability for each row, an infector that used two channels counts in both', () => {
  const list = listOf([possible(0, 1, 'memory'), possible(0, 1, 'web')], 2);
  const posterior = [INTRODUCED, [{ from: 0, probability: 1, transmission: 0 }]];
  expect([...linksOf(list, posterior).listed]).toEqual([1, 0]);
  expect([...linksOf(list, posterior, [], [0.6, 0.2]).listed]).toEqual([
    expect.closeTo(0.75, 12),
    expect.closeTo(0.25, 12),
  ]);
});

test('what is missing to 1 is unobserved, and no answer at all as well; a case never infects itself', () => {
  const links = linksOf(listOf([], 3), [
    [{ from: INTRODUCTION, probability: 0.25, transmission: -1 }],
    [],
    [{ from: 2, probability: Number.NaN, transmission: 7 }],
  ]);
  expect(links.introductions).toBe(0.25);
  expect(links.unknown).toBeCloseTo(2.75, 12);
  const own = linksOf(listOf([possible(0, 0, 'memory')], 1), [[{ from: 0, probability: 1, transmission: 0 }]]);
  expect(own.introductions).toBe(1);
});
