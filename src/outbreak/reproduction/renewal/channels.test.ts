import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEstimable } from '../types.ts';
import { channelRenewal } from './channels.ts';

test('two channels that press at different times are told apart', () => {
  const memory = [10, 10, 10, 0, 0, 0, 5, 5];
  const web = [0, 0, 0, 20, 20, 20, 5, 5];
  const incidence = memory.map((pressure, t) => 2 * pressure + 0.5 * web[t]!);
  const { channels, unexplained } = channelRenewal(incidence, [
    { channel: 'memory', pressure: memory },
    { channel: 'web', pressure: web },
  ]);
  expect(channels[0]!.R).toMatchObject({ estimate: expect.closeTo(2, 5) });
  expect(channels[1]!.R).toMatchObject({ estimate: expect.closeTo(0.5, 5) });
  expect(unexplained).toBe(0);
});

test('one channel alone is a Poisson rate', () => {
  const { channels } = channelRenewal([3, 5, 2], [{ channel: 'memory', pressure: [4, 4, 2] }]);
  const R = channels[0]!.R;
  expect(R).toMatchObject({ estimate: expect.closeTo(1, 9) });
  // Likelihood interval of a Poisson mean for a count of 10: 10 log(m) - m falls by 1.9207 at 5.0 and 17.6.
  if (!isEstimable(R)) throw new Error(R.notEstimable);
  for (const end of [R.lower, R.upper]) expect(10 * Math.log(end) - 10 * end + 10).toBeCloseTo(-1.9207, 2);
});

test('channels that press alike are not told apart: each may be all of it, or nothing', () => {
  const pressure = [4, 8, 12, 9];
  const { channels } = channelRenewal(
    [3, 9, 12, 10],
    [
      { channel: 'memory', pressure },
      { channel: 'web', pressure },
    ],
  );
  for (const { R } of channels) {
    if (!isEstimable(R)) throw new Error(R.notEstimable);
    expect(R.lower).toBe(0);
    expect(R.upper).toBeGreaterThan(34 / 33);
  }
});

test('nobody exposed, nothing seen', () => {
  const { channels, unexplained } = channelRenewal([2, 1], [{ channel: 'web', pressure: [0, 0] }]);
  expect(channels[0]).toEqual({ channel: 'web', R: { notEstimable: 'nobody was exposed through it' }, cases: 0 });
  expect(unexplained).toBe(3);
  expect(channelRenewal([], [])).toEqual({ channels: [], unexplained: 0 });
});

test('the cases of the channels sum to all cases, and intervals hold their estimates', () => {
  const bins = fc.array(fc.record({ cases: fc.nat(9), memory: fc.nat(5), web: fc.nat(5) }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(bins, (rows) => {
      const { channels, unexplained } = channelRenewal(
        rows.map((row) => row.cases),
        [
          { channel: 'memory', pressure: rows.map((row) => row.memory) },
          { channel: 'web', pressure: rows.map((row) => row.web) },
        ],
      );
      const all = rows.reduce((sum, row) => sum + row.cases, 0);
      expect(channels.reduce((sum, channel) => sum + channel.cases, unexplained)).toBeCloseTo(all, 4);
      for (const { R } of channels) {
        if (!isEstimable(R)) continue;
        expect(R.lower).toBeLessThanOrEqual(R.estimate);
        expect(R.upper).toBeGreaterThanOrEqual(R.estimate);
        expect(Number.isFinite(R.upper)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
