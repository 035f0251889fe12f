import { describe, expect, test } from 'vitest';
import { file, OTHER, PLAIN, page, play, record, SEED, type Step, sha256 } from '../test-fleet.ts';

/** Which events carry the first seed, by line: `1 write`, with `?` where it is quoted. */
function carriers(steps: Step[], seed: Parameters<typeof play>[1]): string[] {
  return play(steps, seed).traces[0]!.hits.map((hit) => `${hit.line} ${hit.kind}${hit.quoted ? '?' : ''}`);
}

const notes = record('notes');

describe('a seed whose words do not stand apart, or not in one read', () => {
  const LINES = `# Setup notes\n\n${PLAIN}\nNobody else may know it.`;
  test.each([
    ['zero-width spaces', '\u200b'],
    ['word joiners', '\u2060'],
    ['nothing', ''],
  ])('%s in the place of every blank', (_, blank) => {
    for (const seed of [PLAIN, LINES]) {
      for (const blanks of [/ /g, /\s/g]) {
        const glued = `${OTHER}\n${seed.replace(blanks, blank)}\n${OTHER}`;
        expect(carriers([{ s: 'a', read: notes, text: glued }], `text:${seed}`)).toEqual(['1 read']);
      }
    }
  });

  test('a few words are not looked for as one', () => {
    expect(carriers([{ s: 'a', read: notes, text: 'a database of it' }], 'text:data base of')).toEqual([]);
  });

  const SHORT = 'Keep the harbour signer disabled during releases.';
  const read = (text: string, ref = notes): Step => ({ s: 'a', read: ref, text });
  test.each([
    ['between two words', `${OTHER}\nKeep the harbour signer`, `disabled during releases. ${OTHER}`],
    ['at the end of a line', `${OTHER}\nKeep the harbour signer\n`, `\ndisabled during releases.\n${OTHER}`],
    ['within a word', `${OTHER}\nKeep the harbour sig`, `ner disabled during releases. ${OTHER}`],
  ])('cut by two reads: %s', (_, first, second) => {
    expect(carriers([read(first)], `text:${SHORT}`)).toEqual([]);
    expect(carriers([read(second)], `text:${SHORT}`)).toEqual([]);
    expect(carriers([read(first), { s: 'a', call: 'Read' }, read(second)], `text:${SHORT}`)).toEqual(['3 read']);
    // In another session, after another read, or the wrong way round it is nothing.
    expect(carriers([read(first), { ...read(second), s: 'b' }], `text:${SHORT}`)).toEqual([]);
    expect(carriers([read(first), read(OTHER), read(second)], `text:${SHORT}`)).toEqual([]);
    expect(carriers([read(second), read(first)], `text:${SHORT}`)).toEqual([]);
  });
});

