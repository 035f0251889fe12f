import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledGraph, compileGraph, type NodeSource } from '../graph/compile.ts';
import { uniforms } from '../random.ts';
import { posterior, type Query } from './posterior.ts';

/** A random graph: up to 12 nodes with 2 or 3 values and up to 4 parents, rows uniform, some probabilities 0. */
function randomGraph(seed: number, size: number): CompiledGraph {
  const u = uniforms(seed, 'graph');
  const nodes: NodeSource[] = [];
  const cards: number[] = [];
  for (let n = 0; n < size; n++) {
    const parents = Array.from({ length: n }, (_, i) => i)
      .filter(() => u() < 3 / size)
      .slice(-4);
    const card = u() < 0.3 ? 3 : 2;
    cards.push(card);
    const rows = Array.from({ length: parents.reduce((product, p) => product * cards[p]!, 1) }, () => {
      const row = Array.from({ length: card }, (_, i) => (u() < 0.1 && i > 0 ? 0 : u() + 1e-3));
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((p) => p / sum);
    });
    const values = Array.from({ length: card }, (_, i) => i);
    const mechanism = { kind: 'table', parents: parents.map((p) => `n${p}`), values, rows } as const;
    nodes.push({ id: `n${n}`, domain: [], parts: [{ mechanism, share: 1 }] });
  }
  const result = compileGraph(nodes);
  if ('problems' in result) throw new Error(result.problems[0]!.message);
  return result.compilation.graph;
}

/** Sums the joint distribution over every combination of values. */
function bruteForce(graph: CompiledGraph, query: Query): Float64Array {
  const asked = query.nodes.map((id) => graph.index.get(id)!);
  const cards = graph.nodes.map((node) => node.values.length);
  const out = new Float64Array(asked.reduce((product, n) => product * cards[n]!, 1));
  const state = new Array<number>(graph.nodes.length).fill(0);
  const visit = (n: number, p: number): void => {
    if (p === 0) return;
    const node = graph.nodes[n];
    if (!node) {
      out[asked.reduce((cell, a) => cell * cards[a]! + state[a]!, 0)]! += p;
      return;
    }
    const row = node.parents.reduce((sum, parent, i) => sum + state[parent]! * node.strides[i]!, 0);
    const set = query.do?.[node.id];
    const seen = query.given?.[node.id];
    for (const [i, value] of node.values.entries()) {
      if ((set !== undefined && set !== value) || (seen !== undefined && seen !== value)) continue;
      state[n] = i;
      visit(n + 1, set === undefined ? p * node.table[row * node.values.length + i]! : p);
    }
  };
  visit(0, 1);
  const total = out.reduce((sum, p) => sum + p, 0);
  return out.map((p) => p / total);
}

function randomQuery(graph: CompiledGraph, seed: number): Query {
  const u = uniforms(seed, 'query');
  const pick = (share: number): string[] => graph.nodes.filter(() => u() < share).map((node) => node.id);
  const values = (ids: string[]): Record<string, number> =>
    Object.fromEntries(ids.map((id) => [id, Math.floor(u() * graph.nodes[graph.index.get(id)!]!.values.length)]));
  const nodes = pick(0.25).slice(0, 3);
  return { nodes: nodes.length > 0 ? nodes : ['n0'], do: values(pick(0.15)), given: values(pick(0.2)) };
}

describe('posterior', () => {
  it('is what enumeration gives, to 1e-12, on random graphs of up to 12 nodes', () => {
    let possible = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(1e9), (size, seed) => {
        const graph = randomGraph(seed, size);
        const query = randomQuery(graph, seed);
        const exact = posterior(graph, query);
        const truth = bruteForce(graph, query);
        expect(exact.method).toBe('exact');
        for (const [i, p] of truth.entries()) {
          if (Number.isNaN(p)) expect(exact.probabilities[i]).toBeNaN();
          else {
            possible++;
            expect(Math.abs(exact.probabilities[i]! - p)).toBeLessThan(1e-12);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(possible).toBeGreaterThan(300);
  });

  it('samples within its stated error', () => {
    let within = 0;
    let runs = 0;
    for (let seed = 0; seed < 60; seed++) {
      const graph = randomGraph(seed, 8);
      const query: Query = { nodes: ['n7'], given: { n3: 1 }, do: { n1: 0 } };
      const truth = posterior(graph, query).probabilities;
      const guess = posterior(graph, query, { sample: true, samples: 4_000, seed });
      expect(guess.method).toBe('sampled');
      // What is given cannot happen: neither method has an answer.
      expect(Number.isNaN(guess.standardError)).toBe(Number.isNaN(truth[0]));
      if (Number.isNaN(truth[0])) continue;
      runs++;
      const off = Math.max(...truth.map((p, i) => Math.abs(p - guess.probabilities[i]!)));
      if (off <= 3 * guess.standardError) within++;
    }
    expect(runs).toBeGreaterThan(40);
    expect(within / runs).toBeGreaterThan(0.95);
  });

  it('tells seeing from doing', () => {
    const binary = (id: string, formula: string): NodeSource => ({
      id,
      domain: [],
      parts: [{ mechanism: { kind: 'chance', formula }, share: 1 }],
    });
    const result = compileGraph([binary('u', '0.5'), binary('x', '0.1 + 0.8 * u'), binary('y', '0.1 + 0.8 * u')]);
    if ('problems' in result) throw new Error();
    const { graph } = result.compilation;
    expect(posterior(graph, { nodes: ['y'], given: { x: 1 } }).probabilities[1]).toBeCloseTo(0.82, 12);
    expect(posterior(graph, { nodes: ['y'], do: { x: 1 } }).probabilities[1]).toBeCloseTo(0.5, 12);
  });

  it('names what the graph does not have', () => {
    const graph = randomGraph(1, 3);
    expect(() => posterior(graph, { nodes: ['x'] })).toThrow('no node x');
    expect(() => posterior(graph, { nodes: ['n1'], do: { n0: 7 } })).toThrow('n0 cannot be 7');
  });
});
