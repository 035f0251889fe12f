import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; every script works from here, wherever it was started. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === 'win32';

/**
 * Path of a tool that the project has installed.
 *
 * @param {string} name
 */
export function tool(name) {
  return join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
}

/**
 * Runs a command in the project's folder and waits for it. `quiet` keeps its output back unless it fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string>, cwd?: string }} [options]
 * @returns {boolean} whether it ended with exit code 0
 */
export function run(command, args, { quiet = false, env = {}, cwd = root } = {}) {
  // On Windows npm and the installed tools are .cmd files, which only a shell can start.
  const shell = windows && command !== process.execPath;
  const result = spawnSync(shell ? `"${command}"` : command, args, {
    cwd,
    env: { ...process.env, ...env },
    shell,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) process.stderr.write(`${command}: ${result.error.message}\n`);
  const passed = result.status === 0;
  if (quiet && !passed) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  return passed;
}

/**
 * Seconds since a `performance.now()` reading, for people.
 *
 * @param {number} since
 */
export function elapsed(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Says what is wrong and ends the process with exit code 1.
 *
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
