import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoriesIn, scanned } from './test-repositories.ts';

/** Repositories of teams that use agents in CI and do it well: what a scan says of them is what it costs those who do no wrong. */
const careful = repositoriesIn(join(import.meta.dirname, 'fixtures', 'careful.repos')).map((repository) => ({
  name: repository.name,
  doc: scanned(repository),
}));

describe('repositories of careful teams', () => {
  test.each(careful)('$name: nothing high, agents seen', ({ doc }) => {
    expect(doc.agents.length).toBeGreaterThan(0);
    expect(doc.coverage.skipped).toEqual([]);
    expect(doc.findings.filter(({ severity }) => severity === 'high' || severity === 'critical')).toEqual([]);
  });

  test('at most one medium finding on average', () => {
    const medium = careful.flatMap(({ doc }) => doc.findings).filter(({ severity }) => severity === 'medium');
    expect(medium.length).toBeLessThanOrEqual(careful.length);
  });
});
