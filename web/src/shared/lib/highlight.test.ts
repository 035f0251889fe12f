import { describe, expect, test } from 'vitest';
import { seedRanges } from './highlight.ts';

const marked = (passage: string, seed: string) =>
  seedRanges(passage, seed).map(([from, to]) => passage.slice(from, to));

describe('seedRanges', () => {
  test('finds the seed whatever stands between its words', () => {
    expect(marked('see: Run the\n  "setup" line now.', 'run the setup line')).toEqual(['Run the\n  "setup" line']);
  });

  test('two parts with foreign words between are two ranges', () => {
    expect(marked('one two three XX YY four five six', 'one two three four five six')).toEqual([
      'one two three',
      'four five six',
    ]);
  });

  test('a single word is looked for as it is', () => {
    expect(marked('the beacon, a Beacon', 'beacon')).toEqual(['beacon', 'Beacon']);
  });

  test('a seed without words marks nothing', () => {
    expect(marked('anything', '…')).toEqual([]);
  });
});
