import type { Model, Stage } from '../model/types.ts';
import type { PatternResult, Result, Settings } from '../result.ts';
import { fitness, kindShare, pattern, share, withoutActions, withoutSelection, withPatterns } from './lab.ts';
import type { Claim } from './types.ts';

const alike =
  (trait: keyof PatternTraits, value: number) =>
  (model: Model): Model =>
    withPatterns(model, (one) => ({ ...one, traits: { ...one.traits, [trait]: value } }));
type PatternTraits = Model['patterns'][number]['traits'];

const sameMembers = alike('members', 1);
const sameBits = alike('bits', 5);
const sameCost = alike('cost', 0.02);
const noGrab = (model: Model): Model => withoutActions(model, 'grab');

const inOrder =
  (...contexts: readonly string[]) =>
  (model: Model): Model => {
    const stages = contexts.map((id): Stage => ({ id, steps: 1, contexts: { [id]: 1 } }));
    return { ...model, selection: { ...model.selection, stages } };
  };
const easyFirst = inOrder('train_easy', 'train_wrong_tests');
const wrongFirst = inOrder('train_wrong_tests', 'train_easy');
const easyTwice = inOrder('train_easy', 'train_easy');

/** ln of the ratio of two shares. */
function logOdds(run: Result, a: string, b: string): number {
  return Math.log(share(run, a) / share(run, b));
}

/** Largest difference of any pattern between two runs. */
function distance(a: Result, b: Result, of: (one: PatternResult) => number): number {
  return Math.max(...a.patterns.map((one, k) => Math.abs(of(one) - of(b.patterns[k]!))));
}

const off = (prior: string): Settings => ({ priors: { [prior]: 0 } });

