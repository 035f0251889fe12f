// npm run claims: what the sources claim, tried on the built-in model of src/motives; writes docs/claims.md.

import { runBundled } from './bundled.mjs';

runBundled('claims');
