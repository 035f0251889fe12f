import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edit } from '../graph/model.ts';
import { smallestCut, smallestCutOf, type Target } from './cut.ts';
import { hittingSet } from './hitting-set.ts';

const problems = fc.record({
  costs: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 7, maxLength: 7 }),
  sets: fc.array(fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 4 }), { maxLength: 10 }),
});

test('no cheaper set meets every set', () => {
  fc.assert(
    fc.property(problems, ({ costs, sets }) => {
      const { chosen, exact } = hittingSet(
        costs.map((cost) => ({ cost })),
        sets,
      );
      const cost = (list: readonly number[]) => list.reduce((sum, c) => sum + costs[c]!, 0);
      let least = Number.POSITIVE_INFINITY;
      for (let mask = 0; mask < 1 << costs.length; mask++) {
        const list = costs.map((_, c) => c).filter((c) => (mask & (1 << c)) !== 0);
        if (sets.every((set) => set.some((c) => list.includes(c)))) least = Math.min(least, cost(list));
      }
      expect(exact).toBe(true);
      expect(sets.every((set) => set.some((c) => chosen.includes(c)))).toBe(true);
      expect(cost(chosen)).toBe(least);
    }),
    { numRuns: 300 },
  );
});

test('a search that its budget ends still meets every set, and says that it is not exact', () => {
  const sets = Array.from({ length: 60 }, (_, i) => [i % 37, (i * 7 + 1) % 37, (i * 11 + 2) % 37]);
  const { chosen, exact } = hittingSet(
    Array.from({ length: 37 }, () => ({ cost: 1 })),
    sets,
    5,
  );
  expect(exact).toBe(false);
  expect(sets.every((set) => set.some((c) => chosen.includes(c)))).toBe(true);
});

const edit = (id: string, cost = 1): Edit => ({
  id,
  cost,
  change: id,
  put: id,
  span: { file: 'f', line: 1, column: 1, endLine: 1, endColumn: 1 },
});

test('one edit that breaks two beats two cheap ones', () => {
  const shared = edit('shared', 5);
  const cut = smallestCut([
    { id: 'a', edits: [edit('a'), shared] },
    { id: 'b', edits: [edit('b'), shared] },
    { id: 'c', edits: [] },
  ]);
  expect(cut.edits.map(({ edit: { id }, breaks }) => ({ id, breaks }))).toEqual([{ id: 'shared', breaks: ['a', 'b'] }]);
  expect(cut).toMatchObject({ exact: true, unbroken: ['c'] });
});

test('targets that the first cut leaves standing are cut too', () => {
  const all: Target[] = ['a', 'b', 'c'].map((id) => ({ id, edits: [edit(id)] }));
  const standing = (cut: ReadonlySet<string>) => all.filter((t) => !t.edits.some(({ id }) => cut.has(id))).slice(0, 1);
  expect(smallestCutOf([], standing, 10).edits).toHaveLength(3);
  expect(smallestCutOf([], standing, 2).exact).toBe(false);
});
