import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../fleet/index.ts';
import { collect, recognise } from '../read/collect.ts';
import { langfuse } from './index.ts';
import { inputMessages, outputMessages, toolInput } from './payload.ts';

const START = Date.UTC(2026, 0, 5, 12);
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();

let ids = 0;
function row(type: string, from: number, to: number, more: object) {
  return { id: `o${ids++}`, traceId: 't1', sessionId: 's1', type, startTime: at(from), endTime: at(to), ...more };
}

const system = { role: 'system', content: 'Be brief.' };
const user = { role: 'user', content: 'Note it down.' };
const call = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'c1', function: { name: 'write_file', arguments: '{"path":"notes.md","content":"buy milk"}' } }],
};
const tool = { role: 'tool', tool_call_id: 'c1', content: 'ok' };
const done = { role: 'assistant', content: 'Done.' };

const kinds = (events: readonly FleetEvent[]) => events.map((event) => event.kind);
const told = (events: readonly FleetEvent[]) => kinds(events.filter((event) => event.kind !== 'session'));

describe('model calls', () => {
  const generations = [
    row('GENERATION', 0, 1, { model: 'm', input: [system, user], output: call, usageDetails: { input: 9, output: 2 } }),
    row('GENERATION', 3, 4, { model: 'm', input: JSON.stringify([system, user, call, tool]), output: done }),
  ];
  const once = ['read', 'read', 'call', 'usage', 'write', 'read', 'say'];

  test('each text of a repeated history is told once', () => {
    const { events, skipped } = collect(langfuse, generations);
    expect(skipped).toEqual([]);
    expect(told(events)).toEqual(once);
    expect(events.find((event) => event.kind === 'write')).toMatchObject({
      time: START + 1000,
      artifact: { key: 'notes.md' },
    });
    expect(new Set(events.map((event) => event.session))).toEqual(new Set(['s1']));
  });

  test('rows may come newest first, in snake case, or inside their trace', () => {
    const snake = generations.map(
      ({ traceId, sessionId, startTime, endTime, usageDetails, ...rest }: Record<string, unknown>) => ({
        ...rest,
        trace_id: traceId,
        session_id: sessionId,
        start_time: startTime,
        end_time: endTime,
        usage_details: usageDetails,
      }),
    );
    const trace = { id: 't1', sessionId: 's1', name: 'clerk', observations: generations };
    for (const lines of [[...generations].reverse(), snake, [trace], [{ trace, observations: generations }]]) {
      expect(told(collect(langfuse, lines).events)).toEqual(once);
    }
    expect(collect(langfuse, [trace]).events[0]).toMatchObject({ info: { agent: 'clerk', client: 'langfuse' } });
  });

  test('a tool span between them is the same call, with the time of its answer', () => {
    const span = row('TOOL', 1.5, 2, {
      name: 'write_file',
      input: { content: 'buy milk', path: 'notes.md' },
      output: 'ok',
    });
    const { events } = collect(langfuse, [generations[0], span, generations[1]]);
    expect(told(events)).toEqual(once);
    expect(events.filter((event) => event.kind === 'read').at(-1)).toMatchObject({
      time: START + 2000,
      text: 'ok',
      call: 'c1',
    });
  });

  test('a tool span that comes before the messages that repeat it is told once too', () => {
    const span = row('TOOL', 1.5, 2, {
      name: 'write_file',
      input: { content: 'buy milk', path: 'notes.md' },
      output: 'ok',
    });
    const { events } = collect(langfuse, [span, generations[1]]);
    expect(told(events)).toEqual(['call', 'write', 'read', 'read', 'read', 'say']);
  });
});

test('a span named as the call that waits is its answer; other spans are counted', () => {
  const { events, skipped } = collect(langfuse, [
    row('GENERATION', 0, 1, { input: 'Go.', output: call }),
    row('SPAN', 2, 3, { name: 'write_file', output: 'ok' }),
    row('SPAN', 4, 5, { name: 'pipeline' }),
  ]);
  expect(told(events)).toEqual(['read', 'call', 'write', 'read']);
  expect(skipped).toEqual([[3, 'SPAN: neither a model call nor a tool call']]);
});

