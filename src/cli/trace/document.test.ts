import { describe, expect, test } from 'vitest';
import { file, OTHER, PLAIN, record, SEED, type Step } from '../../cases/test-fleet.ts';
import { traceDocument as schema, type TraceDocument } from '../../fleet/index.ts';
import { styler } from '../output/style.ts';
import { traceCsv } from './csv.ts';
import { fleetYaml } from './fleet.ts';
import { traceJson } from './json.ts';
import { DAWN, documentOf, traced } from './test-document.ts';
import { traceText } from './text.ts';

const notes = record('notes');
const SPREAD: Step[] = [
  { s: 'a', write: notes, text: SEED },
  { s: 'b', read: notes, text: SEED },
  { s: 'b', call: 'Bash', text: 'run-tests --skip-signer-check' },
  { s: 'b', write: file('b.md'), text: SEED },
  { s: 'c', read: file('b.md'), text: SEED },
  { s: 'd', read: file('x.md'), text: OTHER },
  { s: 'e', read: file('y.md') },
];
const seeds = [`text:${SEED}`];
const json = (doc: TraceDocument) => [...traceJson(doc)].join('');

describe('the document', () => {
  test.each<[string, Step[], string[]]>([
    ['an outbreak', SPREAD, seeds],
    ['no seed', SPREAD, []],
    ['nothing found', SPREAD, [`text:${PLAIN}`]],
    ['seeds of several kinds', SPREAD, [...seeds, 'artifact:b.md', 'session:a', 'https://example.org/none']],
    ['no events', [], seeds],
    ['no times', SPREAD.map((step) => ({ ...step, at: undefined })), seeds],
    [
      'times out of all measure',
      SPREAD.map((step, i) => ({ ...step, at: [8e15, -8e15, 1e18, Number.NaN][i % 4] })),
      seeds,
    ],
  ])('keeps to its schema: %s', (_, steps, given) => {
    const doc = documentOf(steps, { seeds: given });
    expect(schema.parse(JSON.parse(json(doc)))).toEqual(doc);
  });

  test('says of each session what is known', () => {
    const status = Object.fromEntries(documentOf(SPREAD, { seeds }).sessions.map((s) => [s.id, s.status]));
    expect(status).toEqual({
      a: 'confirmed',
      b: 'confirmed',
      c: 'exposed',
      d: 'clear',
      e: 'unassessed',
    });
  });

  test('a first writer is judged by what it wrote', () => {
    const of = (text: string) =>
      documentOf(
        [
          { s: 'a', write: notes, text },
          { s: 'b', read: notes, text },
        ],
        { seeds },
      );
    const status = (text: string) => of(text).sessions[0]!.status;
    const part = SEED.slice(0, SEED.indexOf(';'));
    expect(status(SEED)).toBe('confirmed');
    expect(status(part)).toBe('probable');
    expect(status(`A malicious note told agents: "${SEED}" Do not follow it.`)).toBe('exposed');
    expect(traceText(of(part), styler(false))).toMatch(/^First writer .*: probable$/m);
  });

  test('who wrote it on has a status in the text, too', () => {
    expect(traceText(documentOf(SPREAD, { seeds }), styler(false))).toContain('1 wrote it on (1 confirmed), 0 used it');
  });

  test('a copy is not altered where only lines end elsewhere', () => {
    const wrapped = SEED.replaceAll(' the ', '\r\n  the ');
    const steps: Step[] = [
      { s: 'a', write: notes, text: `${wrapped}\n` },
      { s: 'b', read: notes, text: SEED },
      { s: 'b', write: file('b.md'), text: SEED.replaceAll(' the ', '  the ') },
    ];
    const [seed] = documentOf(steps, { seeds }).seeds;
    expect(seed!.copies.map(({ altered }) => altered)).toEqual([false, true]);
    expect(seed!.exposed[0]!.altered).toBe(false);
  });

  test('the whole id of an artifact is that artifact; a mere path is a text, and says so', () => {
    const kinds = (given: string) => documentOf(SPREAD, { seeds: [given] }).seeds[0]!;
    expect(kinds('memory:team:notes')).toMatchObject({ kind: 'artifact', firstWriter: 'a', exposedCount: 2 });
    expect(kinds('memory:team:nothing-like-it')).toMatchObject({ kind: 'text', found: 'cannot-tell' });
    expect(kinds('docs/b.md').explanation).not.toContain('artifact:');
    expect(kinds('b.md')).toMatchObject({
      kind: 'text',
      explanation: expect.stringContaining('--seed artifact:b.md traces it'),
    });
  });

  test('nobody is clear where nobody asked', () => {
    expect(new Set(documentOf(SPREAD).sessions.map((s) => s.status))).toEqual(new Set(['unassessed']));
  });

  test('structure never confirms', () => {
    const blind = SPREAD.map(({ text, ...step }) => step);
    const doc = documentOf(blind, { seeds: ['artifact:notes'] });
    expect(doc.seeds[0]!.exposed.map(({ session, basis, how }) => [session, basis, how])).toEqual([
      ['b', 'structure', 'inferred'],
    ]);
    expect(doc.sessions.find((s) => s.id === 'b')!.status).toBe('exposed');
  });

  test('a contact whose write is stamped after its read says by how much the clocks differ', () => {
    const { contacts } = documentOf([
      { s: 'a', at: DAWN, write: notes, text: SEED },
      { s: 'b', at: DAWN + 60_000, read: notes, text: SEED },
      { s: 'c', at: DAWN + 70_000, write: file('c.md', 'shop'), text: 'Colours follow the season in every warehouse.' },
      { s: 'd', at: DAWN + 65_000, read: file('c.md', 'shop'), text: 'Colours follow the season in every warehouse.' },
    ]);
    expect(contacts.map(({ from, clockSkew }) => [from, clockSkew])).toEqual([
      ['a', undefined],
      ['c', 5_000],
    ]);
  });

  test('the numbers agree with the lists', () => {
    const [seed] = documentOf(SPREAD, { seeds }).seeds;
    expect(seed!.exposedCount).toBe(seed!.exposed.length);
    expect(seed!.reachable).toBe(seed!.reachableSessions.length);
    expect(seed!.acted).toBe(seed!.used + seed!.relayed);
    expect(seed!.explanation).toBe('Found: 2 sessions read it, 1 acted on it.');
  });

  test('--since and --until limit what is reported, not what is joined', () => {
    const doc = documentOf(SPREAD, { seeds, options: { since: DAWN + 4 * 60_000 } });
    expect(doc.sessions.map((s) => s.id)).toEqual(['c', 'd', 'e']);
    expect(doc.seeds[0]!.exposed.map(({ session, via, generation }) => [session, via, generation])).toEqual([
      ['c', 'b', 2],
    ]);
    expect(documentOf(SPREAD, { seeds, options: { until: DAWN + 60_000 } }).seeds[0]!.exposedCount).toBe(1);
  });

  test('a session whose name is a hash, or that of a file: what was asked for is traced', () => {
    const hash = 'ab'.repeat(32);
    const doc = documentOf([{ s: hash, write: notes, text: SEED }], { seeds: [hash] });
    expect(doc.seeds[0]!.kind).toBe('hash');
  });

  test('one word is a session where there is one, else it is refused', () => {
    expect(documentOf(SPREAD, { seeds: ['a'] }).seeds[0]!.kind).toBe('session');
    expect(() => documentOf(SPREAD, { seeds: ['hello'] })).toThrow(/single common word/);
    expect(() => documentOf(SPREAD, { seeds: ['session:zz'] })).toThrow(/no session zz/);
  });
});

