// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import { describe, expect, it } from 'vitest';
import { readJsonText } from './json-node.ts';
import { LineMap } from './text.ts';
import { type MapNode, readYaml, type ScalarNode } from './yaml-node.ts';

/** What the span of a part of a value covers in the file. */
function covered(source: string, key: string, part: string): string {
  const map = new LineMap('f', source);
  const root = readYaml(map, () => {});
  const node = (root as MapNode).get(key) as ScalarNode;
  const start = node.text.value.indexOf(part);
  expect(start).toBeGreaterThanOrEqual(0);
  const span = node.text.spanOf(start, start + part.length);
  const from = map.offsetAt(span.line) + span.column - 1;
  return source.slice(from, map.offsetAt(span.endLine) + span.endColumn - 1);
}

describe('positions inside of scalars', () => {
  it.each([
    ['a literal block', 'k: |\n  one\n    two ${{ x }}\n\n  three\n', '${{ x }}'],
    ['the line after an empty one', 'k: |\n  one\n\n  three\n', 'three'],
    ['a folded block', 'k: >-\n  one\n  two ${{ x }}\n  three\n', '${{ x }}'],
    ['a plain text over lines', 'k: one\n  two ${{ x }}\n', '${{ x }}'],
    ['double quotes', 'k: "a\\"b\\n${{ x }} c"\n', '${{ x }}'],
    ['single quotes', "k: 'it''s ${{ x }}'\n", '${{ x }}'],
    ['a plain text', 'k: say ${{ x }}\n', '${{ x }}'],
  ])('are right in %s', (_, source, part) => {
    expect(covered(source, 'k', part)).toBe(part);
  });

  it('are right in JSON inside of a block', () => {
    const source = 'k: |\n  {\n    "a": ["Bash(gh:*)"]\n  }\n';
    const map = new LineMap('f', source);
    const text = ((readYaml(map, () => {}) as MapNode).get('k') as ScalarNode).text;
    const list = (readJsonText(text, () => {}) as MapNode).get('a');
    const item = list?.kind === 'seq' ? list.items[0] : undefined;
    expect(item?.span).toMatchObject({ line: 3, column: 12, endColumn: 22 });
  });
});

describe('YAML', () => {
  const parse = (source: string) => {
    const reasons: string[] = [];
    const node = readYaml(new LineMap('f', source), (skip) => reasons.push(`${skip.line}: ${skip.reason}`));
    return { node, reasons };
  };

  it('keeps the first of two equal keys and says so', () => {
    const { node, reasons } = parse('a: 1\nb: 2\na: 3\n');
    expect(((node as MapNode).get('a') as ScalarNode).value).toBe(1);
    expect(reasons).toEqual([expect.stringMatching(/^3: the key "a" stands twice/)]);
  });

  it('resolves anchors and merge keys', () => {
    const { node } = parse('base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n');
    const use = (node as MapNode).get('use') as MapNode;
    expect([(use.get('x') as ScalarNode).value, (use.get('y') as ScalarNode).value]).toEqual([1, 3]);
  });

  it('keeps `on` a text', () => {
    expect((parse('on: push\n').node as MapNode).entries[0]?.key).toBe('on');
  });

  it('shares aliases, so that a bomb costs what its text costs', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 40; i++) lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`);
    const started = performance.now();
    expect((parse(lines.join('\n')).node as MapNode).entries).toHaveLength(40);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('names an alias that holds itself, and one without anchor', () => {
    expect(parse('a: &a [*a, 1]\nb: *c\n').reasons.join('\n')).toMatch(/\*a contains itself[\s\S]*\*c names no anchor/);
  });

  it('survives nesting that would overflow a stack', () => {
    const { reasons } = parse(`a: ${'['.repeat(20_000)}`);
    expect(reasons.length).toBeGreaterThan(0);
  });

  it('names a tab that indents', () => {
    expect(parse('a:\n\tb: 1\n').reasons[0]).toMatch(/^2: YAML/);
  });
});
