import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect, recognise } from '../read/collect.ts';
import { readWith } from '../read/events.ts';
import { feed } from './index.ts';

const NOON = Date.UTC(2026, 1, 3, 12);
const post = { id: 'p1', title: 'Hello', author: 'ada', content: 'First post', created_at: '2026-02-03T12:00:00Z' };
const comment = { id: 'c1', post_id: 'p1', content: 'Me too', created_at: '2026-02-03T12:01:00Z' };

test('a post is a write of its author', () => {
  const { events, hints } = collect(feed, [post, { ...post, id: 'p2', title: null }]);
  expect(events).toMatchObject([
    { kind: 'session', session: 'ada', info: { agent: 'ada', contentRecorded: false } },
    {
      kind: 'write',
      session: 'ada',
      time: NOON,
      channel: 'message',
      artifact: { channel: 'message', scope: '', key: 'p1', immutable: true },
      text: 'Hello\nFirst post',
      mode: 'replace',
    },
    { kind: 'write', text: 'First post', line: 2 },
  ]);
  expect(new Set(hints).size).toBe(1);
});

test('an item without an author stands alone', () => {
  expect(collect(feed, [comment]).events.map((event) => event.session)).toEqual(['item:c1', 'item:c1']);
});

test('Slack and Discord exports', () => {
  const slack = { user: 'U1', text: 'hi', ts: '1770120000.000200', thread_ts: '1770120000.000100' };
  expect(collect(feed, [slack]).events[1]).toMatchObject({ session: 'U1', artifact: { key: slack.ts } });
  const discord = {
    guild: { id: '1' },
    channel: { id: '42' },
    messages: [{ id: '7', timestamp: '2026-02-03T12:00:00Z', content: 'hi', author: { id: '9', name: 'bob' } }],
  };
  expect(collect(feed, [discord]).events[1]).toMatchObject({ session: 'bob', artifact: { scope: '42', key: '7' } });
  expect(recognise(feed, [slack])).toBeGreaterThan(0);
  expect(recognise(feed, [discord])).toBeGreaterThan(0);
});

test('comments inside a post are items too', () => {
  const { events } = collect(feed, [{ ...post, comments: [{ ...comment, author: 'bob', replies: [comment] }] }]);
  expect(events.filter((event) => event.kind === 'write').map((event) => event.session)).toEqual([
    'ada',
    'bob',
    'item:c1',
  ]);
});

test('what a list holds besides items, and what is nested too deep, is counted', () => {
  let nested: object = { ...comment, id: 'innermost' };
  for (let i = 0; i < 34; i++) nested = { ...post, id: `p${i}`, comments: [nested] };
  const { events, skipped } = collect(feed, [{ ...post, comments: [null, 'text', comment] }, nested]);
  expect(events.filter(({ kind, line }) => kind === 'write' && line === 1)).toHaveLength(2);
  expect(events.filter(({ kind, line }) => kind === 'write' && line === 2)).toHaveLength(33);
  expect(skipped).toEqual([
    [1, 'an entry of a list of items that is no object'],
    [1, 'an entry of a list of items that is no object'],
    [2, 'an item more than 32 items deep'],
  ]);
});

test('an export of any depth is recognised or not, and never throws', () => {
  let nested: Record<string, unknown> = post;
  for (let i = 0; i < 20_000; i++) nested = { messages: [nested] };
  expect(feed.recognise({ bytes: new Uint8Array(), records: [nested], wholeJson: true })).toBe(0);
  expect(recognise(feed, [{ messages: [null, { messages: [post] }] }])).toBeGreaterThan(0);
});

test('what is no item is named', () => {
  expect(collect(feed, ['{', { id: 1 }]).skipped).toEqual([
    [1, 'not a JSON object (cut off or broken)'],
    [2, 'an item without text'],
  ]);
});

test('recognises posts and comments, not conversations', () => {
  expect(recognise(feed, [post])).toBeGreaterThan(0);
  expect(recognise(feed, [comment])).toBeGreaterThan(0);
  expect(recognise(feed, [{ id: 'x', messages: [{ role: 'user', content: 'hi' }] }])).toBe(0);
  expect(recognise(feed, [{ type: 'message', role: 'user', content: 'hi', timestamp: '2026-01-01T00:00:00Z' }])).toBe(
    0,
  );
});

test('never throws', () => {
  const item = fc.record(
    {
      id: fc.jsonValue(),
      author: fc.jsonValue(),
      content: fc.jsonValue(),
      created_at: fc.jsonValue(),
      comments: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), item, fc.jsonValue())), (lines) => void collect(feed, lines)));
});

describe('../shared/data/moltbook', () => {
  const folder = fileURLToPath(new URL('../../../../shared/data/moltbook', import.meta.url));

  test.skipIf(!existsSync(folder))(
    'every post and comment is a write, in order (needs ../shared/data/moltbook)',
    async () => {
      const reading = readWith([feed], [folder]);
      const times: number[] = [];
      for await (const batch of reading) for (const event of batch) if (event.kind === 'write') times.push(event.time!);
      expect(times).toHaveLength(5389 + 578);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(reading.skipped()).toEqual([]);
    },
  );
});
