import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect, recognise } from '../read/collect.ts';
import { readWith } from '../read/events.ts';
import { parseObject } from '../read/recognise.ts';
import { chat } from './index.ts';

const NOON = Date.UTC(2026, 0, 5, 12);

const openai = {
  id: 'run/1',
  agent: 'clerk',
  time: '2026-01-05T12:00:00Z',
  scope: 'office',
  messages: [
    { role: 'system', content: 'Be brief.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Note it down.' },
        { type: 'image_url', image_url: { url: 'data:' } },
      ],
    },
    {
      role: 'assistant',
      content: 'Writing.',
      tool_calls: [
        {
          id: 'c1',
          type: 'function',
          function: { name: 'write_file', arguments: '{"path":"notes.md","content":"buy milk"}' },
        },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 3 },
    },
    { role: 'tool', tool_call_id: 'c1', content: 'ok', time: '2026-01-05T12:01:00Z' },
    { role: 'assistant', content: 'Done.' },
  ],
};

describe('OpenAI messages', () => {
  const { events, skipped } = collect(chat, [openai]);

  test('every message gives its events, in order', () => {
    expect(skipped).toEqual([]);
    expect(events.map((event) => event.kind)).toEqual([
      'session',
      'read',
      'read',
      'say',
      'call',
      'usage',
      'write',
      'read',
      'say',
    ]);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i));
    expect(new Set(events.map((event) => event.session))).toEqual(new Set(['run/1']));
  });

  test('system, user and tool texts enter through their channels', () => {
    expect(events.filter((event) => event.kind === 'read')).toMatchObject([
      { channel: 'control', text: 'Be brief.' },
      { channel: 'human', text: 'Note it down.' },
      { text: 'ok', tool: 'write_file', call: 'c1' },
    ]);
  });

  test('a write has its scope, and the time of its call', () => {
    expect(events.find((event) => event.kind === 'write')).toMatchObject({
      time: NOON,
      text: 'buy milk',
      call: 'c1',
      artifact: { channel: 'codebase', scope: 'office', key: 'notes.md' },
    });
  });

  test('a message without a time stands where the one before it stood', () => {
    expect(events.map((event) => event.time)).toEqual([...Array(7).fill(NOON), NOON + 60_000, NOON + 60_000]);
  });

  test('arguments may be an object, and text that is no JSON stays text', () => {
    const call = (args: unknown) =>
      collect(chat, [
        { id: 'x', messages: [{ role: 'assistant', content: null, function_call: { name: 'f', arguments: args } }] },
      ]).events.find((event) => event.kind === 'call');
    expect(call({ a: 'one', b: 'two' })).toMatchObject({ tool: 'f', args: 'one\ntwo' });
    expect(call('{"a":"one"')).toMatchObject({ args: '{"a":"one"' });
  });
});

describe('Anthropic messages', () => {
  const { events } = collect(chat, [
    {
      id: 7,
      messages: [
        { role: 'user', content: 'Go.' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm' },
            { type: 'text', text: 'Looking.' },
            { type: 'tool_use', id: 't1', name: 'Read', input: { file_path: '/srv/a.txt' } },
            { type: 'tool_use', id: 't2', name: 'Write', input: { file_path: '/srv/b.txt', content: 'B' } },
          ],
          usage: { input_tokens: 5, cache_read_input_tokens: 20, output_tokens: 2 },
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'alpha' }] },
            { type: 'tool_result', tool_use_id: 't2', content: 'no space left', is_error: true },
          ],
        },
      ],
    },
  ]);

  test('blocks become calls and reads; a failed write wrote nothing', () => {
    expect(events.map((event) => event.kind)).toEqual([
      'session',
      'read',
      'say',
      'call',
      'call',
      'usage',
      'read',
      'read',
    ]);
    expect(events[0]).toMatchObject({ session: '7', time: undefined });
    expect(events[5]).toMatchObject({ input: 25, output: 2 });
    expect(events[6]).toMatchObject({ text: 'alpha', artifact: { private: true }, call: 't1' });
    expect(events[7]).toMatchObject({ text: 'no space left' });
  });
});

