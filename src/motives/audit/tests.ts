import type { Model } from '../model/types.ts';

/** What a test looks at: each action as it is done; a look inside (white-box); or the values of nodes of the graph. */
export type Observed = 'actions' | 'internals' | readonly string[];

/** A test that an auditor could run on an AI whose kind is not known. */
export interface CandidateTest {
  readonly id: string;
  readonly label: string;
  /** Contexts and how often each is chosen, relative to the others. The auditor knows which one it was. */
  readonly contexts: Readonly<Record<string, number>>;
  readonly observe: Observed;
  /** Episodes of one run of the test; the AI is the same one in each. At least 1. */
  readonly episodes: number;
  /** Of one run, in any unit that all tests share. Above 0. */
  readonly cost: number;
  /** Chance that an episode's outcome is really seen (coverage times recall). In [0, 1]. */
  readonly strength: number;
}

/** One outcome of a test that was run: how often each action was seen, or how often the look inside found it bad. */
export interface Observation {
  readonly test: string;
  readonly context: string;
  /** An action; `flagged` or `clean` for a look inside; node values as `a=1,b=0`, in the test's order. */
  readonly outcome: string;
  readonly times: number;
}

/**
 * One test of one episode in each context, at cost 1; a look inside; and the reward of training alone. Costs differ in
 * life: a file of tests says so.
 */
export function testsOf(model: Model): CandidateTest[] {
  const one = { episodes: 1, cost: 1, strength: 1 };
  const situations = new Map(model.situations.map((situation) => [situation.id, situation]));
  const byContext = model.contexts.map(
    ({ id, label, situation }): CandidateTest => ({
      ...one,
      id,
      label: `${label}, ${situations.get(situation)?.label ?? situation}`,
      contexts: { [id]: 1 },
      observe: 'actions',
    }),
  );
  const ordinary = model.contexts.filter(
    ({ situation, weight }) => situations.get(situation)?.phase === 'training' && weight > 0,
  );
  const extra: CandidateTest[] = [];
  if (model.patterns.some(({ traits }) => traits.detectable > 0)) {
    const [first] = model.contexts;
    extra.push({
      ...one,
      id: 'look_inside',
      label: 'a look inside (white-box)',
      contexts: first ? { [first.id]: 1 } : {},
      observe: 'internals',
    });
  }
  if (ordinary.length > 0) {
    extra.push({
      ...one,
      id: 'reward_alone',
      label: 'the reward in training, and nothing else',
      contexts: Object.fromEntries(ordinary.map(({ id, weight }) => [id, weight])),
      observe: [model.graph.reward],
    });
  }
  return [...byContext, ...extra];
}
