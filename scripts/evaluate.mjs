// npm run evaluate [-- NAME...] [--quick]: whether what Cordon finds is right; writes docs/evaluation.md.

import { runBundled } from './bundled.mjs';

runBundled('evaluate');
