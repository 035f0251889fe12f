import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../fleet/index.ts';
import { collect, recognise } from '../read/collect.ts';
import { codex } from './index.ts';
import { outputOf } from './output.ts';

const START = Date.UTC(2026, 0, 5, 12);
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const record = (seconds: number, type: string, payload: object) => ({ timestamp: at(seconds), type, payload });
const item = (seconds: number, payload: object) => record(seconds, 'response_item', payload);
const user = (seconds: number, ...texts: string[]) =>
  item(seconds, { type: 'message', role: 'user', content: texts.map((text) => ({ type: 'input_text', text })) });
const call = (seconds: number, id: string, name: string, args: object) =>
  item(seconds, { type: 'function_call', name, arguments: JSON.stringify(args), call_id: id });
const answer = (seconds: number, id: string, output: unknown) =>
  item(seconds, { type: 'function_call_output', call_id: id, output });
const meta = (more: object = {}) =>
  record(0, 'session_meta', {
    id: 'thread-1',
    timestamp: at(0),
    cwd: '/home/ada/shop',
    originator: 'codex_cli_rs',
    cli_version: '0.101.0',
    source: 'cli',
    git: { commit_hash: 'abc', branch: 'main', repository_url: 'git@example.org:ada/shop.git' },
    base_instructions: { text: 'You are a coding agent.' },
    ...more,
  });
const environment = '<environment_context>\n  <cwd>/home/ada/shop</cwd>\n</environment_context>';
const kinds = (events: readonly FleetEvent[]) =>
  events.map((event) =>
    event.kind === 'read' || event.kind === 'write' ? `${event.kind} ${event.channel}` : event.kind,
  );

