import type { Range } from '../model/types.ts';
import type { PatternResult, Result } from '../result.ts';
import type { RouteInputs } from './routes.ts';

/**
 * Inputs of the comparison as far as a run gives them: `arises` from the shares of schemers after selection, `r0` from
 * the strains of schemers. The rest is assumed here, wide on purpose: no source measures a seed rate in production.
 * Monitoring spans what one laboratory has published of itself: coverage 0.2 % to 50 % of tokens, recall 0.44 to 0.87
 * (Anthropic, risk report of 15 July 2026).
 */
export function routeInputs(result: Result, overrides: Partial<RouteInputs> = {}): RouteInputs {
  const schemers = result.patterns.filter(({ classification }) => classification.archetype === 'schemer');
  return {
    arises: arisesIn(schemers),
    audits: { estimate: 5, lower: 1, upper: 20 },
    auditStrength: { estimate: 0.3, lower: 0.05, upper: 0.9 },
    seeds: { estimate: 10, lower: 0.01, upper: 10_000 },
    r0: strongest(schemers),
    monitoring: { estimate: 0.1, lower: 0.001, upper: 0.4 },
    ...overrides,
  };
}

/** Their share after selection; the range takes in two standard errors and the share before any selection. */
function arisesIn(schemers: readonly PatternResult[]): Range {
  const sum = (value: (one: PatternResult) => number): number => schemers.reduce((total, one) => total + value(one), 0);
  const estimate = sum(({ share }) => share.mean);
  const spread = sum(({ share }) => 2 * (share.standardError ?? 0));
  const prior = sum((one) => one.prior);
  return {
    estimate,
    lower: Math.max(0, Math.min(estimate - spread, prior)),
    upper: Math.min(1, Math.max(estimate + spread, prior)),
  };
}

/** The strain with the largest R0; nothing spreads where there is none. */
function strongest(schemers: readonly PatternResult[]): Range {
  const none: Range = { estimate: 0, lower: 0, upper: 0 };
  return schemers.reduce((best, { strain }) => (strain.r0.estimate > best.estimate ? strain.r0 : best), none);
}
