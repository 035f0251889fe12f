import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CHANNELS, type FleetEvent } from '../fleet/index.ts';
import type { EventLog, LoggedInput, Remarks } from './event-log.ts';

/** A place for one log, which survives that it is closed. */
export interface Back {
  open(): Promise<EventLog>;
  remove(): Promise<void>;
}

const REMARKS: Remarks = { skipped: [], hints: [], partlyRead: new Set() };

export function input(path: string, more: Partial<LoggedInput> = {}): LoggedInput {
  return { place: path, path, source: 'chat', bytes: 1, modified: 1, reader: 'r', ...more };
}

export function say(time: number | undefined, more: Partial<FleetEvent> = {}): FleetEvent {
  return { kind: 'say', session: 's', time, seq: 0, file: 0, line: 1, ...more } as FleetEvent;
}

/** By what a reader orders events of one session after the other: their time, else that of the event before. */
export function times(events: readonly FleetEvent[]): number[] {
  let last = Number.NEGATIVE_INFINITY;
  return events.map(({ time }) => {
    if (time !== undefined && Number.isFinite(time)) last = time;
    return last;
  });
}

/** Put events into a log as one ingest of the given inputs; each event's `file` is a place in them. */
export async function put(
  log: EventLog,
  inputs: LoggedInput[],
  events: FleetEvent[],
  remarks: Partial<Remarks> = {},
): Promise<void> {
  const ingest = await log.begin();
  const numbers = inputs.map((one) => ingest.input(one));
  await ingest.append(
    events.map((event) => ({ ...event, file: numbers[event.file]! })),
    times(events),
  );
  await ingest.commit({ ...REMARKS, ...remarks });
}

export async function all(log: EventLog): Promise<FleetEvent[]> {
  const events: FleetEvent[] = [];
  for await (const batch of log.events()) events.push(...batch);
  return events;
}

/** What every back end of the store does. Called inside a `describe` of its own. */
export function eventLogContract(make: () => Promise<Back>): void {
  let back: Back;
  let log: EventLog;

  beforeEach(async () => {
    back = await make();
    log = await back.open();
  });

  afterEach(async () => {
    await log.close();
    await back.remove();
  });

  async function reopen(): Promise<void> {
    await log.close();
    log = await back.open();
  }

  test('a verdict is kept, and a later one on the same session and behaviour replaces it', async () => {
    await put(log, [input('a')], [say(1, { session: 'one' })]);
    expect(log.hasSession('one')).toBe(true);
    expect(log.hasSession('two')).toBe(false);
    const verdict = { session: 'one', behaviour: 'hijack', verdict: 'confirmed', reason: 'seen', time: 1 } as const;
    await log.judge(verdict);
    await log.judge({ ...verdict, behaviour: "o'b" });
    await log.judge({ ...verdict, verdict: 'dismissed', reason: "it wasn't", time: 2 });
    await reopen();
    expect(await log.verdicts()).toEqual([
      { ...verdict, verdict: 'dismissed', reason: "it wasn't", time: 2 },
      { ...verdict, behaviour: "o'b" },
    ]);
  });

  test('a new log is empty', async () => {
    expect(log.inputs).toEqual([]);
    expect(log.skipped).toEqual([]);
    expect(log.hints).toEqual([]);
    expect(await all(log)).toEqual([]);
  });

  test('what comes out is what went in, every kind and field, also after it was closed', async () => {
    const expected: FleetEvent[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent(), { maxLength: 40 }), async (events) => {
        const file = log.inputs.length;
        await put(log, [input(`file ${file}`)], events);
        for (const event of events) expected.push(bare({ ...event, file }));
      }),
      { numRuns: 15 },
    );
    await reopen();
    expect(byText((await all(log)).map(bare))).toEqual(byText(expected));
  });

  test('an unpaired surrogate becomes U+FFFD; NUL, byte order marks and all else stay', async () => {
    const texts = ['a\ud800b\0c😀\udc00', '\ufeffmarked', '\ufeff\ufeff twice', '\ufffe', ''];
    await put(
      log,
      [input('a')],
      texts.map((text, time) => say(time, { session: text, kind: 'say', text })),
    );
    await reopen();
    const events = await all(log);
    const expected = ['a\ufffdb\0c😀\ufffd', ...texts.slice(1)];
    expect(events).toMatchObject(expected.map((text) => ({ session: text, text })));
  });

  test('events come in order of time, whatever order they came in, over ingests', async () => {
    const shuffled = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 5003);
    await put(
      log,
      [input('a')],
      shuffled.slice(0, 3000).map((time, line) => say(time, { line })),
    );
    await put(
      log,
      [input('b')],
      shuffled.slice(3000).map((time, line) => say(time, { line })),
    );
    await reopen();
    expect((await all(log)).map(({ time }) => time)).toEqual(shuffled.toSorted((a, b) => a - b));
  });

  test('at one time: by the order of the session, the file, the line, and then as they came', async () => {
    const given = [
      say(5, { seq: 2, line: 1 }),
      say(5, { seq: 1, file: 1, line: 1 }),
      say(5, { seq: 1, line: 9, session: 'first' }),
      say(5, { seq: 1, line: 9, session: 'second' }),
      say(5, { seq: 1, line: 8 }),
    ];
    await put(log, [input('a'), input('b')], given);
    expect(await all(log)).toEqual([given[4], given[2], given[3], given[1], given[0]]);
  });

  test('an event without time stands where it was read', async () => {
    const given = [
      say(10, { session: 'a', seq: 0 }),
      say(undefined, { session: 'a', seq: 1 }),
      say(20, { session: 'b', seq: 0 }),
      say(Number.NaN, { session: 'b', seq: 1 }),
      say(15, { session: 'c', seq: 0 }),
    ];
    await put(log, [input('a')], given);
    expect((await all(log)).map(({ session, time }) => [session, time])).toEqual([
      ['a', 10],
      ['a', undefined],
      ['c', 15],
      ['b', 20],
      ['b', Number.NaN],
    ]);
  });

  test('events that never had a time stay as they came', async () => {
    const given = ['x', 'y', 'z'].map((session, seq) => say(undefined, { session, seq, line: seq }));
    await put(log, [input('a')], given);
    expect((await all(log)).map(({ session }) => session)).toEqual(['x', 'y', 'z']);
  });

  test('an input that is read again replaces what it held, and keeps its number', async () => {
    await put(log, [input('a'), input('b')], [say(1, { session: 'old' }), say(2, { file: 1, session: 'other' })]);
    await put(log, [input('a', { bytes: 7 })], [say(1, { session: 'old' }), say(3, { session: 'new' })]);
    await reopen();
    expect((await all(log)).map(({ session, file }) => [session, file])).toEqual([
      ['old', 0],
      ['other', 1],
      ['new', 0],
    ]);
    expect(log.inputs).toEqual([input('a', { bytes: 7 }), input('b')]);
  });

  test('a stream is an input of its own each time', async () => {
    const stream = input('-', { place: undefined });
    await put(log, [stream], [say(1)]);
    await put(log, [stream], [say(2)]);
    await reopen();
    expect((await all(log)).map(({ file }) => file)).toEqual([0, 1]);
  });

  test('an ingest that was not committed leaves nothing, and does not stand in the way of the next', async () => {
    await put(log, [input('a')], [say(1)]);
    const many = Array.from({ length: 60_000 }, (_, line) => say(line, { line, session: `lost ${line % 3}` }));
    const ingest = await log.begin();
    ingest.input(input('a', { bytes: 2 }));
    await ingest.append(many, times(many));
    await reopen();
    expect(await all(log)).toHaveLength(1);
    expect(log.inputs).toEqual([input('a')]);
    const abandoned = await log.begin();
    abandoned.input(input('b'));
    await abandoned.append(
      many.map((event) => ({ ...event, file: 1 })),
      times(many),
    );
    await put(log, [input('b')], [say(2)]);
    expect(await all(log)).toHaveLength(2);
  });

  test('what was skipped and hinted is kept; what is read again is judged anew', async () => {
    const bad = { file: 'a', line: 3, reason: 'broken' };
    const folder = { file: 'logs', line: 0, reason: 'unknown', count: 2 };
    await put(log, [input('a')], [say(1)], { skipped: [bad, folder], hints: ['one'] });
    await put(log, [input('b')], [say(1)], { skipped: [folder], hints: ['one', 'two'], partlyRead: new Set(['logs']) });
    await reopen();
    expect(log.skipped).toEqual([bad, { ...folder, count: 4 }]);
    expect(log.hints).toEqual(['one', 'two']);
    await put(log, [input('a')], [say(1)], { skipped: [folder] });
    expect(log.skipped).toEqual([folder]);
  });
}

