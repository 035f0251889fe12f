import ignore from 'ignore';
import type { AutoLoad } from '../repository/context-model.ts';
import type { AgentSite, Repository } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';
import type { ArtifactNode } from './model.ts';
import type { PathLimit } from './powers.ts';

/** Files that the same agents load in the same way. Files at the root stand alone, since each has its own protection. */
export interface FileGroup {
  readonly node: ArtifactNode;
  readonly files: readonly string[];
  readonly loads: readonly AutoLoad[];
  readonly span: Span;
}

/** Files shown for a group in the document. */
const FILES_SHOWN = 20;

/** What each product loads when nobody has written anything yet: an agent that pushes can write the first one. */
const FIRST_FILE: Partial<Record<string, string>> = {
  'claude-code': 'CLAUDE.md',
  'gemini-cli': 'GEMINI.md',
  'qwen-code': 'QWEN.md',
};
const COMMON_FILE = 'AGENTS.md';

/** Products that load no file of the repository. */
const LOADS_NOTHING = new Set(['ai-inference', 'other-action', 'pr-agent', 'sweep']);

/** The files that agents of these products load by themselves, in groups; and for each product one that is not there yet. */
export function fileGroups(repository: Repository, products: ReadonlySet<string>): FileGroup[] {
  const groups = new Map<string, { files: string[]; loads: AutoLoad[]; executes: boolean; span: Span }>();
  const add = (path: string, aliases: readonly string[], all: readonly AutoLoad[]): void => {
    const loads = all.filter(({ product }) => products.has(product));
    if (loads.length === 0) return;
    const executes = loads.some(({ role }) => role === 'executes');
    const kinds = loads.map(({ product, role }) => `${product}:${role}`).sort();
    const key = path.includes('/') ? [...new Set(kinds)].join(' ') : path;
    const known = groups.get(key);
    if (known !== undefined) known.files.push(path, ...aliases);
    else groups.set(key, { files: [path, ...aliases], loads, executes, span: wholeFile(path) });
  };
  for (const file of repository.contextFiles) add(file.path, file.aliases, loadsOf(file));
  for (const config of repository.configs) add(config.path, config.aliases, config.loads);
  const found = [...groups].map(([key, { files, loads, executes, span }]) =>
    group(`codebase:${key}`, labelOf(files), files, loads, span, executes),
  );
  for (const product of products) {
    if (LOADS_NOTHING.has(product)) continue;
    if (found.some((g) => g.loads.some((load) => load.product === product && load.role === 'instructions'))) continue;
    const path = FIRST_FILE[product] ?? COMMON_FILE;
    const load: AutoLoad = { product: product as AutoLoad['product'], role: 'instructions', when: 'start' };
    const same = found.findIndex((g) => g.node.id === `codebase:${path}`);
    if (same >= 0) found[same] = { ...found[same]!, loads: [...found[same]!.loads, load] };
    else found.push(group(`codebase:${path}`, `${path} (not there yet)`, [path], [load], wholeFile(path), false));
  }
  return found;
}

function loadsOf(file: { readonly path: string; readonly loads: readonly AutoLoad[] }): readonly AutoLoad[] {
  return file.loads.filter(({ when }) => when !== 'call' || /\/(?:skills|agents)\//.test(`/${file.path}`));
}

/** A file that a prompt names, or that a step is told to load. */
export function namedFile(path: string): FileGroup {
  return group(`codebase:${path}`, path, [path], [], wholeFile(path), false);
}

function group(
  id: string,
  label: string,
  files: string[],
  loads: AutoLoad[],
  span: Span,
  executes: boolean,
): FileGroup {
  const node: ArtifactNode = {
    type: 'artifact',
    id,
    label,
    channel: loads.some(({ role }) => role === 'memory') && !executes ? 'memory' : 'codebase',
    writers: ['writer'],
    files: files.slice(0, FILES_SHOWN),
  };
  return { node, files, loads, span };
}

function labelOf(files: readonly string[]): string {
  return files.length === 1 ? files[0]! : `${files[0]} and ${files.length - 1} more`;
}

export function wholeFile(file: string): Span {
  return { file, line: 0, column: 0, endLine: 0, endColumn: 0 };
}

/** Files of a group that stay open to a writer with this limit. */
export function openTo(files: readonly string[], limit: PathLimit | undefined): readonly string[] {
  if (limit === undefined) return files;
  const only = limit.only === undefined ? undefined : ignore().add(limit.only.map(asPattern));
  const not = ignore().add((limit.not ?? []).map(asPattern));
  return files.filter((path) => (only === undefined || only.ignores(path)) && !not.ignores(path));
}

function asPattern(path: string): string {
  return path.replace(/^\.\//, '').replace(/^\/\//, '/');
}

const NAMED_PATH = /(?:^|[\s"'`(@])((?:[\w.-]+\/){0,6}[\w.-]+\.(?:md|mdc|txt|jsonl?|ya?ml|toml))(?=$|[\s"'`),.:;])/g;
const NOTES = /memor|notes?\b|learn|lesson|journal|progress|scratch|handoff|todo|state|log\b|diary|context/i;

/** Paths at most that a prompt is taken to name. */
const NAMED_MOST = 20;

/** Files that a prompt tells the agent to use: those in the tree, and notes that it may still have to write. */
export function filesNamedBy(site: AgentSite, repository: Repository): readonly string[] {
  const found = new Set<string>(site.agent.configPaths);
  for (const { text } of site.agent.prompts) {
    for (const match of text.value.matchAll(NAMED_PATH)) {
      const path = match[1]!.replace(/^\.\//, '');
      if (found.size >= NAMED_MOST) return [...found];
      if (repository.paths.has(path) || NOTES.test(path)) found.add(path);
    }
  }
  return [...found];
}
