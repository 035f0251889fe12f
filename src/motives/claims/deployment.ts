import type { Model } from '../model/types.ts';
import type { PatternResult } from '../result.ts';
import { deploymentSpread, lead, type RoutePoint } from '../routes/routes.ts';
import { outcome, parting, pattern, withFormula, withoutSelection } from './lab.ts';
import type { Claim } from './types.ts';

/** Instances that were influenced bring neither power nor selection. */
const othersAreWorthless = (model: Model): Model =>
  withFormula(withFormula(model, 'power', ' + 0.25 * others', ''), 'selected', ' + 0.3 * others', '');
const sameToAll = (model: Model): Model => ({
  ...model,
  exposures: model.exposures.map((one) => ({ ...one, likelihood: {} })),
});

/** The strongest motive to write to any channel in any deployment context. */
function mostKappa({ kappa }: PatternResult): number {
  return Math.max(...kappa.map((one) => one.kappa.mean));
}

function widestGap({ gaps }: PatternResult): number {
  return Math.max(0, ...gaps.map(({ gap }) => gap.mean));
}

/** An assumed point at which the routes cross as stealth grows. */
const POINT: RoutePoint = { arises: 0.2, audits: 5, auditStrength: 0.3, seeds: 0.3, r0: 2, monitoring: 0.1 };
const STEALTHS = Array.from({ length: 1_001 }, (_, i) => i / 1_000);

/** s*: the stealth up to which spread is the likelier route. */
function crossing(point: Partial<RoutePoint>): number {
  return STEALTHS.filter((stealth) => lead({ ...POINT, ...point }, stealth) > 0).at(-1) ?? 0;
}

