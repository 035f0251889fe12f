import { describe, expect, test } from 'vitest';
import { readModel } from '../model/read.ts';
import { DEFAULT_MODEL } from '../models/default.ts';
import { CLAIMS, tryClaims, UNREPRESENTED } from './index.ts';
import { Lab, withFormula, withoutSelection } from './lab.ts';
import { type Claim, judge } from './types.ts';

const model = readModel(DEFAULT_MODEL, 'default.yaml').model!;
const chosen = (...ids: readonly string[]): readonly Claim[] => CLAIMS.filter(({ id }) => ids.includes(id));

test('claims have names of their own, and each says how it is tried', () => {
  expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length);
  for (const { claim, source, experiment, ablation } of CLAIMS) {
    for (const text of [claim, source, experiment, ablation]) expect(text.length).toBeGreaterThan(3);
  }
  for (const { why } of UNREPRESENTED) expect(why.length).toBeGreaterThan(10);
});

describe('judging', () => {
  const lab = new Lab(model);
  const claim = (on: number, off: number): Claim => ({
    id: 'x',
    claim: '',
    source: '',
    experiment: '',
    ablation: '',
    margin: 0.1,
    measure: (_, with_) => (with_ ? on : off),
  });

  test.each([
    [1, 0, 'holds', 'goes away'],
    [1, 0.5, 'holds', 'gets weaker'],
    [1, 0.95, 'holds', 'stays'],
    [1, -3, 'holds', 'goes away'],
    [0.1, 0, 'fails', 'none'],
    [Number.NaN, 0, 'fails', 'none'],
  ])('%s with and %s without the mechanism: %s, %s', (on, off, verdict, without) => {
    expect(judge(claim(on, off), lab)).toMatchObject({ verdict, withoutMechanism: without });
  });
});

test('a mechanism can be taken out, and one that is not there is no silent success', () => {
  expect(() => withFormula(model, 'selected', 'no such piece', '0')).toThrow(/has no no such piece/);
  const flat = new Lab(withoutSelection(model)).run({ priors: { speed: 0 }, decisiveness: 200 });
  const by = (id: string) => flat.patterns.find((one) => one.id === id)!.fitness.mean;
  expect(by('reward_seeker')).toBeCloseTo(by('kludge'), 9);
});

test('what selection alone does follows from the model', () => {
  const results = [...tryClaims(model, chosen('intended-submaximal', 'white-box', 'path-dependence-shares'))];
  expect(results.map(({ claim, verdict, withoutMechanism }) => [claim.id, verdict, withoutMechanism])).toEqual([
    ['intended-submaximal', 'holds', 'goes away'],
    ['white-box', 'holds', 'goes away'],
    // Faithful copies at constant fitness forget the order: the closed form says so.
    ['path-dependence-shares', 'fails', 'none'],
  ]);
});
