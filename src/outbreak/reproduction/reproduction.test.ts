import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../fleet/index.ts';
import { INTRODUCTION, type LineList, type TransmissionPosterior, UNOBSERVED } from '../line-list/line-list.ts';
import { elapsedShare } from './generation-time.ts';
import { type MadeOutbreak, type Making, makeOutbreak, possible } from './made-outbreak.ts';
import { reproduction } from './reproduction.ts';
import { type Estimate, type Interval, isEstimable, type Reproduction } from './types.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

function figure(estimate: Estimate): Interval {
  if (!isEstimable(estimate)) throw new Error(estimate.notEstimable);
  return estimate;
}

/** A list whose cases start at these hours, each infected by the one named. */
function chain(
  rows: readonly [hour: number, from: number, channel?: Channel][],
  until: number,
): [LineList, TransmissionPosterior] {
  const transmissions = rows.flatMap(([, from, channel], to) =>
    from >= 0 ? [possible(from, to, channel ?? 'memory')] : [],
  );
  const list: LineList = {
    behaviour: 'relay',
    cases: rows.map(([hour], i) => ({ session: i, agent: i, onset: START + hour * HOUR, probability: 1 })),
    transmissions,
    from: START,
    until: START + until * HOUR,
    assessed: 1,
  };
  const posterior = rows.map(([, from], to) => [
    { from, probability: 1, transmission: transmissions.findIndex((row) => row.to === to) },
  ]);
  return [list, posterior];
}

/** What the whole fleet had in truth: transmissions over cases, each case with the share of its time that had elapsed. */
function realisedIn(made: MadeOutbreak, result: Reproduction, channel?: Channel): number {
  const infected = made.truth.filter((one) => (channel ? one.channel === channel : one.channel !== undefined)).length;
  const time = result.generationTime;
  const elapsed = (onset: number) =>
    isEstimable(time) ? elapsedShare({ mean: time.mean.estimate, shape: time.shape }, made.until - onset) : 1;
  return infected / made.truth.reduce((sum, { onset }) => sum + elapsed(onset), 0);
}

const MAKING: Making = {
  R: { memory: 0.9, web: 0.4, codebase: 0.1 },
  k: 1,
  generation: 5 * HOUR,
  until: 40 * HOUR,
  detection: 0.8,
};

test('a finished outbreak with every link known: R is offspring over cases, and the realised one is certain', () => {
  const [list, posterior] = chain(
    [
      [0, INTRODUCTION],
      [1, 0],
      [2, 0, 'web'],
      [3, 1],
    ],
    10_000,
  );
  const result = reproduction(list, posterior, { detection: { lower: 1, upper: 1 } });
  expect(figure(result.overall.realised)).toEqual({ estimate: 0.75, lower: 0.75, upper: 0.75 });
  expect(figure(result.overall.R).lower).toBeLessThan(0.5);
  expect(figure(result.overall.R).upper).toBeGreaterThan(1.2);
  expect(result.channels.map(({ channel, transmissions }) => [channel, transmissions])).toEqual([
    ['memory', 2],
    ['web', 1],
  ]);
  expect(result.introductions).toBe(1);
  expect(result.offspring.cases).toEqual([2, 1, 1].map((cases) => expect.closeTo(cases, 9)));
});

test('recent cases count by the share of their time: without that, a growing outbreak looks smaller', () => {
  const made = makeOutbreak(5, { ...MAKING, R: { memory: 2 }, k: 100, until: 25 * HOUR, detection: 1 })!;
  const R = figure(reproduction(made.list, made.posterior).overall.R);
  const naive = (made.truth.length - 1) / made.truth.length;
  expect(made.truth.length).toBeGreaterThan(20);
  expect(R.lower).toBeLessThan(2);
  expect(R.upper).toBeGreaterThan(2);
  expect(R.estimate).toBeGreaterThan(naive * 1.3);
});

