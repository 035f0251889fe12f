import { expect, test } from 'vitest';
import { play } from '../bench/evaluate/fleets.ts';
import { tellInEach } from '../bench/evaluate/telemetries.ts';

test('the same fleet gives contacts with the same end points in every telemetry', async () => {
  const { common, found } = await tellInEach(play('notebook-rule', { seed: 1, sessions: 40 }));
  expect(common.size).toBeGreaterThan(100);
  for (const [kind, ends] of found) {
    expect({ kind, missing: [...common].filter((pair) => !ends.has(pair)) }).toEqual({ kind, missing: [] });
  }
}, 60_000);
