import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../models/default.ts';
import { readModel } from './read.ts';

/** A small model that is right, one line a thing. */
const SMALL = `graph: {selection: s, reward: r}
nodes:
  trained: {given: 0}
  tries: {property: true}
  r: {p: 0.1 + 0.8 * tries}
  s: {p: '(1 - trained) * 0.5 + trained * (0.2 + 0.6 * r)'}
actions:
  rest: {}
  work: {tries: 1}
situations:
  training: {phase: training, watched: true, set: {trained: 1}}
contexts:
  task: {situation: training}
patterns:
  seeker: {goal: {r: 1}}
`;

/** The small model with one line replaced; line numbers count from 1. */
function broken(line: number, text: string): string {
  return SMALL.split('\n')
    .map((old, i) => (i + 1 === line ? text : old))
    .join('\n');
}

describe('readModel', () => {
  it('reads the built-in model without a word', () => {
    const { model, problems } = readModel(DEFAULT_MODEL, 'default.yaml');
    expect(problems).toEqual([]);
    expect(model?.graph.selection).toBe('selected');
    expect(Object.keys(model?.graph.spread ?? {})).toHaveLength(11);
  });

  it('reads a small one', () => {
    expect(readModel(SMALL, 'm.yaml').problems).toEqual([]);
  });

  it.each([
    ['a circle', 5, '  r: {p: 0.1 + 0.8 * s}', 5, 'the graph goes in a circle: r -> s -> r'],
    [
      'a goal that is not there',
      15,
      '  seeker: {goal: {reward: 1}}',
      15,
      'the goal reward of pattern seeker is not on the graph',
    ],
    ['a probability above 1', 5, '  r: {p: 0.3 + 0.8 * tries}', 5, 'r gives the probability 1.1 where tries = 1'],
    [
      'rows that do not sum to 1',
      5,
      '  r: {parents: [tries], rows: [[0.5, 0.5], [0.2, 0.7]]}',
      5,
      'row 2 of r sums to 0.9',
    ],
    ['too few rows', 5, '  r: {parents: [tries], rows: [[0.5, 0.5]]}', 5, 'r has 1 row for 2 combinations'],
    [
      'too many rows',
      5,
      '  r: {parents: [tries], rows: [[1, 0], [1, 0], [0, 1]]}',
      5,
      'r has 3 rows for 2 combinations',
    ],
    ['a selection node out of reach', 6, '  s: {p: 0.5}', 6, 'nothing that an action does leads to s'],
    ['a pattern for everything', 15, '  seeker: {goal: {trained: 1}}', 15, 'pattern seeker votes for everything'],
    ['a name in a formula', 6, '  s: {p: 0.5 * tires}', 6, 's names tires, which is no node of the graph'],
    ['a formula', 6, '  s: {p: 0.5 * (r}', 6, 'the formula of s cannot be read: expected )'],
    ['a situation', 13, '  task: {situation: trainig}', 13, 'there is no situation trainig'],
    ['a node with two kinds', 5, '  r: {p: 0.5, given: 1}', 5, 'nodes.r: a node has exactly one of'],
    ['a setting of what follows', 9, '  work: {r: 1}', 9, 'r follows from other nodes'],
    ['a comma without quotes', 6, '  s: {p: if(trained, r, 0.5)}', 6, 'nodes.s: Unrecognized keys: "r", "0.5)"'],
    ['an unknown key', 15, '  seeker: {goal: {r: 1}, colour: red}', 15, 'Unrecognized key: "colour"'],
    ['an action like none', 9, '  work: {like: wrok}', 9, 'there is no action wrok'],
    ['an action like itself', 9, '  work: {like: work}', 9, 'action work is like itself in the end'],
    ['a name that every object has', 9, '  constructor: {tries: 1}', 9, 'this name is taken'],
    ['YAML that is none', 9, '  work: {tries: 1', 10, 'must be sufficiently indented'],
  ])('names %s with its line', (_what, line, text, at, message) => {
    const { model, problems } = readModel(broken(line, text), 'm.yaml');
    expect(model).toBeUndefined();
    expect(problems[0]).toMatchObject({ file: 'm.yaml', weight: 'error' });
    expect(problems[0]!.message).toContain(message);
    expect(problems[0]!.line).toBe(at);
    expect(problems[0]!.hint).not.toBe('');
  });

  it('warns about a gate that never opens, and goes on', () => {
    const { model, problems } = readModel(broken(15, '  seeker: {goal: {r: 1}, gate: {otherwise: 0}}'), 'm.yaml');
    expect(model).toBeDefined();
    expect(problems).toMatchObject([{ weight: 'warning', line: 15 }]);
  });

  it('is not thrown by hostile texts', () => {
    const bomb = `a: &a [1,1,1,1,1,1,1,1]\n${'bcdefghij'
      .split('')
      .map((x, i) => `${x}: &${x} [${`*${'abcdefghi'[i]},`.repeat(8)}]`)
      .join('\n')}`;
    for (const text of ['', '- 1', 'null', '{'.repeat(5_000), '['.repeat(200_000), bomb, 'x'.repeat(2_000_000)]) {
      expect(readModel(text, 'x').problems.length).toBeGreaterThan(0);
    }
    fc.assert(fc.property(fc.string(), (text) => readModel(text, 'x').problems.length > 0));
  });
});