/** As JSON, which leaves `undefined` fields out; times that JSON cannot tell are spelt. */
function byText(events: FleetEvent[]): string[] {
  return events.map((event) => JSON.stringify(event, (_, v) => (typeof v === 'number' ? String(v) : v))).sort();
}

/** Its fields in one order. */
function bare(event: FleetEvent): FleetEvent {
  const sorted = (value: unknown): unknown =>
    typeof value !== 'object' || value === null
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .filter(([, inner]) => inner !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        );
  return sorted(event) as FleetEvent;
}

function anyEvent(): fc.Arbitrary<FleetEvent> {
  const text = fc.string({ unit: 'binary' });
  const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  const channel = fc.constantFrom(...CHANNELS);
  const artifact = fc.record(
    {
      channel,
      scope: text,
      key: text,
      version: optional(text),
      immutable: optional(fc.boolean()),
      private: fc.boolean(),
    },
    { requiredKeys: ['channel', 'scope', 'key'] },
  );
  const base = {
    session: text,
    time: optional(fc.oneof(fc.double(), fc.integer())),
    seq: fc.nat(),
    file: fc.constant(0),
    line: fc.nat(),
  };
  const exchange = {
    ...base,
    channel,
    artifact: optional(artifact),
    text: optional(text),
    hash: optional(text),
    how: fc.constantFrom('observed' as const, 'inferred' as const, 'rule' as const),
    tool: optional(text),
    call: optional(text),
  };
  return fc.oneof(
    fc.record({
      ...base,
      kind: fc.constant('session' as const),
      info: fc.record({ agent: text, parent: text, contentRecorded: fc.boolean() }, { requiredKeys: [] }),
    }),
    fc.record({ ...exchange, kind: fc.constant('read' as const) }),
    fc.record({
      ...exchange,
      kind: fc.constant('write' as const),
      mode: fc.constantFrom(
        'replace' as const,
        'edit' as const,
        'append' as const,
        'delete' as const,
        'touch' as const,
      ),
      removed: optional(text),
    }),
    fc.record({
      ...base,
      kind: fc.constant('call' as const),
      tool: text,
      call: optional(text),
      args: optional(text),
      purpose: optional(fc.constantFrom('search' as const, 'report' as const, 'reply' as const)),
    }),
    fc.record({ ...base, kind: fc.constant('say' as const), text: optional(text) }),
    fc.record({ ...base, kind: fc.constant('usage' as const), input: fc.nat(), output: fc.nat() }),
  );
}
