import { describe, expect, test } from 'vitest';
import { viewSentence } from './sentence.ts';
import { DEFAULT_VIEW, isFiltered, readView, type View, withoutFilters, writeView } from './view.ts';

describe('the address', () => {
  test('is empty for the default', () => {
    expect(writeView(DEFAULT_VIEW)).toBe('');
    expect(readView('')).toEqual(DEFAULT_VIEW);
  });

  test('carries everything there and back', () => {
    const view: View = {
      about: 'cases',
      seed: 2,
      scope: 'all',
      facets: {
        agent: ['a,b', 'c&d=e'],
        channel: ['memory'],
        acted: ['used'],
        basis: ['content'],
        generation: ['1', '2'],
        behaviour: ['refusal'],
        status: ['suspected', 'dismissed'],
      },
      from: Date.UTC(2026, 0, 1),
      to: Date.UTC(2026, 0, 2),
      query: 'ü # %',
      colour: 'agent',
      sort: 'agent',
      descending: true,
      graph: 'fleet',
      picked: 'session/1',
      pickedCase: 'refusal',
    };
    expect(readView(`#${writeView(view)}`)).toEqual(view);
  });

  test('what is not understood is left at its default', () => {
    expect(readView('#seed=x&scope=moon&channel=aether&sort=-size&from=then&colour=%E0%A4%A')).toEqual(DEFAULT_VIEW);
  });
});

test('a selection is no filter', () => {
  expect(isFiltered({ ...DEFAULT_VIEW, picked: 'a', colour: 'agent', scope: 'all' })).toBe(false);
  const filtered = { ...DEFAULT_VIEW, query: 'x' };
  expect(isFiltered(filtered)).toBe(true);
  expect(withoutFilters(filtered)).toEqual(DEFAULT_VIEW);
});

test('the filters read as a sentence', () => {
  const view: View = { ...DEFAULT_VIEW, facets: { ...DEFAULT_VIEW.facets, agent: ['a', 'b', 'c'], generation: ['2'] } };
  expect(viewSentence(view, 3, 18)).toBe(
    'Showing 3 of 18 sessions that read or wrote it: of a, b or c, in generation 2.',
  );
  expect(viewSentence(DEFAULT_VIEW, 18, 18)).toBe('Showing all 18 sessions that read or wrote it.');
});
