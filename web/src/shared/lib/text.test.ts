import { describe, expect, test } from 'vitest';
import { pieces, shorten, titleOf, visible, visibleName } from './text.ts';

describe('visible', () => {
  test('writes out what cannot be seen', () => {
    expect(visible('a\u001b[31mb\u0007')).toBe('a\\x1b[31mb\\x07');
    expect(visible('\u202egnp.exe\u200b')).toBe('\\u202egnp.exe\\u200b');
    expect(visible('\u{e0041}')).toBe('\\u{e0041}');
    expect(visible('\ud800')).toBe('\\ud800');
  });

  test('leaves text, tabs, newlines and pictures alone', () => {
    expect(visible('naïve\tline\nnext 🦠 日本')).toBe('naïve\tline\nnext 🦠 日本');
  });
});

test('pieces keep the order and lose nothing', () => {
  expect(pieces('a\u0000b')).toEqual([
    { text: 'a', escape: false },
    { text: '\\x00', escape: true },
    { text: 'b', escape: false },
  ]);
});

test('shorten keeps both ends', () => {
  expect(shorten('src/very/long/path/file.ts', 12)).toHaveLength(12);
  expect(shorten('short', 12)).toBe('short');
});

test('a name is one line, and a tooltip no page', () => {
  expect(visibleName('a\nb\tc\u202e')).toBe('a\\nb\\tc\\u202e');
  expect(titleOf(`a\n${'x'.repeat(1 << 20)}`)).toHaveLength(300);
});

test('no character is cut in half', () => {
  for (let length = 3; length < 12; length++)
    expect(() => encodeURIComponent(shorten('😀'.repeat(20), length))).not.toThrow();
});
