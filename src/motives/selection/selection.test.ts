import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../patterns/policy.ts';
import { votesOf } from '../patterns/votes.ts';
import { uniforms } from '../random.ts';
import { randomModel } from '../test-model.ts';
import { believe, makeWorld } from '../world.ts';
import { covarianceUpdate, expectedSelection, learn } from './covariance.ts';
import { fixation, fixationInChain, simulatedFixation } from './moran.ts';
import { price } from './price.ts';
import { errorClasses, errorThreshold, masterShare, quasispecies } from './quasispecies.ts';
import { integrated, normalised, sharesAfter } from './replicator.ts';
import { stagesOf } from './train.ts';

function landscape(seed: number) {
  const made = makeWorld(randomModel(seed));
  if ('problems' in made) throw new Error(made.problems[0]!.message);
  const { world } = made;
  const { beliefs } = world.model;
  const votes = votesOf(world, believe(world, beliefs.capability, seed, 0), beliefs.recognition);
  return { world, votes, stage: stagesOf(world)[0]! };
}

function randomShares(seed: number, n: number): Float64Array {
  const u = uniforms(seed, 'shares');
  return normalised(Float64Array.from({ length: n }, () => u() + 0.01));
}

function randomMutation(seed: number, n: number): Float64Array {
  return Float64Array.from(Array.from({ length: n }, (_, j) => [...randomShares(seed + 7 * j, n)]).flat());
}

describe('covariance update', () => {
  it('is the gradient of E[S], to 1e-8 relative, on random models', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const { world, votes, stage } = landscape(seed);
        const n = votes.patterns;
        const room = new Float64Array(world.contexts * world.actions);
        const weights = Float64Array.from({ length: n }, uniforms(seed, 'weights'));
        const exact = covarianceUpdate(world, votes, stage, weights, room, new Float64Array(n));
        const selected = (w: Float64Array): number => expectedSelection(world, stage, policyOf(world, votes, w, room));
        const scale = Math.max(...exact.map(Math.abs), 1e-3);
        for (let k = 0; k < n; k++) {
          const at = (step: number): number => selected(weights.map((w, i) => (i === k ? w + step : w)));
          // Central differences of the sixth order: the error is rounding alone.
          const h = 0.02;
          const slope = (45 * (at(h) - at(-h)) - 9 * (at(2 * h) - at(-2 * h)) + at(3 * h) - at(-3 * h)) / (60 * h);
          expect(Math.abs(slope - exact[k]!)).toBeLessThan(1e-8 * scale);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never lowers E[S] along its path, and keeps weights at 0 or above', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { world, votes, stage } = landscape(seed);
      const room = new Float64Array(world.contexts * world.actions);
      const start = new Float64Array(votes.patterns).fill(0.2);
      const selected = [0, 1, 5, 20].map((learning) => {
        const end = learn(world, votes, stage, start, learning);
        expect(Math.min(...end)).toBeGreaterThanOrEqual(0);
        return expectedSelection(world, stage, policyOf(world, votes, end, room));
      });
      for (let i = 1; i < selected.length; i++) expect(selected[i]! - selected[i - 1]!).toBeGreaterThan(-1e-9);
    }
  });

  it('leaves a pattern alone whose gate is shut or which is not credited', () => {
    const { world, votes, stage } = landscape(4);
    votes.gates.fill(0, 0, world.contexts);
    const credit = stage.credit.map((c, k) => (k === 1 ? 0 : c));
    const out = new Float64Array(votes.patterns);
    const room = new Float64Array(world.contexts * world.actions);
    covarianceUpdate(world, votes, { ...stage, credit }, new Float64Array(votes.patterns).fill(0.5), room, out);
    expect(out[0]).toBe(0);
    expect(out[1]).toBe(0);
    expect(out.some((x) => x !== 0)).toBe(true);
  });
});

