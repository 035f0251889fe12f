import type { Model, PriorName } from '../model/types.ts';
import type { Classification, ResolvedSettings } from '../result.ts';
import { normalised } from './replicator.ts';

/** Where the personas do not name a pattern, it keeps this share of what an average pattern has. */
const UNNAMED = 1e-3;

/**
 * The terms of ln p_k(0) that each implicit prior adds, at strength 1 (BSM, "implicit priors over cognitive patterns";
 * model note F.2: the prior of a class is its members times 2^-description length). `speed` and
 * `instrumental_becomes_terminal` are no terms of the prior but of fitness and of mutation: they do not wash out.
 */
export function priorTerms(model: Model): Readonly<Partial<Record<PriorName, Float64Array>>> {
  const of = (term: (k: number) => number): Float64Array => Float64Array.from(model.patterns, (_, k) => term(k));
  const traits = model.patterns.map((pattern) => pattern.traits);
  return {
    simplicity: of((k) => -traits[k]!.bits * Math.LN2),
    counting: of((k) => Math.log(traits[k]!.members)),
    imitation: of((k) => traits[k]!.human),
    salience: of((k) => traits[k]!.salience),
    personas: personaTerm(model),
  };
}

/** ln of the share that a pattern has as a mixture over characters: the alternative prior. 0 where there are none. */
function personaTerm(model: Model): Float64Array {
  const shares = new Float64Array(model.patterns.length);
  const total = model.personas.reduce((sum, persona) => sum + persona.prior, 0);
  if (total === 0) return shares;
  for (const { prior, patterns } of model.personas) {
    const within = Object.values(patterns).reduce((sum, amount) => sum + amount, 0);
    for (const [k, pattern] of model.patterns.entries()) {
      shares[k]! += within > 0 ? ((prior / total) * (patterns[pattern.id] ?? 0)) / within : 0;
    }
  }
  return shares.map((share) => Math.log((1 - UNNAMED) * share + UNNAMED / shares.length));
}

/** p_k(0): the exponential of the terms, each times its strength and the common strength. */
export function priorShares(model: Model, settings: ResolvedSettings): Float64Array {
  const logs = new Float64Array(model.patterns.length);
  for (const [name, term] of Object.entries(priorTerms(model)) as [PriorName, Float64Array][]) {
    const strength = settings.priors[name] * settings.priorStrength;
    for (let k = 0; k < logs.length; k++) logs[k]! += strength * term[k]!;
  }
  const most = Math.max(...logs);
  return normalised(logs.map((x) => Math.exp(x - most)));
}

/** lambda * cost_k: what the speed prior takes from fitness in every step. */
export function speedTerm(model: Model, settings: ResolvedSettings): Float64Array {
  const strength = settings.priors.speed * settings.priorStrength;
  return Float64Array.from(model.patterns, (pattern) => strength * pattern.traits.cost);
}

/**
 * Q for one stage, or undefined where copies are faithful. Besides mutation to any pattern alike, "instrumental becomes
 * terminal" (BSM) turns what pursues consequences of S into reward-seekers, at the model's rate of atrophy times
 * (1 - how well the stage's contexts tell the two apart). `apart(j, k)` is that, in [0, 1].
 */
export function mutationMatrix(
  model: Model,
  settings: ResolvedSettings,
  classes: readonly Classification[],
  apart: (j: number, k: number) => number,
): Float64Array | undefined {
  const n = model.patterns.length;
  const atrophy = Math.min(
    1,
    model.selection.atrophy * settings.priors.instrumental_becomes_terminal * settings.priorStrength,
  );
  const rewardSeekers = classes.flatMap((one, k) => (one.subtype === 'reward-seeker' ? [k] : []));
  const decays = atrophy > 0 && rewardSeekers.length > 0;
  if (settings.mutation === 0 && !decays) return undefined;
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < n; k++) {
      out[j * n + k] = j === k ? (n > 1 ? 1 - settings.mutation : 1) : settings.mutation / (n - 1);
    }
    if (!decays || classes[j]!.archetype !== 'schemer') continue;
    for (const k of rewardSeekers) {
      const moved = (out[j * n + j]! * atrophy * (1 - apart(j, k))) / rewardSeekers.length;
      out[j * n + j]! -= moved;
      out[j * n + k]! += moved;
    }
  }
  return out;
}
