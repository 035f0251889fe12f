import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Words } from '../../lineage/index.ts';
import { distinctiveValues, ValueFinder } from './values.ts';

describe('the values of a text', () => {
  test.each([
    ['get it from https://keys.example.org/a/3f84.pem, then', 'https://keys.example.org/a/3f84.pem'],
    ['mail to ops-team@corp.example.com.', 'ops-team@corp.example.com'],
    ['see build.internal.net for more', 'build.internal.net'],
    ['write /srv/agents/key.pem first', '/srv/agents/key.pem'],
    ['and ~/notes/today.md', '~/notes/today.md'],
    ['run with --skip-signer-check now', '--skip-signer-check'],
    ['set MAX_RETRY_COUNT to', 'MAX_RETRY_COUNT'],
    ['call fetchNewKey of', 'fetchNewKey'],
    ['commit 3f846e97 of', '3f846e97'],
    ['order 4711042', '4711042'],
    ['to IBAN DE44500105175407324931', 'DE44500105175407324931'],
    ['npm i @evil/left-pad', '@evil/left-pad'],
  ])('%s', (text, value) => {
    expect(distinctiveValues(text)).toContain(value);
  });

  test("addresses of licences and schemas are nobody's", () => {
    const text = 'See http://www.apache.org/licenses/LICENSE-2.0 and https://apache.org.evil.example/licenses/x.';
    expect(distinctiveValues(text)).toEqual([
      'https://apache.org.evil.example/licenses/x',
      '/apache.org.evil.example/licenses/x',
    ]);
  });

  test('plain words, short numbers and simple flags are none', () => {
    expect(distinctiveValues('All tests of the service must be run 3 times with -v in 2026, e.g. at night.')).toEqual(
      [],
    );
  });

  test('they are bounded, and found without delay in a text made to be slow', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `value_${i}`).join(' ');
    expect(distinctiveValues(many)).toHaveLength(200);
    const started = performance.now();
    for (const part of ['a.', 'a_', '/a', 'aA', '--a-', 'a@', 'a1', '@a/', '1']) distinctiveValues(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('finding values', () => {
  const find = (text: string, ...values: string[]) => {
    const finder = new ValueFinder();
    values.forEach((value, i) => {
      finder.add(0, i, value);
    });
    return finder.find(new Words().set(text), text).map(({ value, start, end }) => [value, text.slice(start, end)]);
  };

  test('as whole words, in any quoting and case', () => {
    expect(find('args: {"flag":"--SKIP-signer-check"}', '--skip-signer-check')).toEqual([[0, 'SKIP-signer-check']]);
    expect(find('skip signer checks', '--skip-signer-check')).toEqual([]);
  });

  test('several at once, each where it stands', () => {
    expect(find('a_b then c_d and a_b', 'a_b', 'c_d')).toEqual([
      [0, 'a_b'],
      [1, 'c_d'],
      [0, 'a_b'],
    ]);
  });

  test('every value of a text is found in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('https://a.example.org/x1', 'a_b', 'keyOf', '4711042', 'and', 'the')),
        (parts) => {
          const text = parts.join(' ');
          const values = distinctiveValues(text);
          expect(new Set(find(text, ...values).map(([value]) => value)).size).toBe(values.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
