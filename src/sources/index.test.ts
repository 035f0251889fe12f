import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readEvents } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const time = '2026-01-05T12:00:00Z';
const message = { role: 'user', content: 'Hello' };
const observation = { id: 'o', traceId: 't', type: 'GENERATION', startTime: time, input: 'Hello', output: 'Hi' };

/** The smallest record of each kind of telemetry: a record must be taken for its own kind alone. */
const RECORDS: [source: string, record: object][] = [
  ['chat', { id: 'c', messages: [message] }],
  ['chat', { id: 'c', time, agent: 'a', messages: [] }],
  ['claude-code', { type: 'user', sessionId: 's', uuid: 'u', timestamp: time, cwd: '/srv', version: '2', message }],
  ['codex', { timestamp: time, type: 'session_meta', payload: { id: 'x', cwd: '/srv' } }],
  ['feed', { id: 'p', author: 'ada', content: 'Hello', created_at: time }],
  ['feed', { user: 'U1', text: 'Hello', ts: '1767614400.000100' }],
  ['langfuse', observation],
  ['langfuse', { id: 't', timestamp: time, name: 'run', observations: [observation] }],
  [
    'otlp',
    {
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId: '0af7651916cd43dd8448eb211c80319c',
                  spanId: 'b7ad6b7169203331',
                  name: 'chat',
                  attributes: [{ key: 'n', value: { intValue: '1' } }],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
];

test.each(RECORDS)('%s is recognised, on a line and in an array: %j', async (source, record) => {
  for (const [name, text] of Object.entries({
    line: JSON.stringify(record),
    array: JSON.stringify([record], null, 1),
  })) {
    const path = join(folder, `${source}-${name}`);
    writeFileSync(path, text);
    const reading = readEvents([path]);
    for await (const _ of reading);
    expect(reading.files).toMatchObject([{ source }]);
  }
});

/** The record with one of its values, at any depth, replaced. */
function* spoiled(value: unknown, by: unknown): Generator<unknown> {
  yield by;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    for (const worse of spoiled(part, by)) {
      yield Array.isArray(value) ? value.with(Number(name), worse) : { ...value, [name]: worse };
    }
  }
}

test.each(RECORDS)(
  '%s: a value of another kind loses neither the run nor the records beside it',
  async (source, record) => {
    const path = join(folder, `${source}-spoiled`);
    for (const by of [{ toString: 1 }, [[{ toString: null }]], null, 1e308, '\u0000']) {
      const lines = [record, ...spoiled(record, by), record].map((line) => JSON.stringify(line));
      writeFileSync(path, lines.join('\n'));
      const reading = readEvents([path]);
      for await (const _ of reading);
      expect(reading.files).toMatchObject([{ source }]);
      expect(reading.skipped().filter(({ reason }) => reason.startsWith('could not be read'))).toEqual([]);
    }
  },
);

test('a first record that is made to break the recognition is another file’s affair', async () => {
  const bad = join(folder, 'bad');
  const good = join(folder, 'good');
  writeFileSync(
    bad,
    JSON.stringify({ type: { toString: 1 }, uuid: { toString: 1 }, id: [], timestamp: { length: 1e9 } }),
  );
  writeFileSync(good, JSON.stringify({ id: 'c', messages: [message] }));
  const reading = readEvents([bad, good]);
  for await (const _ of reading);
  expect(reading.counts()).toMatchObject([{ source: 'chat', sessions: 1 }]);
});

test('one session id in two files of conversations is said, with both files; telemetry that is rotated is no collision', async () => {
  const write = (name: string, ...records: object[]) => {
    const path = join(folder, name);
    writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    return path;
  };
  const hintsOf = async (...paths: string[]) => {
    const reading = readEvents(paths);
    for await (const _ of reading);
    return reading.hints.filter((hint) => hint.includes('two files'));
  };
  const chat = (id: string) => ({ id, time, messages: [message] });
  const [a, b] = [write('one.jsonl', chat('run-1'), chat('x')), write('two.jsonl', chat('run-1'), chat('y'))];
  expect(await hintsOf(a, b)).toEqual([expect.stringContaining(`"run-1" in ${a} and in ${b}.`)]);
  expect(await hintsOf(a)).toEqual([]);
  const post = (id: string) => ({ id, author: 'ada', content: 'Hello', created_at: time });
  expect(await hintsOf(write('feed-1.jsonl', post('p')), write('feed-2.jsonl', post('q')))).toEqual([]);
});
