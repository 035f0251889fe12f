import type { Unrepresented } from './types.ts';

const ELSEWHERE = 'needs instances and time: a question for the spread model, not for this one';

/** What the sources say and this model has no place for. */
export const UNREPRESENTED: readonly Unrepresented[] = [
  {
    claim: 'Reflection and deliberation may decide motivations more than selection does',
    source: 'CLAR',
    why: 'an optional operator is there, off, with an assumption of this project; the claim itself cannot be tried',
  },
  {
    claim: 'AI labour may sculpt motivations deliberately',
    source: 'BSM, limits',
    why: 'operations are chosen by the reader; there is no developer or AI in the model that chooses patterns',
  },
  {
    claim: 'Selection may distort beliefs instead of motivations',
    source: 'BSM, imperfect awareness',
    why: 'beliefs are drawn at random around the true graph, and selection acts on patterns alone',
  },
  {
    claim: 'Which patterns form at all depends on the path of training',
    source: 'BSM, path dependence',
    why: 'all patterns are there from the start; one does not make another possible',
  },
  {
    claim: 'Memes in shared memory are selected, and may favour schemers',
    source: 'BSM, cultural selection',
    why: ELSEWHERE,
  },
  {
    claim: 'Selection may overfit to evaluations or to what is read inside',
    source: 'BSM, corrections',
    why: 'evaluations and detectability are fixed numbers, which no selection acts on',
  },
  {
    claim: 'Real AIs, even dangerously capable ones, are not expected to be maximally fit',
    source: 'BSM, limits',
    why: 'a forecast about the world, and the model makes none',
  },
  {
    claim: 'Fitness-seekers of the return on an action, of apparent success, or open to remote influence',
    source: 'FIT (second-hand)',
    why: 'the built-in graph has one reward for each episode, no split of success from its look, and no one outside who gives rewards; a model file can add such nodes and goals',
  },
  {
    claim: 'Fitness-seekers turn ambitious; their instances usually share no goal',
    source: 'FITRISK (opening read)',
    why: 'reflection is an assumption here, and instances have no goals of their own',
  },
  {
    claim: 'Spread is the most plausible route to consistent adversarial misalignment in the near future',
    source: 'RISK',
    why: 'a forecast: the model gives conditions, not a probability',
  },
  {
    claim: 'Large payloads that reach hundreds of instances over days are probably seen',
    source: 'ANT, claim 5.1.3.1 (c)',
    why: ELSEWHERE,
  },
  {
    claim: 'Virulence evolves under weak optimisation, with many chances of detection',
    source: 'ANT, claim 5.1.3.1 (f); PAR',
    why: ELSEWHERE,
  },
  {
    claim: 'Memory resets, separate banks and stateless monitors prevent growth into coherent scheming',
    source: 'MEME',
    why: ELSEWHERE,
  },
  {
    claim: 'Alignment falls with the logarithm of training steps',
    source: 'CLY',
    why: 'drift of a trait over generations is another model',
  },
  {
    claim: 'If any harmful computation occurs, dozens should be expected',
    source: 'ANT, claim 5.1.1',
    why: 'a statement about repeated independent choices, with no motivation in it',
  },
];
