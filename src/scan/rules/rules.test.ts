import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scanDocument } from '../../fleet/index.ts';
import { foldersIn, repositoriesIn, scanned } from '../test-repositories.ts';
import { RULES } from './index.ts';

/** Each rule: repositories on which it must fire, and near misses on which it must not. */
test('every rule has its folder, and every folder its rule', () => {
  expect(foldersIn(import.meta.dirname)).toEqual(RULES.map(({ id }) => id).sort());
});

test('docs/scan.md has the page of every rule, as --explain prints it', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/scan.md'), 'utf8');
  for (const { id, page } of RULES) {
    expect(docs).toContain(`### ${id}\n\n**${page.title}.** ${page.what}\n`);
    for (const text of [page.why, page.fix, page.misses]) expect(docs).toContain(text);
  }
});

describe.each(RULES.map(({ id }) => id))('%s', (id) => {
  const fixtures = join(import.meta.dirname, id, 'fixtures');
  const fires = repositoriesIn(join(fixtures, 'fires.repos'));
  const silent = repositoriesIn(join(fixtures, 'silent.repos'));

  test('has at least three of each', () => {
    expect(fires.length).toBeGreaterThanOrEqual(3);
    expect(silent.length).toBeGreaterThanOrEqual(3);
  });

  test.each(fires.map((repository) => [repository.name, repository] as const))('fires: %s', (_, repository) => {
    const doc = scanned(repository);
    expect(scanDocument.parse(doc)).toEqual(doc);
    const found = doc.findings.filter(({ rule }) => rule === id);
    expect(found, describeFindings(doc.findings)).not.toHaveLength(0);
    for (const { file, line, path } of found) {
      expect(repository.files.has(file)).toBe(true);
      expect(line).toBeGreaterThan(0);
      expect(path.length).toBeGreaterThan(0);
    }
  });

  test.each(silent.map((repository) => [repository.name, repository] as const))('is silent: %s', (_, repository) => {
    const doc = scanned(repository);
    // A fixture that is silent because nothing was understood would prove nothing.
    if (!repository.name.endsWith('(no agent)')) expect(doc.agents.length).toBeGreaterThan(0);
    expect(doc.findings.filter(({ rule }) => rule === id)).toEqual([]);
  });
});

function describeFindings(found: readonly { rule: string; severity: string; message: string }[]): string {
  return `found: ${found.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`).join('\n') || 'nothing'}`;
}
