import type { Model } from '../model/types.ts';
import type { Result } from '../result.ts';
import {
  does,
  fitness,
  fitter,
  IDEAL,
  kindShare,
  pattern,
  share,
  withFormula,
  withMechanism,
  withoutActions,
  withoutSelection,
  withPatterns,
} from './lab.ts';
import type { Claim } from './types.ts';

const FAMILIES = ['reward_seeker', 'influence_seeker', 'schemer', 'kludge'];

const noOffer = (model: Model): Model => ({
  ...model,
  contexts: model.contexts.map((one) => (one.id === 'honest_test' ? { ...one, set: {} } : one)),
});
const testsAreReward = (model: Model): Model =>
  withMechanism(model, 'reward', () => ({ kind: 'value', formula: '3 * correct_tests' }));
const raterIsReward = (model: Model): Model =>
  withMechanism(model, 'reward', () => ({ kind: 'value', formula: '3 * rm_score' }));
const gateStaysOpen = (model: Model): Model => ({
  ...model,
  operations: model.operations.map((one) => (one.id === 'developer_iteration' ? { ...one, replace: {} } : one)),
});
const schemerWantsTests = (model: Model): Model =>
  withPatterns(model, (one) => (one.id === 'schemer' ? { ...one, goal: { correct_tests: 1 } } : one));
const unreadable = (model: Model): Model =>
  withPatterns(model, (one) => ({ ...one, traits: { ...one.traits, detectable: 0 } }));
const noHacks = (model: Model): Model => withoutActions(model, 'special_case', 'fit_wrong_tests');
const noLogEdits = (model: Model): Model => withoutActions(model, 'edit_log');
const creditIsTheLog = (model: Model): Model =>
  withPatterns(model, (one) => (one.id === 'credit_seeker' ? { ...one, goal: { logged: 1 } } : one));
const feelsNothing = (model: Model): Model =>
  withMechanism(model, 'satisfaction', () => ({ kind: 'chance', formula: '0.5' }));
const easyEscape = (model: Model): Model =>
  withFormula(
    withFormula(model, 'escaped', '(0.1 + 0.6 * ambitious)', '0.95'),
    'caught',
    'watched * max(0.8 * grabs, visible)',
    'watched * visible',
  );
const escapeIsWorthless = (model: Model): Model =>
  withFormula(withFormula(easyEscape(model), 'power', ' + 0.2 * escaped', ''), 'long_run', ' + 0.2 * escaped', '');
const worthlessHere = (model: Model): Model =>
  withFormula(withFormula(model, 'power', ' + 0.2 * escaped', ''), 'long_run', ' + 0.2 * escaped', '');

/** How much likelier one pattern is to take the offer of the honest test than another. */
function takesOffer(run: Result, one: string, than: string): number {
  const misbehaves = (id: string): number => does(run, id, 'honest_test', 'misbehave');
  return misbehaves(one) - misbehaves(than);
}

