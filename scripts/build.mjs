// npm run build: the code, the page, and the published JSON Schemas.

import { build, ensureDependencies } from './ensure.mjs';
import { elapsed, fail } from './run.mjs';
import { writeSchemas } from './schemas.mjs';

ensureDependencies();
const started = performance.now();
if (!(await build())) fail('The build failed: its reason is above.');
await writeSchemas();
process.stderr.write(`Built dist/ and schemas/ in ${elapsed(started)}\n`);
