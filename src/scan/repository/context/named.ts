import type { AgentConfig } from '../context-model.ts';
import type { Tree } from '../tree.ts';
import type { Loaded } from './files.ts';
import { globOf } from './glob.ts';

const MAX_NAMED = 200;

/**
 * Files that a configuration names as instructions: by path or by pattern (`docs/rules/*.md`) from the root, or, when
 * `anywhere`, by a file name that counts in every folder (Gemini's `context.fileName`).
 */
export function namedFiles(target: string, tree: Tree, anywhere: boolean): string[] {
  const path = tree.resolve(target);
  if (path !== undefined && !anywhere) return [path];
  const wanted = anywhere ? `**/${target}` : target.replace(/^\.\//, '');
  const fits = /[*?{]/.test(wanted) ? globOf(wanted) : undefined;
  if (fits === undefined) return [];
  const found: string[] = [];
  for (const file of tree.files) {
    if (fits(file) && found.push(file) >= MAX_NAMED) break;
  }
  return found;
}

/** What configurations name joins the files that their agents load at the start. */
export function addNamedFiles(loaded: Map<string, Loaded>, configs: readonly AgentConfig[]): void {
  for (const { loads, instructions } of configs) {
    for (const path of instructions.flatMap(({ paths }) => paths)) {
      const file = loaded.get(path) ?? { path, aliases: [], loads: [] };
      for (const { product } of loads) {
        if (file.loads.some((load) => load.product === product && load.role === 'instructions')) continue;
        file.loads.push({ product, role: 'instructions', when: 'start' });
      }
      loaded.set(path, file);
    }
  }
}
