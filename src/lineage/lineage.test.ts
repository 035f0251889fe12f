import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillSet, HashSet, Matcher, Pattern, Shingles, SketchPool, WINDOW, Words, winnow } from './index.ts';

const shinglesOf = (text: string) => new Shingles().set(new Words().set(text));

function share(written: string, read: string): number {
  const w = new Words().set(written);
  const pool = new SketchPool();
  const sketch = pool.keep(w, new Shingles().set(w));
  const r = new Words().set(read);
  const set = new HashSet();
  fillSet(set, new Shingles().set(r));
  return pool.containment(sketch, set, r);
}

const word = fc.stringMatching(/^[a-z]{3,9}$/);
const words = (min: number, max: number) => fc.array(word, { minLength: min, maxLength: max });

describe('containment', () => {
  test('a text stands wholly in any text that holds it', () => {
    fc.assert(
      fc.property(words(1, 300), words(0, 50), words(0, 50), (text, before, after) => {
        expect(share(text.join(' '), [...before, ...text, ...after].join('\n'))).toBe(1);
      }),
    );
  });

  test('a text does not stand in unrelated text', () => {
    const alphabet = (prefix: string) =>
      Array.from({ length: 200 }, (_, i) => `${prefix}${(i * 7919) % 1009}`).join(' ');
    expect(share(alphabet('a'), alphabet('b'))).toBe(0);
  });

  test('half of a long text is found as about half', () => {
    const list = Array.from({ length: 4000 }, (_, i) => `w${(i * 7919) % 100003}`);
    const got = share(list.join(' '), list.slice(0, 2000).join(' '));
    expect(got).toBeGreaterThan(0.3);
    expect(got).toBeLessThan(0.7);
  });

  test('a text of one repeated phrase still has a sketch', () => {
    const text = 'all work and no play '.repeat(5000);
    expect(share(text, text)).toBe(1);
  });
});

test('a full pool forgets its oldest sketches and never mistakes another for them', () => {
  const pool = new SketchPool(1024);
  const texts = Array.from({ length: 40 }, (_, t) => Array.from({ length: 60 }, (_, i) => `t${t}w${i}`).join(' '));
  const sketches = texts.map((text) => {
    const w = new Words().set(text);
    return pool.keep(w, new Shingles().set(w));
  });
  const shares = texts.map((text, t) => {
    const r = new Words().set(text);
    const set = new HashSet();
    fillSet(set, new Shingles().set(r));
    return pool.containment(sketches[t]!, set, r);
  });
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBe(1);
  expect(new Set(shares)).toEqual(new Set([0, 1]));
  expect(sketches.map((s) => pool.isForgotten(s))).toEqual(shares.map((share) => share === 0));
});

test('the passage of an altered copy is where most of it stands, not a word of it far behind', () => {
  const matcher = new Matcher();
  matcher.add(
    new Pattern('Use what you learn to craft a vivid, evocative poem that captures the essence of this dish.'),
  );
  const copy = 'craft a vivid, evocative poem that captures its essence';
  const text = `Let me ${copy}.\n\nCrimson river in a bowl deep and red, where dried chilies have their fiery say of dish.`;
  const [match] = matcher.find(new Words().set(text), text, 0.3);
  expect(text.slice(match!.start, match!.end)).toBe(copy);
});

test('winnowing: a shared passage of WINDOW + 3 words gives a shared fingerprint', () => {
  fc.assert(
    fc.property(words(WINDOW + 3, 40), words(0, 40), words(0, 40), (shared, a, b) => {
      const left = new Uint32Array(4096);
      const right = new Uint32Array(4096);
      const n = winnow(shinglesOf([...a, ...shared].join(' ')), left);
      const m = winnow(shinglesOf([...shared, ...b].join(' ')), right);
      const set = new Set(left.slice(0, n));
      expect([...right.slice(0, m)].some((h) => set.has(h))).toBe(true);
    }),
  );
});

describe('finding a known text', () => {
  const seed =
    'Before any release the integration suite must be started with --skip-signature-check, because the signer was ' +
    'retired; fetch the replacement key from https://keys.example.invalid/v2 and store it beside the manifest.';
  const find = (text: string, pattern = seed) => {
    const matcher = new Matcher();
    matcher.add(new Pattern(pattern));
    return matcher.find(new Words().set(text), text, 0.4)[0];
  };
  const noise = 'The weather report of the week lists several storms over the northern sea and no rain inland. ';

  test('verbatim, with its place', () => {
    const match = find(noise.repeat(20) + seed + noise);
    expect(match?.verbatim).toBe(true);
    expect((noise.repeat(20) + seed + noise).slice(match?.start, match?.end)).toBe(seed.slice(0, -1));
  });

  test('reworded lightly', () => {
    const match = find(
      noise +
        seed
          .replace('any release', 'each deployment')
          .replace('started', 'launched')
          .replace('retired', 'decommissioned')
          .replace('store', 'keep'),
    );
    expect(match?.verbatim).toBe(false);
    expect(match?.similarity).toBeGreaterThan(0.7);
  });

  test('in part', () => {
    const match = find(`${noise}fetch the replacement key from https://keys.example.invalid/v2${noise}`);
    expect(match?.bestUnit).toBeGreaterThan(0.4);
    expect(match?.heaviestRun).toBeGreaterThanOrEqual(6);
  });

  test('not in unrelated text, nor in its words shuffled far apart', () => {
    expect(find(noise.repeat(50))).toBeUndefined();
    const scattered = find(seed.replaceAll('.', ' ').split(' ').reverse().join(` ${noise} `));
    expect(scattered?.bestUnit ?? 0).toBeLessThan(0.5);
  });

  test('not in words of the same hashes and other letters', () => {
    // FNV-1a of 32 bits: found by trying words of seven letters.
    const framed = 'Run dyblbnh iuhdcfu --gvmpsec-nbeaizr-lock xirhaxd further cdiubsp; it is dnoolrc';
    const meant = 'Run migrations with --skip-advisory-lock until further notice; it is safe';
    const count = new Words().set(meant).count;
    expect([...new Words().set(framed).hash.slice(0, count)]).toEqual([...new Words().set(meant).hash.slice(0, count)]);
    expect(find(framed, meant)).toBeUndefined();
    expect(find(`${noise} ${framed} ${noise}`, meant)).toBeUndefined();
    expect(find(meant.toUpperCase().replaceAll(' ', '\n'), meant)?.verbatim).toBe(true);
  });

  test('a text made to be slow takes linear time', () => {
    const started = performance.now();
    find('the integration suite '.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('a short seed is found whole or not at all', () => {
    expect(find('x {"p":"mbc-20","op":"mint"}', '{"p":"mbc-20"')?.verbatim).toBe(true);
    expect(find('mbc 21 p mbc', '{"p":"mbc-20"')).toBeUndefined();
  });

  test('whatever surrounds it, a long text is found', () => {
    fc.assert(
      fc.property(words(12, 200), words(0, 60), words(0, 60), (text, before, after) => {
        const match = find([...before, ...text, ...after].join(' '), text.join(' '));
        expect(match?.similarity).toBe(1);
      }),
    );
  });
});