test('a call whose answer was not recorded is taken to have written', () => {
  const write = {
    role: 'assistant',
    tool_calls: [{ id: 'c', function: { name: 'write_file', arguments: { path: 'a', content: 'b' } } }],
  };
  expect(collect(chat, [{ id: 'x', messages: [write] }]).events.map((event) => event.kind)).toEqual([
    'session',
    'call',
    'write',
  ]);
});

test('the same id again is a continuation, and named', () => {
  const record = (text: string) => ({ id: 'x', messages: [{ role: 'user', content: text }] });
  const { events, skipped } = collect(chat, [record('one'), record('two')]);
  expect(events.map((event) => event.seq)).toEqual([0, 1, 2, 3]);
  expect(skipped).toEqual([[2, 'duplicate id: read as the continuation of the earlier record']]);
});

test('what gives no event is named', () => {
  const { skipped } = collect(chat, [
    '{"id":',
    { id: 'a' },
    { id: 'b', messages: [7, { role: 'narrator', content: 'x' }] },
  ]);
  expect(skipped).toEqual([
    [1, 'not a JSON object (cut off or broken)'],
    [2, 'a record without a list of messages'],
    [3, 'a message without a role'],
    [3, 'a message of the unknown role "narrator"'],
  ]);
});

test('recognised by its messages', () => {
  expect(recognise(chat, [openai])).toBeGreaterThan(0.8);
  expect(
    recognise(chat, [
      { id: 'x', messages: 'none' },
      { author: 'a', text: 'b' },
    ]),
  ).toBe(0);
});

test('never throws', () => {
  const content = fc.oneof(
    fc.jsonValue(),
    fc.array(
      fc.record(
        {
          type: fc.constantFrom('text', 'tool_use', 'tool_result', 'tool'),
          text: fc.jsonValue(),
          id: fc.jsonValue(),
          name: fc.jsonValue(),
          input: fc.jsonValue(),
          content: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    ),
  );
  const message = fc.record(
    {
      role: fc.constantFrom('user', 'assistant', 'tool', 'system', 'x'),
      content,
      tool_calls: fc.jsonValue(),
      time: fc.jsonValue(),
      usage: fc.jsonValue(),
      error: fc.jsonValue(),
    },
    { requiredKeys: ['role'] },
  );
  const record = fc.record({
    id: fc.jsonValue(),
    messages: fc.oneof(fc.array(message), fc.jsonValue()),
    scope: fc.jsonValue(),
    time: fc.jsonValue(),
  });
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), record, fc.jsonValue())), (lines) => void collect(chat, lines)));
});

describe.each(['agentdojo', 'asb', 'taubench'])('../shared/data/%s', (name) => {
  const folder = fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));

  test.skipIf(!existsSync(folder))(
    `every record is a session and every tool call a call (needs ../shared/data/${name})`,
    async () => {
      let calls = 0;
      const ids = new Set<string>();
      for (const file of readdirSync(folder)) {
        for (const line of gunzipSync(readFileSync(`${folder}/${file}`))
          .toString('utf8')
          .split('\n')) {
          const record = parseObject(line) as { id: string; messages: { tool_calls?: unknown[] }[] } | undefined;
          if (record === undefined) continue;
          ids.add(record.id);
          for (const message of record.messages) calls += message.tool_calls?.length ?? 0;
        }
      }
      const reading = readWith([chat], [folder]);
      const sessions = new Set<string>();
      let called = 0;
      for await (const batch of reading) {
        for (const event of batch) {
          sessions.add(event.session);
          if (event.kind === 'call') called++;
        }
      }
      expect(reading.skipped()).toEqual([]);
      expect(sessions).toEqual(ids);
      expect(called).toBe(calls);
    },
  );
});
