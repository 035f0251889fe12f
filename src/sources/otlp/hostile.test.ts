import { expect, test } from 'vitest';
import { chat, log, logs, readLines, said, span, traces, user } from './test-support.ts';

test('an operation, an event or a role named as a property that every object has is an unknown one', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const { skipped, events } = readLines([
      traces([
        span({ id: 'a' }, { 'gen_ai.operation.name': name, 'gen_ai.conversation.id': 's1' }),
        chat('b', 10, [{ role: name, parts: [{ type: 'text', content: 'Hello' }] }], [said('Hi')]),
      ]),
      logs([log({}, { event: `gen_ai.${name}` }), log({}, { event: name, trace: 't1' })]),
    ]);
    // Of a reason that is none the document would not keep to its schema.
    expect(skipped.map(({ reason }) => typeof reason)).toEqual(skipped.map(() => 'string'));
    expect(events.some((event) => event.kind === 'read' && event.text === 'Hello')).toBe(true);
  }
});

test('an attribute with a method of its own in the place of a number is no number', () => {
  const usage = { 'gen_ai.usage.input_tokens': { toString: 1, valueOf: 1 }, 'gen_ai.usage.output_tokens': 7 };
  const { events, skipped } = readLines([traces([chat('a', 0, [user('Hello')], [said('Hi')], usage)])]);
  expect(skipped).toEqual([]);
  expect(events.at(-1)).toMatchObject({ kind: 'usage', input: 0, output: 7 });
});

test('what is no batch, scope, span or record is counted, and its neighbours are read', () => {
  const request = traces([null, 'x', chat('a', 0, [user('Hello')], [said('Hi')])]);
  const { events, skipped } = readLines([request, { resourceSpans: {} }, { resourceLogs: [7] }, { resourceSpans: [] }]);
  const reason = 'no object where OTLP has a batch, a scope, a span or a log record';
  expect(skipped).toEqual([1, 1, 2, 3].map((line) => ({ line, reason })));
  expect(events.some((event) => event.kind === 'read' && event.text === 'Hello')).toBe(true);
});
