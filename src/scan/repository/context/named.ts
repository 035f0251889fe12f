import type { AgentConfig } from '../context-model.ts';
import type { Tree } from '../tree.ts';
import type { Loaded } from './files.ts';

const MAX_NAMED = 200;
const MAX_PATTERN = 200;
/** Stars of one pattern at most: each multiplies the ways in which a path can be tried. */
const MAX_STARS = 4;

/**
 * Files that a configuration names as instructions: by path or by pattern (`docs/rules/*.md`) from the root, or, when
 * `anywhere`, by a file name that counts in every folder (Gemini's `context.fileName`).
 */
export function namedFiles(target: string, tree: Tree, anywhere: boolean): string[] {
  const path = tree.resolve(target);
  if (path !== undefined && !anywhere) return [path];
  const wanted = anywhere ? `**/${target}` : target;
  if (wanted.length > MAX_PATTERN || (wanted.match(/\*+/g)?.length ?? 0) > MAX_STARS || !/[*?{]/.test(wanted))
    return [];
  const pattern = patternOf(wanted.replace(/^\.\//, ''));
  const found: string[] = [];
  for (const file of tree.files) {
    if (pattern.test(file) && found.push(file) >= MAX_NAMED) break;
  }
  return found;
}

const WILD: Readonly<Record<string, string>> = { '?': '[^/]', '*': '[^/]*', '**': '.*', '**/': '(?:.*/)?' };

function patternOf(glob: string): RegExp {
  const body = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replace(/[{}]/g, '\\$&')
    .replace(/\*{2,}\/|\*{2,}|\*|\?/g, (star) => WILD[star.replace(/^\*{2,}/, '**')]!);
  return new RegExp(`^${body}$`, 's');
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
