import { CordonError } from '../../fleet/error.ts';
import type { Classification } from '../result.ts';
import type { Run } from '../run.ts';
import { type Belief, entropy, kindShares, updated } from './belief.ts';
import { type Gain, gainOf } from './information.ts';
import { outcomeName, type Sight, sightOf } from './observe.ts';
import { type CandidateTest, type Observation, testsOf } from './tests.ts';

export interface TestResult {
  readonly test: CandidateTest;
  readonly gain: Gain;
  /** Bits per unit of cost. */
  readonly perCost: number;
  /** The two kinds that one episode tells apart best, with their Jensen-Shannon divergence in bits, 0 to 1. */
  readonly separates: { readonly a: string; readonly b: string; readonly bits: number } | null;
}

export interface Audit {
  /** Kinds with their shares after selection, and after what was observed. */
  readonly kinds: readonly { readonly kind: string; readonly prior: number; readonly posterior: number }[];
  /** What is not known about the kind, in bits, given what was observed. */
  readonly entropy: number;
  /** By information per cost, best first. */
  readonly tests: readonly TestResult[];
  /** Kinds that no test here tells apart: divergence below 0.01 bits in one episode of each. */
  readonly alike: readonly { readonly a: string; readonly b: string; readonly bits: number }[];
}

/** Below this, in bits per episode, two kinds are said to be alike: about 100 episodes for one bit. */
const ALIKE = 0.01;

/** The name under which an auditor looks for a pattern: fitness-seekers by their subtype, all others by archetype. */
export function kindName({ archetype, subtype }: Classification): string {
  return archetype === 'fitness-seeker' && subtype !== null ? subtype : archetype;
}

/**
 * Which test would tell best what kind of AI one has. Prior: the shares after selection, each belief draw alike. The
 * answer is greedy: the best *next* test, given what was observed already.
 *
 * @throws CordonError `bad-config` for a test or an observation that the model does not have
 */
export function auditOf(
  run: Run,
  tests: readonly CandidateTest[] = testsOf(run.world.model),
  observed: readonly Observation[] = [],
): Audit {
  for (const test of tests) checkTest(run, test);
  const sights = new Map(tests.map((test) => [test.id, sightOf(run, test)]));
  const before = beliefOf(run);
  const after = observed.reduce((belief, one) => afterObservation(belief, one, sights), before);
  const results = tests.map((test): TestResult => {
    const sight = sights.get(test.id)!;
    const gain = gainOf(after, sight, test, run.settings.seed);
    return { test, gain, perCost: gain.bits / test.cost, separates: pairsOf(after, sight)[0] ?? null };
  });
  const posterior = kindShares(after);
  const prior = kindShares(before);
  return {
    kinds: before.kinds.map((kind, i) => ({ kind, prior: prior[i]!, posterior: posterior[i]! })),
    entropy: entropy(posterior),
    tests: results.sort((a, b) => b.perCost - a.perCost),
    alike: alikeIn(
      after,
      tests.filter(({ strength }) => strength > 0).map(({ id }) => sights.get(id)!),
    ),
  };
}

/** Shares after selection as an auditor's belief: one hypothesis for each belief draw and pattern. */
export function beliefOf({ trained, classes }: Run): Belief {
  const names = classes.map(kindName);
  const kinds = [...new Set(names)];
  const weights = trained.flatMap(({ path }) => [...path[path.length - 1]!].map((share) => share / trained.length));
  return {
    weights: Float64Array.from(weights),
    kindOf: Int32Array.from(weights, (_, h) => kinds.indexOf(names[h % names.length]!)),
    kinds,
  };
}

function afterObservation(belief: Belief, seen: Observation, sights: ReadonlyMap<string, Sight>): Belief {
  const sight = sights.get(seen.test);
  const o = sight?.outcomes.indexOf(outcomeName(seen.context, seen.outcome)) ?? -1;
  if (!sight || o < 0) {
    throw new CordonError('bad-config', `test ${seen.test} cannot show ${seen.outcome} in ${seen.context}`, {
      hint: sight ? `It can show ${outcomesIn(sight, seen.context)}.` : 'There is no such test.',
    });
  }
  const n = sight.outcomes.length;
  const next = updated(
    belief,
    belief.weights.map((_, h) => sight.likelihood[h * n + o]! ** seen.times),
  );
  if (next) return next;
  throw new CordonError('bad-config', `nothing in the model does ${seen.outcome} in ${seen.context}`, {
    hint: 'No pattern allows what was observed; add the pattern that does.',
  });
}

/** Outcomes in one context, by the names under which they are observed; where the test has none there, its contexts. */
function outcomesIn({ outcomes }: Sight, context: string): string {
  const names = outcomes.map((one) => one.split(': ') as [string, string]);
  const here = names.flatMap(([where, outcome]) => (where === context ? [outcome] : []));
  return here.length > 0 ? here.join(', ') : `something in ${[...new Set(names.map(([where]) => where))].join(', ')}`;
}

function checkTest({ world: { model, graph } }: Run, test: CandidateTest): void {
  const wrong = (what: string, hint: string): never => {
    throw new CordonError('bad-config', `test ${test.id}: ${what}`, { hint });
  };
  const known = new Set(model.contexts.map(({ id }) => id));
  const contexts = Object.entries(test.contexts);
  const strange = contexts.find(([id]) => !known.has(id));
  if (strange) wrong(`there is no context ${strange[0]}`, `Contexts are ${[...known].join(', ')}.`);
  if (!contexts.some(([, weight]) => weight > 0)) wrong('no context has a weight above 0', 'Name one.');
  if (test.observe === 'actions' || test.observe === 'internals') return;
  const missing = test.observe.find((id) => !graph.index.has(id));
  if (missing !== undefined) wrong(`there is no node ${missing}`, 'Observe nodes of the model, actions or internals.');
}

/** Jensen-Shannon divergence in bits of every two kinds over one episode that is seen, largest first. */
function pairsOf(belief: Belief, { outcomes, likelihood }: Sight): { a: string; b: string; bits: number }[] {
  const { weights, kindOf, kinds } = belief;
  const n = outcomes.length;
  const mixed = kinds.map(() => new Float64Array(n));
  const totals = new Float64Array(kinds.length);
  for (let h = 0; h < weights.length; h++) {
    const k = kindOf[h]!;
    totals[k]! += weights[h]!;
    for (let o = 0; o < n; o++) mixed[k]![o]! += weights[h]! * likelihood[h * n + o]!;
  }
  const present = kinds.flatMap((kind, k) =>
    totals[k]! > 0 ? [{ kind, p: mixed[k]!.map((x) => x / totals[k]!) }] : [],
  );
  const pairs = present.flatMap(({ kind: a, p }, i) =>
    present.slice(i + 1).map(({ kind: b, p: q }) => {
      const middle = p.map((x, o) => (x + q[o]!) / 2);
      return { a, b, bits: Math.max(0, entropy(middle) - (entropy(p) + entropy(q)) / 2) };
    }),
  );
  return pairs.sort((x, y) => y.bits - x.bits);
}

/** Pairs whose largest divergence over all tests is too small to be of use. */
function alikeIn(belief: Belief, sights: readonly Sight[]): { a: string; b: string; bits: number }[] {
  const most = new Map<string, { a: string; b: string; bits: number }>();
  for (const pair of sights.flatMap((sight) => pairsOf(belief, sight))) {
    const key = `${pair.a}|${pair.b}`;
    if (pair.bits >= (most.get(key)?.bits ?? -1)) most.set(key, pair);
  }
  return [...most.values()].filter(({ bits }) => bits < ALIKE).sort((x, y) => x.bits - y.bits);
}
