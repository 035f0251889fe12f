// What every other script stands on: a Node that is new enough, the installed dependencies, a build that is no older
// than its sources. Runs on a fresh clone, so it imports nothing that has to be installed.

import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { elapsed, fail, root, run, tool } from './run.mjs';

/** Everything that a script needs before it can run the built command line. */
export async function ensure() {
  ensureDependencies();
  await ensureBuild();
}

/** Ends the process, with what to do, when Node is older than `engines` in package.json says. */
function ensureNode() {
  const { engines } = readJson('package.json');
  const needed = engines.node.replace('>=', '').split('.').map(Number);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  fail(`Cordon needs Node ${engines.node}; this is ${process.version}. Install a current Node and run this again.`);
}

/** Installs what package-lock.json names, when something of it is missing. */
export function ensureDependencies() {
  ensureNode();
  if (dependenciesInstalled()) return;
  const started = performance.now();
  process.stderr.write('Installing dependencies (npm ci)...');
  // npm names itself in npm_execpath when it started this script; the dev dependencies are what builds the project.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'];
  const npm = process.env.npm_execpath;
  const installed = npm ? run(process.execPath, [npm, ...args], { quiet: true }) : run('npm', args, { quiet: true });
  if (!installed) fail('\nnpm ci failed: its reason is above.');
  process.stderr.write(` ${elapsed(started)}\n`);
}

/**
 * Whether node_modules holds every version that package-lock.json names. Contents are compared, not times: a checkout
 * gives files new times and changes nothing.
 */
function dependenciesInstalled() {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const present = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    // Optional packages are those of other platforms; what only a peer asks for may be left out with it.
    if (!path.includes('node_modules/') || optional || peer) return true;
    return present[path] && present[path].version === version;
  });
}

/** Builds when there is no build or a source is newer than it. */
async function ensureBuild() {
  if (buildIsFresh()) return;
  const started = performance.now();
  process.stderr.write('Building...');
  if (!(await build())) fail('\nThe build failed: its reason is above.');
  process.stderr.write(` ${elapsed(started)}\n`);
}

/** The built entry point. Its time is the moment its build began, so that a source saved meanwhile is newer. */
export const main = join(root, 'dist', 'cli', 'main.js');

/**
 * The whole build: `dist/` with the code, and `dist/page/` with the pages that `--format html` fills.
 *
 * @returns {Promise<boolean>} false when a step failed; its output was shown
 */
export async function build() {
  const began = new Date();
  if (!run(tool('tsdown'), ['--logLevel', 'warn'], { quiet: true })) return false;
  if (!run(process.execPath, [join(root, 'web', 'build', 'pages.mjs')], { quiet: true })) return false;
  for (const page of pages()) await cp(join(root, 'web', 'dist', page), join(root, 'dist', 'page', page));
  utimesSync(main, began, began);
  return true;
}

/** The pages: `web/src/trace` is the report of `cordon trace`, and so on. */
function pages() {
  const source = join(root, 'web', 'src');
  return readdirSync(source)
    .filter((name) => existsSync(join(source, name, 'main.tsx')))
    .map((name) => `${name}.html`);
}

function buildIsFresh() {
  // The pages are copied last: where they are, the build before it was whole.
  if (!existsSync(main) || !pages().every((page) => existsSync(join(root, 'dist', 'page', page)))) return false;
  const built = statSync(main).mtimeMs;
  const config = ['tsdown.config.ts', 'tsconfig.json', 'package-lock.json'];
  return [...config, ...sourcesIn('src'), ...sourcesIn('web')].every(
    (path) => statSync(join(root, path)).mtimeMs <= built,
  );
}

/**
 * Files and folders below `folder` that a build reads. Folders too: one gets newer when a file in it is removed.
 *
 * @param {string} folder
 */
function sourcesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => !/^(dist|node_modules)\b|\.test\./.test(path))
    .map((path) => join(folder, path));
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
