import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { CordonError, type Skipped } from '../../fleet/index.ts';

/** Something to read: a file, standard input (`-`), or a pipe that the shell opened for this process. */
export interface Input {
  /** As the user gave it, or below the folder that the user gave. */
  path: string;
  /** A stream can be read once and has no known size. */
  kind: 'file' | 'stream';
  /** Bytes on disk (before gunzip); 0 for a stream. */
  size: number;
  /** The folder that was given, when the file was found under one. */
  folder?: string;
}

export interface FoundInputs {
  inputs: Input[];
  skipped: Skipped[];
}

/**
 * The files that the given paths stand for, in the order of the paths and by name below a folder. Hidden files count
 * (`~/.claude` is one). A file that is reached twice is listed once. A symbolic link below a folder is never followed:
 * one that stays inside leads to what is found anyway, one that leaves is skipped with its reason. Named pipes, sockets and
 * devices are skipped with their reason too.
 *
 * @throws CordonError `nothing-readable` when a path does not exist.
 */
export function findInputs(paths: readonly string[]): FoundInputs {
  const found: FoundInputs = { inputs: [], skipped: [] };
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === '-') {
      addOnce({ path, kind: 'stream', size: 0 }, '-', found, seen);
      continue;
    }
    const stats = statGiven(path);
    if (stats.isDirectory()) walk(path, found, seen);
    else if (stats.isFile()) addOnce({ path, kind: 'file', size: stats.size }, identity(stats), found, seen);
    else if (isOwnPipe(path, stats)) addOnce({ path, kind: 'stream', size: 0 }, identity(stats), found, seen);
    else found.skipped.push({ file: path, line: 0, reason: `${kindOf(stats)}: only a file, a folder or - is read` });
  }
  return found;
}

/** A pipe that the shell opened for this process (`<(zcat log.gz)`, `/dev/stdin`): somebody writes to it, as to `-`. */
function isOwnPipe(path: string, stats: Stats): boolean {
  return stats.isFIFO() && /^\/(?:dev|proc\/self)\/(?:stdin|fd\/\d+)$/.test(path);
}

/** What is there instead of a file. To open one may wait for a writer that never comes. */
function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : 'not a regular file';
}

function statGiven(path: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    const code = errorCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new CordonError('nothing-readable', `${path} does not exist`, {
        hint: 'Name a file or a folder with session logs, or - for standard input.',
        cause,
      });
    }
    throw new CordonError('nothing-readable', `${path} cannot be opened (${code})`, { cause });
  }
}

/** Depth first, names in code unit order, so that the order does not depend on the file system. */
function walk(root: string, found: FoundInputs, seen: Set<string>): void {
  const realRoot = realpathSync(root);
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const below: string[] = [];
    for (const entry of listFolder(folder, found.skipped)) {
      const path = join(folder, entry.name);
      try {
        if (entry.isSymbolicLink()) {
          const reason = reasonForLink(path, realRoot);
          if (reason !== undefined) found.skipped.push({ file: path, line: 0, reason });
        } else if (entry.isDirectory()) {
          below.push(path);
        } else if (entry.isFile()) {
          const stats = lstatSync(path);
          addOnce({ path, kind: 'file', size: stats.size, folder: root }, identity(stats), found, seen);
        } else {
          found.skipped.push({ file: path, line: 0, reason: `${kindOf(lstatSync(path))}: not read` });
        }
      } catch (error) {
        found.skipped.push({ file: path, line: 0, reason: `cannot be read (${errorCode(error)})` });
      }
    }
    folders.push(...below.reverse());
  }
}

function listFolder(folder: string, skipped: Skipped[]) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    skipped.push({ file: folder, line: 0, reason: `folder cannot be read (${errorCode(error)})` });
    return [];
  }
}

function reasonForLink(path: string, realRoot: string): string | undefined {
  let target: string;
  try {
    target = realpathSync(path);
  } catch {
    return 'symbolic link to nothing';
  }
  const inside = target === realRoot || target.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
  return inside ? undefined : 'symbolic link out of the folder: not followed';
}

function identity(stats: Stats): string {
  return `${stats.dev}:${stats.ino}`;
}

function addOnce(input: Input, id: string, found: FoundInputs, seen: Set<string>): void {
  if (seen.has(id)) return;
  seen.add(id);
  found.inputs.push(input);
}

/** `ENOENT` and the like, for a reason that a person can look up. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown error';
}
