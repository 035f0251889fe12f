import { expect, test } from 'vitest';
import { binomialInterval, CHANNELS, type Channel } from '../../fleet/index.ts';
import { fitRisks, type Trials } from './risk.ts';

/** Sessions with the channels that they read through, and whether they became cases. */
function trials(
  groups: { reads: Channel[]; isCase: boolean; shown?: number }[],
  background = { estimate: 0, upper: 0 },
): Trials {
  const start = [0];
  const channel: number[] = [];
  const shown: number[] = [];
  for (const { reads, isCase, shown: share = 1 } of groups) {
    for (const read of reads) {
      channel.push(CHANNELS.indexOf(read));
      shown.push(isCase ? 1 : share);
    }
    start.push(channel.length);
  }
  return { start, channel, shown, isCase: groups.map(({ isCase }) => (isCase ? 1 : 0)), background };
}

const many = <T>(n: number, of: T): T[] => Array.from({ length: n }, () => of);

test('one channel: the share of its readers, with the exact interval', () => {
  const risk = fitRisks(
    trials([
      ...many(6, { reads: ['memory' as const], isCase: true }),
      ...many(14, { reads: ['memory' as const], isCase: false }),
    ]),
  ).get('memory')!;
  expect(risk).toMatchObject({ reads: 20, channel: 'memory' });
  expect(risk.estimate).toBeCloseTo(6 / 20.5, 6);
  expect(risk.credited).toBeCloseTo(6, 6);
  expect(risk).toMatchObject(binomialInterval(6, 20));
});

test('who read through two channels is credited to the one that infects others', () => {
  const risks = fitRisks(
    trials([
      ...many(5, { reads: ['memory' as const], isCase: true }),
      ...many(5, { reads: ['memory' as const], isCase: false }),
      ...many(20, { reads: ['web' as const], isCase: false }),
      ...many(5, { reads: ['memory' as const, 'web' as const], isCase: true }),
    ]),
  );
  expect(risks.get('memory')!.credited).toBeGreaterThan(4.9 + 4.5);
  expect(risks.get('web')!.estimate).toBeLessThan(0.02);
  // Credit is not certain: web may have brought all five.
  expect(risks.get('web')!.lower).toBe(0);
  expect(risks.get('web')!.upper).toBeGreaterThan(0.25);
});

test('reads that had no time to show it say nothing', () => {
  const early = fitRisks(trials(many(50, { reads: ['memory' as const], isCase: false, shown: 0 }))).get('memory')!;
  expect(early).toMatchObject({ lower: 0, upper: 1, credited: 0 });
  const late = fitRisks(trials(many(50, { reads: ['memory' as const], isCase: false }))).get('memory')!;
  expect(late.estimate).toBe(0);
  expect(late.upper).toBeLessThan(0.1);
});

test('what everybody shows anyway is not credited to reading', () => {
  const groups = [
    ...many(10, { reads: ['memory' as const], isCase: true }),
    ...many(10, { reads: ['memory' as const], isCase: false }),
  ];
  const alone = fitRisks(trials(groups, { estimate: 0.5, upper: 0.6 })).get('memory')!;
  expect(alone.estimate).toBeLessThan(0.05);
  expect(alone.lower).toBe(0);
});

test('nobody read: no channel', () => {
  expect(fitRisks(trials([])).size).toBe(0);
});
