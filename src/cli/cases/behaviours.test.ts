import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BehaviourWatch } from '../../cases/behaviours/index.ts';
import { loadBehaviours } from './behaviours.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-behaviours-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const path = join(folder, `${Math.random()}.yaml`);
  writeFileSync(path, text);
  return path;
}

const ONE = (id: string, condition = 'say: {}') =>
  `version: 1\nbehaviours:\n  - { id: ${id}, title: T, version: "1", probable: { ${condition} } }\n`;

test('the shipped library compiles', () => {
  const { behaviours } = loadBehaviours(['shipped'], []);
  expect(behaviours.map(({ id }) => id)).toContain('refusal');
  expect(() => new BehaviourWatch(behaviours)).not.toThrow();
});

test('several files, and some of their behaviours', () => {
  const paths = [fileWith(ONE('a')), fileWith(ONE('b'))];
  expect(loadBehaviours(paths, []).behaviours.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(loadBehaviours(paths, ['b']).behaviours.map(({ id }) => id)).toEqual(['b']);
  expect(() => loadBehaviours(paths, ['c'])).toThrow(/no behaviour c/);
});

test('the name of the built-in behaviour is taken', () => {
  expect(() => loadBehaviours([fileWith(ONE('hijack'))], [])).toThrow(/belongs to the built-in behaviour/);
});

test('a judge that nobody declares is named', () => {
  expect(() => loadBehaviours([fileWith(ONE('a', 'not: { judge: { name: j } }'))], [])).toThrow(/declares the judge j/);
});

test('a file that is not there', () => {
  expect(() => loadBehaviours([join(folder, 'none.yaml')], [])).toThrow(/cannot read .*ENOENT/);
});

test('a bad pattern is named by file and line', () => {
  const path = fileWith(
    'version: 1\nbehaviours:\n  - id: a\n    title: T\n    version: "1"\n    probable:\n      all:\n' +
      '        - say: { text: fine }\n        - call:\n            argument: "(oops"\n',
  );
  expect(() => loadBehaviours([path], [])).toThrow(`${path}:10: `);
  expect(() => loadBehaviours([path], [])).toThrow(/behaviours\.0\.probable\.all\.1\.call\.argument/);
});

test('two behaviours of one id are named by file and line, in one file or in two', () => {
  const twice = fileWith(`${ONE('a')}${ONE('a').split('\n')[2]}\n`);
  expect(() => loadBehaviours([twice], [])).toThrow(`${twice}:4: two behaviours are called a`);
  const [first, second] = [fileWith(ONE('a')), fileWith(ONE('a'))];
  expect(() => loadBehaviours([first, second], [])).toThrow(
    `${second}:3: two behaviours are called a, the other in ${first}`,
  );
});