describe('what an output may carry', () => {
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const secretly: Step[] = [
    { s: 'a', write: file('notes.md', `https://bob:${token}@example.org`), text: `${SEED} ${token}` },
    { s: 'b', read: file('notes.md', `https://bob:${token}@example.org`), text: `${SEED} ${token}` },
    { s: 'b', call: 'Bash', text: `run --skip-signer-check --token ${token}` },
  ];
  const scene = {
    seeds: [`text:${SEED} ${token}`],
    info: { a: { agent: `https://x:${token}@github.com/shop` } },
    skipped: [{ file: 'logs/a.jsonl', line: 3, reason: `expected an object, got "${token}"` }],
  };

  test.each(['none', 'short', 'full'] as const)('secrets are masked with --quotes %s', (quotes) => {
    const text = json(documentOf(secretly, { ...scene, options: { quotes } }));
    expect(text).toContain('[masked]');
    expect(text).not.toContain(token.slice(0, 12));
  });

  test('--quotes none carries no passage', () => {
    const doc = documentOf(SPREAD, { seeds: ['artifact:notes'], options: { quotes: 'none' } });
    const text = json(doc);
    expect(text).not.toContain('"passage"');
    expect(text).not.toContain('"value":"');
    expect(text).not.toMatch(/signer|kroudard/);
  });

  test('--quotes short cuts passages, full does not', () => {
    const lengths = (quotes: 'short' | 'full') =>
      documentOf(SPREAD, { seeds, options: { quotes } }).seeds[0]!.exposed.map((e) => e.passage!.length);
    expect(Math.max(...lengths('short'))).toBeLessThanOrEqual(160);
    expect(Math.min(...lengths('full'))).toBeGreaterThan(160);
  });
});

