import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../fleet/index.ts';
import { readEvents } from '../../sources/index.ts';
import { throughStore } from './through-store.ts';

let folder: string;
let logs: string;
let store: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordon-through-'));
  logs = join(folder, 'logs');
  store = join(folder, 'fleet.duckdb');
  mkdirSync(logs);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function chat(id: string, minute: number): string {
  const time = (second: number) => `2026-05-01T10:${String(minute).padStart(2, '0')}:${second}Z`;
  return `${JSON.stringify({
    id,
    messages: [
      { role: 'user', content: `question of ${id}`, time: time(10) },
      { role: 'assistant', content: `answer of ${id}`, time: time(20) },
    ],
  })}\n`;
}

/** A record of a Claude Code log; one with the id of another, in another session, repeats it. */
function prompt(sessionId: string, uuid: string, minute: number): string {
  return `${JSON.stringify({
    type: 'user',
    sessionId,
    uuid,
    timestamp: `2026-05-01T10:${String(minute).padStart(2, '0')}:00Z`,
    cwd: '/home/dev/shop',
    version: '2.1.0',
    message: { role: 'user', content: `prompt ${uuid}` },
  })}\n`;
}

/** What a look gives, and which inputs it opened. */
async function look(paths: string[], reader = 'test') {
  const events: FleetEvent[] = [];
  const opened: number[] = [];
  const options = { onProgress: ({ bytes }: { bytes: number }) => opened.push(bytes) };
  const { reading } = await throughStore({ file: store, paths, options, reader }, (event) => events.push(event));
  return { events, reading, bytes: opened.at(-1) ?? 0 };
}

async function plain(paths: string[]) {
  const events: FleetEvent[] = [];
  const reading = readEvents(paths);
  for await (const batch of reading) events.push(...batch);
  return { events, reading };
}

describe('through the store', () => {
  test('the first look gives what reading without a store gives', async () => {
    writeFileSync(join(logs, 'a.jsonl'), chat('a', 2) + chat('c', 1));
    writeFileSync(join(logs, 'b.jsonl'), `${chat('b', 3)}{"id": "broken\n`);
    writeFileSync(join(logs, 'other.txt'), 'nothing of interest\n');
    const without = await plain([logs]);
    const through = await look([logs]);
    expect(through.events).toEqual(without.events);
    expect(through.reading.files).toEqual(without.reading.files);
    expect(through.reading.hints).toEqual(without.reading.hints);
    expect(through.reading.skipped()).toEqual(without.reading.skipped());
    expect(through.reading.counts()).toEqual(without.reading.counts());
  });

  test('the second look opens no input and says the same, with and without the path', async () => {
    writeFileSync(join(logs, 'a.jsonl'), `${chat('a', 2)}{"id": "broken\n`);
    writeFileSync(join(logs, 'other.txt'), 'nothing of interest\n');
    const first = await look([logs]);
    expect(first.bytes).toBe(statSync(join(logs, 'a.jsonl')).size);
    for (const paths of [[logs], []]) {
      const second = await look(paths);
      expect(second.bytes).toBe(0);
      expect(second.events).toEqual(first.events);
      expect(second.reading.skipped()).toEqual(first.reading.skipped());
      expect(second.reading.counts()).toEqual(first.reading.counts());
    }
  });

  test('only what is new or has grown is read, and takes the place of what was', async () => {
    const a = join(logs, 'a.jsonl');
    const b = join(logs, 'b.jsonl');
    writeFileSync(a, chat('a', 1));
    writeFileSync(b, chat('b', 2));
    await look([logs]);
    appendFileSync(b, chat('b2', 3));
    const grown = await look([logs]);
    expect(grown.bytes).toBe(statSync(b).size);
    writeFileSync(join(logs, 'c.jsonl'), chat('c', 0));
    const more = await look([logs]);
    expect(more.bytes).toBe(statSync(join(logs, 'c.jsonl')).size);
    const without = await plain([a, b, join(logs, 'c.jsonl')]);
    expect(more.events).toEqual(without.events);
  });

  test('a file of the same size that was touched is read again; one that is gone is kept', async () => {
    const a = join(logs, 'a.jsonl');
    writeFileSync(a, chat('a', 1));
    writeFileSync(join(logs, 'b.jsonl'), chat('b', 2));
    const first = await look([logs]);
    utimesSync(a, new Date(), new Date('2026-06-01'));
    rmSync(join(logs, 'b.jsonl'));
    const second = await look([logs]);
    expect(second.bytes).toBe(statSync(a).size);
    expect(second.events).toEqual(first.events);
  });

  test('a reader of another version or with other options reads again', async () => {
    writeFileSync(join(logs, 'a.jsonl'), chat('a', 1));
    await look([logs], 'one');
    expect((await look([logs], 'one')).bytes).toBe(0);
    const again = await look([logs], 'two');
    expect(again.bytes).toBeGreaterThan(0);
    expect(again.events).toEqual((await plain([logs])).events);
  });

  test('a session that repeats the records of a file beside it is still read once', async () => {
    writeFileSync(join(logs, 'first.jsonl'), prompt('one', 'u1', 1) + prompt('one', 'u2', 2));
    await look([logs]);
    writeFileSync(join(logs, 'resumed.jsonl'), prompt('two', 'u1', 1) + prompt('two', 'u3', 3));
    const through = await look([logs]);
    expect(through.events).toEqual((await plain([logs])).events);
  });

  test('the store may lie in the folder that it is fed from', async () => {
    store = join(logs, 'fleet.duckdb');
    writeFileSync(join(logs, 'a.jsonl'), chat('a', 1));
    expect((await look([logs])).reading.files).toHaveLength(1);
    expect((await look([logs])).bytes).toBe(0);
  });

  test('nothing to look at, or nothing that can be read: said so, and no store is made for a path that is not there', async () => {
    await expect(look([])).rejects.toMatchObject({ code: 'nothing-readable' });
    await expect(look([join(folder, 'missing')])).rejects.toMatchObject({ code: 'nothing-readable' });
    expect(readdirSync(folder)).toEqual(['logs']);
    await expect(look([logs])).rejects.toMatchObject({ code: 'nothing-readable' });
    await expect(look([])).rejects.toMatchObject({ code: 'nothing-readable' });
  });
});
