import { existsSync, readdirSync } from 'node:fs';
import { CordonError } from '../../fleet/index.ts';
import { type ScenarioFile, scenarioFile } from '../../lab/index.ts';
import { readYamlFile } from '../config/yaml-file.ts';
import { oneLine } from '../output/printable.ts';
import { packageFile } from '../package-file.ts';

/** The scenario files that come with Cordon, beside the built command. */
const SHIPPED = 'scenarios';

/** Names of the scenario files that come with Cordon. */
export function shippedScenarios(): string[] {
  return readdirSync(packageFile(SHIPPED))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * A scenario file, by its path or by the name of one that comes with Cordon.
 *
 * @throws CordonError `usage` when there is none of this name, `bad-config` when the file is wrong
 */
export function loadScenario(given: string): ScenarioFile {
  if (/\.(ya?ml|json)$/i.test(given)) return readYamlFile<ScenarioFile>(given, scenarioFile);
  const path = packageFile(`${SHIPPED}/${given}.yaml`);
  if (!/^[a-z][a-z0-9-]*$/.test(given) || !existsSync(path)) {
    throw new CordonError('usage', `no scenario "${oneLine(given, 40)}"`, {
      hint: `There are ${shippedScenarios().join(', ')}; or name a file: cordon lab FILE.yaml.`,
    });
  }
  return readYamlFile<ScenarioFile>(path, scenarioFile);
}
