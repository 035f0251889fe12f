// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainYaml } from './plain-yaml.ts';
import { LineMap } from './text.ts';
import { type Node, readWholeYaml } from './yaml-node.ts';

/** Everything that a reader of the tree can see of it, positions too. */
function shown(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return [node.value, node.text.value, node.span, node.text.spanOf(1, 3)];
  if (node.kind === 'seq') return { span: node.span, items: node.items.map(shown) };
  return { span: node.span, entries: node.entries.map(({ key, keySpan, value }) => [key, keySpan, shown(value)]) };
}

/** Whether the plain reader read it; what it read is what the whole grammar gives, and that without a remark. */
function agrees(text: string): boolean {
  const map = new LineMap('f.yml', text);
  const plain = readPlainYaml(map, 0, text.length);
  if (plain === undefined) return false;
  const remarks: string[] = [];
  const whole = readWholeYaml(map, ({ reason }) => remarks.push(reason));
  expect(remarks, text).toEqual([]);
  expect(shown(plain), text).toEqual(shown(whole));
  return true;
}

const WORKFLOW = `# What it does
name: build
on:
  push:
    branches: [main, 'release/*']
  schedule:
    - cron: '0 4 * * 1'
permissions:
  contents: read # nothing more
env:
  EMPTY:
  COUNT: 12
jobs:
  a:
    if: github.actor != 'x' && true
    steps:
    - uses: actions/checkout@v4
    - name: "Run: it"
      with:
        fetch-depth: 0
        persist-credentials: false
      run: |
        echo \${{ github.sha }}

          indented # no comment
        done
    - run: npm test
`;

describe('the plain reader', () => {
  it('reads a workflow as the whole grammar does', () => {
    expect(agrees(WORKFLOW)).toBe(true);
    expect(agrees(`---\n${WORKFLOW.replace('    - run: npm test\n', '')}`)).toBe(true);
    expect(agrees(WORKFLOW.trimEnd())).toBe(true);
  });

  it.each([
    'a: &x 1\nb: *x\n',
    'a: 1\na: 2\n',
    'a: b: c\n',
    'a: b\n  c\n',
    'a: "x\\n"\n',
    'a: >-\n  x\n',
    'a: |2\n    x\n',
    'a: {b: c}\n',
    'a:\n\t- b\n',
    'a: null\n',
    'a: 0x1f\n',
    'a: 1e3\n',
    '- - a\n',
    'a: 1\n---\nb: 2\n',
    'a: [b, {c: d}]\n',
    'a:\n  - b\n  # which list is this in?\nc: d\n',
    '? a\n: b\n',
    'a: !!str 1\n',
    '<<: {a: b}\n',
    'a: [b,\n  c]\n',
    'scalar\n',
    '',
  ])('leaves %j to the whole grammar', (text) => {
    expect(agrees(text)).toBe(false);
  });

  it('agrees on the repositories of the tests', () => {
    const folder = join(import.meta.dirname, '..');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.repos'));
    let read = 0;
    let all = 0;
    for (const file of files) {
      for (const part of readFileSync(join(folder, file), 'utf8').split(/^(?:=== |##### )/m)) {
        const newline = part.indexOf('\n');
        if (!/\.ya?ml\s*$/.test(part.slice(0, newline))) continue;
        all++;
        if (agrees(part.slice(newline + 1))) read++;
      }
    }
    expect(all).toBeGreaterThan(50);
    expect(read / all).toBeGreaterThan(0.3);
  });

  it('agrees on what is put together at random', () => {
    const piece = fc.constantFrom(
      ...[
        'a: ',
        'b:',
        'c: d',
        '- ',
        '- x',
        '- k: v',
        '  ',
        '    ',
        '\n',
        '\n',
        '\n',
        '# note',
        ' # note',
        '|',
        '|-',
        ':',
      ],
      ...[
        '[x, y]',
        '[]',
        '"q"',
        "'q'",
        "''",
        '-',
        '--- ',
        '12',
        '1.5',
        '-3',
        'true',
        '~',
        '.',
        ',',
        '*',
        '\t',
        'e f',
        '0',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 24 }).map((parts) => parts.join('')),
        (text) => {
          agrees(text);
        },
      ),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it('agrees on lines that are cut, doubled or shifted', () => {
    const lines = WORKFLOW.split('\n');
    const change = fc.record({
      at: fc.nat(lines.length - 1),
      how: fc.constantFrom('drop', 'double', 'in', 'out', 'blank', 'comment'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        const out = [...lines];
        for (const { at, how } of changes) {
          const line = out[at]!;
          if (how === 'drop') out[at] = '';
          else if (how === 'double') out[at] = `${line}\n${line}`;
          else if (how === 'in') out[at] = `  ${line}`;
          else if (how === 'out') out[at] = line.replace(/^ {2}/, '');
          else if (how === 'blank') out[at] = `${line}\n\n`;
          else out[at] = `${line}\n      # a remark`;
        }
        agrees(out.join('\n'));
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });
});