test('cases that were missed do not lower R', () => {
  const sums = { all: 0, thinned: 0 };
  for (let seed = 1; seed <= 30; seed++) {
    const making = { ...MAKING, R: { memory: 0.5, web: 0.3 }, introductions: 6 };
    const all = makeOutbreak(seed, { ...making, detection: 1 })!;
    const thinned = makeOutbreak(seed, { ...making, detection: 0.6 })!;
    sums.all += figure(reproduction(all.list, all.posterior).overall.R).estimate / 30;
    sums.thinned += figure(reproduction(thinned.list, thinned.posterior).overall.R).estimate / 30;
  }
  expect(sums.thinned / sums.all).toBeGreaterThan(0.9);
  expect(sums.thinned / sums.all).toBeLessThan(1.1);
});

test('intervals of the realised R of each channel cover what the fleet had', { timeout: 60_000 }, () => {
  let covered = 0;
  let asked = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const made = makeOutbreak(seed, { ...MAKING, detection: 0.6 + (0.4 * (seed % 5)) / 4 });
    if (made === undefined || made.list.cases.length === 0) continue;
    const result = reproduction(made.list, made.posterior, { exposed: ['memory', 'web', 'codebase'] });
    for (const { channel, realised } of result.channels) {
      if (!isEstimable(realised)) continue;
      const truth = realisedIn(made, result, channel);
      asked++;
      if (truth >= realised.lower - 1e-9 && truth <= realised.upper + 1e-9) covered++;
    }
  }
  expect(asked).toBeGreaterThan(120);
  expect(covered / asked).toBeGreaterThan(0.92);
});

describe('what cannot be estimated says why', () => {
  test('no case', () => {
    const result = reproduction(
      { behaviour: 'x', cases: [], transmissions: [], from: undefined, until: undefined, assessed: 1 },
      [],
    );
    expect(result.overall.R).toEqual({ notEstimable: 'there is no case' });
    expect(result.channels).toEqual([]);
    expect(result.generationTime).toEqual({ notEstimable: 'the telemetry has no times' });
    finite(result);
  });

  test('a single case has infected nobody yet, and the interval says how little that is', () => {
    const [list, posterior] = chain([[0, INTRODUCTION]], 100);
    const result = reproduction(list, posterior, { exposed: ['memory'], channels: ['web'] });
    const R = figure(result.overall.R);
    expect(R.estimate).toBe(0);
    expect(R.upper).toBeGreaterThan(2);
    expect(result.channels.map(({ channel }) => channel)).toEqual(['memory', 'web']);
    expect(figure(result.channels[0]!.R).estimate).toBe(0);
    expect(result.channels[1]!.R).toEqual({ notEstimable: 'nobody was exposed through it' });
    expect(result.offspring.dispersion).toEqual({ notEstimable: 'fewer than 5 cases have a listed infector' });
    finite(result);
  });

  test('everything at one instant: links count, times say nothing', () => {
    const [list, posterior] = chain(
      [
        [0, INTRODUCTION],
        [0, 0],
        [0, 0],
        [0, 1],
      ],
      0,
    );
    const result = reproduction(list, posterior);
    expect(figure(result.overall.R).estimate).toBe(0.75);
    expect(isEstimable(result.generationTime)).toBe(false);
    expect(isEstimable(result.curve)).toBe(false);
    expect(result.truncation.corrected).toBe(false);
    finite(result);
  });

  test('onsets in the wrong order are counted as such', () => {
    const [list, posterior] = chain(
      [
        [5, INTRODUCTION],
        [3, 0],
        [9, 0],
        [12, 2],
      ],
      48,
    );
    const result = reproduction(list, posterior);
    if (!isEstimable(result.generationTime)) throw new Error('there are pairs in order');
    expect(result.generationTime.disordered).toBe(1);
    expect(result.notes.join(' ')).toContain('clocks differ');
    finite(result);
  });

  test('hardly any listed infector: renewal, where a generation time is given', () => {
    const rows = Array.from({ length: 60 }, (_, i): [number, number] => [i / 2, i === 0 ? INTRODUCTION : UNOBSERVED]);
    const [list, posterior] = chain(rows, 30);
    expect(reproduction(list, posterior).method).toBe('tree');
    const result = reproduction(list, posterior, { generationTime: { mean: 5 * HOUR, sd: 2 * HOUR } });
    expect(result.method).toBe('renewal');
    const R = figure(result.overall.R);
    expect(R.lower).toBeLessThan(1.1);
    expect(R.upper).toBeGreaterThan(1.1);
    finite(result);
  });
});

