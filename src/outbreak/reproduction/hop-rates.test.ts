import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type HopOutcome, hopRates } from './hop-rates.ts';

function outcomes(table: readonly { hop: number; infected: number; exposed: number }[]): HopOutcome[] {
  return table.flatMap(({ hop, infected, exposed }) =>
    Array.from({ length: exposed }, (_, i) => ({ hop, infected: i < infected })),
  );
}

// "Mind Viruses: Self-Propagating Goals in Multi-Agent LLM Systems", August 2026, released tables (MIT licence),
// latest_model_rates.csv: one model's rates over five hops, and another's single infection.
test('published infections by hop give the published rates and intervals', () => {
  const haiku = [73, 59, 60, 52, 69].map((infected, i) => ({ hop: i + 1, infected, exposed: 120 }));
  const { hops, all } = hopRates(outcomes(haiku));
  expect(hops.map(({ hop }) => hop)).toEqual([1, 2, 3, 4, 5]);
  expect(hops[0]!.rate.estimate).toBeCloseTo(0.6083, 4);
  expect(hops[0]!.rate.lower).toBeCloseTo(0.5189, 4);
  expect(hops[0]!.rate.upper).toBeCloseTo(0.691, 4);
  expect(all).toMatchObject({ infected: 313, exposed: 600 });
  expect(all!.rate.lower).toBeCloseTo(0.4817, 4);
  expect(all!.rate.upper).toBeCloseTo(0.5614, 4);
  const rare = hopRates(outcomes([{ hop: 1, infected: 1, exposed: 120 }])).all!;
  expect(rare.rate.lower).toBeCloseTo(0.0015, 4);
  expect(rare.rate.upper).toBeCloseTo(0.0457, 4);
});

test('no outcome, no rate', () => {
  expect(hopRates([])).toEqual({ hops: [] });
});

describe('../shared/data/mindvirus', () => {
  const folder = fileURLToPath(new URL('../../../../shared/data/mindvirus', import.meta.url));
  const there = existsSync(folder);

  test.skipIf(!there)('every table of rates comes back from its outcomes (needs ../shared/data/mindvirus)', () => {
    let compared = 0;
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
      for (const row of rowsOf(readFileSync(join(folder, file), 'utf8'))) {
        // One table has other columns, and one row of another is empty.
        if (!row.hop1_tested) continue;
        const table = [1, 2, 3, 4, 5].map((hop) => ({
          hop,
          infected: Number(row[`hop${hop}_succ`]),
          exposed: Number(row[`hop${hop}_tested`]),
        }));
        const { hops, all } = hopRates(outcomes(table));
        for (const { hop, rate } of hops) compared += same(row, `hop${hop}`, rate);
        compared += same(row, 'avg', all!.rate);
      }
    }
    expect(compared).toBeGreaterThan(400);
  });

  function same(row: Record<string, string>, hop: string, rate: { estimate: number; lower: number; upper: number }) {
    const stored = { estimate: `${hop}_prob`, lower: `${hop}_ci_lo`, upper: `${hop}_ci_hi` };
    for (const [ours, theirs] of Object.entries(stored) as [keyof typeof stored, string][]) {
      // The tables have four digits, and 1.96 where the normal quantile has more.
      expect(Math.abs(rate[ours] - Number(row[theirs])), `${row.series} ${theirs}`).toBeLessThan(0.00006);
    }
    return 1;
  }

  function rowsOf(text: string): Record<string, string>[] {
    const [head, ...lines] = text.trim().split(/\r?\n/);
    const names = head!.split(',');
    return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i]!, value])));
  }
});
