import { dirname, resolve } from 'node:path';
import { HIJACK } from '../../cases/index.ts';
import { type ConfigFile, configFile } from '../../fleet/index.ts';
import { readYamlFile } from '../config/yaml-file.ts';
import { loadBehaviours } from './behaviours.ts';
import type { CaseOptions } from './watch.ts';

export interface CaseFlags {
  /** Files, or `shipped`. */
  behaviours?: string[];
  /** Ids to look for; all when absent. */
  behaviour?: string[];
  config?: string;
  agentKey?: string;
}

/** An option that may be given several times: one value each, so that what follows it stays what it is. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/**
 * What to look for, from the command line and the configuration: hijack where it is asked for, declared
 * behaviours from the files that were named, and only those of them that `--behaviour` names.
 *
 * @throws CordonError `bad-config` or `usage`
 */
export function caseOptions(flags: CaseFlags): CaseOptions {
  const config = flags.config === undefined ? {} : readYamlFile<ConfigFile>(flags.config, configFile);
  const beside = (path: string) => (path === 'shipped' ? path : resolve(dirname(flags.config!), path));
  const files = [...(config.cases?.behaviours ?? []).map(beside), ...(flags.behaviours ?? [])];
  const asked = flags.behaviour ?? [];
  const declared = asked.filter((id) => id !== HIJACK.behaviour);
  // A name without a file means one of those that come with Cordon.
  const from = files.length === 0 && declared.length > 0 ? ['shipped'] : files;
  const { prevalence, authorised } = config.cases ?? {};
  return {
    // Asked for by name: what it misses and calls wrongly (docs/hijack.md) is too much for every run.
    hijack: asked.includes(HIJACK.behaviour),
    library:
      from.length === 0 || (asked.length > 0 && declared.length === 0)
        ? { behaviours: [], judges: [] }
        : loadBehaviours(from, declared),
    ...(prevalence !== undefined && { prevalence }),
    ...(authorised !== undefined && { authorised }),
    ...(flags.agentKey !== undefined && { agentKey: flags.agentKey }),
  };
}
