import { expect, test } from 'vitest';
import { Bearers, nameHash } from './bearers.ts';

test('different names are counted, up to three; the same one counts once', () => {
  const bearers = new Bearers();
  expect(bearers.count(7)).toBe(0);
  for (const name of ['a.ts', 'a.ts', 'b.ts', 'a.ts', 'b.ts']) bearers.add(7, nameHash(name));
  expect(bearers.count(7)).toBe(2);
  for (const name of ['c.ts', 'd.ts', 'e.ts']) bearers.add(7, nameHash(name));
  expect(bearers.count(7)).toBe(3);
  expect(bearers.count(8)).toBe(0);
});

test('the oldest are forgotten', () => {
  const bearers = new Bearers();
  for (let print = 0; print <= 200_000; print++) bearers.add(print, 1);
  expect(bearers.count(0)).toBe(0);
  expect(bearers.count(200_000)).toBe(1);
});
