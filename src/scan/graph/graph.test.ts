import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cheapestCycle } from '../loops/cheapest.ts';
import { elementaryCycles } from '../loops/cycles.ts';
import { components } from './components.ts';
import { csrOf } from './csr.ts';

const MANY = { cycles: 100_000, steps: 10_000_000, length: 100 };

const graphs = fc.integer({ min: 1, max: 6 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    edges: fc.uniqueArray(fc.record({ from: fc.nat(nodes - 1), to: fc.nat(nodes - 1), weight: fc.nat(3) }), {
      maxLength: 14,
      selector: (e) => `${e.from} ${e.to}`,
    }),
  }),
);

type Edge = { from: number; to: number };

/** Every elementary cycle by plain search, as a set of edge lists that start at the lowest node. */
function cyclesByHand(nodes: number, edges: Edge[]): string[] {
  const found: string[] = [];
  const walk = (root: number, at: number, path: number[], seen: Set<number>): void => {
    edges.forEach((edge, e) => {
      if (edge.from !== at || edge.to < root) return;
      if (edge.to === root) found.push([...path, e].join(' '));
      else if (!seen.has(edge.to)) walk(root, edge.to, [...path, e], new Set([...seen, edge.to]));
    });
  };
  for (let root = 0; root < nodes; root++) walk(root, root, [], new Set([root]));
  return found.sort();
}

test('Johnson finds what plain search finds', () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const { cycles, cutShort } = elementaryCycles(csrOf(nodes, edges), MANY);
      expect(cycles.map((c) => c.join(' ')).sort()).toEqual(cyclesByHand(nodes, edges));
      expect(cutShort).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test('the length limit leaves out the long cycles alone, and says so', () => {
  fc.assert(
    fc.property(graphs, fc.integer({ min: 1, max: 4 }), ({ nodes, edges }, length) => {
      const { cycles, cutShort } = elementaryCycles(csrOf(nodes, edges), { ...MANY, length });
      const all = cyclesByHand(nodes, edges);
      const short = all.filter((c) => c.split(' ').length <= length);
      expect(cycles.map((c) => c.join(' ')).sort()).toEqual(short);
      if (short.length < all.length) expect(cutShort).toBe(true);
    }),
  );
});

test('limits on cycles and steps end the search, and say so', () => {
  const full = Array.from({ length: 100 }, (_, i) => ({ from: Math.floor(i / 10), to: i % 10 }));
  expect(elementaryCycles(csrOf(10, full), { ...MANY, cycles: 50 })).toMatchObject({ cutShort: true });
  expect(elementaryCycles(csrOf(10, full), { ...MANY, cycles: 50 }).cycles).toHaveLength(50);
  expect(elementaryCycles(csrOf(10, full), { ...MANY, steps: 100 }).cutShort).toBe(true);
});

test('two nodes are in one component exactly when each reaches the other', () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const { of } = components(csrOf(nodes, edges));
      const reach = Array.from({ length: nodes }, (_, v) => reachable(v, edges));
      for (let a = 0; a < nodes; a++) {
        for (let b = 0; b < nodes; b++) expect(of[a] === of[b]).toBe(a === b || (reach[a]!.has(b) && reach[b]!.has(a)));
      }
    }),
  );
});

test('an edge never leads to a component of a higher number', () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const { of } = components(csrOf(nodes, edges));
      for (const { from, to } of edges) expect(of[to]).toBeLessThanOrEqual(of[from]!);
    }),
  );
});

test('the cheapest cycle is the cheapest of all', () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const weight = Float64Array.from(edges, (e) => e.weight);
      const best = cheapestCycle(
        csrOf(nodes, edges),
        weight,
        Array.from({ length: nodes }, (_, v) => v),
      );
      const all = cyclesByHand(nodes, edges).map((c) => c.split(' ').reduce((sum, e) => sum + weight[Number(e)]!, 0));
      if (all.length === 0) expect(best).toBeUndefined();
      else {
        expect(best!.weight).toBe(Math.min(...all));
        best!.edges.forEach((e, i) => {
          expect(edges[e]!.to).toBe(edges[best!.edges[(i + 1) % best!.edges.length]!]!.from);
        });
      }
    }),
    { numRuns: 300 },
  );
});

function reachable(from: number, edges: Edge[]): Set<number> {
  const seen = new Set<number>();
  const todo = [from];
  for (let v = todo.pop(); v !== undefined; v = todo.pop()) {
    for (const edge of edges) {
      if (edge.from === v && !seen.has(edge.to)) {
        seen.add(edge.to);
        todo.push(edge.to);
      }
    }
  }
  return seen;
}
