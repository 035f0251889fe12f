import { test as check, fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { csrOf } from '../graph/csr.ts';
import { elementaryCycles } from './cycles.ts';
import { ShortestCycles } from './shortest.ts';

const NODES = 7;
const node = fc.nat({ max: NODES - 1 });
const edges = fc.array(fc.record({ from: node, to: node, relays: fc.boolean() }), { maxLength: 22 });
const NO_LIMIT = { cycles: 100_000, steps: 1_000_000, length: 100 };

describe('the shortest cycle through a node', () => {
  test('is undefined where there is none, and an edge to itself where there is one', () => {
    const csr = csrOf(3, [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
      { from: 2, to: 2 },
    ]);
    const search = new ShortestCycles(
      csr,
      () => false,
      () => true,
    );
    expect([0, 1, 2].map((v) => search.through(v))).toEqual([undefined, undefined, [2]]);
  });

  check.prop([edges])('is as long as the shortest of all that are enumerated', (list) => {
    const csr = csrOf(NODES, list);
    const { cycles } = elementaryCycles(csr, NO_LIMIT);
    const search = new ShortestCycles(
      csr,
      () => false,
      () => true,
    );
    for (let v = 0; v < NODES; v++) {
      const through = cycles.filter((cycle) => cycle.some((e) => list[e]!.from === v));
      const shortest = through.length === 0 ? undefined : Math.min(...through.map(({ length }) => length));
      expect(search.through(v)?.length).toBe(shortest);
    }
  });

  check.prop([edges, fc.array(fc.boolean(), { minLength: NODES, maxLength: NODES })])(
    'takes no edge that may not follow the one before it',
    (list, marked) => {
      const csr = csrOf(NODES, list);
      const follows = (e: number, before: number) => !list[e]!.relays || (before >= 0 && marked[list[before]!.from]!);
      const search = new ShortestCycles(csr, (v) => marked[v]!, follows);
      const { cycles } = elementaryCycles(csr, NO_LIMIT);
      for (let v = 0; v < NODES; v++) {
        const way = search.through(v);
        way?.forEach((e, i) => {
          expect(list[e]!.from).toBe(i === 0 ? v : list[way[i - 1]!]!.to);
          expect(follows(e, i === 0 ? -1 : way[i - 1]!)).toBe(true);
        });
        // Where a simple cycle from v keeps to the rule, one is found, and none longer.
        const allowed = cycles
          .map((cycle) => from(cycle, v, list))
          .filter((cycle) => cycle?.every((e, i) => follows(e, i === 0 ? -1 : cycle[i - 1]!)) === true);
        if (allowed.length > 0) {
          expect(way?.length).toBeLessThanOrEqual(Math.min(...allowed.map((cycle) => cycle!.length)));
        }
      }
    },
  );
});

/** A cycle turned so that it begins at a node; `undefined` when it does not pass there. */
function from(cycle: readonly number[], v: number, list: readonly { from: number }[]): number[] | undefined {
  const at = cycle.findIndex((e) => list[e]!.from === v);
  return at < 0 ? undefined : [...cycle.slice(at), ...cycle.slice(0, at)];
}
