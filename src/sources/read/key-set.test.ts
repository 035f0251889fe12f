import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeySet } from './key-set.ts';

test('has what was added and nothing else', () => {
  const key = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 3_000 }), fc.array(key), (added, asked) => {
      const set = new KeySet();
      for (const one of added) set.add(one);
      const known = new Set(added);
      expect(set.size).toBe(known.size);
      for (const one of [...added, ...asked]) expect(set.has(one)).toBe(known.has(one));
    }),
  );
});

test('keys that share their low bits', () => {
  const set = new KeySet();
  for (let i = 0; i < 5_000; i++) set.add(i * 0x200000);
  for (let i = 0; i < 5_000; i++) expect(set.has(i * 0x200000)).toBe(true);
  expect(set.has(1)).toBe(false);
});
