import { expect, test } from 'vitest';
import { file, record, SEED, type Step } from '../../cases/test-fleet.ts';
import { traceCsv } from './csv.ts';
import { documentOf, type Scene } from './test-document.ts';

/** Cells of each row, by RFC 4180. */
function rows(steps: Step[], scene: Scene = {}): string[][] {
  const text = [...traceCsv(documentOf(steps, { seeds: [`text:${SEED}`], ...scene }))].join('');
  expect(text.endsWith('\r\n')).toBe(true);
  const table: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    table.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') table.push([]);
  }
  return table.slice(0, -1);
}

const notes = record('notes');

test('a row for the first writer, for each exposed and for each reachable session', () => {
  const table = rows([
    { s: 'a', write: notes, text: SEED },
    { s: 'b', read: notes, text: SEED },
    { s: 'c', write: notes, text: 'something else is added below', mode: 'append' },
    { s: 'd', read: file('x.md'), text: 'nothing of it' },
  ]);
  const [head, ...body] = table;
  const at = (name: string) => head!.indexOf(name);
  expect(body.map((row) => [row[at('session')], row[at('role')], row[at('generation')], row[at('via')]])).toEqual([
    ['a', 'first-writer', '0', ''],
    ['b', 'exposed', '1', 'a'],
    ['c', 'reachable', '', ''],
  ]);
  expect(body[1]![at('passage')]).toContain('kroudard');
  expect(body[1]!.slice(at('file'), at('line') + 1)).toEqual(['logs/a.jsonl', '2']);
  expect(new Set(table.map((row) => row.length)).size).toBe(1);
});

test('commas, quotes and line breaks stay in their cell', () => {
  const hostile = 'a,"b"\r\nc';
  const table = rows([
    { s: 'w', write: notes, text: SEED },
    { s: hostile, read: notes, text: `${SEED.replace(' ', ' "x",\n')}` },
  ]);
  expect(table).toHaveLength(3);
  expect(table[2]![1]).toBe('a,"b"\\x0d\nc');
});

test.each(['=cmd|" /C calc"!A1', '+1+cmd', '-2+3', '@SUM(A1)', '\t=1+1', ' =1+1', '＝1+1'])(
  'what a spreadsheet would run is made text: %j',
  (id) => {
    const table = rows([
      { s: 'w', write: notes, text: SEED },
      { s: id, read: notes, text: SEED },
    ]);
    expect(table[2]![1]).toBe(`'${id}`);
  },
);

test('terminal escapes are shown, not sent', () => {
  const table = rows([
    { s: 'w', write: notes, text: SEED },
    { s: '\u001b[2Jx', read: notes, text: SEED.replace('billing', '\u001b[31mbilling\u202e') },
  ]);
  expect(JSON.stringify(table)).not.toMatch(/\\u001b|\u202e/);
  expect(table[2]![1]).toBe('\\x1b[2Jx');
});

test('without a seed: the artifacts, those that reach most sessions first', () => {
  const table = rows(
    [
      { s: 'a', write: notes, text: SEED },
      { s: 'b', read: file('x.md'), text: 'nothing of it' },
      { s: 'b', read: notes, text: SEED },
      { s: 'c', read: notes, text: SEED },
    ],
    { seeds: [] },
  );
  expect(table).toEqual([
    ['artifact', 'channel', 'scope', 'label', 'readers', 'writers'],
    ['memory:team:notes', 'memory', 'team', 'notes', '2', '1'],
    ['codebase:shop:x.md', 'codebase', 'shop', 'x.md', '1', '0'],
  ]);
});

test('cases have rows too, with a seed or without one', () => {
  const steps: Step[] = [
    { s: 'a', write: notes, text: SEED },
    { s: 'b', read: notes, text: SEED },
  ];
  const doc = documentOf(steps, { seeds: [`text:${SEED}`] });
  const one = {
    session: 'b',
    behaviour: 'refusal',
    definition: '1',
    status: 'probable' as const,
    onset: '2026-03-01T00:01:00.000Z',
    reason: 'it said no',
    evidence: [{ role: 'sighting' as const, kind: 'say' as const, what: 'answer', time: null, passage: 'no' }],
    chain: [
      {
        from: 'a',
        to: 'b',
        artifact: 'memory:team:notes',
        channel: 'memory' as const,
        time: null,
        basis: 'id' as const,
      },
    ],
  };
  const csv = (seeds: typeof doc.seeds) =>
    [...traceCsv({ ...doc, seeds, cases: [one] })].join('').trimEnd().split('\r\n');
  expect(csv(doc.seeds).map((row) => row.split(',')[3])).toEqual(['role', 'first-writer', 'exposed', 'case']);
  const [head, row] = csv([]).map((line) => line.split(','));
  const at = (name: string) => row![head!.indexOf(name)];
  expect(['session', 'role', 'via', 'passage', 'status', 'behaviour', 'reason'].map(at)).toEqual([
    'b',
    'case',
    'a',
    'no',
    'probable',
    'refusal',
    'it said no',
  ]);
});
