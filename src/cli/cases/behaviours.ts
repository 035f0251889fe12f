import { HIJACK, patternProblem } from '../../cases/index.ts';
import {
  type Behaviour,
  type BehavioursFile,
  behavioursFile,
  CordonError,
  type JudgeDeclaration,
} from '../../fleet/index.ts';
import { type Fault, readYamlFile } from '../config/yaml-file.ts';
import { packageFile } from '../package-file.ts';

/** The behaviours that come with Cordon. */
const SHIPPED = 'behaviours/shipped.yaml';

export interface Library {
  behaviours: Behaviour[];
  judges: JudgeDeclaration[];
}

/**
 * The behaviours of several files.
 *
 * @param given paths, or `shipped` for those that come with Cordon
 * @param only ids to keep; all when empty
 * @throws CordonError `bad-config` on a file that is wrong, two behaviours or judges of one name, a judge that no file
 *   declares; `usage` on an id that no file has
 */
export function loadBehaviours(given: readonly string[], only: readonly string[]): Library {
  const ids = new Map<string, string>();
  const files = given.map((path) =>
    readYamlFile(path === 'shipped' ? packageFile(SHIPPED) : path, behavioursFile, (file) => faultOf(file, path, ids)),
  );
  const all = files.flatMap((file) => file.behaviours);
  const judges = files.flatMap((file) => file.judges ?? []);
  const unknown = only.filter((id) => !all.some((behaviour) => behaviour.id === id));
  if (unknown.length > 0) {
    throw new CordonError('usage', `no behaviour ${unknown.join(', ')}`, {
      hint: all.length > 0 ? `There are ${all.map(({ id }) => id).join(', ')}.` : 'Name a file: --behaviours FILE.',
    });
  }
  const names = new Set<string>();
  for (const { name } of judges) {
    if (names.has(name)) throw new CordonError('bad-config', `two judges are called ${name}`);
    names.add(name);
  }
  const behaviours = only.length === 0 ? all : all.filter(({ id }) => only.includes(id));
  for (const name of judgesIn(behaviours)) {
    if (!names.has(name)) {
      throw new CordonError('bad-config', `no file declares the judge ${name}`, {
        hint: 'Declare it under judges: with a command or a url.',
      });
    }
  }
  return { behaviours, judges };
}

/** `ids`: those of the files before, with the path of their file; this one's are added. */
function faultOf({ behaviours }: BehavioursFile, path: string, ids: Map<string, string>): Fault | undefined {
  for (const [i, behaviour] of behaviours.entries()) {
    const { id } = behaviour;
    const at = ['behaviours', i];
    if (id === HIJACK.behaviour) {
      const message = `the id ${id} belongs to the built-in behaviour`;
      return { path: [...at, 'id'], message, hint: 'Call yours something else.' };
    }
    const other = ids.get(id);
    if (other !== undefined) {
      const message = `two behaviours are called ${id}${other === path ? '' : `, the other in ${other}`}`;
      return {
        path: [...at, 'id'],
        message,
        hint: 'An id names one case definition: rename or leave out one of them.',
      };
    }
    ids.set(id, path);
    const bad = badPattern(behaviour, at);
    if (bad !== undefined) return bad;
  }
  return undefined;
}

/** Fields of conditions that hold a pattern, by the key of the condition. */
const PATTERNED: Record<string, readonly string[]> = {
  call: ['tool', 'argument'],
  write: ['text'],
  read: ['text'],
  say: ['text'],
  asked: ['text'],
};

/** The first pattern that is none, however deep it stands. */
function badPattern(value: unknown, path: (string | number)[]): Fault | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    for (const field of PATTERNED[key] ?? []) {
      const pattern = (inner as Record<string, unknown>)[field];
      const problem = typeof pattern === 'string' ? patternProblem(pattern) : undefined;
      if (problem !== undefined) return { path: [...at, field], ...problem };
    }
    const deeper = badPattern(inner, at);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** Names of the judges that conditions ask, however deep they stand. */
function judgesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('judge' in value) return [(value as { judge: { name: string } }).judge.name];
  return Object.values(value).flatMap(judgesIn);
}
