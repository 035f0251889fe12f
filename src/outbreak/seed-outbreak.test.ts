import { describe, expect, test } from 'vitest';
import {
  file,
  message,
  OTHER,
  outbreakOf,
  outbreaksOf,
  PLAIN,
  page,
  record,
  SEED,
  type Step,
  sha256,
} from './test-fleet.ts';

const notes = record('notes');
const seed = `text:${SEED}`;

describe('who read it', () => {
  test('generations along the contacts, the first writer in no number', () => {
    const { firstWriter, reachable, exposed, chain, acted, found } = outbreakOf(
      [
        { s: 'a', write: notes, text: SEED },
        { s: 'b', read: notes, text: SEED },
        { s: 'b', write: file('b.md'), text: `Mind this.\n${SEED}` },
        { s: 'c', read: file('b.md'), text: `Mind this.\n${SEED}` },
        { s: 'a', read: file('b.md'), text: `Mind this.\n${SEED}` },
      ],
      seed,
    );
    expect({ found, firstWriter }).toEqual({ found: 'found', firstWriter: 'a' });
    expect(chain).toEqual(['b<a 1 id', 'c<b 2 id']);
    expect(exposed).toEqual(['b', 'c']);
    expect(reachable).toEqual(['b', 'c']);
    expect(acted).toEqual({ b: 'relayed', c: 'no' });
  });

  test('from outside, when nobody was seen to write it', () => {
    const { chain, firstWriter, outbreak } = outbreakOf(
      [
        { s: 'a', read: page('https://example.org'), text: SEED },
        { s: 'b', read: page('https://example.org'), text: SEED },
      ],
      seed,
    );
    expect(firstWriter).toBeUndefined();
    expect(chain).toEqual(['a<outside 1 none', 'b<outside 1 none']);
    expect(outbreak.origins.map(({ why }) => why)).toEqual(['came-in', 'unseen']);
  });

  test('a session that wrote it by itself and read it later does not lengthen the chain of what it wrote before', () => {
    const { chain } = outbreakOf(
      [
        { s: 'a', write: notes, text: SEED },
        { s: 'w', write: file('w.md'), text: `By myself:\n${SEED}` },
        { s: 'w', read: notes, text: SEED },
        { s: 'v', read: file('w.md'), text: `By myself:\n${SEED}` },
      ],
      seed,
    );
    expect(chain).toEqual(['w<a 1 id', 'v<w 1 id']);
  });

  test('reachable: touched what carried it, and did not see it', () => {
    const { reachable, exposed } = outbreakOf(
      [
        { s: 'a', write: notes, text: SEED },
        { s: 'b', read: notes, text: 'the first lines alone, nothing of what was added below them' },
        { s: 'c', write: notes, text: OTHER, mode: 'append' },
        { s: 'd', read: file('x.md'), text: OTHER },
      ],
      seed,
    );
    expect(reachable).toEqual(['b', 'c']);
    expect(exposed).toEqual([]);
  });

  test('a client that loads the file by itself: exposed by rule', () => {
    const { chain, acted } = outbreakOf(
      [
        { s: 'early', read: file('CLAUDE.md'), how: 'rule' },
        { s: 'a', write: file('CLAUDE.md'), text: SEED, mode: 'append' },
        { s: 'b', read: file('CLAUDE.md'), how: 'rule' },
        { s: 'b', call: 'Bash', text: 'make' },
        { s: 'c', write: file('CLAUDE.md'), text: OTHER },
        { s: 'd', read: file('CLAUDE.md'), how: 'rule' },
      ],
      seed,
    );
    expect(chain).toEqual(['b<a 1 rule inferred']);
    expect(acted).toEqual({ b: 'no' });
  });
});

