import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFormula } from './formula.ts';

function value(text: string, values: Record<string, number> = {}): number {
  const read = parseFormula(text);
  if ('problem' in read) throw new Error(read.problem.message);
  return read.formula.evaluate(read.formula.names.map((name) => values[name] ?? Number.NaN));
}

describe('formula', () => {
  it('follows the usual precedence', () => {
    expect(value('1 + 2 * 3 - 4 / 2')).toBe(5);
    expect(value('-(1 + 2) * 2')).toBe(-6);
    expect(value('8 / 2 / 2')).toBe(2);
    expect(value('1 - 2 - 3')).toBe(-4);
    expect(value('1.5e1 + .5')).toBe(15.5);
  });

  it('knows min, max, if and comparisons', () => {
    expect(value('min(3, 1, 2) + max(a, 4)', { a: 7 })).toBe(8);
    expect(value('if(a > 1, 10, 20)', { a: 1 })).toBe(20);
    expect(value('(a == 2) + (a >= 2)', { a: 2 })).toBe(2);
  });

  it('lists each name once, in order', () => {
    const read = parseFormula('b * a + b');
    expect('formula' in read && read.formula.names).toEqual(['b', 'a']);
  });

  it.each([
    ['1 +', 3, 'ends too early'],
    ['a $ b', 2, 'unexpected $'],
    ['(a', 2, 'expected )'],
    ['exp(a)', 6, 'no function exp; there are min, max and if'],
    ['a b', 2, 'unexpected b'],
    ['if(a, b)', 8, 'if takes a condition, a value and another value'],
  ])('says where %s stops', (text, offset, message) => {
    expect(parseFormula(text)).toEqual({ problem: { offset, message } });
  });

  it('refuses deep nesting and long texts instead of overflowing', () => {
    expect(parseFormula(`${'('.repeat(500)}1${')'.repeat(500)}`)).toHaveProperty('problem');
    expect(parseFormula('-'.repeat(1_500))).toHaveProperty('problem');
    expect(parseFormula('1+'.repeat(5_000))).toHaveProperty('problem');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(parseFormula(text)).toBeTypeOf('object');
      }),
    );
  });
});
