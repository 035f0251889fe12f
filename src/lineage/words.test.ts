import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Words } from './words.ts';

const hashes = (text: string) => {
  const words = new Words().set(text);
  return [...words.hash.slice(0, words.count)];
};

describe('what makes no difference', () => {
  const plain = 'Run the "setup" script before you push, then e\u0301crire caf\u00e9.';
  test.each([
    ['whitespace and wrapping', 'Run  the\n"setup"\tscript before\r\n   you push, then \u00e9crire caf\u00e9.'],
    ['case', plain.toUpperCase()],
    ['quoting', plain.replace(/^/gm, '> ')],
    ['JSON escaping', JSON.stringify(JSON.stringify(plain.replace(' the', '\nthe')))],
    ['JSON escapes of letters', plain.replace('caf\u00e9', 'caf\\u00e9')],
    ['smart quotes', plain.replaceAll('"', '\u201d')],
    ['zero-width characters', plain.replace('setup', 'se\u200btu\u00adp')],
    ['full-width letters', plain.replace('push', '\uff50\uff55\uff53\uff48')],
  ])('%s', (_, altered) => {
    expect(hashes(altered)).toEqual(hashes(plain));
  });
});

test('a different word makes a difference', () => {
  expect(hashes('run the setup')).not.toEqual(hashes('run the setups'));
});

test('each CJK character is a word', () => {
  expect(new Words().set('\u79c1\u306f abc').count).toBe(3);
});

test('offsets name the words in the text', () => {
  const text = '  Hello, \\n wide-world \u79c1';
  const words = new Words().set(text);
  const found = Array.from({ length: words.count }, (_, i) => text.slice(words.start[i], words.end[i]));
  expect(found).toEqual(['Hello', 'wide', 'world', '\u79c1']);
});

test('any string gives words inside its bounds, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const words = new Words().set(text);
      let before = 0;
      for (let i = 0; i < words.count; i++) {
        expect(words.start[i]).toBeGreaterThanOrEqual(before);
        expect(words.end[i]).toBeGreaterThan(words.start[i]!);
        before = words.end[i]!;
      }
      expect(before).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('joining with a separator joins the sequences', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { maxLength: 30 }), (list) => {
      expect(hashes(list.join(' '))).toEqual(list.flatMap(hashes));
      expect(hashes(list.join('\n> '))).toEqual(list.flatMap(hashes));
    }),
  );
});