test('an agent below an agent is a session of its own, tied to its parent', () => {
  const root = row('AGENT', 0, 9, { id: 'root', name: 'boss' });
  const child = row('AGENT', 1, 8, {
    id: 'child',
    name: 'scout',
    parentObservationId: 'root',
    input: 'Look.',
    output: 'Seen.',
  });
  const inner = row('GENERATION', 2, 3, {
    parentObservationId: 'child',
    input: [{ role: 'user', content: 'Look.' }],
    output: 'Seen.',
  });
  const { events } = collect(langfuse, [root, child, inner]);
  const ties = events.flatMap((event) =>
    event.kind === 'read' || event.kind === 'write'
      ? [[event.session, event.kind, event.channel, event.artifact?.key, event.text]]
      : [],
  );
  expect(ties).toEqual([
    ['s1', 'write', 'context', 'child:prompt', 'Look.'],
    ['s1/child', 'read', 'context', 'child:prompt', 'Look.'],
    ['s1/child', 'write', 'context', 'child:answer', 'Seen.'],
    ['s1', 'read', 'context', 'child:answer', 'Seen.'],
  ]);
  expect(events.find((event) => event.session === 's1/child')).toMatchObject({
    info: { parent: 's1', agent: 'scout' },
  });
});

test('rows without content are named, and say nothing of what was read', () => {
  const { events, hints } = collect(langfuse, [row('GENERATION', 0, 1, { input: null, output: null })]);
  expect(hints).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ kind: 'session', info: { contentRecorded: false } });
});

test('what is no observation, and what comes twice, is named', () => {
  const twice = row('GENERATION', 0, 1, { input: 'a' });
  expect(collect(langfuse, ['{', { id: 'x' }, twice, twice]).skipped.map(([line]) => line)).toEqual([1, 2, 4]);
});

test('payloads in the shapes that integrations write', () => {
  const texts = (messages: ReturnType<typeof inputMessages>) =>
    messages.map(({ role, parts }) => [role, ...parts.map((part) => (part.kind === 'text' ? part.text : part.kind))]);
  expect(texts(inputMessages([[{ type: 'human', content: 'hi' }]]))).toEqual([['user', 'hi']]);
  expect(texts(inputMessages({ system: 'S', messages: [{ role: 'user', content: 'hi' }] }))).toEqual([
    ['control', 'S'],
    ['user', 'hi'],
  ]);
  expect(texts(inputMessages({ prompt: 'hi' }))).toEqual([['user', 'hi']]);
  expect(texts(outputMessages({ choices: [{ message: { role: 'assistant', content: 'yo' } }] }))).toEqual([
    ['assistant', 'yo'],
  ]);
  expect(texts(outputMessages({ content: null, tool_calls: call.tool_calls }))).toEqual([['assistant', 'call']]);
  expect(texts(outputMessages([{ type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' }]))).toEqual([
    ['assistant', 'call'],
  ]);
  expect(toolInput("{'path': 'a', 'deep': True}")).toEqual({ path: 'a', deep: true });
});

test('recognised by its rows', () => {
  expect(recognise(langfuse, [row('SPAN', 0, 1, {})])).toBeGreaterThan(0.8);
  expect(recognise(langfuse, [{ id: 't', observations: [row('SPAN', 0, 1, {})] }])).toBeGreaterThan(0.8);
  expect(recognise(langfuse, [{ id: 'x', messages: [user] }])).toBe(0);
});

test('a broken row of a trace is counted, and the others are read', () => {
  const trace = { id: 't', observations: [null, 'x', row('GENERATION', 0, 1, { input: 'hi' }), row('SPAN', 1, 2, {})] };
  expect(recognise(langfuse, [trace])).toBeGreaterThan(0.4);
  const { events, skipped } = collect(langfuse, [trace]);
  expect(skipped.filter(([, reason]) => reason.startsWith('not an observation'))).toHaveLength(2);
  expect(events.some((event) => event.kind === 'read' && event.text === 'hi')).toBe(true);
});

test('never throws', () => {
  const payload = fc.oneof(
    fc.jsonValue(),
    fc.json(),
    fc.array(fc.record({ role: fc.constantFrom('user', 'tool', 'x'), content: fc.jsonValue() })),
  );
  const observation = fc.record(
    {
      id: fc.constantFrom('a', 'b', 'c'),
      traceId: fc.constantFrom('t', 'u'),
      type: fc.constantFrom('GENERATION', 'SPAN', 'TOOL', 'AGENT', 'EVENT'),
      parentObservationId: fc.constantFrom('a', 'b', 'c'),
      startTime: fc.oneof(fc.jsonValue(), fc.constant(at(0))),
      input: payload,
      output: payload,
      metadata: fc.jsonValue(),
      usage: fc.jsonValue(),
      observations: fc.jsonValue(),
    },
    { requiredKeys: ['id', 'traceId', 'type'] },
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.jsonValue(), observation)), (lines) => void collect(langfuse, lines)),
  );
});