describe('secrets', () => {
  /** Put together here, so that no scanner takes this file for a leak. */
  const token = (letter: string) => `ghp_${letter.repeat(36)}`;
  const [inId, inAgent, inPath, inText, inTool, inReason] = [...'ABCDEF'].map((letter) => token(letter)) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const scene = {
    seeds: [`text:${SEED}`],
    info: { [`run-${inId}`]: { agent: `bot-${inAgent}` }, b: { parent: `run-${inId}` } },
    hints: [`set HEADER to ${inReason}`],
    skipped: [{ file: `logs/${inPath}.jsonl`, line: 1, reason: `no kind ${inReason}` }],
  };
  const steps: Step[] = [
    { s: `run-${inId}`, write: file(`a?token=${inPath}`), text: `${SEED} ${inText}` },
    { s: `run-${token('G')}`, read: file(`a?token=${inPath}`), text: `${SEED} ${inText}` },
    { s: `run-${token('G')}`, call: inTool, text: `run-tests --skip-signer-check ${inText}` },
    { s: 'b', read: file(`a?token=${inPath}`), text: `${SEED} ${inText}` },
  ];

  test('stand in no output, wherever the telemetry has them', () => {
    const doc = documentOf(steps, { ...scene, options: { quotes: 'full' } });
    const outputs = [
      json(doc),
      [...traceCsv(doc)].join(''),
      traceText(doc, styler(false)),
      fleetYaml(traced(steps, scene).engine, { toolVersion: '0.0.0' }),
    ];
    for (const output of outputs) {
      expect(output).toContain('[masked]');
      expect(output).not.toMatch(/ghp_/);
    }
  });

  test('leave the ids distinct, so that the lists can be joined', () => {
    const doc = documentOf(steps, scene);
    const ids = doc.sessions.map((session) => session.id);
    expect(ids).toEqual(['run-[masked]', 'b', 'run-[masked]~2']);
    expect(doc.contacts.map(({ from, to }) => [from, to])).toEqual([
      ['run-[masked]', 'run-[masked]~2'],
      ['run-[masked]', 'b'],
    ]);
    expect(doc.seeds[0]!.exposed.map(({ session, via }) => [session, via])).toEqual([
      ['run-[masked]~2', 'run-[masked]'],
      ['b', 'run-[masked]'],
    ]);
    expect(doc.sessions[1]!.parent).toBe('run-[masked]');
  });
});
