// The same cases in every run of npm test: a failure is of what was changed, never of chance. `npm run fuzz` draws others.

import fc from 'fast-check';

/** Any constant; a case that fuzzing finds becomes a test of its own. */
const SEED = 20_261_124;

fc.configureGlobal({ seed: Number(process.env.CORDON_PROPERTY_SEED ?? SEED) });
