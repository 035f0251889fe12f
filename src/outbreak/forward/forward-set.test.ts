import { expect, test } from 'vitest';
import type { ContactEngine } from '../../contacts/index.ts';
import type { CaseExposure } from '../cases/index.ts';
import { forwardSet } from './forward-set.ts';
import type { ExposureModel } from './model.ts';
import type { OutbreakState } from './state.ts';

const MINUTE = 60_000;

/** One session that read so many times through memory, all at the given age, each infecting with the probability. */
function probabilityOf(reads: number, infects: number, shown: number, assessed = true) {
  const exposure: CaseExposure = {
    session: 0,
    channel: 'memory',
    artifact: 1,
    time: 0,
    written: undefined,
    from: -1,
    contact: -1,
    basis: 'id',
  };
  const even = (value: number) => ({ estimate: value, lower: value, upper: value });
  const state: OutbreakState = {
    set: { cases: new Map(), assessed: () => assessed },
    exposures: [],
    reads: new Map([[0, Array.from({ length: reads }, () => exposure)]]),
    carriers: new Set(),
    background: { estimate: 0, upper: 0 },
    from: 0,
    until: MINUTE,
    runningSince: 0,
  };
  const model: ExposureModel = {
    delays: { observed: 1, median: even(MINUTE), shownWithin: () => even(shown) },
    infects: new Map([['memory', { channel: 'memory', reads, credited: 1, ...even(infects) }]]),
  };
  const engine = { sessions: { list: [{ end: MINUTE }] } } as unknown as ContactEngine;
  return forwardSet(state, model, engine)[0]!.probability.estimate;
}

test('one read: what it infects, less what would have shown', () => {
  expect(probabilityOf(1, 0.3, 0)).toBeCloseTo(0.3, 9);
  expect(probabilityOf(1, 0.3, 0.5)).toBeCloseTo((0.3 * 0.5) / (1 - 0.3 * 0.5), 9);
  expect(probabilityOf(1, 0.3, 1)).toBe(0);
});

test('many reads make it likely, and not certain', () => {
  const chances = [1, 2, 5, 50].map((reads) => probabilityOf(reads, 0.5, 0));
  expect(chances).toEqual(chances.toSorted((a, b) => a - b));
  expect(chances[1]).toBeGreaterThan(0.6);
  expect(chances[2]).toBeLessThan(0.9);
  expect(chances[3]).toBeLessThan(0.99);
});

test('where acts cannot be judged, nothing has shown', () => {
  expect(probabilityOf(1, 0.4, 1, false)).toBeCloseTo(0.4, 9);
});

test('a read that infects for certain and has had its time', () => {
  expect(probabilityOf(1, 1, 1)).toBe(0);
  expect(probabilityOf(3, 1, 0.5)).toBeLessThanOrEqual(1);
});
