import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../fleet/index.ts';
import { type Reading, type ReadOptions, readWith } from './events.ts';
import { testSource } from './test-source.ts';

const root = mkdtempSync(join(tmpdir(), 'cordon-read-'));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;

function files(...contents: (string | Buffer)[]): string[] {
  return contents.map((content) => {
    const path = join(root, `f${made++}`);
    writeFileSync(path, content);
    return path;
  });
}

interface Read {
  events: FleetEvent[];
  reading: Reading;
}

async function read(paths: readonly string[], options: ReadOptions = {}): Promise<Read> {
  const reading = readWith([testSource], paths, options);
  const events: FleetEvent[] = [];
  for await (const batch of reading) events.push(...batch);
  return { events, reading };
}

const jsonl = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const times = (events: readonly FleetEvent[]) => events.map((event) => event.time);
const reasons = (reading: Reading) => reading.skipped().map(({ line, reason }) => [line, reason]);

describe('order', () => {
  test('files are merged by time; nothing is lost', async () => {
    const oneFile = fc.array(
      fc.record({ s: fc.constantFrom('a', 'b'), t: fc.option(fc.nat(50), { nil: undefined }) }),
      {
        minLength: 1,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(oneFile, { minLength: 1, maxLength: 4 }), async (fleets) => {
        const { events } = await read(files(...fleets.map(jsonl)));
        expect(events).toHaveLength(fleets.flat().length);
        const known = times(events).filter((time) => time !== undefined);
        expect(known).toEqual([...known].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });

  test('a small window and few open files still keep sorted files in order', async () => {
    const paths = files(
      ...Array.from({ length: 8 }, (_, f) =>
        jsonl(Array.from({ length: 3000 }, (_, i) => ({ s: `s${f}`, t: f * 500 + i, text: 'x'.repeat(200) }))),
      ),
    );
    const { events } = await read(paths, { reorderEvents: 1500 });
    expect(events).toHaveLength(24_000);
    expect(times(events)).toEqual(times(events).sort((a, b) => a! - b!));
    const crowded = await read(paths, { reorderEvents: 100, openFiles: 2 });
    expect(crowded.events).toHaveLength(24_000);
  });

  test('an event without time stands where its session last was', async () => {
    const [a, b] = files(
      jsonl([
        { s: 'a', t: 1 },
        { s: 'a', n: 7 },
        { s: 'a', t: 5, n: 8 },
      ]),
      jsonl([
        { s: 'b', n: 0 },
        { s: 'b', t: 2, n: 1 },
        { s: 'b', t: 3, n: 2 },
      ]),
    );
    const { events } = await read([a!, b!]);
    expect(events.map((event) => `${event.session}${event.time ?? '-'}`)).toEqual(['a1', 'a-', 'b-', 'b2', 'b3', 'a5']);
  });

  test('does not depend on how a pipe delivers its bytes', async () => {
    const text = jsonl(Array.from({ length: 4000 }, (_, i) => ({ s: `s${i % 7}`, t: (i * 7919) % 4000 })));
    const deliver = (size: number) =>
      async function* () {
        for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
      };
    const options = { reorderEvents: 300 };
    const whole = await read(['-'], { ...options, stdin: deliver(text.length)() });
    const pieces = await read(['-'], { ...options, stdin: deliver(777)() });
    expect(whole.events).toHaveLength(4000);
    expect(pieces.events).toEqual(whole.events);
  });
});

describe('encodings', () => {
  const records = Array.from({ length: 300 }, (_, i) => ({ s: 'é', t: i, text: `${(i * 2654435761) % 4294967296}` }));
  const text = jsonl(records);

  test.each([
    ['gzip', gzipSync(text)],
    ['gzip of two members', Buffer.concat([gzipSync(text.slice(0, 999)), gzipSync(text.slice(999))])],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['a JSON array', Buffer.from(JSON.stringify(records, null, 2))],
    ['objects over several lines', Buffer.from(records.map((record) => JSON.stringify(record, null, 2)).join('\n'))],
  ])('%s', async (_, bytes) => {
    const { events, reading } = await read(files(bytes));
    expect(events.map((event) => [event.session, event.time])).toEqual(records.map(({ s, t }) => [s, t]));
    expect(reading.skipped()).toEqual([]);
  });

  test('a gzip that ends early gives what came before, wherever it ends', async () => {
    const gzip = gzipSync(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 30, max: gzip.length - 1 }), async (length) => {
        const reading = readWith([testSource], files(gzip.subarray(0, length)));
        const events: FleetEvent[] = [];
        try {
          for await (const batch of reading) events.push(...batch);
        } catch (error) {
          expect(error).toMatchObject({ code: 'nothing-readable' });
          return;
        }
        expect(times(events)).toEqual(records.slice(0, events.length).map(({ t }) => t));
        expect(reasons(reading)).toContainEqual([0, 'gzip ends early']);
      }),
      { numRuns: 60 },
    );
    const cut = await read(files(gzip.subarray(0, gzip.length - 4)));
    expect(cut.events).toHaveLength(300);
  });

  test('bytes that are no UTF-8 are named and the record is read', async () => {
    const { events, reading } = await read(files(Buffer.from('{"s":"a","t":1,"text":"caf\xe9"}\n', 'latin1')));
    expect(events).toHaveLength(1);
    expect(reasons(reading)).toEqual([[1, 'not valid UTF-8: read with the bad bytes replaced']]);
  });
});

describe('bad input', () => {
  test('a broken line and a line beyond the bound lose nothing else', async () => {
    const long = `{"s":"a","t":2,"text":"${'x'.repeat(500_000)}"}`;
    const paths = files(`{"s":"a","t":1}\n{"s":\n${long}\n{"s":"a","t":3}\n`);
    const { events, reading } = await read(paths, { recordBytes: 100_000 });
    expect(times(events)).toEqual([1, 3]);
    expect(reasons(reading)).toEqual([
      [2, 'not JSON'],
      [3, 'a line longer than 0 MiB'],
    ]);
  });

  test('a first line beyond the head is still recognised, also when it is beyond the bound', async () => {
    const long = `{"s":"a","t":1,"text":"${'x'.repeat(500_000)}"}\n{"s":"a","t":2}\n`;
    expect(times((await read(files(long))).events)).toEqual([1, 2]);
    expect(times((await read(files(long), { recordBytes: 300_000 })).events)).toEqual([2]);
  });

  test('what is no known format is named, with terminal escapes escaped', async () => {
    const [good, bad, zstd, empty] = files('{"s":"a"}\n', '\u001b[2Jhello\n', Buffer.from('28b52ffd00', 'hex'), '');
    const { reading } = await read([good!, bad!, zstd!, empty!]);
    expect(reading.skipped().map(({ file, reason }) => [file, reason])).toEqual([
      [bad, 'not a format that Cordon knows (first line starts with "\\u001b[2Jhello")'],
      [zstd, 'zstd is not supported: decompress with zstd -d'],
      [empty, 'empty'],
    ]);
  });

  test('nothing readable at all is an error', async () => {
    await expect(read(files('hello'))).rejects.toMatchObject({ code: 'nothing-readable' });
    await expect(read([])).rejects.toMatchObject({ code: 'nothing-readable' });
  });

  test('the same reason is listed twenty times and then counted', async () => {
    const { reading } = await read(files(`{"s":"a"}\n${'nope\n'.repeat(100)}`));
    expect(reading.skipped()).toHaveLength(21);
    expect(reading.skipped().at(-1)).toMatchObject({ line: 0, reason: 'not JSON', count: 80 });
  });

  test('a source that throws loses that record alone', async () => {
    const fragile = {
      ...testSource,
      lines: () => ({
        line: () => {
          throw new TypeError('surprise');
        },
        end: () => {},
      }),
    };
    const reading = readWith([fragile], files('{"s":"a"}\n{"s":"b"}\n'));
    for await (const _ of reading);
    expect(reasons(reading)).toEqual([
      [1, 'could not be read (TypeError)'],
      [2, 'could not be read (TypeError)'],
    ]);
  });

  test('any bytes are survived', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
        await read(files('{"s":"a"}\n', Buffer.from(bytes)));
      }),
      { numRuns: 50 },
    );
  });
});

test('the tables say what was read', async () => {
  const paths = files(jsonl([{ s: 'a' }, { s: 'b' }, { s: 'a' }]), 'unknown');
  const { reading } = await read(paths);
  expect(reading.files.map(({ path, source }) => [path, source])).toEqual([
    [paths[0], 'test'],
    [paths[1], undefined],
  ]);
  expect(reading.counts()).toEqual([{ source: 'test', files: 1, sessions: 2, events: 3 }]);
});
