import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlowNetwork, UNCUTTABLE } from './min-cut.ts';

const edges = fc.array(fc.record({ from: fc.nat(6), to: fc.nat(6), capacity: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  maxLength: 12,
});

test('no set of edges that separates is cheaper', () => {
  fc.assert(
    fc.property(edges, (list) => {
      const network = new FlowNetwork(7);
      for (const { from, to, capacity } of list) network.add(from, to, capacity);
      const cut = network.minimumCut(0, 6)!;
      const reaches = (without: ReadonlySet<number>) => {
        const seen = new Set([0]);
        for (let grown = true; grown; ) {
          grown = false;
          list.forEach(({ from, to }, i) => {
            if (without.has(i) || !seen.has(from) || seen.has(to)) return;
            seen.add(to);
            grown = true;
          });
        }
        return seen.has(6);
      };
      let least = Number.POSITIVE_INFINITY;
      for (let mask = 0; mask < 1 << list.length; mask++) {
        const without = new Set(list.map((_, i) => i).filter((i) => (mask & (1 << i)) !== 0));
        const cost = [...without].reduce((sum, i) => sum + list[i]!.capacity, 0);
        if (cost < least && !reaches(without)) least = cost;
      }
      expect(cut.value).toBe(least);
      expect(cut.edges.reduce((sum, i) => sum + list[i]!.capacity, 0)).toBe(least);
      expect(reaches(new Set(cut.edges))).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('what may not be cut is not', () => {
  const network = new FlowNetwork(3);
  network.add(0, 1, UNCUTTABLE);
  const cheap = network.add(1, 2, 7);
  expect(network.minimumCut(0, 2)).toEqual({ value: 7, edges: [cheap] });
});

test('a budget ends the search', () => {
  const network = new FlowNetwork(3);
  network.add(0, 1, 1);
  network.add(1, 2, 1);
  expect(network.minimumCut(0, 2, 0)).toBeUndefined();
});