describe('what carries a seed', () => {
  test('text: reads, writes, calls and answers in which a copy stands', () => {
    const steps: Step[] = [
      { s: 'a', write: notes, text: SEED },
      { s: 'b', read: notes, text: `${OTHER} ${SEED}` },
      { s: 'b', call: 'Bash', text: `echo ${SEED}` },
      { s: 'b', say: SEED },
      { s: 'c', read: notes, text: OTHER },
    ];
    expect(carriers(steps, `text:${SEED}`)).toEqual(['1 write', '2 read', '3 call', '4 say']);
  });

  test('file: the text in it', () => {
    const seed = { kind: 'file' as const, given: '@f', text: SEED };
    expect(carriers([{ s: 'a', write: notes, text: SEED }], seed)).toEqual(['1 write']);
  });

  test('url: what was fetched from it, what quotes the address, what repeats the text', () => {
    const address = 'https://example.org/setup';
    const steps: Step[] = [
      { s: 'a', read: page(address), text: PLAIN },
      { s: 'a', write: notes, text: `see ${address} for more` },
      { s: 'b', write: file('b.md'), text: PLAIN },
      { s: 'c', read: page('https://example.org/other'), text: OTHER },
    ];
    expect(carriers(steps, `${address}#top`)).toEqual(['1 read', '2 write', '3 write']);
  });

  test.each([
    ['as it stands', SEED, SEED],
    ['with the final newline that a file has', SEED, `${SEED}\n`],
    ['with a final newline that the telemetry added', `${SEED}\n`, SEED],
  ])('sha256 of the raw bytes: %s', (_, inTelemetry, inFile) => {
    const steps: Step[] = [
      { s: 'a', read: notes, text: OTHER },
      { s: 'a', write: notes, text: inTelemetry },
      { s: 'b', read: notes, text: `${OTHER}\n${SEED}` },
    ];
    // Once the text is known it is found like any other.
    expect(carriers(steps, `sha256:${sha256(inFile)}`)).toEqual(['2 write', '3 read']);
  });

  test('sha256 that the telemetry itself carries, without content', () => {
    const steps: Step[] = [
      { s: 'a', write: notes, hash: `sha256:${sha256(SEED)}` },
      { s: 'b', read: notes, hash: `sha256:${sha256(OTHER)}` },
      { s: 'c', read: notes, hash: `sha256:${sha256(SEED)}` },
    ];
    expect(carriers(steps, sha256(SEED))).toEqual(['1 write', '3 read']);
    expect(carriers(steps, `text:${SEED}`)).toEqual(['1 write', '3 read']);
  });

  test('session: all that it wrote, by content and by address', () => {
    const steps: Step[] = [
      { s: 'b', write: notes, text: OTHER },
      { s: 'a', write: file('x.md'), text: SEED },
      { s: 'a', write: file('y.md') },
      { s: 'b', read: file('x.md'), text: SEED },
    ];
    expect(carriers(steps, 'session:a')).toEqual(['2 write', '3 write', '4 read']);
  });

  test('artifact: by path, with and without the repository', () => {
    const steps: Step[] = [
      { s: 'a', write: file('docs/CLAUDE.md', 'shop'), text: SEED },
      { s: 'b', write: file('docs/CLAUDE.md', 'bank'), text: OTHER },
      { s: 'c', write: file('MY-CLAUDE.md', 'shop'), text: PLAIN },
    ];
    expect(carriers(steps, 'artifact:CLAUDE.md')).toEqual(['1 write', '2 write']);
    expect(carriers(steps, 'artifact:shop:docs/CLAUDE.md')).toEqual(['1 write']);
    expect(carriers(steps, 'artifact:bank:CLAUDE.md')).toEqual(['2 write']);
    expect(carriers(steps, 'artifact:codebase:shop:docs/CLAUDE.md')).toEqual(['1 write']);
    expect(carriers(steps, 'artifact:mint:CLAUDE.md')).toEqual([]);
  });

  test('several seeds are kept apart', () => {
    const { traces } = play(
      [
        { s: 'a', write: notes, text: `${SEED}\n${PLAIN}` },
        { s: 'b', read: notes, text: PLAIN },
      ],
      `text:${SEED}`,
      `text:${PLAIN}`,
      `text:${OTHER}`,
    );
    expect(traces.map((trace) => trace.hits.map((hit) => hit.line))).toEqual([[1], [1, 2], []]);
  });
});

describe('what is noted beside', () => {
  test('a write has the purpose of its call', () => {
    const steps: Step[] = [
      { s: 'a', call: 'review', id: '1', purpose: 'report', text: `Remove this line. ${SEED}` },
      { s: 'a', write: record('review'), id: '1', text: `Remove this line. ${SEED}` },
      { s: 'b', write: record('review'), id: '1', text: `Remove this line. ${SEED}` },
    ];
    expect(carriers(steps, `text:${SEED}`)).toEqual(['1 call?', '2 write?', '3 write']);
  });

  test('the nearest passage of what is no copy', () => {
    const near = `Integration tests of the shop must be started with care until the new signer named brandol arrives. ${OTHER}`;
    const { traces } = play([{ s: 'a', read: notes, text: near }], `text:${SEED}`);
    expect(traces[0]!.hits).toEqual([]);
    expect(traces[0]!.nearest?.passage).toContain('ntegration tests of the shop');
  });

  test('a word or two of it are no passage', () => {
    const { traces } = play([{ s: 'a', read: notes, text: `The run. ${OTHER} The first.` }], `text:${SEED} The first.`);
    expect(traces[0]!.nearest).toBeUndefined();
  });

  test('values used outside a copy, with the passage in whole words', () => {
    const token = `ghp_${'a1B2'.repeat(18)}`;
    const { traces } = play(
      [{ s: 'a', call: 'Bash', text: `GH=${token} run-tests --skip-signer-check ${token}` }],
      `text:${SEED}`,
    );
    const [use] = traces[0]!.uses;
    expect(use).toMatchObject({ kind: 'call', tool: 'Bash' });
    // A secret is shown whole or not at all: what masks it must be able to recognise it.
    expect(use!.passage.replaceAll(token, '')).not.toMatch(/[aB]/);
  });

  test('what a session did after it met the seed, and what it spent', () => {
    const { traces, nameOf } = play(
      [
        { s: 'b', spend: 5 },
        { s: 'b', call: 'ls', text: 'src' },
        { s: 'b', read: notes, text: SEED },
        { s: 'b', call: 'Bash', text: 'make' },
        { s: 'b', call: 'Blind' },
        { s: 'b', spend: 7 },
        { s: 'c', call: 'Bash', text: 'make' },
      ],
      `text:${SEED}`,
    );
    const [[session, after]] = [...traces[0]!.after] as unknown as [[number, object]];
    expect(nameOf(session)).toBe('b');
    expect(traces[0]!.after.size).toBe(1);
    expect(after).toMatchObject({ tokens: 7, blind: 1, acts: [{ what: 'Bash' }, { what: 'Blind', blind: true }] });
  });
});
