// npm run bench [-- NAME...] [--full]: how fast it is and how much memory it takes; writes docs/benchmarks.md.

import { runBundled } from './bundled.mjs';
import { ensure } from './ensure.mjs';

await ensure();
runBundled('bench');
