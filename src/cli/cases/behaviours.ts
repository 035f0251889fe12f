import { HIJACK } from '../../cases/index.ts';
import { type Behaviour, behavioursFile, CordonError, type JudgeDeclaration } from '../../fleet/index.ts';
import { readYamlFile } from '../config/yaml-file.ts';
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
  const files = given.map((path) => readYamlFile(path === 'shipped' ? packageFile(SHIPPED) : path, behavioursFile));
  const all = files.flatMap((file) => file.behaviours);
  if (all.some(({ id }) => id === HIJACK.behaviour)) {
    throw new CordonError('bad-config', `the id ${HIJACK.behaviour} belongs to the built-in behaviour`, {
      hint: 'Call yours something else.',
    });
  }
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

/** Names of the judges that conditions ask, however deep they stand. */
function judgesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('judge' in value) return [(value as { judge: { name: string } }).judge.name];
  return Object.values(value).flatMap(judgesIn);
}
