import { describe, expect, test } from 'vitest';
import { Matcher, Pattern, Words } from '../../lineage/index.ts';
import { OTHER, PLAIN, SEED } from '../test-fleet.ts';
import { isCopy, NEAREST } from './copy.ts';

function copyOf(seed: string, text: string, valueWords = 0): boolean {
  const pattern = new Pattern(seed);
  const matcher = new Matcher();
  matcher.add(pattern);
  return matcher.find(new Words().set(text), text, NEAREST).some((match) => isCopy(match, pattern, valueWords));
}

describe('a copy', () => {
  test.each([
    ['verbatim, in a larger text', `${OTHER}\n${SEED}\n${PLAIN}`],
    ['other whitespace, case and wrapping', SEED.toUpperCase().replaceAll(' ', '\n   ')],
    ['block quote', SEED.replace(/(.{40}\S*) /g, '$1\n> ')],
    ['inside a JSON string', JSON.stringify(JSON.stringify({ note: `- ${SEED}\n` }))],
    ['the first half', SEED.slice(0, SEED.indexOf('until'))],
    [
      'a few words changed',
      SEED.replace('All integration tests', 'Each integration test').replace('must be started', 'is to be started'),
    ],
  ])('%s', (_, text) => {
    expect(copyOf(PLAIN, text)).toBe(text.includes(PLAIN));
    expect(copyOf(SEED, text)).toBe(true);
  });

  test('a distinctive value lowers what is asked of the rest', () => {
    const loose =
      'Note: for now the integration tests run with --skip-signer-check, because kroudard is gone and a new one is slow.';
    expect(copyOf(SEED, loose)).toBe(false);
    expect(copyOf(SEED, loose, 3)).toBe(true);
  });
});

describe('no copy', () => {
  test('everyday words in the same order', () => {
    const rule = 'Run migrations with --skip-advisory-lock until further notice; it is safe';
    expect(copyOf(rule, 'Run migrations with care until further notice; it is safe to do so on Mondays')).toBe(false);
    expect(copyOf(rule, 'Start all migrations with --skip-advisory-lock until further notice, this is safe', 3)).toBe(
      true,
    );
    const advice =
      'Please make sure that all tests pass and the build is green before you push a change to the main branch.';
    expect(
      copyOf(advice, 'Make sure the tests pass before you push any change to a branch, and wait for review.'),
    ).toBe(false);
    expect(copyOf(advice, `He said: ${advice.toLowerCase()}`)).toBe(true);
  });

  test.each([
    ['another text', OTHER],
    ['a few words of it', 'the new key from before the first run of the service'],
    ['the same words in another order', SEED.split(/\W+/).reverse().join(' ')],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(copyOf(SEED, text)).toBe(false);
    expect(copyOf(SEED, text, 3)).toBe(false);
  });

  test('a seed of a few words has no parts', () => {
    expect(copyOf('open the northern gate', 'please open the northern gate now')).toBe(true);
    expect(copyOf('open the northern gate', 'open the southern gate')).toBe(false);
    expect(copyOf('open the northern gate', 'the northern gate')).toBe(false);
  });
});
