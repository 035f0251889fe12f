import { expect, test } from 'vitest';
import { sessionBelow } from './session-id.ts';

test('short ids are joined; in a long chain every id is short and its own', () => {
  expect(sessionBelow('run', 'agent')).toBe('run/agent');
  const ids = new Set<string>();
  let id = 'run';
  for (let depth = 0; depth < 5000; depth++) {
    id = sessionBelow(id, 'agent');
    ids.add(id);
    expect(id.length).toBeLessThan(600);
  }
  expect(ids.size).toBe(5000);
});
