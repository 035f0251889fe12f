import type { Audit } from './audit/audit.ts';
import type { CandidateTest, Observation } from './audit/tests.ts';
import type { Model } from './model/types.ts';
import type { Result, Settings } from './result.ts';
import type { Comparison } from './routes/routes.ts';

/**
 * What `cordon motives` says, and what its page recomputes from. In JSON a number that has no bound (an R0 whose losses
 * may be 0, a capability that is the true graph) is null.
 */
export interface MotivesDocument {
  readonly version: 1;
  readonly tool: { readonly name: 'cordon'; readonly version: string };
  /** Name of the model file; null for the built-in model. */
  readonly file: string | null;
  /** Warnings of the model file, in sentences with their line. */
  readonly warnings: readonly string[];
  readonly model: Model;
  /** What was chosen on the command line over the file. */
  readonly settings: Settings;
  readonly tests: readonly CandidateTest[];
  readonly observed: readonly Observation[];
  readonly result: Result;
  readonly audit: Audit;
  readonly routes: Comparison;
}

/** The model of a document that was JSON: where it has null, the AI knows the true graph. */
export function modelOfJson(model: Model): Model {
  const { capability } = model.beliefs as { capability: number | null };
  return { ...model, beliefs: { ...model.beliefs, capability: capability ?? Number.POSITIVE_INFINITY } };
}
