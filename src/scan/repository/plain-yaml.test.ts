import { test as check, fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { MapNode, type Node } from './node.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { LineMap } from './text.ts';
import { readByLibrary } from './yaml-node.ts';

/** A tree as plain data: values, texts, and where everything stands. */
function told(node: Node): unknown {
  if (node instanceof MapNode)
    return { span: node.span, entries: node.entries.map((e) => [e.key, e.keySpan, told(e.value)]) };
  if (node.kind === 'seq') return { span: node.span, items: node.items.map(told) };
  const { value, text } = node;
  const letters = [...text.value].map((_, i) => text.spanOf(i, i + 1));
  return { value, text: text.value, span: node.span, letters };
}

/** Says whether the text was read; fails when the library reads it otherwise. */
function agrees(text: string): boolean {
  const map = new LineMap('a.yml', text);
  const plain = readPlainYaml(map, text);
  if (plain === undefined) return false;
  const remarks: unknown[] = [];
  const full = readByLibrary(map, text, (skip) => remarks.push(skip));
  expect(remarks).toEqual([]);
  expect(told(plain)).toEqual(full && told(full));
  return true;
}

const WORKFLOW = `---
name: Build   # what it is
on:
  push:
    branches: [main, 'release/**', "v1"]
  workflow_dispatch:

permissions: {}
env:
  EMPTY:
  QUOTED: 'it''s'
  NUMBER: 4
  HALF: .5
jobs:
  build:
    if: github.event_name == 'push' && !cancelled()
    steps:
    - uses: actions/checkout@v4 # v4.2.2
    - name: "Test it"
      run: |
        npm ci

          npm test
      # a remark
    - run: |-
        echo done
      with:
        args: --allowedTools "Bash(npm test),Read"
        # another
    - plain
`;

describe('YAML as workflows are written', () => {
  test('is read as the library reads it', () => {
    expect(agrees(WORKFLOW)).toBe(true);
    expect(agrees(WORKFLOW.trimEnd())).toBe(true);
  });

  test.each([
    ['an anchor', 'a: &x 1'],
    ['an alias', 'a: *x'],
    ['a merge', '<<: {a: 1}'],
    ['a tag', 'a: !!str 1'],
    ['a folded text', 'a: >\n  b\n  c'],
    ['a text of several lines', 'a: b\n  c'],
    ['a key that stands twice', 'a: 1\na: 2'],
    ['an escape', 'a: "\\n"'],
    ['a map in braces', 'a: {b: 1}'],
    ['a second document', 'a: 1\n---\nb: 2'],
    ['a tab', 'a:\tb'],
    ['a map where none may be', 'a: b: c'],
    ['a quote that does not end', "a: 'b"],
    ['a list of lists', '- - a'],
    ['nothing', ''],
    ['a list', '- a'],
    ['levels without end', Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s is left to the library', (_, text) => {
    expect(agrees(text)).toBe(false);
  });

  test('takes no time that matters on many lines', () => {
    const text = `a:\n${'  - b c\n'.repeat(60_000)}`;
    const started = performance.now();
    expect(readPlainYaml(new LineMap('a.yml', text), text)).toBeDefined();
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  const indents = fc.constantFrom('', '', '  ', '  ', '    ', ' ', '      ', '\t');
  const heads = fc.constantFrom(
    '- ',
    'a: ',
    'b: ',
    'c:',
    'on:',
    '- a: ',
    '- b:',
    'a-b: ',
    "'q': ",
    '? ',
    '',
    '-',
    'd:  ',
  );
  const words = fc.constantFrom(
    ...['x', 'y z', '|', '|-', '|+', '>', '[a, b]', '[]', '[a,]', '{}', '{a: 1}', "'q'", "'it''s'", '"d"', '"\\n"'],
    ...['1', '-2', '1.5', '0x1', '.inf', '1e3', 'true', 'null', '~', '', '# c', 'x # c', 'x#c', 'x: y', 'x:', '&a 1'],
    ...[
      '*a',
      '!t x',
      '- y',
      '--flag',
      '${{ a.b }}',
      '@x',
      '`x`',
      '%x',
      '---',
      '...',
      "'a' b",
      '"a" # c',
      '[a, [b]]',
      ' ',
    ],
    ...['v1.0', '+', '-', '.', '1_000', 'x ', "[ 'a' , b ]", '[-a]', '[*]', 'é', '012'],
  );
  const line = fc.tuple(indents, heads, words).map((parts) => parts.join(''));
  const loose = fc.array(fc.oneof(line, fc.constantFrom('', '  ', '# c', '    # c')), { minLength: 1, maxLength: 8 });

  check.prop([loose, fc.boolean()], { numRuns: 30_000 })(
    'any lines: read as the library does, or left',
    (lines, ends) => {
      agrees(lines.join('\n') + (ends ? '\n' : ''));
    },
  );

  /** Blocks that fit together, so that most are read. */
  const tree: fc.Arbitrary<string[]> = fc.letrec<{ block: string[]; map: string[]; seq: string[] }>((tie) => {
    const leaf = fc.constantFrom('x', "'q'", '"d"', '[a, b]', '4', 'true', '', '{}', 'x # c', '  y  ', '${{ a }}');
    const text = fc
      .array(fc.constantFrom('one', '', '  two', '# three'), { minLength: 1, maxLength: 4 })
      .map((lines) => ['one', ...lines]);
    const under = (head: string, inner: string[], by = '  ') => [head, ...inner.map((each) => each && by + each)];
    const value = fc.oneof(
      { weight: 3, arbitrary: leaf.map((word) => [word]) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom('|', '|-'), text).map(([bar, lines]) => under(bar, lines)) },
    );
    const remark = fc.constantFrom<string[]>([], [], [], ['# c'], [''], ['  # c']);
    const entry = fc.oneof(
      value.map(([first, ...rest]) => [`: ${first}`, ...rest]),
      tie('block').map((inner) => under(':', inner)),
      tie('seq').map((inner) => [':', ...inner]),
    );
    const map = fc
      .array(fc.tuple(entry, remark), { minLength: 1, maxLength: 4 })
      .map((all) => all.flatMap(([lines, after], i) => [`k${i}${lines[0]}`, ...lines.slice(1), ...after]));
    const item = fc
      .oneof(value, tie('map'))
      .map(([first, ...rest]) => [`- ${first}`, ...rest.map((one) => one && `  ${one}`)]);
    const seq = fc
      .array(fc.tuple(item, remark), { minLength: 1, maxLength: 3 })
      .map((all) => all.flatMap(([lines, after]) => [...lines, ...after]));
    return { map, seq, block: fc.oneof({ depthSize: 'small' }, map, seq) };
  }).map;

  let read = 0;
  let seen = 0;
  check.prop([tree, fc.boolean()], { numRuns: 3_000 })('blocks: read as the library does', (lines, ends) => {
    seen++;
    if (agrees(lines.join('\n') + (ends ? '\n' : ''))) read++;
  });
  test('most of them are not left', () => {
    expect(read / seen).toBeGreaterThan(0.4);
  });
});
