// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineMap, Scalar } from '../repository/text.ts';
import { judge } from './judge.ts';
import { asCondition, findExpressions, parseExpression } from './parse.ts';
import { OUTSIDER } from './personas.ts';
import { sourcesInScript } from './sources.ts';
import { pathsOf, valuePaths } from './tree.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '${{',
        '}}',
        "'",
        '(',
        ')',
        '[',
        ']',
        '.*',
        '&&',
        '||',
        '!',
        '==',
        'github.event',
        '.issue',
        '.body',
        'contains(',
        'fromJSON(',
        'null',
        'true',
        '1e9',
        ',',
        ' ',
        '\n',
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const raw = (value: string) => new Scalar(value, new LineMap('f', value), 0, value.length, 'raw');

describe('expressions take any text', () => {
  it('are found in order, and judged without a throw', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        let last = 0;
        for (const expression of findExpressions(raw(text))) {
          expect(expression.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(expression.start, expression.start + 3)).toBe('${{');
          last = expression.end;
        }
        const tree = parseExpression(text);
        if (tree !== undefined) expect(valuePaths(tree).length).toBeLessThanOrEqual(pathsOf(tree).length);
        const { answer } = judge(asCondition(raw(text)), { event: 'issues', actor: OUTSIDER }, ['opened']);
        expect(['yes', 'no', 'unknown']).toContain(answer);
        sourcesInScript(text);
      }),
    );
  });

  it('survive depth and length', () => {
    for (const text of [
      '!'.repeat(100_000),
      '('.repeat(20_000),
      "contains('a',".repeat(2_000),
      'a'.repeat(100_000),
      'github.x.'.repeat(2_000),
      '${{'.repeat(100_000),
    ]) {
      expect(parseExpression(text)).toBeUndefined();
      expect(findExpressions(raw(text))).toEqual([]);
    }
  });
});