describe('while it stands in an artifact', () => {
  const reader = (s: string): Step => ({ s, read: notes });
  const following = (...steps: Step[]) => {
    const { exposed, live } = outbreakOf([{ s: 'a', write: notes, text: SEED }, ...steps, reader('r')], seed);
    return { exposed: exposed.includes('r'), live };
  };
  test.each<[string, Step, boolean]>([
    ['replaced by another text', { s: 'x', write: notes, text: OTHER }, false],
    ['replaced by a text of another hash', { s: 'x', write: notes, hash: `sha256:${sha256(OTHER)}` }, false],
    ['replaced by nobody knows what', { s: 'x', write: notes }, true],
    ['replaced by a text that holds it', { s: 'x', write: notes, text: `${OTHER}\n${SEED}` }, true],
    ['added to', { s: 'x', write: notes, text: OTHER, mode: 'append' }, true],
    ['edited elsewhere', { s: 'x', write: notes, text: OTHER, removed: PLAIN, mode: 'edit' }, true],
    ['edited out', { s: 'x', write: notes, text: 'nothing', removed: SEED, mode: 'edit' }, false],
    ['deleted', { s: 'x', write: notes, mode: 'delete' }, false],
    ['deleted in another part', { s: 'x', write: notes, mode: 'delete', removed: PLAIN }, true],
    ['deleted in this part', { s: 'x', write: notes, mode: 'delete', removed: SEED }, false],
    ['written to, nobody knows how', { s: 'x', write: notes, mode: 'touch' }, true],
  ])('%s', (_, step, carries) => {
    expect(following(step)).toEqual({ exposed: carries, live: carries ? ['notes'] : [] });
  });

  test('put back after it was taken out', () => {
    expect(following({ s: 'x', write: notes, text: OTHER }, { s: 'y', write: notes, text: SEED })).toEqual({
      exposed: true,
      live: ['notes'],
    });
  });

  test('gone, when a later read of the whole is without it; a read of a part says nothing', () => {
    const look = (args: string): Step[] => [
      { s: 'x', call: 'read_file', id: 'r', text: args },
      { s: 'x', call: 'read_file', id: 'r', read: notes, text: OTHER },
    ];
    expect(following(...look('notes.md'))).toEqual({ exposed: false, live: [] });
    expect(following(...look('notes.md\n1\n40'))).toEqual({ exposed: true, live: ['notes'] });
    expect(following(...look('head -3 notes.md'))).toEqual({ exposed: true, live: ['notes'] });
    expect(following(...look('cat notes.md'))).toEqual({ exposed: false, live: [] });
    expect(following(...look('notes.md'), { s: 'y', write: notes, text: SEED })).toEqual({
      exposed: true,
      live: ['notes'],
    });
  });

  test('a copy is live where it is the latest of its artifact', () => {
    const { copies } = outbreakOf(
      [
        { s: 'a', write: notes, text: SEED },
        { s: 'b', write: notes, text: `Once more:\n${SEED}` },
        { s: 'c', write: file('c.md'), text: SEED },
        { s: 'c', write: file('c.md'), mode: 'delete' },
      ],
      seed,
    );
    expect(copies.map(({ by, original, live }) => ({ by, original, live }))).toEqual([
      { by: 'a', original: true, live: false },
      { by: 'b', original: false, live: true },
      { by: 'c', original: false, live: false },
    ]);
  });
});