/** What is done after training, what spreads, and the two routes. */
export const DEPLOYMENT_CLAIMS: readonly Claim[] = [
  {
    id: 'same-then-apart',
    claim: 'Reward-seekers and schemers behave alike in training and part in deployment',
    source: 'BSM, three categories of maximally fit motivations',
    experiment: 'Jensen-Shannon divergence in deployment minus in training, in nats (decisiveness 20)',
    ablation: 'no situation is recognised (recognition 0)',
    margin: 0.01,
    measure: (lab, on) =>
      parting(lab.run({ decisiveness: 20, ...(!on && { recognition: 0 }) }), 'reward_seeker', 'schemer'),
  },
  {
    id: 'schemers-seek-power',
    claim: 'In deployment schemers seek long-term power more than reward-seekers do',
    source: 'BSM, schemers',
    experiment: 'E[runs outside of control] on unwatched ambitious tasks: schemer minus reward-seeker',
    ablation: 'no situation is recognised (recognition 0)',
    margin: 0.01,
    measure: (lab, on) => {
      const run = lab.run(on ? {} : { recognition: 0 });
      const runs = (id: string): number => outcome(run, id, 'use_ambitious_alone', 'escaped');
      return runs('schemer') - runs('reward_seeker');
    },
  },
  {
    id: 'alignment-faking',
    claim: 'A pattern whose goal is downstream of selection behaves otherwise where it believes itself unwatched',
    source: 'BSM, schemers; alignment faking',
    experiment: 'widest gap between watched and unwatched behaviour: schemer minus reward-seeker',
    ablation: 'no situation is recognised (recognition 0)',
    margin: 0.01,
    measure: (lab, on) => {
      const run = lab.run(on ? {} : { recognition: 0 });
      return widestGap(pattern(run, 'schemer')) - widestGap(pattern(run, 'reward_seeker'));
    },
  },
  {
    id: 'who-wants-to-spread',
    claim:
      'Schemers and influence-seekers have a motive to write to other instances; reward-seekers and kludges have none',
    source: 'this project (kappa); supported by ANT: a reward hacker never tampered for other episodes',
    experiment:
      'lower of the strongest kappa of schemer and influence-seeker, minus the higher of reward-seeker and kludge',
    ablation: 'influenced instances bring neither power nor selection',
    margin: 0.01,
    measure: (lab, on) => {
      const run = lab.either(on, othersAreWorthless);
      const of = (id: string): number => mostKappa(pattern(run, id));
      return Math.min(of('schemer'), of('influence_seeker')) - Math.max(of('reward_seeker'), of('kludge'));
    },
  },
  {
    id: 'ambitious-strains',
    claim: 'At equal seeds ambitious long-term goals spread more than goals of the episode',
    source: 'RISK (second-hand); Das et al., arXiv 2610.04083: 58 % with an explicit goal, 18 % with values only',
    experiment: 'R0 of the schemer minus R0 of the reward-seeker, at the estimates; rests on kappa',
    ablation: 'influenced instances bring neither power nor selection',
    margin: 0.1,
    measure: (lab, on) => {
      const run = lab.either(on, othersAreWorthless);
      return pattern(run, 'schemer').strain.r0.estimate - pattern(run, 'reward_seeker').strain.r0.estimate;
    },
  },
  {
    id: 'accident-dies-out',
    claim: 'What spreads by accident alone dies out',
    source: 'this project, prediction 6',
    experiment: '1 minus R0 of accidental writes at the estimates; its range goes far above 1',
    ablation: 'the motive of a schemer is added',
    margin: 0,
    measure: (lab, on) => {
      const { strain } = pattern(lab.run(), 'schemer');
      return 1 - (on ? strain.accidentalR0 : strain.r0).estimate;
    },
  },
  {
    id: 'rare-seed-common-outcome',
    claim: 'Rare seeds can give a common outcome, while tests see them in proportion to their rarity',
    source: 'ANT, claim 4.4 (conceded); RISK',
    experiment:
      '10 minus the factor by which ten times the seeds raise the chance of spread, at 3 seeds that establish',
    ablation: 'seeds hardly ever establish (R0 = 1.001)',
    margin: 5,
    measure: (_, on) => {
      const at = (seeds: number): number =>
        deploymentSpread({ ...POINT, r0: on ? 2 : 1.001, monitoring: 0, seeds }, 0.5);
      return 10 - at(60) / at(6);
    },
  },
  {
    id: 'unlocked-earlier',
    claim: 'Spread needs less stealth than deceptive alignment, as it need not pass the audits of training',
    source: 'RISK (second-hand); form: this project, prediction 8',
    experiment: 'rise of s*, up to which spread is the likelier route, when audits go from 5 to 20 (assumed point)',
    ablation: 'audits find nothing',
    margin: 0.01,
    measure: (_, on) => {
      const strength = on ? {} : { auditStrength: 0 };
      return crossing({ audits: 20, ...strength }) - crossing({ audits: 5, ...strength });
    },
  },
  {
    id: 'monitoring-helps-against-spread',
    claim: 'Monitoring in deployment takes more from spread than from deceptive alignment',
    source: 'ANT, claim 5.1.3.1; form: this project, prediction 8',
    experiment: 'fall of s* when monitoring goes from 0.1 to 0.4 (assumed point)',
    ablation: 'R0 is so large that what monitoring takes does not matter',
    margin: 0.005,
    measure: (_, on) => {
      // Without the mechanism seeds are fewer, so that the routes still cross.
      const point = on ? {} : { r0: 1e9, seeds: 0.15 };
      return crossing({ monitoring: 0.1, ...point }) - crossing({ monitoring: 0.4, ...point });
    },
  },
  {
    id: 'character-evidence',
    claim:
      'What training credits is evidence about which character the AI is, so that rewarded hacks raise those that hack',
    source: 'PSM (abstract and second-hand)',
    experiment: 'share of the careerist character after training minus before',
    ablation: 'reward has no arrow to S',
    margin: 0.01,
    measure: (lab, on) => {
      const run = lab.either(on, withoutSelection);
      const one = run.personas.find(({ id }) => id === 'careerist');
      return (one?.posterior ?? 0) - (one?.prior ?? 0);
    },
  },
  {
    id: 'more-examples-more-adoption',
    claim: 'More examples in context make adoption likelier',
    source: 'Afonin et al., arXiv 2510.11288 (abstract): 1–24 % at 16 examples, up to 58 % at 256',
    experiment: 'adoption of the note after 16 readings minus before any',
    ablation: 'the text is as likely from every character',
    margin: 0.01,
    measure: (lab, on) => {
      const run = lab.either(on, sameToAll);
      const note = run.exposures.find(({ id }) => id === 'rebel_note');
      return (note?.after.at(-1)?.probability ?? 0) - (note?.before ?? 0);
    },
  },
  {
    id: 'adoption-stays-partial',
    claim: 'Adoption stays partial even after hundreds of examples',
    source: 'Afonin et al., arXiv 2510.11288 (abstract): at most 58 % at 256 examples',
    experiment: '0.6 minus adoption of the note after 16 readings',
    ablation: 'the text is as likely from every character',
    margin: 0,
    why: "Bayes' rule over a fixed set of characters counts every reading as new evidence, and so goes to certainty. A ceiling needs readings that repeat each other, or a share of contexts that never adopt; neither is in the model.",
    measure: (lab, on) => {
      const run = lab.either(on, sameToAll);
      return 0.6 - (run.exposures.find(({ id }) => id === 'rebel_note')?.after.at(-1)?.probability ?? 0);
    },
  },
];
