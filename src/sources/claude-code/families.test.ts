import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../fleet/index.ts';
import { readWith } from '../read/events.ts';
import { claudeCode } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-'));
afterAll(() => rmSync(folder, { recursive: true }));

const START = Date.UTC(2026, 0, 5);
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const callId = (n: number) => `toolu_${String(n).padStart(20, '0')}`;

type Entry = Record<string, unknown>;

const record = (n: number, type: string, content: unknown): Entry => ({
  type,
  message: { role: type, content },
  uuid: uuid(n),
  sessionId: 'original',
  cwd: '/home/u/p',
  timestamp: new Date(START + n * 1000).toISOString(),
});
const prompt = (n: number, text: string) => record(n, 'user', text);
const used = (n: number, call: number, path = `/home/u/p/${call}.md`) =>
  record(n, 'assistant', [
    { type: 'tool_use', id: callId(call), name: 'Write', input: { file_path: path, content: `text ${call}` } },
  ]);
const answered = (n: number, call: number) =>
  record(n, 'user', [{ type: 'tool_result', tool_use_id: callId(call), content: `done ${call}` }]);

/** Far more than one block of a file: two files that are read side by side take turns within it. */
const history = (from: number, steps: number): Entry[] =>
  Array.from({ length: steps }, (_, step) => {
    const n = from + 3 * step;
    return [prompt(n, `ask ${n} ${'x'.repeat(700 + (n % 7) * 100)}`), used(n + 1, n), answered(n + 2, n)];
  }).flat();

const resumed = (records: Entry[], session: string, more: (record: Entry) => object = () => ({})): Entry[] =>
  records.map((one) => ({ ...one, sessionId: session, ...more(one) }));

let runs = 0;

/** Reads the files in the given order, and tells what every session read, wrote and called. */
async function read(files: Record<string, Entry[]>, order = Object.keys(files)) {
  const place = mkdtempSync(join(folder, `${runs++}-`));
  for (const [name, records] of Object.entries(files)) {
    writeFileSync(join(place, name), records.map((one) => JSON.stringify(one)).join('\n'));
  }
  const reading = readWith(
    [claudeCode],
    order.map((name) => join(place, name)),
  );
  const events: FleetEvent[] = [];
  for await (const batch of reading) events.push(...batch);
  const told = events.flatMap((event) => {
    if (event.kind === 'write') return [`${event.session} writes ${event.artifact?.key} ${event.text}`];
    if (event.kind === 'call') return [`${event.session} calls ${event.call}`];
    return event.kind === 'read' && event.how !== 'rule' ? [`${event.session} reads ${event.tool} ${event.text}`] : [];
  });
  return { told, skipped: reading.skipped().map(({ reason }) => reason) };
}

describe('files that repeat each other’s history', () => {
  const old = history(0, 60);
  const fresh = history(1000, 3);

  test('the records belong to the file that ends first, in whatever order the files are given', async () => {
    const files = { 'a.jsonl': [...resumed(old, 'later'), ...resumed(fresh, 'later')], 'z.jsonl': old };
    const one = await read(files);
    const other = await read(files, ['z.jsonl', 'a.jsonl']);
    expect(one.told).toEqual(other.told);
    expect(one.skipped).toEqual([]);
    expect(one.told.filter((line) => line.startsWith('original'))).toEqual((await read({ 'z.jsonl': old })).told);
    expect(one.told.filter((line) => line.startsWith('later'))).toEqual(
      (await read({ 'a.jsonl': resumed(fresh, 'later') })).told,
    );
  });

  test('copies with new ids too', async () => {
    let next = 5000;
    const copy = resumed(old, 'later', () => ({ uuid: uuid(next++) }));
    const { told } = await read({ 'a.jsonl': [...copy, ...resumed(fresh, 'later')], 'z.jsonl': old });
    expect(told.filter((line) => line.startsWith('later'))).toHaveLength(12);
    expect(told.filter((line) => line.includes('writes'))).toHaveLength(63);
  });

  test('a copy that begins in the middle of the other', async () => {
    const copy = resumed(old.slice(90), 'later');
    const { told } = await read({ 'a.jsonl': [...copy, ...resumed(fresh, 'later')], 'z.jsonl': old });
    expect(told.filter((line) => line.includes('writes'))).toHaveLength(63);
    expect(told.filter((line) => line.startsWith('later') && line.includes('writes'))).toHaveLength(3);
  });

  test('what says that it was copied belongs to the one it names, though that ends later', async () => {
    const copy = resumed(old, 'fork', (one) => ({ forkedFrom: { sessionId: 'original', messageUuid: one.uuid } }));
    const files = { 'a.jsonl': copy, 'z.jsonl': [...old, ...fresh] };
    const { told, skipped } = await read(files);
    expect(told).toEqual((await read({ 'z.jsonl': [...old, ...fresh] })).told);
    expect(skipped).toEqual([]);
  });

  test('two forks of a session that is not there', async () => {
    const { told, skipped } = await read({
      'b.jsonl': resumed([...old, ...fresh], 'second'),
      'a.jsonl': resumed(old, 'first'),
    });
    expect(told.filter((line) => line.includes('writes'))).toHaveLength(63);
    expect(told.filter((line) => line.startsWith('second') && line.includes('writes'))).toHaveLength(3);
    expect(skipped).toEqual([]);
  });
});

describe('a tool use and its answer in two files', () => {
  test('of a session that was resumed while the tool ran', async () => {
    const start = [...history(0, 30), used(500, 500)];
    const files = {
      'a.jsonl': [...resumed(start, 'later'), ...resumed([answered(501, 500), prompt(502, 'on')], 'later')],
      'z.jsonl': start,
    };
    for (const order of [
      ['a.jsonl', 'z.jsonl'],
      ['z.jsonl', 'a.jsonl'],
    ]) {
      const { told, skipped } = await read(files, order);
      expect(told).toContain('original writes /home/u/p/500.md text 500');
      expect(told).toContain('later reads Write done 500');
      expect(skipped).toEqual([]);
    }
  });

  test('of one session, whichever file is ahead', async () => {
    const all = history(0, 200);
    const files = {
      'uses.jsonl': all.filter((one) => one.type === 'assistant'),
      'answers.jsonl': all.filter((one) => one.type !== 'assistant'),
    };
    const { told, skipped } = await read(files);
    expect(told).toEqual((await read({ 'all.jsonl': all })).told);
    expect(skipped).toEqual([]);
  });

  test('an answer that nobody gives is named once', async () => {
    const start = [...history(0, 2), used(500, 500)];
    const { skipped } = await read({ 'z.jsonl': start, 'a.jsonl': resumed([...start, prompt(600, 'on')], 'later') });
    expect(skipped).toEqual(['a tool use without an answer: what it wrote is not known']);
  });
});
