import { FACTS_AS_OF } from '../facts/index.ts';
import { readCodeowners } from './codeowners.ts';
import { readConfigs } from './context/configs.ts';
import { loadedFiles, readContextFiles } from './context/files.ts';
import { addNamedFiles } from './context/named.ts';
import { readDeclarations } from './declarations.ts';
import { ghAwSources, readGhAw } from './gh-aw/source.ts';
import { hostedAgents } from './hosted.ts';
import type { Repository, Workflow } from './model.ts';
import { Reading } from './reading.ts';
import { LineMap } from './text.ts';
import { Tree } from './tree.ts';
import { readWorkflow } from './workflow/workflow.ts';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/s;
const MAX_WORKFLOWS = 5_000;

export interface ReadOptions {
  /** Path of the configuration inside the repository. Default `cordon.config.yaml`. */
  readonly config?: string;
}

/**
 * Reads what a repository says about its agents. Nothing is executed or fetched; a file that cannot be read is in
 * `skipped`, and the rest is read all the same.
 *
 * @throws CordonError `nothing-readable` when `root` is no folder that can be listed.
 */
export function readRepository(root: string, options: ReadOptions = {}): Repository {
  const tree = new Tree(root);
  const reading = new Reading(tree);
  const workflows = readWorkflows(reading);
  const loaded = loadedFiles(reading);
  const configs = readConfigs(loaded, reading);
  addNamedFiles(loaded, configs);
  const contextFiles = readContextFiles(loaded, reading);
  const codeowners = readCodeowners(reading);
  const declared = readDeclarations(reading, options.config);
  return {
    root,
    files: { seen: tree.seen, read: tree.read, bytes: tree.bytes },
    skipped: reading.allSkips(),
    paths: new Set([...tree.files, ...tree.aliases().keys()]),
    text: (path) => {
      const real = tree.resolve(path);
      const opened = real === undefined ? undefined : tree.open(real);
      return opened instanceof LineMap ? opened.text : undefined;
    },
    workflows,
    contextFiles,
    configs,
    codeowners,
    declared,
    hostedAgents: hostedAgents(reading),
    factsAsOf: FACTS_AS_OF,
  };
}

function readWorkflows(reading: Reading): Workflow[] {
  const sources = ghAwSources(reading);
  const workflows: Workflow[] = sources.flatMap((path) => readGhAw(path, reading) ?? []);
  const compiled = new Set(workflows.map((workflow) => workflow.path.replace(/\.md$/, '.lock.yml')));
  for (const path of [...reading.tree.files].filter((one) => WORKFLOW.test(one)).sort()) {
    if (compiled.has(path)) continue;
    if (workflows.length >= MAX_WORKFLOWS) {
      reading.leaveOut({
        file: path,
        line: 0,
        reason: `more than ${MAX_WORKFLOWS} workflows: the rest is not read`,
        weight: 'warning',
      });
      break;
    }
    const workflow = readWorkflow(path, reading);
    if (workflow !== undefined) workflows.push(workflow);
  }
  return workflows.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
