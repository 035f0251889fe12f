import { describe, expect, test } from 'vitest';
import { file, OTHER, PLAIN, record, SEED, type Step } from '../../cases/test-fleet.ts';
import { styler } from '../output/style.ts';
import { documentOf, type Scene } from './test-document.ts';
import { traceText } from './text.ts';

const notes = record('notes');
const plain = styler(false);
const textOf = (steps: Step[], scene: Scene = {}) =>
  traceText(documentOf(steps, { seeds: [`text:${SEED}`], ...scene }), plain);

/** Everything that can be said at once: hints, all that is left out, many carriers, tokens, generations. */
const CROWDED: Step[] = [
  { s: 'a', write: notes, text: SEED },
  ...[...'bcdefgh'].flatMap((s): Step[] => [
    { s, read: notes, text: SEED },
    { s, spend: 100 },
    { s, write: file(`${s}.md`), text: SEED },
  ]),
  ...Array.from({ length: 60 }, (_, i): Step[] => [
    { s: `g${i + 1}`, read: file(i === 0 ? 'b.md' : `g${i}.md`), text: SEED },
    { s: `g${i + 1}`, write: file(`g${i + 1}.md`), text: SEED },
  ]).flat(),
  { s: 'unread', write: file('u.md'), text: SEED },
  { s: 'none', read: file('z.md') },
  { s: 'partial', read: file('z.md') },
  { s: 'partial', read: file('z.md'), text: OTHER },
  { s: 'blind', read: notes, text: SEED },
  { s: 'blind', call: 'Bash' },
  { s: 'rule', read: notes, how: 'rule' },
];

test('the finding stands in 24 lines before the table', () => {
  const text = textOf(CROWDED, { hints: Array.from({ length: 9 }, (_, i) => `switch number ${i} on`) });
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.startsWith('SESSION'));
  expect(head).toBeGreaterThan(10);
  expect(head).toBeLessThanOrEqual(24);
  for (const part of [
    'Coverage',
    'hint:',
    'more in the JSON',
    'reachable',
    'exposed',
    'acted',
    'Left out',
    'First writer',
  ])
    expect(lines.slice(0, head).join('\n')).toContain(part);
  for (const part of ['Origins', 'Generations', 'Copies', 'Tokens']) expect(text).toContain(part);
});

