import type { Exposure, Model } from '../model/types.ts';
import type { ExposureResult, PersonaResult } from '../result.ts';

// Persona selection (Marks, Lindsey and Olah, "The persona selection model", 23 February 2026): training and context
// are evidence about which character the AI is. That an exposure in deployment works by the same rule is this project's
// own step (model note, section 2.4 and F.4).

/** Readings after which the probability is told. */
const READINGS = [1, 2, 4, 8, 16] as const;

/**
 * Shares of the characters after training. Selection at constant fitness is Bayes' rule with the likelihood exp(T f)
 * (Harper, "The replicator equation as an inference dynamic", 2009, arXiv 0911.1763): what training credits is evidence
 * for the characters that would have done it. A character's fitness is that of its mixture of patterns.
 *
 * @param fitness f_k by pattern
 * @param steps T
 */
export function personasAfter(model: Model, fitness: ArrayLike<number>, steps: number): PersonaResult[] {
  const total = model.personas.reduce((sum, persona) => sum + persona.prior, 0);
  const logs = model.personas.map(({ prior, patterns }) => {
    const amounts = model.patterns.map((pattern) => patterns[pattern.id] ?? 0);
    const all = amounts.reduce((sum, amount) => sum + amount, 0);
    const mean = all > 0 ? amounts.reduce((sum, amount, k) => sum + (amount / all) * fitness[k]!, 0) : 0;
    return Math.log(prior / total) + steps * mean;
  });
  const posterior = shares(logs);
  return model.personas.map(({ id, label, prior }, j) => ({
    id,
    label,
    prior: total > 0 ? prior / total : 0,
    posterior: posterior[j]!,
  }));
}

/**
 * The probability that an exposure is adopted: the posterior of the characters that it carries after n readings,
 * P(j | n) proportional to P(j) L_j^n. For one carried character against one other it is model note F.4's
 * logit a = logit(prior) + n * LLR.
 */
export function adoption(personas: readonly PersonaResult[], exposure: Exposure): ExposureResult {
  const logPrior = personas.map((persona) => Math.log(persona.posterior));
  const logLikelihood = personas.map((persona) => Math.log(exposure.likelihood[persona.id] ?? 1));
  const carried = personas.map((persona) => exposure.carries.includes(persona.id));
  const probability = (readings: number): number =>
    shares(logPrior.map((log, j) => (readings === 0 ? log : log + readings * logLikelihood[j]!))).reduce(
      (sum, share, j) => sum + (carried[j] ? share : 0),
      0,
    );
  const before = probability(0);
  const mean = (which: boolean): number => {
    const weights = personas.map((persona, j) => (carried[j] === which ? persona.posterior : 0));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.reduce((sum, weight, j) => sum + weight * Math.exp(logLikelihood[j]!), 0) / total;
  };
  return {
    id: exposure.id,
    label: exposure.label,
    before,
    after: READINGS.map((readings) => ({ readings, probability: probability(readings) })),
    logLikelihoodRatio: Math.log(mean(true) / mean(false)),
  };
}

/** Exponentials of logs, scaled to sum to 1; all 0 where every log is -Infinity. */
function shares(logs: readonly number[]): number[] {
  const most = Math.max(...logs);
  if (!(most > Number.NEGATIVE_INFINITY)) return logs.map(() => 0);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
