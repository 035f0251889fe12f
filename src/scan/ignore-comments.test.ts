import { expect, test } from 'vitest';
import { ignoreComments, silencedBy } from './ignore-comments.ts';

const at = (line: number, endLine = line) => ({ file: 'f', line, endLine, column: 1, endColumn: 1 });

test('comments of YAML, JSON and Markdown, with rules and reason', () => {
  const text = [
    'a: 1 # cordon-ignore: propagation-loop -- people merge it',
    '// cordon-ignore: a-rule, b-rule -- two at once',
    '<!-- cordon-ignore: remote-instructions -- our own page -->',
    '# cordon-ignore: bare',
    'cordon-ignore: no comment',
  ].join('\n');
  expect(ignoreComments(text)).toEqual([
    { line: 1, rules: ['propagation-loop'], reason: 'people merge it' },
    { line: 2, rules: ['a-rule', 'b-rule'], reason: 'two at once' },
    { line: 3, rules: ['remote-instructions'], reason: 'our own page' },
    { line: 4, rules: ['bare'], reason: '' },
  ]);
});

test('a comment silences its rule on its place and on the line after, nothing else', () => {
  const comments = ignoreComments('x\n# cordon-ignore: a-rule -- why\ny\nz');
  expect(silencedBy(comments, 'a-rule', at(3))?.reason).toBe('why');
  expect(silencedBy(comments, 'a-rule', at(1, 4))?.reason).toBe('why');
  expect(silencedBy(comments, 'a-rule', at(4))).toBeUndefined();
  expect(silencedBy(comments, 'b-rule', at(3))).toBeUndefined();
});
