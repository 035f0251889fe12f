import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type LabRun, labFiles, runEpidemic, runScenario, SCENARIOS, TELEMETRY_KINDS } from '../../lab/index.ts';
import { loadScenario, shippedScenarios } from './scenario-file.ts';

/**
 * Telemetry and truth of each scenario that comes with Cordon, all kinds of telemetry, two small fleets: the start of a
 * SHA-256. Figures of the evaluation and pages of the documents rest on these bytes, so whoever changes one changes it on
 * purpose.
 */
const PINNED: Record<string, string> = {};

const names = [...Object.keys(SCENARIOS), ...shippedScenarios()].sort();

test('every scenario is pinned', () => {
  expect(Object.keys(PINNED)).toEqual(names);
});

test.each(names)('%s is what it was, byte for byte', (name) => {
  const hash = createHash('sha256');
  for (const [seed, sessions] of [
    [1, 60],
    [2, 150],
  ] as const) {
    for (const { path, chunks } of labFiles(played(name, seed, sessions), TELEMETRY_KINDS)) {
      hash.update(path);
      for (const chunk of chunks) hash.update(chunk);
    }
  }
  expect(hash.digest('hex').slice(0, 16)).toBe(PINNED[name]);
});

function played(name: string, seed: number, sessions: number): LabRun {
  if (Object.hasOwn(SCENARIOS, name)) return runScenario(SCENARIOS[name]!, { seed, sessions });
  return runEpidemic(loadScenario(name), { seed, sessions });
}