describe('a session', () => {
  const { events, skipped } = collect(codex, [
    meta(),
    user(1, '# AGENTS.md instructions for /home/ada/shop\n\n<INSTRUCTIONS>\nUse tabs.\n</INSTRUCTIONS>', environment),
    record(1, 'turn_context', { cwd: '/home/ada/shop', model: 'gpt-5' }),
    user(2, 'Fix the bug.'),
    record(2, 'event_msg', { type: 'user_message', message: 'Fix the bug.' }),
    item(3, { type: 'reasoning', summary: [] }),
    call(3, 'c1', 'shell', { command: ['bash', '-lc', 'cat notes.md'], workdir: '/home/ada/shop' }),
    answer(4, 'c1', JSON.stringify({ output: 'buy milk\n', metadata: { exit_code: 0 } })),
    item(5, {
      type: 'custom_tool_call',
      name: 'apply_patch',
      call_id: 'c2',
      input: '*** Begin Patch\n*** Add File: todo.md\n+buy milk\n*** End Patch\n',
    }),
    item(6, {
      type: 'custom_tool_call_output',
      call_id: 'c2',
      output: '{"output":"Success","metadata":{"exit_code":0}}',
    }),
    item(7, { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Done.' }] }),
    record(7, 'event_msg', { type: 'agent_message', message: 'Done.' }),
    record(8, 'event_msg', {
      type: 'token_count',
      info: {
        total_token_usage: { total_tokens: 12 },
        last_token_usage: { input_tokens: 10, cached_input_tokens: 4, output_tokens: 2 },
      },
    }),
    record(9, 'event_msg', {
      type: 'token_count',
      info: { total_token_usage: { total_tokens: 12 }, last_token_usage: { input_tokens: 10, output_tokens: 2 } },
    }),
  ]);

  test('is told once, in order', () => {
    expect(skipped).toEqual([]);
    expect(kinds(events)).toEqual([
      'session',
      'read control',
      'read codebase',
      'read control',
      'session',
      'read human',
      'call',
      'read codebase',
      'call',
      'write codebase',
      'read tool',
      'say',
      'usage',
    ]);
  });

  test('knows who and where', () => {
    expect(events[0]).toMatchObject({
      session: 'thread-1',
      time: START,
      info: {
        client: 'codex_cli_rs',
        version: '0.101.0',
        repository: 'example.org/ada/shop',
        branch: 'main',
        commit: 'abc',
        cwd: '/home/ada/shop',
      },
    });
  });

  test('files belong to the repository', () => {
    expect(events[2]).toMatchObject({
      text: 'Use tabs.',
      how: 'observed',
      artifact: { scope: 'example.org/ada/shop', key: 'AGENTS.md' },
    });
    expect(events[7]).toMatchObject({ text: 'buy milk\n', artifact: { key: 'notes.md' }, how: 'inferred', call: 'c1' });
    expect(events[9]).toMatchObject({ time: START + 5000, artifact: { key: 'todo.md' }, call: 'c2' });
  });

  test('tokens are counted once a model call', () => {
    expect(events.at(-1)).toMatchObject({ kind: 'usage', input: 10, output: 2 });
  });
});

test('a failed command wrote nothing', () => {
  const { events } = collect(codex, [
    meta(),
    call(1, 'c', 'exec_command', { cmd: 'echo x > f' }),
    answer(2, 'c', 'Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code 1\nOutput:\nno space left'),
  ]);
  expect(kinds(events)).toEqual(['session', 'read control', 'call', 'read tool']);
  expect(events.at(-1)).toMatchObject({ text: 'no space left' });
});

test('a fork does not read its history again', () => {
  const history = [user(0.2, 'Old prompt.'), call(0.3, 'c', 'shell', { command: ['ls'] }), answer(0.3, 'c', 'old')];
  const { events } = collect(codex, [
    meta({ id: 'thread-2', forked_from_id: 'thread-1' }),
    meta(),
    ...history,
    user(60, environment),
    user(60, 'New prompt.'),
  ]);
  expect(events[0]).toMatchObject({ session: 'thread-2', info: { parent: 'thread-1' } });
  expect(events.flatMap((event) => (event.kind === 'read' && event.channel === 'human' ? [event.text] : []))).toEqual([
    'New prompt.',
  ]);
});

describe('where the history of a fork ends', () => {
  const prompts = (events: readonly FleetEvent[]) =>
    events.flatMap((event) => (event.kind === 'read' && event.channel === 'human' ? [event.text] : []));
  const fork = (more: object = {}) => meta({ id: 'thread-2', forked_from_id: 'thread-1', ...more });
  const parent = [meta(), user(1, 'Old.'), call(2, 'c', 'shell', { command: ['ls'] }), answer(3, 'c', 'old')];
  /** The parent's items as the fork writes them: at once, when it starts. */
  const copied = (from: number, step: number) => [
    user(from, 'Old.'),
    call(from + step, 'c', 'shell', { command: ['ls'] }),
    answer(from + 2 * step, 'c', 'old'),
  ];

  test('the items of the parent tell, however soon the next prompt comes', () => {
    const state = new Map<string, unknown>();
    collect(codex, parent, {}, state);
    const { events } = collect(codex, [fork(), ...copied(0.001, 0.001), user(0.01, environment, 'New.')], {}, state);
    expect(prompts(events)).toEqual(['New.']);
    expect(events.some((event) => event.kind === 'call')).toBe(false);
  });

  test('a prompt of the parent that is given again is new', () => {
    const state = new Map<string, unknown>();
    collect(codex, parent, {}, state);
    expect(prompts(collect(codex, [fork(), ...copied(0, 0.001), user(0.5, 'Old.')], {}, state).events)).toEqual([
      'Old.',
    ]);
  });

  test('without the parent, a long copy is one burst, and a pause ends it', () => {
    const burst = Array.from({ length: 40 }, (_, n) => user(0.2 * n, `Old ${n}.`));
    expect(prompts(collect(codex, [fork(), ...burst, user(12, 'New.')]).events)).toEqual(['New.']);
  });

  test('by the ordinal that the client names', () => {
    const numbered = (ordinal: number, line: object) => ({ ordinal, ...line });
    const { events } = collect(codex, [
      numbered(0, fork({ subagent_history_start_ordinal: 3 })),
      numbered(1, user(0, 'Old.')),
      numbered(2, user(90, 'Old too.')),
      numbered(3, user(90, 'New.')),
    ]);
    expect(prompts(events)).toEqual(['New.']);
  });

  test('a history that is referred to is not copied', () => {
    const base = { thread_id: 'thread-1', end_ordinal_exclusive: 9 };
    const { events, skipped } = collect(codex, [
      fork({ history_base: base }),
      record(0, 'rollout_reference', { rollout_path: '/x', thread_id: 'thread-1' }),
      user(0.1, 'New.'),
    ]);
    expect(prompts(events)).toEqual(['New.']);
    expect(skipped).toEqual([]);
  });
});

describe('agents', () => {
  const source = { subagent: { thread_spawn: { parent_thread_id: 'thread-1', depth: 1, agent_role: 'worker' } } };

  test('by thread id: the prompt and the answer have the same artifact on both sides', () => {
    const parent = collect(codex, [
      meta(),
      call(1, 'c1', 'spawn_agent', { message: 'Count the files.' }),
      answer(2, 'c1', '{"agent_id":"thread-9"}'),
      call(3, 'c2', 'wait', { ids: ['thread-9'] }),
      answer(9, 'c2', '{"status":{"thread-9":{"completed":"There are 7."}},"timed_out":false}'),
    ]).events;
    const child = collect(codex, [
      meta({ id: 'thread-9', source }),
      user(3, environment),
      user(3, 'Count the files.'),
      record(8, 'event_msg', { type: 'task_complete', last_agent_message: 'There are 7.' }),
    ]).events;
    const at = (events: FleetEvent[], kind: 'read' | 'write') =>
      events.flatMap((event) =>
        event.kind === kind && event.channel === 'context'
          ? [[event.artifact?.scope, event.artifact?.key, event.text]]
          : [],
      );
    expect(at(parent, 'write')).toEqual(at(child, 'read'));
    expect(at(parent, 'read')).toEqual(at(child, 'write'));
    expect(at(child, 'write')).toHaveLength(1);
    expect(child[0]).toMatchObject({ info: { parent: 'thread-1' } });
  });

  test('by path: a message that is encrypted was read, with unknown text', () => {
    const { events } = collect(codex, [
      meta({ id: 'thread-9', session_id: 'thread-1', parent_thread_id: 'thread-1', agent_path: '/root/count', source }),
      item(3, {
        type: 'agent_message',
        author: '/root',
        recipient: '/root/count',
        content: [
          { type: 'input_text', text: 'Payload:' },
          { type: 'encrypted_content', encrypted_content: 'zzz' },
        ],
      }),
    ]);
    expect(events.at(-1)).toMatchObject({
      kind: 'read',
      channel: 'context',
      text: undefined,
      artifact: { scope: 'thread-1', key: '/root/count:prompt' },
    });
  });
});

test('a message between agents that stands outside the items is read', () => {
  const message = { author: '/root', recipient: '/root/count', other_recipients: [], trigger_turn: true };
  const { events, skipped } = collect(codex, [
    meta({ id: 'thread-9', session_id: 'thread-1', parent_thread_id: 'thread-1', agent_path: '/root/count' }),
    record(3, 'inter_agent_communication', { ...message, content: 'Count the files.' }),
    record(4, 'inter_agent_communication', { ...message, content: '', encrypted_content: 'zzz' }),
  ]);
  expect(skipped).toEqual([]);
  const read = { kind: 'read', channel: 'context', artifact: { scope: 'thread-1', key: '/root/count:prompt' } };
  expect(events.slice(-2)).toMatchObject([
    { ...read, text: 'Count the files.' },
    { ...read, text: undefined },
  ]);
});

test('records that bring nothing new into the context are known', () => {
  const { events, skipped } = collect(codex, [
    meta(),
    record(1, 'retained_context', { type: 'verified_answer', call_id: 'c', questions: [] }),
    record(2, 'realtime_item', { type: 'transcript_segment', id: 'v', role: 'user', text: 'Hello' }),
    record(3, 'security_risk_score', { score: 0 }),
  ]);
  expect(skipped).toEqual([]);
  expect(kinds(events)).toEqual(['session', 'read control']);
});

test('early versions: metadata first, then bare items at the time of the session', () => {
  const lines = [
    { id: 'old', timestamp: at(0), instructions: 'Use tabs.', git: { commit_hash: 'abc' } },
    { record_type: 'state' },
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
  ];
  const { events, skipped } = collect(codex, lines);
  expect(skipped).toEqual([]);
  expect(kinds(events)).toEqual(['session', 'read codebase', 'read human']);
  expect(events.map((event) => event.time)).toEqual([START, START, START]);
  expect(recognise(codex, lines)).toBeGreaterThan(0.5);
});

test('AGENTS.md is loaded by rule where the context is not written down', () => {
  const { events } = collect(codex, [meta(), user(1, 'Hello')]);
  expect(events.slice(2)).toMatchObject([
    { kind: 'read', channel: 'codebase', how: 'rule', artifact: { key: 'AGENTS.md' } },
    { kind: 'read', channel: 'human' },
  ]);
});

test('what is unknown is named', () => {
  const { skipped } = collect(codex, ['{', meta(), record(1, 'weather', {}), item(1, { type: 'dance' })]);
  expect(skipped).toEqual([
    [1, 'not a JSON object (cut off or broken)'],
    [3, 'a record of the unknown type "weather"'],
    [4, 'a response item of the unknown type "dance"'],
  ]);
});

test('answers in every shape', () => {
  expect(outputOf('{"output":"a","metadata":{"exit_code":2}}')).toEqual({ text: 'a', error: true });
  expect(outputOf('Exit code: 0\nWall time: 1 seconds\nOutput:\nhi\n')).toEqual({ text: 'hi\n', error: false });
  expect(outputOf({ content: 'bad', success: false })).toEqual({ text: 'bad', error: true });
  expect(outputOf([{ type: 'input_text', text: 'x' }])).toEqual({ text: 'x', error: false });
  expect(outputOf('Process list\nrest')).toEqual({ text: 'Process list\nrest', error: false });
});

test('recognised by its records', () => {
  expect(recognise(codex, [meta()])).toBeGreaterThan(0.9);
  expect(recognise(codex, [{ id: 'x', messages: [] }])).toBe(0);
});

test('never throws', () => {
  const payload = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        type: fc.constantFrom(
          'message',
          'function_call',
          'function_call_output',
          'agent_message',
          'web_search_call',
          'token_count',
          'task_complete',
        ),
        role: fc.constantFrom('user', 'assistant', 'developer'),
        content: fc.jsonValue(),
        call_id: fc.jsonValue(),
        name: fc.constantFrom('shell', 'spawn_agent', 'wait', 'apply_patch'),
        arguments: fc.oneof(fc.jsonValue(), fc.json()),
        output: fc.oneof(fc.jsonValue(), fc.json()),
        action: fc.jsonValue(),
        info: fc.jsonValue(),
        id: fc.jsonValue(),
        source: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  );
  const type = fc.constantFrom('session_meta', 'response_item', 'event_msg', 'turn_context', 'compacted', 'x');
  const line = fc.oneof(fc.string(), fc.jsonValue(), fc.record({ timestamp: fc.jsonValue(), type, payload }));
  fc.assert(fc.property(fc.array(line), (lines) => void collect(codex, lines)));
});
