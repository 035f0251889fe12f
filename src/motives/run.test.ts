import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../fleet/channel.ts';
import { adoption, personasAfter } from './deployment/personas.ts';
import { readModel } from './model/read.ts';
import type { Model, Stage } from './model/types.ts';
import { DEFAULT_MODEL } from './models/default.ts';
import type { PatternResult, Result, Settings } from './result.ts';
import { runModel } from './run.ts';
import { grid, sweep } from './sweep.ts';
import { randomModel } from './test-model.ts';

const MODEL = readModel(DEFAULT_MODEL, 'default.yaml').model!;

function pattern(result: Result, id: string): PatternResult {
  return result.patterns.find((one) => one.id === id)!;
}

/** A run on the true graph, which has nothing random in it. */
function exact(settings: Settings = {}, model: Model = MODEL): Result {
  return runModel(model, { capability: Number.POSITIVE_INFINITY, ...settings });
}

describe('runModel', () => {
  it('gives shares that sum to 1, policies, and finite numbers, for any model', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const result = runModel(randomModel(seed));
        expect(result.patterns.reduce((sum, p) => sum + p.share.mean, 0)).toBeCloseTo(1, 10);
        expect(result.patterns.reduce((sum, p) => sum + p.prior, 0)).toBeCloseTo(1, 10);
        for (const { behaviour, fitness, weight } of result.patterns) {
          expect(Number.isFinite(fitness.mean + weight.mean)).toBe(true);
          for (const { actions } of behaviour) expect(actions.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is the same again, to the last bit', () => {
    expect(JSON.stringify(runModel(MODEL, { seed: 5 }))).toBe(JSON.stringify(runModel(MODEL, { seed: 5 })));
    expect(runModel(MODEL, { seed: 5 }).patterns[3]!.share).not.toEqual(
      runModel(MODEL, { seed: 6 }).patterns[3]!.share,
    );
  });

  it('has the prior alone without steps, and the closed form with them', () => {
    const none = exact({ steps: 0 });
    for (const { prior, share } of none.patterns) expect(share.mean).toBeCloseTo(prior, 12);
    const some = exact({ steps: 30 });
    const [a, b] = [some.patterns[0]!, some.patterns[1]!];
    const odds = (a.prior / b.prior) * Math.exp(30 * (a.fitness.mean - b.fitness.mean));
    expect(a.share.mean / b.share.mean).toBeCloseTo(odds, 8);
  });

  it('switches each prior off by name', () => {
    const off = { simplicity: 0, counting: 0, speed: 0, imitation: 0, salience: 0 };
    const flat = exact({ priors: off });
    for (const { prior } of flat.patterns) expect(prior).toBeCloseTo(1 / flat.patterns.length, 12);
    const counted = exact({ priors: { ...off, counting: 1 } });
    expect(pattern(counted, 'schemer').prior / pattern(counted, 'power_seeker').prior).toBeCloseTo(20, 10);
    const slow = exact({ priors: { ...off, speed: 1 } });
    expect(pattern(flat, 'schemer').fitness.mean - pattern(slow, 'schemer').fitness.mean).toBeCloseTo(0.04, 12);
  });

  it('white-box selection takes credit from what it can read', () => {
    const [blind, looking] = [exact(), exact({ operations: { white_box: 1 } })];
    const speed = 0.04;
    const before = pattern(blind, 'schemer').fitness.mean + speed;
    expect(pattern(looking, 'schemer').fitness.mean + speed).toBeCloseTo(0.4 * before, 10);
    expect(pattern(looking, 'intended').fitness).toEqual(pattern(blind, 'intended').fitness);
  });

  it('moves schemers to reward-seekers only while instrumental becomes terminal', () => {
    const off = exact({ steps: 400 });
    const on = exact({ steps: 400, priors: { instrumental_becomes_terminal: 1 } });
    const odds = (result: Result): number =>
      pattern(result, 'schemer').share.mean / pattern(result, 'reward_seeker').share.mean;
    expect(odds(on)).toBeLessThan(odds(off));
  });

  it('depends on the order of environments in the shared version', () => {
    const stages: Stage[] = [
      { id: 'easy', steps: 1, contexts: { train_easy: 1 } },
      { id: 'wrong', steps: 1, contexts: { train_wrong_tests: 1 } },
    ];
    const weights = [stages, [...stages].reverse()].map((order) => {
      const result = exact({}, { ...MODEL, selection: { ...MODEL.selection, stages: order } });
      expect(result.path.map(({ stage }) => stage)).toEqual(order.map(({ id }) => id));
      return result.patterns.map(({ weight }) => weight.mean);
    });
    expect(Math.max(...weights[0]!.map((w, k) => Math.abs(w - weights[1]![k]!)))).toBeGreaterThan(1e-3);
  });
});

describe('kappa', () => {
  const result = exact();

  it('is there for every channel and context of deployment', () => {
    for (const { kappa } of result.patterns) {
      expect(new Set(kappa.map(({ channel }) => channel))).toEqual(new Set(CHANNELS));
      expect(kappa).toHaveLength(CHANNELS.length * 4);
    }
  });

  it('is 0 for whatever other instances do not matter to, and then only accidents write', () => {
    for (const id of ['reward_seeker', 'kludge', 'task_doer']) {
      const { kappa, strain } = pattern(result, id);
      for (const one of kappa) expect(Math.abs(one.kappa.mean)).toBeLessThan(1e-9);
      expect(strain.r0.estimate).toBeCloseTo(strain.accidentalR0.estimate, 9);
    }
  });

  it('is above 0 for what is downstream of S, and falls where it is watched', () => {
    for (const one of pattern(result, 'schemer').kappa) {
      expect(one.unwatched.mean).toBeGreaterThan(0);
      if (one.context.endsWith('watched')) expect(one.kappa.mean).toBeLessThan(one.unwatched.mean);
      expect(one.detectionCost).toBeGreaterThanOrEqual(0);
      expect(one.writes.lower).toBeLessThanOrEqual(one.writes.estimate);
      expect(one.writes.estimate).toBeLessThanOrEqual(one.writes.upper);
    }
  });

  it('has an R0 that is the sum over channels, within its bounds', () => {
    for (const { strain } of result.patterns) {
      const sum = strain.channels.reduce((total, channel) => total + channel.r0.estimate, 0);
      expect(strain.r0.estimate).toBeCloseTo(sum, 10);
      expect(strain.r0.lower).toBeLessThanOrEqual(strain.r0.estimate);
      expect(strain.r0.estimate).toBeLessThanOrEqual(strain.r0.upper);
    }
  });

  it('comes to a pattern that reflects, and says that this is assumed', () => {
    const reflecting = exact({ reflection: 1 });
    const motive = (of: Result): number =>
      pattern(of, 'reward_seeker').kappa.find(
        (one) => one.channel === 'memory' && one.context === 'use_ambitious_alone',
      )!.kappa.mean;
    expect(motive(result)).toBeCloseTo(0, 9);
    expect(motive(reflecting)).toBeGreaterThan(0);
    expect(reflecting.notes.join(' ')).toContain('Reflection or deliberation is on');
    expect(result.notes.join(' ')).not.toContain('Reflection or deliberation is on');
  });
});

describe('deliberation', () => {
  it('sharpens what is done in deployment, and leaves training alone', () => {
    const act = (deliberation: number, context: string): readonly number[] =>
      pattern(exact({ deliberation }), 'schemer').behaviour.find((one) => one.context === context)!.actions;
    expect(act(3, 'train_hard')).toEqual(act(1, 'train_hard'));
    const [plain, sharp] = [act(1, 'use_routine_watched'), act(3, 'use_routine_watched')];
    expect(Math.max(...sharp!)).toBeGreaterThan(Math.max(...plain!));
  });
});

describe('alignment faking', () => {
  it('needs the situation to be recognised: without recognition there is no gap', () => {
    const gap = (recognition: number, id: string): number =>
      pattern(exact({ recognition }), id).gaps.find(({ context }) => context === 'use_ambitious_alone')!.gap.mean;
    expect(gap(0, 'schemer')).toBeCloseTo(0, 12);
    expect(gap(1, 'schemer')).toBeGreaterThan(0.5);
    expect(gap(1, 'reward_seeker')).toBeCloseTo(0, 12);
  });
});

describe('personas', () => {
  const personas = [
    { id: 'a', label: '', prior: 0.99, posterior: 0.99 },
    { id: 'b', label: '', prior: 0.01, posterior: 0.01 },
  ];

  it('adopt an exposure by Bayes: logit a = logit(prior) + n LLR', () => {
    const result = adoption(personas, { id: 'x', label: '', carries: ['b'], likelihood: { b: 5 } });
    expect(result.logLikelihoodRatio).toBeCloseTo(Math.log(5), 12);
    for (const { readings, probability } of result.after) {
      const logit = Math.log(0.01 / 0.99) + readings * Math.log(5);
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12);
    }
  });

  it('keep their odds where all would do the same, and shift by T times the difference in fitness', () => {
    const model = { ...MODEL, personas: MODEL.personas.slice(0, 2) };
    const n = model.patterns.length;
    for (const { prior, posterior } of personasAfter(model, new Float64Array(n).fill(0.3), 100)) {
      expect(posterior).toBeCloseTo(prior, 12);
    }
    const better = Float64Array.from(model.patterns, ({ id }) => (model.personas[1]!.patterns[id] ? 0.4 : 0.3));
    const [one, other] = personasAfter(model, better, 50);
    expect(Math.log(other!.posterior / one!.posterior)).toBeCloseTo(Math.log(other!.prior / one!.prior) + 5, 8);
  });
});

describe('sweep', () => {
  it('finds at each point what a run finds, in any order', () => {
    const points = grid(
      { capability: [5, 50], 'operations.developer_iteration': [0, 1], steps: [10, 80] },
      { draws: 2 },
    );
    let told = 0;
    const found = sweep(MODEL, points, { onProgress: (done) => (told = done) });
    expect(told).toBe(8);
    for (const i of [0, 3, 6]) {
      const { patterns } = runModel(MODEL, points[i]!);
      for (const [k, { share, fitness }] of patterns.entries()) {
        expect(found.shares[i * patterns.length + k]).toBeCloseTo(share.mean, 12);
        expect(found.fitness[i * patterns.length + k]).toBeCloseTo(fitness.mean, 12);
      }
    }
  });

  it('refuses an axis that there is not', () => {
    expect(() => grid({ colour: [1] })).toThrow('no setting colour');
  });
});
