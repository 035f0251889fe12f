import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeOf } from './time.ts';

const NOON = Date.UTC(2026, 1, 3, 12, 0, 0);

test.each([
  ['2026-02-03T12:00:00Z', NOON],
  ['2026-02-03 12:00:00', NOON],
  ['2026-02-03T12:00', NOON],
  ['2026-02-03T13:00:00.5+01:00', NOON + 500],
  ['2026-02-03T13:00:00+0100', NOON],
  ['2026-02-03T12:00:00.000250+00', NOON + 0.25],
  ['2026-02-03 12:00:00 UTC', NOON],
  ['Tue, 03 Feb 2026 12:00:00 GMT', NOON],
  ['2026-02-03', NOON - 12 * 3600_000],
  [NOON, NOON],
  [NOON / 1000, NOON],
  [NOON * 1000, NOON],
  [NOON * 1e6, NOON],
  ['1770120000.000200', NOON + 0.2],
  [String(NOON), NOON],
])('%s', (value, expected) => {
  expect(timeOf(value)).toBeCloseTo(expected, 3);
});

test.each(['', 'soon', '2026', 'Tue Feb 03 2026 12:00:00', 7, -1, Number.NaN, null, {}, true])(
  '%s is no time',
  (value) => {
    expect(timeOf(value)).toBeUndefined();
  },
);

test('never throws', () => {
  fc.assert(fc.property(fc.anything(), (value) => void timeOf(value)));
});
