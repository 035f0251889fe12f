import { expect, test } from 'vitest';
import { withinText } from './within.ts';

test.each([
  [null, 3, 'within 3 generations'],
  [0, 3, 'within 1 second (3 generations)'],
  [90, 1, 'within 90 seconds (1 generation)'],
  [7_100, 3, 'within 118 minutes (3 generations)'],
  [28_800, 3, 'within 8 hours (3 generations)'],
  [864_000, 3, 'within 10 days (3 generations)'],
])('%s seconds', (horizon, generations, text) => {
  expect(withinText(horizon, generations)).toBe(text);
});