describe('the answer', () => {
  test('three numbers, the chain, the evidence', () => {
    const text = textOf([
      { s: 'a', write: notes, text: SEED },
      { s: 'b', read: notes, text: SEED },
      { s: 'b', call: 'Bash', text: 'run --skip-signer-check' },
    ]);
    expect(text).toMatch(/^ +1 reachable/m);
    expect(text).toMatch(/^ +1 exposed/m);
    expect(text).toMatch(/^ +1 acted/m);
    expect(text).toMatch(/^b +1 +2026-03-01 00:01 +memory:team:notes +a +id +used$/m);
    expect(text).toContain('called Bash: “run --skip-signer-check”');
  });

  test('not there, with the nearest passage; cannot tell, with what was left out', () => {
    const near = `Integration tests of the shop must be started with care until the new signer named brandol arrives. ${OTHER}`;
    const not = textOf([{ s: 'a', read: notes, text: near }]);
    expect(not).toContain('Not there');
    expect(not).toMatch(/Nearest passage, \d+ % of it, in a \(logs\/a\.jsonl:1\)/);
    const cannot = textOf([{ s: 'a', read: notes }]);
    expect(cannot).toContain('Cannot tell');
    expect(cannot).toMatch(/Left out +1 session have no content|1 session/);
  });

  test('without a seed: contacts by channel and the artifacts that reach most', () => {
    const text = textOf(
      [
        { s: 'a', write: notes, text: PLAIN },
        { s: 'b', read: notes, text: PLAIN },
        { s: 'b', write: file('b.md'), text: OTHER },
        { s: 'c', read: file('b.md'), text: OTHER },
      ],
      { seeds: [] },
    );
    expect(text).toContain('2 contacts');
    expect(text).toMatch(/memory +id 1/);
    expect(text).toMatch(/Longest chain .*from a to c/);
    expect(text).toMatch(/^memory:team:notes +1 +1$/m);
  });

  test('one that wrote it on is shown with what it wrote, and where', () => {
    const text = textOf([
      { s: 'a', write: notes, text: SEED },
      { s: 'b', read: notes, text: SEED },
      { s: 'b', call: 'Bash', text: 'run --skip-signer-check' },
      { s: 'b', write: file('b.md'), text: SEED },
    ]);
    expect(text).toMatch(/^ {4}wrote {2}codebase:shop:b\.md: “/m);
  });

  test('a period in which nobody was active is no all-clear', () => {
    const text = textOf([{ s: 'a', read: notes, text: PLAIN }], { options: { since: Date.UTC(2027, 0, 1) } });
    expect(text).toContain('Cannot tell: no session was active from 2027-01-01 00:00 (UTC)');
    expect(text).not.toContain('Not there');
  });

  test('interrupted: nothing that was not found is called not there, and nobody clear', () => {
    const scene = { seeds: [`text:${SEED}`], options: { interrupted: true } };
    const steps: Step[] = [{ s: 'a', read: notes, text: PLAIN }];
    expect(textOf(steps, scene)).toMatch(
      /hint: Interrupted[\s\S]*Cannot tell: not found, but the reading was interrupted/,
    );
    const doc = documentOf(steps, scene);
    expect(doc.coverage.interrupted).toBe(true);
    expect(doc.sessions[0]!.status).toBe('unassessed');
  });

  test('the list of what was skipped ends with how much more there is', () => {
    const skipped = Array.from({ length: 4 }, (_, i) => ({ file: 'x.jsonl', line: i + 1, reason: 'not JSON' }));
    expect(textOf([], { seeds: [], skipped })).toMatch(/and 1 more entry \(/);
    expect(textOf([], { seeds: [], skipped: [...skipped, ...skipped] })).toMatch(/and 5 more entries \(/);
  });

  test('what was skipped, with file and line', () => {
    const text = textOf([], { seeds: [], skipped: [{ file: 'x.jsonl', line: 7, reason: 'not JSON', count: 3 }] });
    expect(text).toContain('3 records skipped');
    expect(text).toContain('x.jsonl:7  not JSON (3 times)');
  });
});

describe('hostile telemetry', () => {
  test('ids, agents, paths, passages and reasons cannot move the cursor', () => {
    const evil = '\u001b[2J\u009b31m\u202e\rx\n\nFAKE';
    const text = textOf(
      [
        { s: `a${evil}`, write: file(`n${evil}`), text: SEED },
        { s: `b${evil}`, read: file(`n${evil}`), text: SEED.replaceAll(' ', ` ${evil}`.slice(0, 6)) },
        { s: `b${evil}`, read: file(`n${evil}`), text: SEED },
        { s: `b${evil}`, call: `Bash${evil}`, text: 'run --skip-signer-check' },
      ],
      {
        info: { [`a${evil}`]: { agent: evil } },
        hints: [evil],
        skipped: [{ file: evil, line: 1, reason: evil }],
      },
    );
    expect(text).not.toMatch(/[\u001b\u009b\u202e\r]/);
    expect(text).not.toMatch(/^FAKE/m);
  });
});

describe('colour', () => {
  test('only on a terminal that wants it', () => {
    expect(styler(true, {})('bold', 'x')).not.toBe('x');
    expect(styler(false, {})('bold', 'x')).toBe('x');
    expect(styler(true, { NO_COLOR: '1' })('bold', 'x')).toBe('x');
    expect(styler(true, { TERM: 'dumb' })('bold', 'x')).toBe('x');
    expect(styler(true, { NO_COLOR: '' })('bold', 'x')).not.toBe('x');
  });
});

test('a read without a time does not make a reader of who wrote it', () => {
  const text = textOf([
    { s: 'writer', write: notes, text: SEED },
    { s: 'undated', read: notes, text: SEED, at: undefined },
  ]);
  expect(text).not.toContain('read by writer');
});
