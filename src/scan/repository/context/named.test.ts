import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as check, fc } from '@fast-check/vitest';
import { afterAll, describe, expect, test } from 'vitest';
import { Tree } from '../tree.ts';
import { globOf } from './glob.ts';
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
    ['./docs/*.md', ['docs/a.md']],
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

  test('a pattern that is too long, or stands for too many, is not tried', () => {
    expect(namedFiles('*'.repeat(5000), tree, false)).toEqual([]);
    expect(namedFiles('{a,b}'.repeat(10), tree, false)).toEqual([]);
  });
});

describe('patterns', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 6 });
  const path = fc.array(letters, { minLength: 1, maxLength: 4 });
  const pieces = fc.array(fc.constantFrom('a', 'b', '.', '*', '?'), { minLength: 1, maxLength: 6 });
  const pattern = fc.array(
    fc.oneof(
      fc.constant('**'),
      pieces.map((all) => all.join('').replace(/\*+/g, '*')),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  );

  check.prop([pattern, path])('fit what the regular expression of the same meaning fits', (folders, parts) => {
    const meaning = folders.map((one) => (one === '**' ? '(?:[^/]+/)*' : `${escaped(one)}/`)).join('');
    expect(globOf(folders.join('/'))!(parts.join('/'))).toBe(new RegExp(`^${meaning}$`).test(`${parts.join('/')}/`));
  });

  test('take no time that matters on names made to be slow', () => {
    const fits = globOf(`${'*a'.repeat(60)}b`)!;
    const started = performance.now();
    for (let i = 0; i < 1000; i++) expect(fits('a'.repeat(255))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

function escaped(pattern: string): string {
  return pattern.replace(/\./g, '\\.').replace(/\?/g, '[^/]').replace(/\*/g, '[^/]*');
}