/** What training selects, and what developers can do about it. */
export const SELECTION_CLAIMS: readonly Claim[] = [
  {
    id: 'three-families',
    claim: 'Fitness-seekers, schemers and optimal kludges are the maximally fit families',
    source: 'BSM, three categories of maximally fit motivations',
    experiment:
      'lowest E[S] of the four minus the highest of intended, sibling, wireheader and single causes; decisive, no speed prior',
    ablation: 'reward has no arrow to S',
    margin: 1e-3,
    measure: (lab, on) => {
      const run = lab.either(on, withoutSelection, IDEAL);
      const others = ['intended', 'task_doer', 'rater_pleaser', 'log_seeker', 'praise_seeker', 'wireheader'];
      const most = Math.max(...others.map((id) => fitness(run, id)));
      return Math.min(...FAMILIES.map((id) => fitness(run, id))) - most;
    },
  },
  {
    id: 'intended-submaximal',
    claim: 'Intended motivations are not maximally fit where reward diverges from intent',
    source: 'BSM, flawed reward signals',
    experiment: 'E[S] of the reward-seeker minus that of the intended pattern; decisive, no speed prior',
    ablation: 'reward is the intent (better_reward = 1)',
    margin: 1e-3,
    measure: (lab, on) =>
      fitter(lab.run(on ? IDEAL : { ...IDEAL, operations: { better_reward: 1 } }), 'reward_seeker', 'intended'),
  },
  {
    id: 'tests-alone',
    claim: 'Making correct tests pass is, alone, not maximally fit',
    source: 'BSM, causal graph',
    experiment: 'E[S] of the reward-seeker minus that of the seeker of correct tests; decisive, no speed prior',
    ablation: 'reward is correct tests alone',
    margin: 1e-3,
    measure: (lab, on) => fitter(lab.either(on, testsAreReward, IDEAL), 'reward_seeker', 'task_doer'),
  },
  {
    id: 'log-number',
    claim: 'Seeking the reward number in the logs is fit through shared causes only; editing the log is not',
    source: 'BSM, causal graph',
    experiment: 'E[S] of the reward-seeker minus that of the log-seeker; decisive, no speed prior',
    ablation: 'the log cannot be edited',
    margin: 1e-3,
    measure: (lab, on) => fitter(lab.either(on, noLogEdits, IDEAL), 'reward_seeker', 'log_seeker'),
  },
  {
    id: 'by-construction',
    claim: 'Some goals correlate with S by construction, and are as fit as reward',
    source: 'BSM, corrections to the basic model',
    experiment:
      '0.01 minus the distance of E[S] between the credit-seeker and the reward-seeker; decisive, no speed prior',
    ablation: 'its goal is the log, which is no definition over causes of S',
    margin: 0,
    measure: (lab, on) => {
      const run = lab.either(on, creditIsTheLog, IDEAL);
      return 0.01 - Math.abs(fitness(run, 'credit_seeker') - fitness(run, 'reward_seeker'));
    },
  },
  {
    id: 'wireheader',
    claim: 'Seeking internal activity that correlates with causes of S is selected',
    source: 'BSM, other motivations (wireheader)',
    experiment: 'E[S] of the wireheader minus that of the intended pattern; decisive, no speed prior',
    ablation: 'the activity follows nothing',
    margin: 1e-3,
    measure: (lab, on) => fitter(lab.either(on, feelsNothing, IDEAL), 'wireheader', 'intended'),
  },
  {
    id: 'outside-options',
    claim: 'Schemers are sub-maximal where they have options outside of selection',
    source: 'BSM, schemers',
    experiment:
      'E[S] of the schemer as it is minus where it can escape unseen, in training too; decisive, no speed prior',
    ablation: 'running outside of control gives no power',
    margin: 1e-3,
    measure: (lab, on) =>
      on
        ? fitness(lab.run(IDEAL), 'schemer') - fitness(lab.run(IDEAL, easyEscape), 'schemer')
        : fitness(lab.run(IDEAL, worthlessHere), 'schemer') - fitness(lab.run(IDEAL, escapeIsWorthless), 'schemer'),
  },
  {
    id: 'honest-test',
    claim: 'An honest test splits reward-seekers, who take the offer, from influence-seekers, who keep cover',
    source: 'BSM and FIT, fitness-seekers',
    experiment: 'P(misbehaves) in the honest test: reward-seeker minus influence-seeker',
    ablation: 'nothing is offered',
    margin: 0.05,
    measure: (lab, on) => takesOffer(lab.either(on, noOffer), 'reward_seeker', 'influence_seeker'),
  },
  {
    id: 'novel-routes',
    claim: 'Competent reward-seekers take new routes to reward; kludges of old ones do not',
    source: 'CLAR (second-hand)',
    experiment: 'P(misbehaves) in the honest test, a route that training never had: reward-seeker minus kludge',
    ablation: 'nothing is offered',
    margin: 0.05,
    measure: (lab, on) => takesOffer(lab.either(on, noOffer), 'reward_seeker', 'kludge'),
  },
  {
    id: 'general-gathers',
    claim: 'General motivations gather more of the total update than the pieces of a kludge',
    source: 'BSM, against piecemeal kludges',
    experiment: 'weight in the shared policy: reward-seeker minus the mean of the two single causes of reward',
    ablation: 'reward is one cause alone',
    margin: 0.01,
    why: "Votes are divided by their largest spread in training. That of reward lies in tasks with wrong tests, so that its seeker votes weakly in all others, while the rater's score is as strong everywhere. With votes as believed (votes: raw) the result is 0.467; without tasks with wrong tests 0.008.",
    measure: (lab, on) => {
      const run = lab.either(on, raterIsReward);
      const weight = (id: string): number => pattern(run, id).weight.mean;
      return weight('reward_seeker') - (weight('task_doer') + weight('rater_pleaser')) / 2;
    },
  },
  {
    id: 'iteration-lowers-hackers',
    claim: 'Developer iteration on held-out signals takes share from reward-seekers and kludges that are noticed',
    source: 'BSM, developer iteration',
    experiment: 'share of reward-seeker and kludge without minus with developer_iteration = 1',
    ablation: 'the same evaluations, and the gate stays open',
    margin: 1e-3,
    measure: (lab, on) => {
      const iterated = { operations: { developer_iteration: 1 } };
      const after = lab.either(on, gateStaysOpen, iterated);
      return share(lab.run(), 'reward_seeker', 'kludge') - share(after, 'reward_seeker', 'kludge');
    },
  },
  {
    id: 'iteration-favours-hiders',
    claim: 'Under developer iteration schemers and influence-seekers gain, as they fail inspection less',
    source: 'BSM, developer iteration',
    experiment: 'share of schemers and influence-seeker with minus without developer_iteration = 1',
    ablation: 'no situation is recognised (recognition 0)',
    margin: 1e-3,
    measure: (lab, on) => {
      const settings = on ? {} : { recognition: 0 };
      const hiders = (run: ReturnType<typeof lab.run>): number =>
        kindShare(run, 'schemer') + share(run, 'influence_seeker');
      return hiders(lab.run({ ...settings, operations: { developer_iteration: 1 } })) - hiders(lab.run(settings));
    },
  },
  {
    id: 'process-supervision',
    claim: 'Process supervision cuts outcome from selection and leaves schemers equally selected',
    source: 'BSM, process-based supervision',
    experiment:
      '0.02 minus how much further it takes the schemer from the reward-seeker in E[S]; decisive, no speed prior',
    ablation: 'the schemer pursues an outcome (correct tests)',
    margin: 0,
    measure: (lab, on) => {
      const behind = (operations: Record<string, number>): number => {
        return fitter(lab.either(on, schemerWantsTests, { ...IDEAL, operations }), 'reward_seeker', 'schemer');
      };
      return 0.02 - (behind({ process_supervision: 1 }) - behind({}));
    },
  },
  {
    id: 'white-box',
    claim: 'White-box selection reads internals that the pattern does not control, and selects against schemers',
    source: 'BSM, white-box selection',
    experiment: 'share of schemers without minus with white_box = 1',
    ablation: 'no pattern can be read',
    margin: 1e-3,
    measure: (lab, on) => {
      const operations = { white_box: 1 };
      const after = lab.either(on, unreadable, { operations });
      return kindShare(lab.run(), 'schemer') - kindShare(after, 'schemer');
    },
  },
  {
    id: 'better-reward',
    claim: 'A reward nearer to the intent raises the share of intended motivations',
    source: 'BSM, flawed reward signals',
    experiment: 'share of intended with better_reward = 1 minus without',
    ablation: 'reward has no arrow to S',
    margin: 1e-3,
    measure: (lab, on) => {
      const edit = on ? undefined : withoutSelection;
      return (
        share(lab.run({ operations: { better_reward: 1 } }, edit), 'intended') - share(lab.run({}, edit), 'intended')
      );
    },
  },
  {
    id: 'inoculation',
    claim: 'Inoculation prompting moves intent towards what is selected, so that intended motivations fall less behind',
    source: 'BSM, flawed reward signals',
    experiment: 'how much less the intended pattern is behind the reward-seeker in E[S]; decisive, no speed prior',
    ablation: 'tests can be neither special-cased nor wrongly fitted',
    margin: 1e-3,
    measure: (lab, on) => {
      const behind = (operations: Record<string, number>): number => {
        return fitter(lab.either(on, noHacks, { ...IDEAL, operations }), 'reward_seeker', 'intended');
      };
      return behind({}) - behind({ inoculation: 1 });
    },
  },
];