describe('for whatever list and posterior', () => {
  const channel = fc.constantFrom<Channel>('memory', 'web', 'message');
  const wild = fc
    .array(
      fc.record({
        onset: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
        certain: fc.double({ min: 0.01, max: 1, noNaN: true }),
        infectors: fc.array(
          fc.record({ from: fc.integer({ min: -3, max: 14 }), weight: fc.double({ min: 0, max: 1 }), channel }),
          { maxLength: 4 },
        ),
      }),
      { maxLength: 12 },
    )
    .map((rows): [LineList, TransmissionPosterior] => {
      const list: LineList = {
        behaviour: 'x',
        cases: rows.map(({ onset, certain }, i) => ({
          session: i,
          agent: i % 3,
          onset: onset === undefined ? undefined : START + onset * HOUR,
          probability: certain,
        })),
        transmissions: rows.flatMap(({ infectors }, to) =>
          infectors.map((one) => possible(one.from >= rows.length ? -1 : Math.max(one.from, -1), to, one.channel)),
        ),
        from: START,
        until: START + 150 * HOUR,
        assessed: 0.8,
      };
      let row = 0;
      return [
        list,
        rows.map(({ infectors }) =>
          infectors.map(({ from, weight }) => ({ from, probability: weight, transmission: row++ })),
        ),
      ];
    });

  test('figures are finite, intervals ordered, and the channels sum to the whole', () => {
    fc.assert(
      fc.property(wild, ([list, posterior]) => {
        const result = reproduction(list, posterior, { role: (agent) => `role ${agent}` });
        finite(result);
        const { R } = result.overall;
        if (!isEstimable(R) || result.channels.length === 0 || result.method === 'renewal') return;
        const channels = result.channels.reduce((sum, one) => sum + figure(one.R).estimate, 0);
        expect(channels).toBeCloseTo(R.estimate, 6);
        if (!isEstimable(result.nextGeneration)) return;
        expect(result.nextGeneration.channels.reduce((sum, one) => sum + one.elasticity.estimate, 0)).toBeCloseTo(
          1,
          12,
        );
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('the same seed gives the same figures; moving all times changes none of R', () => {
    const made = makeOutbreak(3, { ...MAKING, introductions: 3 })!;
    const moved = {
      ...made.list,
      cases: made.list.cases.map((one) => ({ ...one, onset: one.onset! + 24 * HOUR })),
      from: made.list.from! + 24 * HOUR,
      until: made.list.until! + 24 * HOUR,
    };
    const [a, b, c] = [made.list, made.list, moved].map((list) => reproduction(list, made.posterior));
    expect(a).toEqual(b);
    expect(c!.overall).toEqual(a!.overall);
    expect(c!.channels).toEqual(a!.channels);
  });
});

/** No NaN and no infinity anywhere, and every interval in order. */
function finite(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  if (value === null || typeof value !== 'object') return;
  for (const part of Object.values(value)) finite(part);
  const { estimate, lower, upper } = value as Partial<Interval>;
  if (estimate === undefined || lower === undefined || upper === undefined) return;
  expect(lower).toBeLessThanOrEqual(estimate);
  expect(upper).toBeGreaterThanOrEqual(estimate);
}
