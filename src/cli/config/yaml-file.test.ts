import { describe, expect, test } from 'vitest';
import { behavioursFile } from '../../fleet/index.ts';
import { checkYaml } from './yaml-file.ts';

const HEAD = 'version: 1\nbehaviours:\n  - id: b\n    title: B\n    version: "1"\n';
const check = (text: string) => checkYaml(text, 'b.yaml', behavioursFile);

describe('what is wrong is named with its line', () => {
  test('an unknown field of a condition', () => {
    expect(() => check(`${HEAD}    probable:\n      say: { txt: x }\n`)).toThrow(/b\.yaml:7: .*txt.*probable\.say/s);
  });
  test('a condition that does not exist', () => {
    expect(() => check(`${HEAD}    probable:\n      shout: {}\n`)).toThrow(/b\.yaml:7: .*shout/s);
  });
  test('deep inside', () => {
    const text = `${HEAD}    probable:\n      all:\n        - say: {}\n        - not:\n            call: { times: -1 }\n`;
    expect(() => check(text)).toThrow(/b\.yaml:10: .*probable\.all\.1\.not\.call\.times/s);
  });
  test('a behaviour without a condition', () => {
    expect(() => check(HEAD)).toThrow(/b\.yaml:3: a behaviour needs a condition/);
  });
  test('an empty file', () => expect(() => check('\n')).toThrow(/b\.yaml: the file is empty/));
  test('nested for ever', () => {
    const text = `${HEAD}    probable: ${'{not: '.repeat(3000)}{say: {}}${'}'.repeat(3000)}\n`;
    expect(() => check(text)).toThrow(/b\.yaml.*nested too deeply/);
  });
  test('no YAML', () => expect(() => check('a: [')).toThrow(/b\.yaml:1/));
  test('a key twice', () => expect(() => check('version: 1\nversion: 1\n')).toThrow(/b\.yaml:2/));
  test('aliases that multiply', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 9; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      );
    expect(() => check(lines.join('\n'))).toThrow(/alias/i);
  });
});
