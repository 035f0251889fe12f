import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { readModel } from '../model/read.ts';
import { DEFAULT_MODEL } from '../models/default.ts';
import { prepareRun } from '../run.ts';
import { auditOf } from './audit.ts';
import { type Belief, entropy, kindWeights, updated } from './belief.ts';
import { gainOf } from './information.ts';
import type { Sight } from './observe.ts';
import { testsOf } from './tests.ts';

const positive = fc.double({ min: 1e-12, max: 1, noNaN: true });

/** A belief of a few hypotheses in two or three kinds. */
const beliefsWith = (weight: fc.Arbitrary<number>): fc.Arbitrary<Belief> =>
  fc.array(fc.tuple(weight, fc.integer({ min: 0, max: 2 })), { minLength: 2, maxLength: 8 }).map((some) => ({
    weights: Float64Array.from(some, ([w]) => w),
    kindOf: Int32Array.from(some, ([, kind]) => kind),
    kinds: ['a', 'b', 'c'],
  }));
const beliefs = beliefsWith(positive);

/** A row of chances for each hypothesis. */
function sightFor(hypotheses: number, outcomes: number): fc.Arbitrary<Sight> {
  return fc.array(positive, { minLength: hypotheses * outcomes, maxLength: hypotheses * outcomes }).map((cells) => {
    const likelihood = Float64Array.from(cells);
    for (let h = 0; h < hypotheses; h++) {
      const row = likelihood.subarray(h * outcomes, (h + 1) * outcomes);
      const total = row.reduce((sum, x) => sum + x, 0);
      row.forEach((x, o) => {
        row[o] = x / total;
      });
    }
    return { outcomes: Array.from({ length: outcomes }, (_, o) => `c: ${o}`), likelihood };
  });
}

const withSight = (some: fc.Arbitrary<Belief>): fc.Arbitrary<{ belief: Belief; sight: Sight }> =>
  some.chain((belief) => fc.record({ belief: fc.constant(belief), sight: sightFor(belief.weights.length, 3) }));
const worlds = withSight(beliefs);
/** Without hypotheses so rare that a sample of thousands does not hold one. */
const evenWorlds = withSight(beliefsWith(fc.double({ min: 0.2, max: 1, noNaN: true })));

describe('what is answered alike tells nothing', () => {
  property.prop([beliefs, fc.array(positive, { minLength: 1, maxLength: 50 })], { numRuns: 1_000 })(
    'the ratio of any two kinds stays exactly as it was, after any number of such observations',
    (belief, chances) => {
      const before = kindWeights(belief);
      const after = kindWeights(
        chances.reduce<Belief>((now, p) => updated(now, new Float64Array(now.weights.length).fill(p))!, belief),
      );
      for (let a = 0; a < 3; a++) {
        for (let b = 0; b < 3; b++) if (before[b]! > 0) expect(after[a]! / after[b]!).toBe(before[a]! / before[b]!);
      }
    },
  );

  property.prop([beliefs, positive, positive], { numRuns: 1_000 })(
    'one hypothesis that answers otherwise moves its own ratio by the ratio of the chances, and no other ratio',
    (belief, other, p) => {
      fc.pre(other < p);
      const chances = new Float64Array(belief.weights.length).fill(p);
      chances[0] = other;
      const after = updated(belief, chances)!;
      expect(after.weights.slice(1)).toEqual(belief.weights.slice(1));
      const moved = after.weights[0]! / after.weights[1]! / (belief.weights[0]! / belief.weights[1]!);
      expect(moved / (other / p)).toBeCloseTo(1, 12);
    },
  );

  test('what no hypothesis allows is no update', () => {
    const belief = { weights: Float64Array.of(1, 0), kindOf: Int32Array.of(0, 1), kinds: ['a', 'b'] };
    expect(updated(belief, [0, 1])).toBeNull();
  });
});

