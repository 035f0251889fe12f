import { describe, expect, it } from 'vitest';
import { compileGraph, type NodeSource } from '../graph/compile.ts';
import { uniforms } from '../random.ts';
import { posterior } from './posterior.ts';
import { programOf, SAMPLES } from './program.ts';

function chance(id: string, formula: string): NodeSource {
  return { id, domain: [], parts: [{ mechanism: { kind: 'chance', formula }, share: 1 }] };
}

function compiled(nodes: readonly NodeSource[]) {
  const result = compileGraph(nodes);
  if ('problems' in result) throw new Error(result.problems[0]!.message);
  return result.compilation.graph;
}

describe('programOf', () => {
  it('samples a graph that is too dense, and comes within the stated error', () => {
    const u = uniforms(1, 'dense');
    const roots = Array.from({ length: 40 }, (_, i) => `a${i}`);
    const effects = Array.from({ length: 40 }, (_, i) => {
      const parents = Array.from({ length: 10 }, () => roots[Math.floor(u() * 40)]!);
      return chance(`b${i}`, parents.map((id) => `0.1 * ${id}`).join(' + '));
    });
    const graph = compiled([...effects, ...roots.map((id) => chance(id, '0.4'))]);
    const program = programOf(graph);
    expect(program.method).toBe('sampled');
    const means = new Float64Array(graph.nodes.length);
    program.run(graph, new Int32Array(graph.nodes.length), means, 0);
    // Each effect has the mean 10 * 0.1 * 0.4, whichever its parents are.
    const error = 1 / (2 * Math.sqrt(SAMPLES));
    for (const { id } of effects) expect(Math.abs(means[graph.index.get(id)!]! - 0.4)).toBeLessThan(4 * error);
  });

  it('takes a noisy-or of many causes apart without changing it', () => {
    const causes = Array.from({ length: 9 }, (_, i) => `c${i}`);
    const strengths = Object.fromEntries(causes.map((id, i) => [id, 0.1 * i]));
    const any: NodeSource = {
      id: 'any',
      domain: [],
      parts: [{ share: 1, mechanism: { kind: 'any', causes: strengths, leak: 0.05 } }],
    };
    const graph = compiled([any, ...causes.map((id) => chance(id, '0.5'))]);
    const done = Object.fromEntries(causes.map((id, i) => [id, i % 2]));
    const { probabilities } = posterior(graph, { nodes: ['any'], do: done });
    expect(probabilities[0]).toBeCloseTo(0.95 * 0.9 * 0.7 * 0.5 * 0.3, 14);
    const means = new Float64Array(graph.nodes.length);
    const program = programOf(graph);
    program.run(graph, new Int32Array(graph.nodes.length), means, 0);
    expect(program.method).toBe('exact');
    const none = causes.reduce((product, id) => product * (1 - 0.5 * strengths[id]!), 0.95);
    expect(means[graph.index.get('any')!]).toBeCloseTo(1 - none, 14);
  });
});
