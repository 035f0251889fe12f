// npm run fuzz [-- minutes [vitest arguments]]: every property test again and again, each round with another seed, for 10
// minutes or as many as said; ends at the first round that fails, and prints its seed.

import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ensureDependencies } from './ensure.mjs';
import { fail, root, run, tool } from './run.mjs';

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) fail('npm run fuzz -- MINUTES, more than 0');

ensureDependencies();
const files = await propertyTests();
const until = performance.now() + minutes * 60_000;
let rounds = 0;
do {
  const seed = String(Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`\n== seed ${seed}\n`);
  // Limits of time are for one run on a machine of its own; here it is the answers that count.
  const args = ['run', '--reporter=dot', '--testTimeout=120000', ...files, ...process.argv.slice(3)];
  if (!run(tool('vitest'), args, { env: { CORDON_PROPERTY_SEED: seed } }))
    fail(`failed with seed ${seed}; again: CORDON_PROPERTY_SEED=${seed} npx vitest run`);
  rounds++;
} while (performance.now() < until);
process.stdout.write(`\n${files.length} files, ${rounds} ${rounds === 1 ? 'seed' : 'seeds'}, no failure\n`);

async function propertyTests() {
  const found = [];
  for (const folder of ['src', 'tests', 'web/src'])
    for (const name of await readdir(join(root, folder), { recursive: true })) {
      const file = join(root, folder, name);
      if (name.endsWith('.test.ts') && (await readFile(file, 'utf8')).includes('fast-check')) found.push(file);
    }
  return found.map((file) => relative(root, file));
}