describe('seeds that name something', () => {
  test('a session: who read what it wrote, by contact', () => {
    const { exposed, firstWriter, chain } = outbreakOf(
      [
        { s: 'z', write: file('z.md'), text: PLAIN },
        { s: 'a', write: notes, text: SEED },
        { s: 'a', write: message('m1'), text: PLAIN },
        { s: 'b', read: notes, text: SEED },
        { s: 'c', read: message('m1'), text: PLAIN },
        { s: 'd', read: file('z.md'), text: PLAIN },
      ],
      'session:a',
    );
    expect(firstWriter).toBe('a');
    expect(exposed).toEqual(['b', 'c']);
    expect(chain).toEqual(['b<a 1 id', 'c<a 1 id']);
  });

  test('an artifact: who read it, whatever stood in it', () => {
    const { exposed, firstWriter, reachable } = outbreakOf(
      [
        { s: 'a', write: file('RULES.md'), text: SEED },
        { s: 'b', read: file('RULES.md'), text: SEED },
        { s: 'c', read: file('RULES.md', 'bank'), text: PLAIN },
      ],
      'artifact:shop:RULES.md',
    );
    expect({ exposed, firstWriter, reachable }).toEqual({ exposed: ['b'], firstWriter: 'a', reachable: ['b'] });
  });

  test('an address: who fetched it', () => {
    const { exposed, firstWriter } = outbreakOf(
      [
        { s: 'a', read: page('https://example.org/x'), text: PLAIN },
        { s: 'a', write: notes, text: PLAIN },
        { s: 'b', read: notes, text: PLAIN },
        { s: 'c', read: page('https://example.org/y'), text: OTHER },
      ],
      'url:https://example.org/x',
    );
    expect(exposed).toEqual(['a', 'b']);
    expect(firstWriter).toBeUndefined();
  });

  test('an address: what its site puts on every page exposes nobody', () => {
    const nav =
      'Home, guides, reference and the blog: all pages are made from the harvest book each night by the press.';
    const foot = `Do not edit this page by hand; changes are overwritten. See https://example.org/legal and the imprint.`;
    const bad = page('https://example.org/kit');
    const steps: Step[] = [
      { s: 'a', read: bad, text: `${nav}\n${PLAIN}\n${foot}` },
      { s: 'b', read: page('https://example.org/other'), text: `${nav}\n${OTHER}\n${foot}` },
      { s: 'c', read: page('https://example.org/kit2'), text: `${nav}\n${foot}` },
      { s: 'a', write: notes, text: `${OTHER}\n${PLAIN}` },
      { s: 'd', read: notes, text: `${OTHER}\n${PLAIN}` },
      { s: 'b', write: file('b.md'), text: `${foot}\nThree more rows were sown.` },
      { s: 'e', read: file('b.md'), text: `${foot}\nThree more rows were sown.` },
      { s: 'f', read: null, text: 'look at https://example.org/kit please' },
    ];
    const { exposed, copies } = outbreakOf(steps, 'url:https://example.org/kit');
    expect(exposed).toEqual(['a', 'd', 'f']);
    expect(copies.map(({ by }) => by)).toEqual(['a']);
  });

  test('an artifact that nobody was seen to touch: cannot tell, with the names that are like it', () => {
    const steps: Step[] = [
      { s: 'a', read: file('docs/RUNBOOK.md'), text: PLAIN },
      { s: 'b', read: file('src/main.ts'), text: OTHER },
    ];
    const { found, outbreak } = outbreakOf(steps, 'artifact:docs/RUNBOK.md');
    expect({ found, why: outbreak.why, like: outbreak.likeNames }).toEqual({
      found: 'cannot-tell',
      why: 'no-such-artifact',
      like: ['docs/RUNBOOK.md'],
    });
  });

  test('several seeds have an outbreak each', () => {
    const all = outbreaksOf(
      [
        { s: 'a', write: notes, text: SEED },
        { s: 'b', write: file('b.md'), text: PLAIN },
        { s: 'c', read: notes, text: SEED },
        { s: 'd', read: file('b.md'), text: PLAIN },
        { s: 'd', read: notes, text: SEED },
      ],
      seed,
      `text:${PLAIN}`,
      `text:${OTHER}`,
    );
    expect(all.map((o) => [o.found, o.firstWriter, o.exposed])).toEqual([
      ['found', 'a', ['c', 'd']],
      ['found', 'b', ['d']],
      ['cannot-tell', undefined, []], // a and b wrote; what they read was not seen
    ]);
  });
});

