import type { Model } from '../model/types.ts';
import { DEPLOYMENT_CLAIMS } from './deployment.ts';
import { Lab } from './lab.ts';
import { PRIOR_CLAIMS } from './priors.ts';
import { SELECTION_CLAIMS } from './selection.ts';
import { type Claim, type ClaimResult, judge } from './types.ts';

export type { Claim, ClaimResult } from './types.ts';
export { UNREPRESENTED } from './unrepresented.ts';

/** Every claim that the built-in model can be asked about. */
export const CLAIMS: readonly Claim[] = [...SELECTION_CLAIMS, ...PRIOR_CLAIMS, ...DEPLOYMENT_CLAIMS];

/** Tries claims on a model that has the built-in one's nodes, contexts and patterns. */
export function* tryClaims(model: Model, claims: readonly Claim[] = CLAIMS): Generator<ClaimResult> {
  const lab = new Lab(model);
  for (const claim of claims) yield judge(claim, lab);
}
