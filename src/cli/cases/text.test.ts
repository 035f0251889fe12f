import { expect, test } from 'vitest';
import { percent } from './text.ts';

test.each([
  [0, '0 %'],
  [0.00012, '0.01 %'],
  [0.0096, '1.0 %'],
  [1 / 21, '4.8 %'],
  [0.0999, '10 %'],
  [7 / 27, '26 %'],
  [1 / 8, '13 %'],
  [0.996, '99.6 %'],
  [1, '100 %'],
])('%d is %s', (share, text) => expect(percent(share)).toBe(text));