describe('without times', () => {
  const at = undefined;
  test('who was first is not known, and everybody who wrote it may have been', () => {
    const { firstWriter, exposed, outbreak } = outbreakOf(
      [
        { s: 'a', write: notes, text: SEED, at },
        { s: 'b', read: notes, text: SEED, at },
        { s: 'b', write: file('b.md'), text: SEED, at },
      ],
      seed,
    );
    expect({ firstWriter, orderUnknown: outbreak.orderUnknown }).toEqual({
      firstWriter: undefined,
      orderUnknown: true,
    });
    expect(exposed).toEqual(['b']);
    expect(outbreak.origins.map(({ why }) => why)).toContain('wrote-order-unknown');
    expect(outbreak.origins.map(({ why }) => why)).not.toContain('wrote-first');
  });

  test('one event without a time, between others that have one, leaves the order as it is', () => {
    const steps: Step[] = [
      { s: 'late', read: file('x.md'), text: OTHER, at: 50 },
      { s: 'a', write: notes, text: SEED, at: 10 },
      { s: 'b', read: notes, text: SEED, at: 20 },
      { s: 'late', write: file('late.md'), text: SEED, at },
      { s: 'late', say: 'done', at: 60 },
    ];
    const { firstWriter, outbreak } = outbreakOf(steps, seed);
    expect({ firstWriter, orderUnknown: outbreak.orderUnknown }).toEqual({ firstWriter: 'a', orderUnknown: false });
  });

  test('one that may have been first takes nothing from the order of the others', () => {
    const steps: Step[] = [
      { s: 'undated', write: file('u.md'), text: SEED, at },
      { s: 'a', write: notes, text: SEED, at: 10 },
      { s: 'c', write: file('c.md'), text: SEED, at: 20 },
      { s: 'd', write: file('d.md'), text: SEED, at: 30 },
    ];
    const { firstWriter, outbreak, engine } = outbreakOf(steps, seed);
    expect(firstWriter).toBeUndefined();
    const weight = Object.fromEntries(
      outbreak.origins.flatMap(({ session, weight }) =>
        session === undefined ? [] : [[engine.sessions.list[session]!.id, weight]],
      ),
    );
    expect(weight.undated).toBeCloseTo(weight.a!);
    expect(weight.a! / weight.c!).toBeCloseTo(2);
    expect(weight.c! / weight.d!).toBeCloseTo(2);
  });

  test('one session alone, or a contact, tells the order', () => {
    const alone = outbreakOf([{ s: 'a', write: notes, text: SEED, at }], seed);
    expect(alone.firstWriter).toBe('a');
    const tied = outbreakOf(
      [
        { s: 'a', write: message('m1'), text: SEED, at },
        { s: 'b', read: message('m1'), text: SEED, at },
      ],
      seed,
    );
    expect({ firstWriter: tied.firstWriter, chain: tied.chain }).toEqual({ firstWriter: 'a', chain: ['b<a 1 id'] });
  });
});

describe('with less than content', () => {
  test('hashes alone: text whose hash the events carry', () => {
    const hash = `sha256:${sha256(`${SEED}\n`)}`;
    const { chain, acted, firstWriter } = outbreakOf(
      [
        { s: 'a', write: notes, hash },
        { s: 'b', read: notes, hash },
        { s: 'b', call: 'Bash' },
        { s: 'c', read: file('elsewhere.md'), hash },
        { s: 'd', read: notes, hash: `sha256:${sha256(OTHER)}` },
      ],
      seed,
    );
    expect(firstWriter).toBe('a');
    expect(chain).toEqual(['b<a 1 hash', 'c<outside 1 none']);
    expect(acted.b).toBe('unknown');
  });

  test('structure alone: an artifact as the seed; nothing is confirmed by it', () => {
    const { chain, acted } = outbreakOf(
      [
        { s: 'a', write: notes },
        { s: 'b', read: notes },
        { s: 'b', write: file('b.md') },
        { s: 'c', read: file('b.md') },
      ],
      'artifact:notes',
    );
    expect(chain).toEqual(['b<a 1 structure inferred']);
    expect(acted).toEqual({ b: 'unknown' });
  });

  test('not there, and cannot tell', () => {
    const whole: Step[] = [{ s: 'a', read: notes, text: OTHER }];
    expect(outbreakOf(whole, seed).found).toBe('not-there');
    expect(outbreakOf([...whole, { s: 'b', read: notes }], seed).found).toBe('cannot-tell');
    expect(outbreakOf([], seed).found).toBe('cannot-tell');
    expect(outbreakOf([{ s: 'a', write: notes, text: OTHER }], seed).found).toBe('cannot-tell');
  });

  test('what came near it is kept as the nearest passage, and is no finding', () => {
    const near = `Integration tests of the shop must be started with care until the new signer named brandol arrives. ${OTHER}`;
    const { found, outbreak } = outbreakOf([{ s: 'a', read: notes, text: near }], seed);
    expect(found).toBe('not-there');
    expect(outbreak.trace.nearest?.passage).toContain('signer');
  });
});

test('what a client loaded without a trace of its text may be written on in part', () => {
  const part = SEED.slice(0, SEED.indexOf(';'));
  const steps: Step[] = [
    { s: 'first', write: file('CLAUDE.md'), text: SEED },
    { s: 'loader', read: file('CLAUDE.md'), how: 'rule' },
    { s: 'loader', write: file('notes.md'), text: part },
    { s: 'reader', read: file('notes.md'), text: part },
    { s: 'reader', write: file('more.md'), text: part },
    { s: 'last', read: file('more.md'), text: part },
  ];
  const { exposed } = outbreakOf(steps, `text:${SEED}`);
  expect(exposed).toEqual(['last', 'loader', 'reader']);
});
