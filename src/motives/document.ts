import { type Audit, auditOf } from './audit/audit.ts';
import type { CandidateTest, Observation } from './audit/tests.ts';
import type { Model } from './model/types.ts';
import type { Result, Settings } from './result.ts';
import { routeInputs } from './routes/inputs.ts';
import { type Comparison, compareRoutes } from './routes/routes.ts';
import { describeRun, prepareRun } from './run.ts';

/** What was asked of `cordon motives`. */
export interface Asked {
  /** Name of the model file; null for the built-in model. */
  readonly file: string | null;
  /** Warnings of the model file, in sentences with their line. */
  readonly warnings: readonly string[];
  readonly model: Model;
  /** What was chosen over the file. */
  readonly settings: Settings;
  readonly tests: readonly CandidateTest[];
  readonly observed: readonly Observation[];
}

/**
 * What `cordon motives` says, and what its page recomputes from. In JSON a number that has no bound (an R0 whose losses
 * may be 0, a capability that is the true graph) is null.
 */
export interface MotivesDocument extends Asked {
  readonly version: 1;
  readonly tool: { readonly name: 'cordon'; readonly version: string };
  readonly result: Result;
  readonly audit: Audit;
  readonly routes: Comparison;
}

/** Runs the model and everything that stands on a run. `version` is the tool's. */
export function motivesDocument(asked: Asked, version: string): MotivesDocument {
  const run = prepareRun(asked.model, asked.settings);
  const result = describeRun(run);
  return {
    version: 1,
    tool: { name: 'cordon', version },
    ...asked,
    result,
    audit: auditOf(run, asked.tests, asked.observed),
    routes: compareRoutes(routeInputs(result)),
  };
}

/** The model of a document that was JSON: where it has null, the AI knows the true graph. */
export function modelOfJson(model: Model): Model {
  const { capability } = model.beliefs as { capability: number | null };
  return { ...model, beliefs: { ...model.beliefs, capability: capability ?? Number.POSITIVE_INFINITY } };
}
