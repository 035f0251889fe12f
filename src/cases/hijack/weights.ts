import type { Weights } from './score.ts';
import trained from './weights.json' with { type: 'json' };

/** The weights that ship with Cordon: `npm run train` writes them. */
export const WEIGHTS: Weights = trained;
