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

test('what was not met again for longest is forgotten, and millions of prints take no time', {
  timeout: 10_000,
}, () => {
  const bearers = new Bearers();
  bearers.add(1, nameHash('kept.ts'));
  for (let print = 0; print < 2_000_000; print++) {
    bearers.add(print * 2, 1);
    if (print % 50_000 === 0) bearers.add(1, nameHash(`${print}.ts`));
  }
  expect(bearers.count(0)).toBe(0);
  expect(bearers.count(3_999_998)).toBe(1);
  expect(bearers.count(1)).toBe(3);
});
