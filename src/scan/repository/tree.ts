import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { CordonError } from '../../fleet/error.ts';
import { decode, MAX_FILE_BYTES } from './decode.ts';
import type { Skip } from './position.ts';
import { LineMap } from './text.ts';

const MAX_FILES = 200_000;
const MAX_DEPTH = 48;
const MAX_ALIASES = 10_000;
const MAX_LINKS = 16;

/** Folders of dependencies and of version control: nobody's instructions, and often larger than the rest. */
const NOT_ENTERED = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  'node_modules',
  'bower_components',
  '.venv',
  'venv',
  'site-packages',
  '__pycache__',
  '.tox',
  '.nox',
]);

/**
 * The files of a repository. Links are resolved inside the tree and never followed out of it; nothing is opened before
 * somebody asks for its text.
 */
export class Tree {
  readonly root: string;
  readonly #realRoot: string;
  readonly #files = new Set<string>();
  readonly #links = new Map<string, string>();
  readonly #outside = new Map<string, string>();
  readonly #texts = new Map<string, LineMap | Skip>();
  readonly #skips: Skip[] = [];
  #bytes = 0;

  /** @throws CordonError `nothing-readable` when `root` is no folder that can be listed. */
  constructor(root: string) {
    this.root = root;
    try {
      this.#realRoot = realpathSync(root);
      if (!statSync(this.#realRoot).isDirectory()) throw new Error('not a folder');
      readdirSync(this.#realRoot);
    } catch (cause) {
      throw new CordonError('nothing-readable', `${root} cannot be read as a folder`, {
        hint: 'Give the folder of a repository: cordon scan PATH.',
        cause,
      });
    }
    this.#walk();
  }

  get seen(): number {
    return this.#files.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get read(): number {
    let count = 0;
    for (const text of this.#texts.values()) if (text instanceof LineMap) count++;
    return count;
  }

  /** Real files, without links. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /** What the walk itself left out. */
  get skips(): readonly Skip[] {
    return this.#skips;
  }

  /** Links whose target is absent or outside of the tree, with the reason. */
  get brokenLinks(): ReadonlyMap<string, string> {
    return this.#outside;
  }

  /** The real file behind a path inside the tree, through links; `undefined` when there is none. */
  resolve(path: string): string | undefined {
    let current = posix.normalize(path);
    if (current.startsWith('../') || current.startsWith('/')) return undefined;
    for (let hops = 0; hops <= MAX_LINKS; hops++) {
      if (this.#files.has(current)) return current;
      const next = this.#throughLink(current);
      if (next === undefined) return undefined;
      current = next;
    }
    return undefined;
  }

  #throughLink(path: string): string | undefined {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const target = this.#links.get(path.slice(0, end));
      if (target !== undefined) return posix.normalize(`${target}${path.slice(end)}`);
    }
    return undefined;
  }

  /** Every path that is another name of a real file: links to it, and paths through linked folders. */
  aliases(): ReadonlyMap<string, string> {
    const aliases = new Map<string, string>();
    const folders: [string, string][] = [];
    for (const link of this.#links.keys()) {
      const file = this.resolve(link);
      if (file !== undefined) aliases.set(link, file);
      else folders.push([link, this.#links.get(link)!]);
    }
    if (folders.length === 0) return aliases;
    for (const file of this.#files) {
      for (const [link, target] of folders) {
        if (aliases.size >= MAX_ALIASES) return aliases;
        if (target === '.' || link.startsWith(`${target}/`)) continue;
        if (file.startsWith(`${target}/`)) aliases.set(`${link}${file.slice(target.length)}`, file);
      }
    }
    return aliases;
  }

  /** Text of a real file, or why there is none. Read once. */
  open(path: string): LineMap | Skip {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const result = this.#open(path);
    this.#texts.set(path, result);
    return result;
  }

  #open(path: string): LineMap | Skip {
    const leaveOut = (reason: string): Skip => ({ file: path, line: 0, reason, weight: 'error' });
    try {
      const full = join(this.#realRoot, path);
      const stat = statSync(full);
      if (!stat.isFile()) return leaveOut('not a regular file');
      if (stat.size > MAX_FILE_BYTES) return leaveOut(`larger than ${MAX_FILE_BYTES >> 20} MB (${stat.size} bytes)`);
      const bytes = readFileSync(full);
      this.#bytes += bytes.length;
      const decoded = decode(bytes);
      return 'text' in decoded ? new LineMap(path, decoded.text) : leaveOut(decoded.reason);
    } catch (error) {
      return leaveOut(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
    }
  }

  #walk(): void {
    const queue: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (next.depth > MAX_DEPTH) {
        this.#skips.push(this.#omitted(next.path, `folders deeper than ${MAX_DEPTH} are not entered`));
        continue;
      }
      for (const entry of this.#list(next.path)) {
        const path = next.path === '' ? entry.name : `${next.path}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!NOT_ENTERED.has(entry.name)) queue.push({ path, depth: next.depth + 1 });
        } else if (entry.isSymbolicLink()) this.#link(path);
        else if (entry.isFile()) this.#files.add(path);
        if (this.#files.size + this.#links.size >= MAX_FILES) {
          this.#skips.push(this.#omitted(next.path, `more than ${MAX_FILES} files: the rest of the tree was not read`));
          return;
        }
      }
    }
  }

  /** Entries of a folder, in one order on every machine; files of a folder come before what its folders hold. */
  #list(path: string): Dirent[] {
    try {
      return readdirSync(join(this.#realRoot, path), { withFileTypes: true }).sort((a, b) =>
        a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
      );
    } catch (error) {
      this.#skips.push(this.#omitted(path, `cannot be listed (${(error as NodeJS.ErrnoException).code})`));
      return [];
    }
  }

  #link(path: string): void {
    const full = join(this.#realRoot, path);
    let target: string;
    try {
      target = relative(this.#realRoot, realpathSync(full)).split(sep).join('/') || '.';
    } catch (error) {
      const loops = (error as NodeJS.ErrnoException).code === 'ELOOP';
      this.#outside.set(path, loops ? 'a link that loops' : 'a link to nothing');
      return;
    }
    if (target === '..' || target.startsWith('../') || posix.isAbsolute(target)) {
      this.#outside.set(path, 'a link out of the repository, not followed');
    } else if (target.split('/').some((part) => NOT_ENTERED.has(part))) {
      this.#outside.set(path, `a link into ${dirname(target)}, which is not read`);
    } else this.#links.set(path, target);
  }

  #omitted(path: string, reason: string): Skip {
    return { file: path || '.', line: 0, reason, weight: 'warning' };
  }
}
