import { normalisePath } from '../tools/index.ts';
import { homeOf } from './rules.ts';

/** Files of instructions, and imports of one, that are remembered; those beyond are not. */
const MAX_FILES = 20_000;
const MAX_IMPORTS = 50;
const MAX_TEXT = 200_000;
/** How many files deep the client follows imports. */
const MAX_HOPS = 5;
/** Directories above a work directory that are looked at. */
const MAX_LEVELS = 30;

const NAMES = /^(.*)\/(?:\.claude\/)?CLAUDE(?:\.local)?\.md$/;

/**
 * The instruction files that the sessions of a run read, wrote or were shown, and what these import (`@path`). From them
 * follows what the client loads by itself beside the files of its work directory: those of the directories above, at the
 * start; those of a directory below, once a file in it is read; and their imports.
 */
export class Instructions {
  private readonly files = new Map<string, Set<string>>();
  private readonly imports = new Map<string, readonly string[]>();

  /** A file came up. `text` is what is known to stand in it, or `added` to it. */
  saw(path: string, text: string | undefined, added = false): void {
    const directory = NAMES.exec(path)?.[1];
    if (directory !== undefined && this.files.size < MAX_FILES) {
      const known = this.files.get(directory);
      if (known === undefined) this.files.set(directory, new Set([path]));
      else known.add(path);
    }
    const isImported = this.imports.has(path);
    if (text === undefined || (directory === undefined && !isImported)) return;
    const found = importsIn(text, path);
    this.imports.set(path, added ? [...new Set([...(this.imports.get(path) ?? []), ...found])] : found);
    for (const one of found) if (!this.imports.has(one) && this.imports.size < MAX_FILES) this.imports.set(one, []);
  }

  /** A CLAUDE.md is known in this directory. */
  isIn(directory: string): boolean {
    return this.files.has(directory);
  }

  /** Known instruction files in the directories above a work directory. */
  above(cwd: string): string[] {
    return upwards(parentOf(cwd)).flatMap((directory) => [...(this.files.get(directory) ?? [])]);
  }

  /** Known instruction files between a work directory and a file below it. */
  beside(path: string, cwd: string): string[] {
    if (this.files.size === 0 || !path.startsWith(`${cwd}/`)) return [];
    const between = upwards(parentOf(path)).filter((directory) => directory.length > cwd.length);
    return between.flatMap((directory) => [...(this.files.get(directory) ?? [])]);
  }

  /** What these files import, and what that imports. */
  importedBy(paths: readonly string[]): string[] {
    const found = new Set<string>();
    let last = paths;
    for (let hop = 0; hop < MAX_HOPS && last.length > 0; hop++) {
      last = last.flatMap((path) => this.imports.get(path) ?? []).filter((path) => !found.has(path));
      for (const path of last) if (found.size < MAX_IMPORTS) found.add(path);
    }
    return [...found];
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The directory and those above it, without the root. */
function upwards(directory: string): string[] {
  const directories: string[] = [];
  for (let at = directory; at !== '' && directories.length < MAX_LEVELS; at = parentOf(at)) directories.push(at);
  return directories;
}

/** Paths after an `@`, relative to the file that they stand in; in code spans and code blocks an `@` is none. */
function importsIn(text: string, file: string): string[] {
  const prose = text.slice(0, MAX_TEXT).replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ');
  const found = new Set<string>();
  for (const [, path] of prose.matchAll(/(?:^|[\s(])@([^\s`"'<>()@]{1,300})/g)) {
    const named = path!.replace(/[.,;:!?]+$/, '');
    if (found.size < MAX_IMPORTS && /^(?:~|\.{1,2})?\/|\.\w{1,8}$/.test(named)) {
      found.add(normalisePath(named.replace(/^~(?=\/)/, homeOf(file)), parentOf(file)));
    }
  }
  return [...found];
}
