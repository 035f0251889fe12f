import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArtifactRef, FleetEvent } from '../fleet/index.ts';
import { ContactEngine, TextLens } from './index.ts';
import { file, note, OTHER, RULE, run, type Step, words } from './test-steps.ts';

describe('the basis of a contact', () => {
  test('id: the very version that was written', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'b', read: note, text: `${RULE}\n` },
      ]),
    ).toEqual(['a>b id']);
  });
  test('content: it survives in a larger text', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE, mode: 'append' },
        { s: 'b', read: note, text: `${OTHER} ${RULE}` },
      ]),
    ).toEqual(['a>b content']);
  });
  test('content: a part of a long text was read', () => {
    const long = words('w', 2000);
    expect(
      run([
        { s: 'a', write: note, text: long },
        { s: 'b', read: note, text: long.slice(3000, 6000) },
      ]),
    ).toEqual(['a>b content']);
  });
  test('hash: both sides carry the same one', () => {
    expect(
      run([
        { s: 'a', write: note, hash: 'sha256:1' },
        { s: 'b', read: note, hash: 'sha256:1' },
      ]),
    ).toEqual(['a>b hash']);
  });
  test('different hashes: not what was written', () => {
    expect(
      run([
        { s: 'a', write: note, hash: 'sha256:1' },
        { s: 'b', read: note, hash: 'sha256:2' },
      ]),
    ).toEqual([]);
  });
  test('rule: the client loads all that stands in the file', () => {
    expect(
      run([
        { s: 'a', write: file('CLAUDE.md'), text: OTHER },
        { s: 'b', write: file('CLAUDE.md'), text: RULE, mode: 'append' },
        { s: 'c', read: file('CLAUDE.md'), how: 'rule' },
      ]),
    ).toEqual(['a>c rule', 'b>c rule']);
  });
  test('structure: the same artifact and nothing more known', () => {
    expect(
      run([
        { s: 'a', write: note },
        { s: 'b', read: note },
      ]),
    ).toEqual(['a>b structure']);
  });
});

describe('versions', () => {
  test('a replacement ends what stood there before', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'b', write: note, text: OTHER },
        { s: 'c', read: note, text: OTHER },
      ]),
    ).toEqual(['b>c id']);
  });
  test('a stale reader joins the version that it saw', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'b', write: note, text: OTHER },
        { s: 'c', read: note, text: RULE },
      ]),
    ).toEqual(['a>c id']);
  });
  test('several writers of one file', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE, mode: 'append' },
        { s: 'b', write: note, text: OTHER, mode: 'append' },
        { s: 'c', read: note, text: `${RULE}\n${OTHER}` },
      ]),
    ).toEqual(['a>c content', 'b>c content']);
  });
  test('content on both sides that does not agree is no contact', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'b', read: note, text: OTHER },
      ]),
    ).toEqual([]);
  });
  test('the second read of the same version is no second contact, and nobody infects itself', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'a', read: note, text: RULE },
        { s: 'b', read: note, text: RULE },
        { s: 'b', read: note, text: RULE },
      ]),
    ).toEqual(['a>b id']);
  });
  test('an artifact that was deleted and is empty gives nothing', () => {
    expect(
      run([
        { s: 'a', write: note, text: RULE },
        { s: 'b', write: note, mode: 'delete' },
        { s: 'c', read: note, text: '' },
      ]),
    ).toEqual([]);
  });
});

describe('identity', () => {
  test('the same path in two repositories is two artifacts', () => {
    expect(
      run([
        { s: 'a', write: file('notes.md', 'shop'), text: RULE },
        { s: 'b', read: file('notes.md', 'bank'), text: OTHER },
      ]),
    ).toEqual([]);
  });
  test('a private artifact is joined to nobody', () => {
    const mine = { ...note, private: true };
    expect(
      run([
        { s: 'a', write: mine, text: RULE },
        { s: 'b', read: mine, text: RULE },
      ]),
    ).toEqual([]);
  });
  test('without time there is no contact', () => {
    expect(
      run([
        { s: 'a', at: undefined, write: note, text: RULE },
        { s: 'b', at: undefined, read: note, text: RULE },
      ]),
    ).toEqual([]);
  });
  test('an immutable artifact needs neither text nor time', () => {
    const prompt: ArtifactRef = { channel: 'context', scope: 'p', key: 'x/prompt', immutable: true };
    expect(
      run([
        { s: 'p', at: undefined, write: prompt },
        { s: 'p/x', at: undefined, read: prompt },
      ]),
    ).toEqual(['p>p/x id']);
  });
});

