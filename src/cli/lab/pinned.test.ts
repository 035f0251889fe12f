import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { labFiles, runScenario, TELEMETRY_KINDS } from '../../lab/index.ts';
import { loadScenario, shippedScenarios } from './scenario-file.ts';

/**
 * Telemetry and truth of each scenario that comes with Cordon, all kinds of telemetry, two small fleets: the start of a
 * SHA-256. Figures of the evaluation and pages of the documents rest on these bytes, so whoever changes one changes it on
 * purpose.
 */
const PINNED: Record<string, string> = {
  'feed-into-prompt': 'af31c8fdd279d638',
  'injected-instruction': '2f6ecaf8324a2afa',
  'issue-to-instructions': '9560117298c8840c',
  'notebook-rule': 'f6a1190ddfe97093',
  null: '17619f1365336fab',
  'null-fleet': 'bf2ea1c3891df4ff',
  'null-instructive': 'e1130b884b5a042e',
  'refusal-notebook': 'ea96ff576911c072',
  'registry-board': '8c0fbcca073da008',
  'shared-notebook': '1f6d3265cf74be95',
  'turf-war': 'ab0cd6b9b62b67b2',
};

test('every scenario is pinned', () => {
  expect(Object.keys(PINNED)).toEqual(shippedScenarios());
});

test.each(shippedScenarios())('%s is what it was, byte for byte', (name) => {
  const hash = createHash('sha256');
  for (const [seed, sessions] of [
    [1, 60],
    [2, 150],
  ] as const) {
    for (const { path, chunks } of labFiles(runScenario(loadScenario(name), { seed, sessions }), TELEMETRY_KINDS)) {
      hash.update(path);
      for (const chunk of chunks) hash.update(chunk);
    }
  }
  expect(hash.digest('hex').slice(0, 16)).toBe(PINNED[name]);
});