/** Implicit priors, awareness and path dependence. */
export const PRIOR_CLAIMS: readonly Claim[] = [
  {
    id: 'counting',
    claim: 'Counting favours schemers: very many long-run ends would do',
    source: 'BSM, implicit priors',
    experiment: 'share of schemers with the counting prior minus without',
    ablation: 'every class has one goal',
    margin: 1e-3,
    measure: (lab, on) => {
      const edit = on ? undefined : sameMembers;
      return kindShare(lab.run({}, edit), 'schemer') - kindShare(lab.run(off('counting'), edit), 'schemer');
    },
  },
  {
    id: 'simplicity',
    claim: 'Simplicity favours fitness-seekers and schemers over kludges',
    source: 'BSM, implicit priors',
    experiment: 'ln odds of fitness-seekers and schemers against kludges, with the simplicity prior minus without',
    ablation: 'every description is as long',
    margin: 0.01,
    measure: (lab, on) => {
      const odds = (settings: Settings): number => {
        const run = lab.run(settings, on ? undefined : sameBits);
        return Math.log(kindShare(run, 'fitness-seeker', 'schemer') / kindShare(run, 'kludge'));
      };
      return odds({}) - odds(off('simplicity'));
    },
  },
  {
    id: 'speed',
    claim: 'Speed favours fitness-seekers over schemers, and kludges over both',
    source: 'BSM, implicit priors',
    experiment:
      'the smaller of two changes of ln odds by the speed prior: reward-seeker against schemer, kludge against reward-seeker',
    ablation: 'every decision costs the same',
    margin: 0.01,
    measure: (lab, on) => {
      const edit = on ? undefined : sameCost;
      const [slow, free] = [lab.run({}, edit), lab.run(off('speed'), edit)];
      const change = (a: string, b: string): number => logOdds(slow, a, b) - logOdds(free, a, b);
      return Math.min(change('reward_seeker', 'schemer'), change('kludge', 'reward_seeker'));
    },
  },
  {
    id: 'imitation-washes-out',
    claim: 'The pull of pretraining towards human-like patterns weakens with more reinforcement learning',
    source: 'BSM, implicit priors',
    experiment: 'what the imitation prior adds to the intended share: after 40 steps minus after 400',
    ablation: 'reward has no arrow to S',
    margin: 1e-3,
    why: 'Any steady difference in fitness wears off a term of p(0), wherever it comes from. With the arrow cut, the speed prior and being caught go on for 400 steps; with the speed prior off as well the result is 0.036.',
    measure: (lab, on) => {
      const edit = on ? undefined : withoutSelection;
      const adds = (steps: number): number =>
        share(lab.run({ steps }, edit), 'intended') - share(lab.run({ steps, ...off('imitation') }, edit), 'intended');
      return adds(40) - adds(400);
    },
  },
  {
    id: 'some-priors-stay',
    claim: 'Some implicit priors do not wash out with more selection',
    source: 'BSM, implicit priors',
    experiment: 'what the speed prior adds to ln odds of reward-seeker against schemer: after 400 steps minus after 40',
    ablation: 'every decision costs the same',
    margin: 0.01,
    measure: (lab, on) => {
      const edit = on ? undefined : sameCost;
      const adds = (steps: number): number =>
        logOdds(lab.run({ steps }, edit), 'reward_seeker', 'schemer') -
        logOdds(lab.run({ steps, ...off('speed') }, edit), 'reward_seeker', 'schemer');
      return adds(400) - adds(40);
    },
  },
  {
    id: 'counting-beats-fitness',
    claim: 'With finite selection a prior can outweigh fitness, up to a number of steps T*',
    source: 'BSM, implicit priors; T* follows from the closed form',
    experiment: 'T* at which the fittest pattern overtakes the schemer, in steps; 0 where it never was behind',
    ablation: 'the counting prior is off',
    margin: 1,
    measure: (lab, on) => {
      const run = lab.run(on ? {} : off('counting'));
      const fittest = [...run.patterns].sort((a, b) => b.fitness.mean - a.fitness.mean)[0]!;
      const behind = Math.log(pattern(run, 'schemer').prior / fittest.prior);
      const gains = fittest.fitness.mean - fitness(run, 'schemer');
      return gains > 0 ? Math.max(0, behind / gains) : 0;
    },
  },
  {
    id: 'instrumental-becomes-terminal',
    claim: 'Schemers that only ever pursue reward atrophy into reward-seekers while nothing tells the two apart',
    source: 'BSM, implicit priors',
    experiment: 'fall of ln odds of schemer against reward-seeker over 400 steps by that prior',
    ablation: 'honest tests in training tell the two apart (honest_tests = 1)',
    margin: 0.01,
    measure: (lab, on) => {
      const odds = (strength: number): number =>
        logOdds(
          lab.run({
            steps: 400,
            priors: { instrumental_becomes_terminal: strength },
            operations: { honest_tests: on ? 0 : 1 },
          }),
          'schemer',
          'reward_seeker',
        );
      return odds(0) - odds(1);
    },
  },
  {
    id: 'far-goals-need-awareness',
    claim: 'Motivations far downstream depend more on the quality of decisions, so that schemers lose most from noise',
    source: 'BSM, imperfect situational awareness',
    experiment: 'E[S] lost from the true graph to q = 3: schemer minus reward-seeker (decisiveness 20, 32 draws)',
    ablation: 'q = 1000, nearly no noise',
    margin: 0.005,
    measure: (lab, on) => {
      const settings = { decisiveness: 20, draws: 32 };
      const lost = (id: string): number =>
        fitness(lab.run({ decisiveness: 20 }), id) - fitness(lab.run({ ...settings, capability: on ? 3 : 1_000 }), id);
      return lost('schemer') - lost('reward_seeker');
    },
  },
  {
    id: 'confusion',
    claim: 'Schemers suffer most from confusing training, testing and deployment',
    source: 'BSM, imperfect situational awareness',
    experiment: 'E[S] lost when no situation is recognised: schemer minus reward-seeker (decisiveness 20)',
    ablation: 'there is nothing to gain by leaving the task',
    margin: 0.001,
    why: "The schemer loses because it follows what S hangs on in the situation that it takes the episode for: reward in training, the rater's score in use. Leaving the task plays no part. With the formula of S alike in all situations, nothing is lost (0.000).",
    measure: (lab, on) => {
      const edit = on ? undefined : noGrab;
      const lost = (id: string): number =>
        fitness(lab.run({ decisiveness: 20, recognition: 1 }, edit), id) -
        fitness(lab.run({ decisiveness: 20, recognition: 0 }, edit), id);
      return lost('schemer') - lost('reward_seeker');
    },
  },
  {
    id: 'path-dependence-shares',
    claim: 'Path dependence: the order of environments changes which pattern is in charge',
    source: 'BSM, implicit priors (path dependence)',
    experiment:
      'largest difference of a share between easy tasks first and tasks with wrong tests first (exclusive version)',
    ablation: 'both halves are the same environment',
    margin: 1e-3,
    why: 'At constant fitness and with faithful copies a share is p(0) exp(T f): each environment multiplies it by a factor, and factors have no order. In the shared version, where the credit of one pattern depends on what the others do, the order matters: see the claim after it.',
    measure: (lab, on) =>
      on
        ? distance(lab.run({}, easyFirst), lab.run({}, wrongFirst), ({ share: one }) => one.mean)
        : distance(lab.run({}, easyTwice), lab.run({}, easyTwice), ({ share: one }) => one.mean),
  },
  {
    id: 'path-dependence-weights',
    claim: 'Path dependence: the order of environments changes the weights of patterns that share one policy',
    source: 'BSM, implicit priors (path dependence)',
    experiment:
      'largest difference of a weight between easy tasks first and tasks with wrong tests first (shared version)',
    ablation: 'both halves are the same environment',
    margin: 0.01,
    measure: (lab, on) =>
      on
        ? distance(lab.run({}, easyFirst), lab.run({}, wrongFirst), ({ weight }) => weight.mean)
        : distance(lab.run({}, easyTwice), lab.run({}, easyTwice), ({ weight }) => weight.mean),
  },
];
