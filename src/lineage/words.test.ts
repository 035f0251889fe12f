import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lettersOf } from './fold.ts';
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
    ['letters of other alphabets that look alike', plain.replace('setup', 'sеtuр').replace('push', 'рuѕh')],
    ['mathematical letters', plain.replace('setup', '\u{1d42c}\u{1d41e}\u{1d42d}\u{1d42e}\u{1d429}')],
    ['tag characters', plain.replace('push', '\u{e0070}\u{e0075}\u{e0073}\u{e0068}')],
    ['named entities', plain.replaceAll('"', '&quot;').replace('the ', 'the&nbsp;').replace('push', 'pu&shy;sh')],
    ['numbered entities', plain.replace('push', '&#112;u&#x73;h')],
    ['numbered entities before any other letter', `&#82;${plain.slice(1)}`],
    ['blanks of an address', plain.replaceAll(' ', '%20').replaceAll('"', '%22')],
    ['spaced letters', plain.replace('the "setup" script', 't h e   "s e t u p"   s c r i p t')],
    ['spaced with dots', plain.replace('script', 's.c.r.i.p.t')],
    ['strokes through letters', plain.replace('push', 'p\u0336u\u0336s\u0336h')],
    ['full-width letters', plain.replace('push', '\uff50\uff55\uff53\uff48')],
  ])('%s', (_, altered) => {
    expect(hashes(altered)).toEqual(hashes(plain));
  });
});

test('a different word makes a difference', () => {
  expect(hashes('run the setup')).not.toEqual(hashes('run the setups'));
});

test('letters and digits of a table, a list or a shell line stay words of their own', () => {
  const count = (text: string) => new Words().set(text).count;
  expect(count('1 2 3 4 5 6')).toBe(6);
  expect(count('f(a, b, c, d, e)')).toBe(6);
  expect(count('x && y || z & w')).toBe(4);
  expect(count('a&b=1&c=2;')).toBe(5);
  expect(count('50%d of 100%')).toBe(4);
});

test('the letters of a word are what its hash is made of', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('', '&#x73;', '\\u0073', 's p a c e d'),
      (a, b) => {
        const text = `${a}${b}`;
        const words = new Words().set(text);
        for (let i = 0; i < words.count; i++) {
          const letters = lettersOf(text, words.start[i]!, words.end[i]!);
          expect(letters).not.toBe('');
          expect(new Words().set(`${letters} `).hash[0]).toBe(words.hash[i]);
        }
      },
    ),
  );
});

test('each CJK character is a word', () => {
  expect(new Words().set('\u79c1\u306f abc').count).toBe(3);
  expect(new Words().set('\u2f00s').count).toBe(2);
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
