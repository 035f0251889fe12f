import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { middleCut, oneLine, printable, safeJson } from './printable.ts';

const DANGEROUS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

describe('printable', () => {
  test.each([
    ['a colour', '\u001b[31mred', '\\x1b[31mred'],
    ['a window title', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['C1 control sequence introducer', '\u009b2J', '\\x9b2J'],
    ['overwriting the line', 'good\rbad', 'good\\x0dbad'],
    ['backspace and delete', 'a\b\u007f', 'a\\x08\\x7f'],
    ['right to left override', 'gpj\u202eexe', 'gpj\\u202eexe'],
    ['isolates', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['zero width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
  ])('%s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('keeps line breaks, tabs and every letter', () => {
    const text = 'a\tb\nÜñîçødé 日本語 🦠';
    expect(printable(text)).toBe(text);
  });

  test('nothing dangerous is left of any text, in any of the three', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(DANGEROUS);
        expect(oneLine(text, 20)).not.toMatch(/[\n\t]/);
        expect(oneLine(text, 20)).not.toMatch(DANGEROUS);
        expect(oneLine(text, 20).length).toBeLessThanOrEqual(20);
        expect(safeJson({ [text]: text })).not.toMatch(DANGEROUS);
        expect(JSON.parse(safeJson({ [text]: text }))).toEqual({ [text]: text });
      }),
    );
  });
});

// A lone half cannot be encoded: that throws.
test('no character is cut in half', () => {
  for (let width = 3; width < 12; width++) {
    for (const cut of [oneLine, middleCut]) expect(encodeURIComponent(cut('😀'.repeat(20), width))).not.toBe('');
  }
});
