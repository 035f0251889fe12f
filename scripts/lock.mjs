// npm run lock, after a dependency changed: completes package-lock.json with the binaries of other platforms.
//
// A package with binaries names one optional package for each platform. Where npm could not see some of those (a mirror
// that carries only what its users asked for), it writes a lock without them, which `npm ci` then refuses everywhere.
// Their versions are exact in the package that names them, and their platform stands in their names.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/**
 * @typedef {{
 *   version?: string, cpu?: string[], libc?: string[], os?: string[], dev?: boolean, license?: string,
 *   optional?: boolean, optionalDependencies?: Record<string, string>,
 * }} Locked
 */

const SYSTEMS = /\b(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)\b/;
const CPUS = /\b(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|wasm32|x64)\b/;
const LIBCS = /(gnu|musl)(?:eabihf)?$/;

const path = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const packages = /** @type {Record<string, Locked>} */ (lock.packages);

let added = 0;
for (const [from, { optionalDependencies = {}, dev, license }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(name, from)) continue;
    if (!/^\d/.test(version))
      throw new Error(`${from} asks for ${name}@${version}: only an exact version can be added`);
    packages[`node_modules/${name}`] = entryOf(name, { version, dev, license });
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
process.stdout.write(`${added} packages of other platforms added to package-lock.json\n`);

/**
 * Whether Node, looking from the package at `from` upwards, would find a locked `name`.
 *
 * @param {string} name
 * @param {string} from
 */
function isLocked(name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

/**
 * An entry as npm would write it, fields in npm's order, so that its next write changes nothing.
 *
 * @param {string} name
 * @param {Locked} known
 * @returns {Locked}
 */
function entryOf(name, { version, dev, license }) {
  const os = SYSTEMS.exec(name)?.[1];
  const cpu = CPUS.exec(name)?.[1];
  if (!os || !cpu) throw new Error(`${name}: no platform in its name`);
  const libc = os === 'linux' ? LIBCS.exec(name)?.[1] : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }),
    license,
    optional: true,
    os: [os],
  };
}
