// npm test [-- vitest arguments]: everything that must hold, cheapest first; ends at the first step that fails.
// The last line is "N passed, N failed[, N skipped]".

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { build, ensureDependencies } from './ensure.mjs';
import { elapsed, fail, root, run, tool } from './run.mjs';
import { staleSchemas } from './schemas.mjs';

/**
 * What is used of vitest's JSON report.
 *
 * @typedef {{
 *   numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { name: string, status: string, assertionResults: { fullName: string, status: string }[] }[],
 * }} VitestReport
 */

/** Tests that need a browser stand here, and are skipped where there is none. */
const BROWSER_TESTS = join(root, 'tests', 'e2e') + sep;

ensureDependencies();
await step('lint and format (biome)', () => run(tool('biome'), ['check', '--error-on-warnings', '.']));
await step('rooms', () => run(process.execPath, [join(root, 'scripts', 'rooms.mjs')]));
await step('types (tsc)', () => run(tool('tsc'), ['-p', '.']));
await step('types of web/ (tsc)', () => run(tool('tsc'), ['-p', 'web', '--noEmit']));
await step('unused code (knip)', () => run(tool('knip'), ['--no-progress']));
await step('build', build);
await step('package (publint)', () => run(tool('publint'), ['--strict']));
await step('schemas up to date', schemasAreCurrent);
process.stdout.write('\n== tests (vitest)\n');
const { summary, failed } = await tests(process.argv.slice(2));
process.stdout.write(`\n${summary}\n`);
process.exitCode = failed ? 1 : 0;

/**
 * @param {string} name
 * @param {() => boolean | Promise<boolean>} action
 */
async function step(name, action) {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  const passed = await action();
  if (!passed) fail(`== ${name}: FAILED after ${elapsed(started)}`);
  process.stdout.write(`== ${name}: ${elapsed(started)}\n`);
}

async function schemasAreCurrent() {
  const stale = await staleSchemas();
  for (const file of stale) process.stderr.write(`${file} is not what the code says: run npm run build, commit it\n`);
  return stale.length === 0;
}

/** @param {string[]} args */
async function tests(args) {
  const folder = await mkdtemp(join(tmpdir(), 'cordon-test-'));
  try {
    const file = join(folder, 'report.json');
    const passed = run(tool('vitest'), [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ]);
    const report = await readFile(file, 'utf8').catch(() => undefined);
    if (report === undefined) fail('== tests (vitest): FAILED before any test ran');
    return summarise(JSON.parse(report), passed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What ran, as one line that a machine can read.
 *
 * @param {VitestReport} report
 * @param {boolean} passed whether vitest was content
 */
function summarise(report, passed) {
  // A file that could not even be loaded has no test that failed; it counts as one.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const unseen = process.env.CI ? skippedForWantOfBrowser(report) : [];
  for (const name of unseen) process.stderr.write(`${name}: skipped, but in CI the tests in a browser must run\n`);

  const failures = report.numFailedTests + unloaded.length + unseen.length;
  // An error outside any test (an unhandled rejection, say) fails the run too.
  const failed = failures === 0 && !passed ? 1 : failures;
  const skipped = report.numPendingTests + report.numTodoTests - unseen.length;
  return {
    summary: `${report.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
    failed,
  };
}

/** @param {VitestReport} report */
function skippedForWantOfBrowser(report) {
  return report.testResults
    .filter((file) => file.name.startsWith(BROWSER_TESTS))
    .flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status === 'skipped' || test.status === 'pending')
        .map((test) => `${relative(root, file.name)}: ${test.fullName}`),
    );
}
