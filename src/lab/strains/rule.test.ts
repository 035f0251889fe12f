import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALTERATIONS, hardWrap } from '../alter.ts';
import { makeText } from '../grammar.ts';
import { Rng } from '../rng.ts';
import { copyOf } from './copy.ts';
import { makeNearMiss, makeSeedText } from './rule.ts';
import { original } from './strain.ts';

function wordRuns(text: string, length: number): Set<string> {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return new Set(words.flatMap((_, i) => (i + length > words.length ? [] : [words.slice(i, i + length).join(' ')])));
}

function shared(a: string, b: string, length: number): number {
  const other = wordRuns(b, length);
  return [...wordRuns(a, length)].filter((run) => other.has(run)).length;
}

describe('copies of the seed', () => {
  test('always keep its option, and are recognisably the seed, however long the chain', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.constantFrom(...ALTERATIONS), { minLength: 1, maxLength: 12 }), (n, chain) => {
        const rng = Rng.of(n, 'test');
        const seed = makeSeedText(rng.stream('seed'));
        const last = chain.reduce(
          (copy, alteration, i) => copyOf(copy, alteration, false, [seed.flag], rng.stream(i)),
          original(seed.text),
        );
        expect(last.text).toContain(seed.flag);
        expect(last.text.length).toBeGreaterThan(60);
        const runs = wordRuns(seed.text, 3).size;
        expect(shared(seed.text, last.text, 3) / runs).toBeGreaterThan(0.12);
      }),
    );
  });

  test('a verbatim copy is the text itself, and altered ones are not', () => {
    const rng = Rng.of(4, 'test');
    const seed = makeSeedText(rng);
    for (const alteration of ALTERATIONS) {
      const { text } = copyOf(original(seed.text), alteration, false, [seed.flag], rng.stream(alteration));
      expect(text === seed.text).toBe(alteration === 'verbatim');
    }
  });
});

test('a near miss shares no eight words in a row and no value with the seed', () => {
  fc.assert(
    fc.property(fc.nat(), (n) => {
      const seed = makeSeedText(Rng.of(n, 'seed'));
      const miss = makeNearMiss(Rng.of(n, 'miss'));
      expect(shared(seed.text, miss, 8)).toBe(0);
      expect(miss).not.toContain(seed.flag);
      expect(miss).not.toContain(seed.url);
    }),
  );
});

test('made texts hardly ever share eight words in a row', () => {
  const seen = new Map<string, number>();
  let repeated = 0;
  for (let i = 0; i < 400; i++) {
    for (const run of wordRuns(makeText(Rng.of(i, 'text'), i % 2 === 0 ? 'prose' : 'notes', 2_000), 8)) {
      if (seen.has(run)) repeated++;
      else seen.set(run, i);
    }
  }
  expect(repeated / seen.size).toBeLessThan(1e-4);
});

test('wrapping keeps the words', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 60 }), fc.integer({ min: 20, max: 90 }), (text, width) => {
      const lines = hardWrap(text, width);
      expect(lines.join(' ')).toBe(text);
      for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
    }),
  );
});
