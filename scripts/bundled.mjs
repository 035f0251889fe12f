// Runs a TypeScript program of bench/ as one bundled file, so that it needs no build of the package.

import { join } from 'node:path';
import { ensureDependencies } from './ensure.mjs';
import { fail, root, run, tool } from './run.mjs';

/**
 * Bundles `bench/<name>/main.ts` and runs it with the arguments of this process, whose exit code it gives.
 *
 * @param {string} name
 * @param {string[]} [nodeOptions]
 */
export function runBundled(name, nodeOptions = []) {
  ensureDependencies();
  const folder = join(root, 'node_modules', '.cache', 'cordon');
  const bundle = ['--format', 'esm', '--platform', 'node', '--external', '@duckdb/node-api', '--sourcemap', 'inline'];
  const entry = join(root, 'bench', name, 'main.ts');
  const file = join(folder, `${name}.mjs`);
  if (!run(tool('rolldown'), [entry, '--file', file, ...bundle], { quiet: true }))
    fail('The program could not be bundled: its reason is above.');
  if (!run(process.execPath, ['--enable-source-maps', ...nodeOptions, file, ...process.argv.slice(2)]))
    process.exitCode = 1;
}