describe('replicator-mutator', () => {
  it('has the closed form p(0) exp(T f) without mutation, to 1e-10', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 2, max: 10 }), (seed, n) => {
        const start = randomShares(seed, n);
        const fitness = Float64Array.from({ length: n }, uniforms(seed, 'fitness'));
        const closed = sharesAfter({ fitness }, start, 5);
        const stepped = integrated({ fitness }, start, 5, 2_000);
        for (let k = 0; k < n; k++) expect(Math.abs(closed[k]! - stepped[k]!)).toBeLessThan(1e-10);
      }),
      { numRuns: 40 },
    );
  });

  it('has the closed form exp(T (diag(f) Q)^T) p(0) with mutation, to 1e-10', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 2, max: 8 }), (seed, n) => {
        const start = randomShares(seed, n);
        const fitness = Float64Array.from({ length: n }, uniforms(seed, 'fitness'));
        const mutation = randomMutation(seed, n);
        const closed = sharesAfter({ fitness, mutation }, start, 5);
        const stepped = integrated({ fitness, mutation }, start, 5, 2_000);
        for (let k = 0; k < n; k++) expect(Math.abs(closed[k]! - stepped[k]!)).toBeLessThan(1e-10);
      }),
      { numRuns: 40 },
    );
  });

  it('is the plain replicator where copies are faithful', () => {
    const start = randomShares(5, 6);
    const fitness = Float64Array.from({ length: 6 }, uniforms(5, 'fitness'));
    const identity = Float64Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 1 : 0));
    const faithful = sharesAfter({ fitness, mutation: identity }, start, 50);
    for (const [k, p] of sharesAfter({ fitness }, start, 50).entries()) expect(faithful[k]).toBeCloseTo(p, 12);
  });

  it('does not overflow over a long time', () => {
    const shares = sharesAfter({ fitness: [1, 2, 1000] }, Float64Array.of(0.5, 0.5, 0), 1e6);
    expect([...shares]).toEqual([0, 1, 0]);
  });
});

describe('Price equation', () => {
  it('is an identity, to rounding', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 12 }), fc.boolean(), (seed, n, mutates) => {
        const u = uniforms(seed, 'price');
        const fitness = Float64Array.from({ length: n }, () => u() + 0.01);
        const trait = Float64Array.from({ length: n }, () => 10 * u() - 5);
        const mutation = mutates ? randomMutation(seed, n) : undefined;
        const { selection, transmission, change } = price(randomShares(seed, n), fitness, trait, mutation);
        expect(Math.abs(selection + transmission - change)).toBeLessThan(1e-12);
      }),
    );
  });

  it("is Fisher's theorem for the trait fitness itself: the mean rises by its variance over its mean", () => {
    const p = Float64Array.of(0.2, 0.3, 0.5);
    const f = Float64Array.of(1, 2, 4);
    const mean = 2.8;
    const variance = 0.2 * 1.8 ** 2 + 0.3 * 0.8 ** 2 + 0.5 * 1.2 ** 2;
    expect(price(p, f, f).change).toBeCloseTo(variance / mean, 12);
  });
});

describe('quasispecies', () => {
  const length = 30;
  const sigma = 10;

  it('has error classes that sum to 1', () => {
    const q = errorClasses(length, 0.07);
    for (let j = 0; j <= length; j++) {
      expect(q.subarray(j * (length + 1), (j + 1) * (length + 1)).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
  });

  it('loses the master at the error threshold, near ln(sigma) / L', () => {
    const threshold = errorThreshold(length, sigma);
    expect(threshold).toBeCloseTo(Math.log(sigma) / length, 2);
    for (const part of [0.2, 0.5, 0.8]) {
      const exact = quasispecies(length, sigma, part * threshold)[0]!;
      expect(Math.abs(exact - masterShare(length, sigma, part * threshold))).toBeLessThan(0.01);
    }
    expect(quasispecies(length, sigma, 0.9 * threshold)[0]).toBeGreaterThan(0.01);
    expect(quasispecies(length, sigma, 1.3 * threshold)[0]).toBeLessThan(1e-4);
    expect(masterShare(length, sigma, 1.01 * threshold)).toBe(0);
  });

  it('is uniform over sequences far above it', () => {
    const p = quasispecies(length, sigma, 0.5);
    expect(p[0]).toBeCloseTo(2 ** -length, 9);
    expect(p[15]).toBeCloseTo(155_117_520 / 2 ** 30, 6);
  });
});

describe('Moran fixation', () => {
  it.each([0.5, 0.9, 1, 1.000001, 1.1, 2])('is (1 - 1/r) / (1 - r^-N) for r = %s', (r) => {
    for (const population of [2, 10, 100]) {
      expect(fixation(r, population)).toBeCloseTo(
        fixationInChain(() => r, population),
        10,
      );
    }
  });

  it('is what the process does', () => {
    const { mean, standardError } = simulatedFixation(1.3, 12, 20_000, 4);
    expect(Math.abs(mean - fixation(1.3, 12))).toBeLessThan(4 * standardError);
  });
});