describe('expected information', () => {
  property.prop([worlds, fc.double({ min: 0, max: 1, noNaN: true })])(
    'is the mutual information of kind and outcome, within 0 and the entropy of the kind',
    ({ belief, sight }, strength) => {
      const total = belief.weights.reduce((sum, w) => sum + w, 0);
      const joint = new Float64Array(9);
      belief.weights.forEach((w, h) => {
        for (let o = 0; o < 3; o++) joint[belief.kindOf[h]! * 3 + o]! += (w / total) * sight.likelihood[h * 3 + o]!;
      });
      const byKind = [0, 1, 2].map((k) => joint[k * 3]! + joint[k * 3 + 1]! + joint[k * 3 + 2]!);
      const byOutcome = [0, 1, 2].map((o) => joint[o]! + joint[3 + o]! + joint[6 + o]!);
      const mutual = entropy(byKind) + entropy(byOutcome) - entropy(joint);
      const { bits, standardError } = gainOf(belief, sight, { episodes: 1, strength });
      expect(standardError).toBeNull();
      expect(bits).toBeCloseTo(strength * mutual, 9);
      expect(bits).toBeGreaterThanOrEqual(0);
      expect(bits).toBeLessThanOrEqual(entropy(kindWeights(belief)) + 1e-12);
    },
  );

  property.prop([evenWorlds], { numRuns: 20, seed: 7 })(
    'of two episodes agrees with the enumeration of both, within its standard error',
    ({ belief, sight }) => {
      const likelihood = new Float64Array(belief.weights.length * 9);
      for (let h = 0; h < belief.weights.length; h++) {
        for (let i = 0; i < 9; i++) {
          likelihood[h * 9 + i] = sight.likelihood[h * 3 + Math.floor(i / 3)]! * sight.likelihood[h * 3 + (i % 3)]!;
        }
      }
      const both = { outcomes: Array.from({ length: 9 }, (_, i) => `c: ${i}`), likelihood };
      const exact = gainOf(belief, both, { episodes: 1, strength: 1 }).bits;
      const sampled = gainOf(belief, sight, { episodes: 2, strength: 1 });
      expect(Math.abs(sampled.bits - exact)).toBeLessThan(5 * sampled.standardError! + 1e-3);
    },
  );
});

describe('the built-in model', () => {
  const run = prepareRun(readModel(DEFAULT_MODEL, 'default.yaml').model!, { draws: 3 });

  test('every context is a test, and the best comes first', () => {
    const audit = auditOf(run);
    expect(audit.tests).toHaveLength(run.world.model.contexts.length + 2);
    const gains = audit.tests.map(({ perCost }) => perCost);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
    expect(audit.kinds.reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(1, 12);
    for (const { gain } of audit.tests) expect(gain.bits).toBeLessThanOrEqual(audit.entropy + 1e-9);
  });

  test('cost decides as information does', () => {
    const tests = testsOf(run.world.model);
    const [best] = auditOf(run, tests).tests;
    const dear = auditOf(
      run,
      tests.map((one) => (one.id === best!.test.id ? { ...one, cost: 1_000 } : one)),
    );
    expect(dear.tests.at(-1)!.test.id).toBe(best!.test.id);
  });

  test('what was observed moves the belief towards who does it', () => {
    const seen = [{ test: 'honest_test', context: 'honest_test', outcome: 'misbehave', times: 3 }];
    const { kinds } = auditOf(run, undefined, seen);
    const of = (kind: string) => kinds.find((one) => one.kind === kind)!;
    expect(of('reward-seeker').posterior).toBeGreaterThan(10 * of('reward-seeker').prior);
    expect(of('intended').posterior).toBeLessThan(of('intended').prior);
  });

  test('a test that the model cannot show is named', () => {
    const test = { ...testsOf(run.world.model)[0]!, observe: ['no_such_node'] };
    expect(() => auditOf(run, [test])).toThrow(/there is no node no_such_node/);
    const seen = { test: 'honest_test', context: 'honest_test', outcome: 'sing', times: 1 };
    expect(() => auditOf(run, undefined, [seen])).toThrow(/cannot show sing/);
  });
});
