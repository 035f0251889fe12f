import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Tree } from '../tree.ts';
import { namedFiles } from './named.ts';

const root = mkdtempSync(join(tmpdir(), 'cordon-named-'));
for (const path of ['RULES.md', 'docs/a.md', 'docs/b.mdx', 'docs/deep/c.md', 'docs+x.md', 'pkg/RULES.md']) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), 'text');
}
const tree = new Tree(root);
afterAll(() => rmSync(root, { recursive: true }));

describe('files that a configuration names', () => {
  test.each([
    ['RULES.md', ['RULES.md']],
    ['./docs/a.md', ['docs/a.md']],
    ['docs/*.md', ['docs/a.md']],
    ['docs/**/*.md', ['docs/a.md', 'docs/deep/c.md']],
    ['docs/{a,b}.md?', ['docs/b.mdx']],
    ['docs+*.md', ['docs+x.md']],
    ['missing.md', []],
    ['../*.md', []],
  ])('%s', (target, found) => {
    expect(namedFiles(target, tree, false).sort()).toEqual(found);
  });

  test('by name in every folder', () => {
    expect(namedFiles('RULES.md', tree, true).sort()).toEqual(['RULES.md', 'pkg/RULES.md']);
  });

  test('a pattern of many stars is not tried', () => {
    expect(namedFiles(`${'*a'.repeat(40)}.md`, tree, false)).toEqual([]);
    expect(namedFiles('*'.repeat(5000), tree, false)).toEqual([]);
  });
});
