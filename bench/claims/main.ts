// npm run claims: every claim of the sources as an experiment in the built-in model, with its ablation.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS, type ClaimResult, tryClaims } from '../../src/motives/claims/index.ts';
import { DEFAULT_MODEL, readModel } from '../../src/motives/index.ts';
import { pageOf } from './page.ts';

const { model } = readModel(DEFAULT_MODEL, 'built-in model');
if (!model) throw new Error('the built-in model cannot be read');

const results: ClaimResult[] = [];
for (const result of tryClaims(model)) {
  results.push(result);
  process.stderr.write(`${results.length} of ${CLAIMS.length}: ${result.claim.id} ${result.verdict}\n`);
}
writeFileSync(join('docs', 'claims.md'), pageOf(results));
const failed = results.filter(({ verdict }) => verdict === 'fails').length;
// A claim that fails is a finding, not an error of the program.
process.stdout.write(`${results.length - failed} hold, ${failed} fail; docs/claims.md has them.\n`);
