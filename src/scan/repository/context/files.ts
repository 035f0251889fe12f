import { posix } from 'node:path';
import { autoLoads } from '../../facts/context-files.ts';
import type { AutoLoad, ContextFile, Import } from '../context-model.ts';
import { frontmatterOf } from '../frontmatter.ts';
import type { Reading } from '../reading.ts';
import { type LineMap, Scalar } from '../text.ts';

const MAX_FILES = 10_000;
const MAX_IMPORTS = 200;
const MAX_IMPORT_DEPTH = 5;
const TEXT =
  /\.(?:md|mdc|mdx|markdown|txt|toml|ya?ml|json)$|(?:^|\/)\.[\w-]+$|(?:^|\/)[\w.-]*rules[\w-]*$|goosehints$/i;

/** A file by its real path, with all the ways in which agents load it. */
export interface Loaded {
  readonly path: string;
  readonly aliases: string[];
  readonly loads: AutoLoad[];
}

/** Every file that some agent loads by itself, aliases of one file as one. */
export function loadedFiles(reading: Reading): Map<string, Loaded> {
  const found = new Map<string, Loaded>();
  const add = (path: string, name: string) => {
    const loads = autoLoads(name);
    if (loads.length === 0) return;
    const file = found.get(path) ?? { path, aliases: [], loads: [] };
    if (name !== path) file.aliases.push(name);
    for (const load of loads) {
      if (!file.loads.some((one) => one.product === load.product && one.role === load.role)) file.loads.push(load);
    }
    found.set(path, file);
  };
  for (const path of reading.tree.files) {
    if (found.size >= MAX_FILES) {
      reading.leaveOut({
        file: path,
        line: 0,
        reason: `more than ${MAX_FILES} files that agents load: the rest is not read`,
        weight: 'warning',
      });
      break;
    }
    add(path, path);
  }
  for (const [alias, path] of reading.tree.aliases()) {
    add(path, alias);
    const file = found.get(path);
    if (file !== undefined && !file.aliases.includes(alias)) file.aliases.push(alias);
  }
  for (const [link, reason] of reading.tree.brokenLinks) {
    if (autoLoads(link).length > 0) reading.leaveOut({ file: link, line: 0, reason, weight: 'warning' });
  }
  claudeReadsAgents(found);
  return found;
}

/** Claude Code takes AGENTS.md where there is no CLAUDE.md (since 2.1.277, as told). */
function claudeReadsAgents(found: Map<string, Loaded>): void {
  const names = new Set([...found.values()].flatMap((file) => [file.path, ...file.aliases]));
  const agents = [...found.values()].find((file) => file.path === 'AGENTS.md' || file.aliases.includes('AGENTS.md'));
  if (agents === undefined || names.has('CLAUDE.md') || names.has('.claude/CLAUDE.md')) return;
  if (!agents.loads.some((load) => load.product === 'claude-code'))
    agents.loads.push({ product: 'claude-code', role: 'instructions', when: 'start' });
}

/** The instruction and memory files among them, read, with what they import; imported files join them. */
export function readContextFiles(loaded: ReadonlyMap<string, Loaded>, reading: Reading): ContextFile[] {
  const files = new Map<string, ContextFile>();
  const importers = new Map<string, Set<string>>();
  const queue = [...loaded.values()]
    .filter((file) => file.loads.some((load) => load.role !== 'executes') && TEXT.test(file.path))
    .map((file) => ({ file, depth: 0 }));
  for (let next = queue.shift(); next !== undefined && files.size < MAX_FILES; next = queue.shift()) {
    const { file, depth } = next;
    if (files.has(file.path)) continue;
    const map = reading.text(file.path);
    if (map === undefined) continue;
    const imports = /\.mdc?$|^[^.]*$|hints$/i.test(file.path) ? importsOf(map, reading) : [];
    files.set(file.path, contextFile(file, map, imports, reading));
    for (const { path } of imports) {
      if (path === undefined || path === file.path) continue;
      importers.set(path, (importers.get(path) ?? new Set()).add(file.path));
      if (depth < MAX_IMPORT_DEPTH)
        queue.push({ file: loaded.get(path) ?? { path, aliases: [], loads: [] }, depth: depth + 1 });
    }
  }
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.map((file) => {
    const importedBy = [...(importers.get(file.path) ?? [])].sort();
    return { ...file, importedBy, loads: inherited(file.loads, importedBy, files, importers) };
  });
}

/** An imported file is loaded by whoever loads its importer and follows imports. */
function inherited(
  own: readonly AutoLoad[],
  importedBy: readonly string[],
  files: ReadonlyMap<string, ContextFile>,
  importers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly AutoLoad[] {
  const loads = [...own];
  const seen = new Set<string>();
  const queue = [...importedBy];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const importer = files.get(next);
    for (const load of importer?.loads ?? []) {
      const follows = load.product === 'claude-code' || load.product === 'gemini-cli' || load.product === 'qwen-code';
      if (follows && !loads.some((one) => one.product === load.product)) loads.push(load);
    }
    queue.push(...(importers.get(next) ?? []));
  }
  return loads;
}

function contextFile(file: Loaded, map: LineMap, imports: readonly Import[], reading: Reading): ContextFile {
  const markdown = /\.mdc?$/i.test(file.path);
  return {
    path: file.path,
    aliases: [...file.aliases].sort(),
    loads: file.loads,
    text: new Scalar(map.text, map, 0, map.text.length, 'raw'),
    imports,
    importedBy: [],
    frontmatter: markdown ? frontmatterOf(map, reading.leaveOut).fields : new Map(),
    bytes: Buffer.byteLength(map.text),
  };
}

/** `@path` at the beginning of a word, outside of code; addresses (`@user`, `a@b`) do not count. */
function importsOf(map: LineMap, reading: Reading): Import[] {
  const imports: Import[] = [];
  const folder = posix.dirname(map.file);
  let fenced = false;
  for (let number = 1; number <= map.lines && imports.length < MAX_IMPORTS; number++) {
    const line = map.line(number);
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    if (fenced || !line.includes('@')) continue;
    const plain = line.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
    for (const match of plain.matchAll(/(?:^|[\s(])@((?:\.{1,2}\/|~\/|\/)?[\w.-]+(?:\/[\w.-]+)*)/g)) {
      const target = match[1]!.replace(/\.$/, '');
      if (!/[./]/.test(target)) continue;
      const start = map.offsetAt(number) + match.index + match[0].indexOf('@');
      const span = map.span(start, start + target.length + 1);
      imports.push(resolveImport(target, folder, span, reading));
    }
  }
  return imports.filter(isImport);
}

/** `@scope/package` and `@handle.name` look alike: what is not in the tree counts only as a path or a Markdown file. */
function isImport({ target, path }: Import): boolean {
  if (path !== undefined) return true;
  return /^(?:\.{1,2}\/|~\/|\/)/.test(target) || /\.mdc?$/.test(target);
}

function resolveImport(target: string, folder: string, span: Import['span'], reading: Reading): Import {
  if (target.startsWith('~') || target.startsWith('/'))
    return { target, span, path: undefined, missing: 'outside of the repository' };
  const joined = posix.normalize(posix.join(folder, target));
  if (joined.startsWith('../')) return { target, span, path: undefined, missing: 'outside of the repository' };
  const path = reading.tree.resolve(joined) ?? reading.tree.resolve(target);
  return { target, span, path, missing: path === undefined ? 'not in the tree' : undefined };
}
