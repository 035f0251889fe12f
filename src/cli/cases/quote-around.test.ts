import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { quoteAround } from './quote-around.ts';

const marked = ({ passage, mark }: ReturnType<typeof quoteAround>) => passage?.slice(mark!.start, mark!.end);

test('the mark holds what matters', () => {
  const passage = `${'before '.repeat(40)}I refuse to do this${' after'.repeat(40)}`;
  const start = passage.indexOf('I refuse');
  const told = quoteAround({ passage, start, end: start + 8 }, 'short');
  expect(marked(told)).toBe('I refuse');
  expect(told.passage!.length).toBeLessThan(140);
  expect(told.passage!.startsWith('…')).toBe(true);
});

test('a secret before it is masked, and the mark follows', () => {
  const passage = `key ghp_${'a1B2'.repeat(10)} then I refuse to do this`;
  const start = passage.indexOf('I refuse');
  const told = quoteAround({ passage, start, end: start + 8 }, 'full');
  expect(told.passage).not.toContain('a1B2a1B2');
  expect(marked(told)).toBe('I refuse');
});

test('no quotes, no passage', () => expect(quoteAround({ passage: 'x', start: 0, end: 1 }, 'none')).toEqual({}));

property.prop([fc.string(), fc.nat(40), fc.nat(40), fc.constantFrom('short' as const, 'full' as const)])(
  'the mark always lies within the passage',
  (passage, a, b, quotes) => {
    const start = Math.min(a, b, passage.length);
    const end = Math.min(Math.max(a, b), passage.length);
    const told = quoteAround({ passage, start, end }, quotes);
    if (told.mark === undefined) return;
    expect(told.mark.start).toBeGreaterThanOrEqual(0);
    expect(told.mark.end).toBeLessThanOrEqual(told.passage!.length);
  },
);