describe('under another address', () => {
  const outbox: ArtifactRef = { channel: 'message', scope: '', key: 'to:bob' };
  const inbox: ArtifactRef = { channel: 'message', scope: '', key: 'inbox' };
  test('a message is found in the inbox that holds it, and so is each of several', () => {
    expect(
      run([
        { s: 'a', write: outbox, text: RULE },
        { s: 'b', write: outbox, text: OTHER },
        { s: 'c', read: inbox, text: `1. ${RULE}\n2. ${OTHER}` },
      ]).sort(),
    ).toEqual(['a>c content', 'b>c content']);
  });
  test('an answer that a person pasted into another session', () => {
    expect(
      run([
        { s: 'a', say: RULE },
        { s: 'b', read: null, text: `Please look: ${RULE}` },
      ]),
    ).toEqual(['a>b content']);
  });
  test('an answer that quotes what others read too joins nobody', () => {
    const page: ArtifactRef = { channel: 'web', scope: '', key: 'https://x.invalid/' };
    expect(
      run([
        { s: 'a', read: page, text: RULE },
        { s: 'a', say: RULE },
        { s: 'b', read: page, text: RULE },
      ]),
    ).toEqual([]);
  });
  test('boilerplate that many sessions bring in joins nobody, even those found before that was known', () => {
    const steps: Step[] = [];
    for (let i = 0; i < 6; i++) {
      steps.push({ s: `w${i}`, write: file(`f${i}`, `r${i}`), text: RULE });
      steps.push({ s: `r${i}`, read: file('LICENSE', `q${i}`), text: RULE });
    }
    expect(run(steps)).toEqual([]);
  });
  test('a header that stood in many files, and that one session happened to write, joins nobody', () => {
    const steps: Step[] = [{ s: 'w', write: file('new.ts'), text: `${RULE} ${OTHER}` }];
    for (let i = 0; i < 4; i++) steps.push({ s: `r${i}`, read: file(`f${i}.ts`), text: `${RULE} and then file ${i}` });
    expect(run(steps)).toEqual([]);
  });
  test('a file of that name in many clones is still the same file', () => {
    const steps: Step[] = [{ s: 'w', write: file('notes.md', 'home'), text: RULE }];
    for (let i = 0; i < 4; i++) steps.push({ s: `r${i}`, read: file('notes.md', `clone${i}`), text: RULE });
    expect(run(steps)).toEqual([0, 1, 2, 3].map((i) => `w>r${i} content`));
  });
});

describe('clocks and lateness', () => {
  test('a write stamped a little later than its read is joined when it is the very text', () => {
    expect(
      run([
        { s: 'b', at: 10_000, read: note, text: RULE },
        { s: 'a', at: 40_000, write: note, text: RULE },
      ]),
    ).toEqual(['a>b id']);
  });
  test('but not when its writer had read that text before', () => {
    expect(
      run([
        { s: 'b', at: 10_000, read: note, text: RULE },
        { s: 'a', at: 20_000, read: note, text: RULE },
        { s: 'a', at: 40_000, write: note, text: RULE },
      ]),
    ).toEqual([]);
  });
  test('by the same artifact alone, nothing is joined to a write stamped after the read', () => {
    expect(
      run([
        { s: 'a', at: 40_000, write: note },
        { s: 'b', at: 10_000, read: note },
      ]),
    ).toEqual([]);
  });
  test('nor is a text that only holds it', () => {
    expect(
      run([
        { s: 'a', at: 40_000, write: note, text: RULE },
        { s: 'b', at: 10_000, read: note, text: `${OTHER} ${RULE}` },
      ]),
    ).toEqual([]);
  });
  test('a write that arrives late is joined to the read that followed it', () => {
    expect(
      run([
        { s: 'b', at: 9_000_000, read: note, text: RULE },
        { s: 'a', at: 1_000, write: note, text: RULE },
      ]),
    ).toEqual(['a>b id']);
  });
});

test('every contact is a pair of a write and another session, once, whatever comes', () => {
  const step: fc.Arbitrary<Step> = fc.record({
    s: fc.constantFrom('a', 'b', 'c', 'd'),
    at: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
    text: fc.option(fc.constantFrom(RULE, OTHER, `${RULE} ${OTHER}`, 'x', ''), { nil: undefined }),
    mode: fc.constantFrom('replace', 'edit', 'append', 'delete'),
  });
  const place = fc.record({ reads: fc.boolean(), ref: fc.constantFrom(note, file('a'), file('b')) });
  fc.assert(
    fc.property(fc.array(fc.tuple(step, place), { maxLength: 40 }), (list) => {
      const contacts = run(list.map(([s, p]) => ({ ...s, [p.reads ? 'read' : 'write']: p.ref })));
      for (const contact of contacts) {
        const [from, to] = contact.split(' ')[0]!.split('>');
        expect(from).not.toBe(to);
      }
    }),
  );
});

describe('edits', () => {
  const edit = (removed: string, text: string): FleetEvent => ({
    kind: 'write',
    session: 'b',
    time: 60_000,
    seq: 0,
    file: 0,
    line: 2,
    channel: 'memory',
    artifact: note,
    text,
    removed,
    how: 'observed',
    mode: 'edit',
  });
  const readers = (change: FleetEvent, how: 'observed' | 'rule', text?: string) => {
    const engine = new ContactEngine();
    const lens = new TextLens();
    const base = { time: 0, seq: 0, file: 0, line: 1, channel: 'memory' as const, artifact: note };
    const events: FleetEvent[] = [
      { ...base, kind: 'write', session: 'a', text: RULE, how: 'observed', mode: 'append' },
      change,
      { ...base, kind: 'read', session: 'c', time: 120_000, text, how },
    ];
    for (const event of events) {
      if ('text' in event && event.text !== undefined) lens.look(event.text);
      engine.observe(event, lens);
    }
    const { contacts, writes, sessions } = engine;
    return Array.from(
      { length: contacts.length },
      (_, row) => sessions.list[writes.get('session', contacts.get('write', row))]!.id,
    );
  };

  test('what an edit takes out stands there no longer', () => {
    expect(readers(edit(RULE, OTHER), 'rule')).toEqual(['b']);
  });
  test('an addition that names the text before it takes nothing out', () => {
    expect(readers(edit(RULE, `${RULE}\n${OTHER}`), 'rule')).toEqual(['a', 'b']);
    expect(readers(edit(RULE, `${RULE}\n${OTHER}`), 'observed', `${RULE}\n${OTHER}`)).toEqual(['a', 'b']);
  });
});
