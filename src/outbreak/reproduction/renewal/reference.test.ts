import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cori } from './cori.ts';
import { discreteSerialInterval } from './serial-interval.ts';
import { wallingaTeunis } from './wallinga-teunis.ts';

// Daily onsets of the 2009 influenza outbreak in a school in Pennsylvania (Cauchemez and others, PNAS 108, 2011) and its
// serial interval, as in the R package EpiEstim (Cori and others 2013), which gives the figures below.
const FLU_2009 = [1, 1, 0, 2, 5, 3, 3, 3, 6, 2, 5, 9, 13, 12, 13, 11, 12, 6, 6, 6, 3, 1, 0, 2, 0, 0, 0, 0, 2, 0, 2, 0];
const FLU_INTERVAL = [0, 0.233, 0.359, 0.198, 0.103, 0.053, 0.027, 0.014, 0.007, 0.003, 0.002, 0.001];
const weekly = (bins: number) => Array.from({ length: bins - 7 }, (_, i) => ({ start: i + 1, end: i + 8 }));

test('the influenza outbreak in a school, by week', () => {
  const R = cori(FLU_2009, FLU_INTERVAL, weekly(32));
  expect(R[0]?.mean).toBeCloseTo(1.7356089095, 9);
  expect(R[1]?.mean).toBeCloseTo(1.7490494297, 9);
  expect(R[2]?.mean).toBeCloseTo(1.5370427298, 9);
  expect(R[24]?.mean).toBeCloseTo(1.0040160643, 9);
  expect(R[0]?.sd).toBeCloseTo(0.409086943122, 9);
  expect(R[0]?.lower).toBeCloseTo(1.02863183689, 9);
  expect(wallingaTeunis(FLU_2009, FLU_INTERVAL, weekly(32))[0]?.mean).toBeCloseTo(1.53469282945, 9);
});

test('a window within one mean serial interval of the start has no estimate', () => {
  const R = cori(FLU_2009, FLU_INTERVAL, [
    { start: 1, end: 2 },
    { start: 1, end: 3 },
  ]);
  expect(R[0]).toBeUndefined();
  expect(R[1]).toBeDefined();
});

test('cases from outside press on others and count for no R', () => {
  const local = FLU_2009.map((count, t) => (t === 0 ? 0 : count));
  const [all, inside] = [FLU_2009, local].map(
    (counted) => cori(FLU_2009, FLU_INTERVAL, [{ start: 0, end: 9 }], counted)[0]!,
  );
  expect(inside!.mean).toBeLessThan(all!.mean);
});

test('the discrete serial interval of mean 2.6 and standard deviation 1.5', () => {
  const weights = discreteSerialInterval(2.6, 1.5, 40);
  [0, 0.2331721254, 0.3585794003, 0.1981108285, 0.1033426554, 0.0529051752].forEach((weight, k) => {
    expect(weights[k]).toBeCloseTo(weight, 9);
  });
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
});

interface Outbreak {
  I: number[];
  si: number[];
  t_start: number[];
  t_end: number[];
  mean: (number | null)[];
  sd: (number | null)[];
  q025: (number | null)[];
  median: (number | null)[];
  q975: (number | null)[];
  wt_mean: (number | null)[];
}

describe('../shared/data/epiestim_reference.json', () => {
  const file = fileURLToPath(new URL('../../../../../shared/data/epiestim_reference.json', import.meta.url));
  const there = existsSync(file);
  const outbreaks: [string, Outbreak][] = there ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : [];

  test.skipIf(!there)('every window of five outbreaks as EpiEstim (needs ../shared/data)', () => {
    expect(outbreaks).toHaveLength(5);
    let compared = 0;
    for (const [name, outbreak] of outbreaks) {
      const windows = outbreak.t_start.map((start, i) => ({ start: start - 1, end: outbreak.t_end[i]! }));
      const R = cori(outbreak.I, outbreak.si, windows);
      const cases = wallingaTeunis(outbreak.I, outbreak.si, windows);
      windows.forEach((_, i) => {
        const say = `${name}, window ${i}`;
        const columns = { mean: 'mean', sd: 'sd', lower: 'q025', median: 'median', upper: 'q975' } as const;
        for (const [ours, theirs] of Object.entries(columns) as [keyof typeof columns, 'mean'][]) {
          const expected = outbreak[theirs][i] ?? null;
          if (expected === null) expect(R[i], say).toBeUndefined();
          else {
            expect(Math.abs(R[i]![ours] / expected - 1), `${say}, ${theirs}`).toBeLessThan(1e-9);
            compared++;
          }
        }
        const expected = outbreak.wt_mean[i] ?? null;
        if (expected === null) expect(cases[i], say).toBeUndefined();
        else expect(Math.abs(cases[i]!.mean - expected), `${say}, wt`).toBeLessThanOrEqual(1e-6 * expected + 1e-15);
      });
    }
    expect(compared).toBe(278 * 5);
  });
});
