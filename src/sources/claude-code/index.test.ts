import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { CallEvent, FleetEvent, ReadEvent, SessionEvent, UsageEvent, WriteEvent } from '../../fleet/index.ts';
import type { SourceContext } from '../source.ts';
import { claudeCode } from './index.ts';

interface Read {
  events: FleetEvent[];
  skipped: string[];
  reads: ReadEvent[];
  writes: WriteEvent[];
  calls: CallEvent[];
}

/** Reads files of one run, each a list of records. */
function readFiles(files: unknown[][], state = new Map<string, unknown>()): Read {
  const events: FleetEvent[] = [];
  const skipped: string[] = [];
  for (const [file, records] of files.entries()) {
    const context: SourceContext = {
      file,
      path: `${file}.jsonl`,
      emit: (event) => events.push(event),
      skip: (line, reason) => skipped.push(`${file}:${line} ${reason}`),
      hint: () => {},
      options: {},
      state,
    };
    const reader = claudeCode.lines!(context);
    for (const [at, record] of records.entries()) {
      reader.line(typeof record === 'string' ? record : JSON.stringify(record), at + 1);
    }
    reader.end();
  }
  claudeCode.finish!(state);
  const of = <K extends FleetEvent['kind']>(kind: K) => events.filter((event) => event.kind === kind) as never[];
  return { events, skipped, reads: of('read'), writes: of('write'), calls: of('call') };
}

let counter = 0;
const base = (extra: object = {}) => ({
  uuid: `u${++counter}`,
  sessionId: 's1',
  cwd: '/home/u/p',
  version: '2.1.20',
  gitBranch: 'main',
  timestamp: new Date(1_760_000_000_000 + counter * 1000).toISOString(),
  ...extra,
});
const user = (content: unknown, extra: object = {}) =>
  base({ type: 'user', message: { role: 'user', content }, ...extra });
const assistant = (content: unknown[], extra: object = {}, message: object = {}) =>
  base({
    type: 'assistant',
    message: { role: 'assistant', model: 'm', id: `msg${counter}`, content, ...message },
    ...extra,
  });
const use = (id: string, name: string, input: unknown) => ({ type: 'tool_use', id, name, input });
const answer = (id: string, content: unknown, extra: object = {}) =>
  user([{ type: 'tool_result', tool_use_id: id, content }], extra);
const observed = (read: Read) => read.reads.filter((event) => event.how !== 'rule');

describe('a transcript', () => {
  test('gives a session, what was read, said, called and written', () => {
    const read = readFiles([
      [
        user('fix the readme'),
        assistant([
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'On it.' },
          use('t1', 'Read', { file_path: 'a.md' }),
        ]),
        answer('t1', '     1→one', {
          toolUseResult: { type: 'text', file: { filePath: '/home/u/p/a.md', content: 'one' } },
        }),
        assistant([use('t2', 'Write', { file_path: '/home/u/p/b.md', content: 'two' })]),
        answer('t2', 'File created successfully'),
      ],
    ]);
    expect(read.skipped).toEqual([]);
    expect((read.events[0] as SessionEvent).info).toEqual({
      ...{
        agent: 'p',
        client: 'claude-code',
        version: '2.1.20',
        cwd: '/home/u/p',
        branch: 'main',
        contentRecorded: true,
      },
    });
    expect(observed(read).map((r) => [r.channel, r.artifact?.key, r.text, r.tool])).toEqual([
      ['human', undefined, 'fix the readme', undefined],
      ['codebase', '/home/u/p/a.md', 'one', 'Read'],
      ['tool', undefined, 'File created successfully', 'Write'],
    ]);
    expect(read.calls.map((c) => [c.tool, c.call, c.args])).toEqual([
      ['Read', 't1', 'a.md'],
      ['Write', 't2', '/home/u/p/b.md\ntwo'],
    ]);
    expect(read.writes).toMatchObject([
      { mode: 'replace', text: 'two', call: 't2', artifact: { key: '/home/u/p/b.md' } },
    ]);
    expect(read.writes[0]?.time).toBe(read.calls[1]?.time);
  });

  test('tells the files that the client loads by itself, and AGENTS.md only from the version that does', () => {
    const keys = (version: string) =>
      readFiles([[user('hi', { version })]])
        .reads.filter((r) => r.how === 'rule')
        .map((r) => `${r.channel} ${r.artifact?.key}`);
    expect(keys('2.1.20')).toEqual([
      'codebase /home/u/p/CLAUDE.md',
      'codebase /home/u/p/.claude/CLAUDE.md',
      'codebase /home/u/p/CLAUDE.local.md',
      'codebase /home/u/.claude/CLAUDE.md',
      'memory /home/u/.claude/projects/-home-u-p/memory/MEMORY.md',
    ]);
    expect(keys('2.1.277')).toContain('codebase /home/u/p/AGENTS.md');
  });

  test('instructions above and below the work directory, and imports, load by rule where they are known to exist', () => {
    const at = (cwd: string, sessionId: string) => ({ cwd, sessionId });
    const rules = (read: Read, session: string) =>
      read.reads.filter((r) => r.how === 'rule' && r.session === session).map((r) => r.artifact?.key);
    const write = (id: string, path: string, content: string) => [
      assistant([use(id, 'Write', { file_path: path, content })], at('/home/u/p', 's1')),
      answer(id, 'ok', at('/home/u/p', 's1')),
    ];
    const read = readFiles([
      [
        user('hi', at('/home/u/p', 's1')),
        ...write('t1', '/home/u/p/CLAUDE.md', 'See @docs/rules.md, not `@code.md`, nor me@mail.example.'),
        ...write('t2', '/home/u/p/docs/rules.md', 'Also @~/more.md'),
        ...write('t3', '/home/u/p/a/b/CLAUDE.md', 'Here be dragons.'),
      ],
      [
        user('hi', at('/home/u/p/a', 's2')),
        assistant([use('t4', 'Read', { file_path: 'b/x.ts' })], at('/home/u/p/a', 's2')),
        answer('t4', 'x', at('/home/u/p/a', 's2')),
        assistant([use('t5', 'Read', { file_path: 'b/y.ts' })], at('/home/u/p/a', 's2')),
        answer('t5', 'y', at('/home/u/p/a', 's2')),
      ],
    ]);
    expect(rules(read, 's1')).not.toContain('/home/u/p/docs/rules.md');
    expect(rules(read, 's2').slice(5)).toEqual([
      '/home/u/p/CLAUDE.md',
      '/home/u/p/docs/rules.md',
      '/home/u/more.md',
      '/home/u/p/a/b/CLAUDE.md',
    ]);
  });

  test('a failed write is none, and a use without an answer is named', () => {
    const read = readFiles([
      [
        assistant([
          use('t1', 'Write', { file_path: '/a', content: 'x' }),
          use('t2', 'Write', { file_path: '/b', content: 'x' }),
        ]),
        user([{ type: 'tool_result', tool_use_id: 't1', content: 'denied', is_error: true }]),
      ],
    ]);
    expect(read.writes).toEqual([]);
    expect(observed(read)).toMatchObject([{ channel: 'tool', text: 'denied' }]);
    expect(read.skipped).toEqual(['0:1 a tool use without an answer: what it wrote is not known']);
  });

  test('usage is counted once for each message, cached input included', () => {
    const usage = { input_tokens: 2, cache_read_input_tokens: 10, output_tokens: 3 };
    const read = readFiles([
      [
        assistant([{ type: 'text', text: 'a' }], {}, { id: 'm1', usage }),
        assistant([{ type: 'text', text: 'b' }], {}, { id: 'm1', usage: { ...usage, output_tokens: 9 } }),
        assistant([{ type: 'text', text: 'c' }], {}, { id: 'm2', usage }),
      ],
    ]);
    const spent = read.events.filter((event): event is UsageEvent => event.kind === 'usage');
    expect(spent.map((event) => [event.input, event.output])).toEqual([
      [12, 9],
      [12, 3],
    ]);
  });

  test('what the client puts in is no human text', () => {
    const skill = 'Base directory for this skill: /home/u/.claude/skills/x\n\n# X\nDo it.';
    const read = readFiles([
      [
        user('<command-name>/deploy</command-name>'),
        user([{ type: 'text', text: 'Deploy now.' }], { isMeta: true }),
        assistant([use('t1', 'Skill', { skill: 'x' })]),
        answer('t1', 'Launching skill: x'),
        user([{ type: 'text', text: skill }], { isMeta: true }),
        user('<local-command-stdout>(no content)</local-command-stdout>'),
        user('<local-command-stdout>ok</local-command-stdout>'),
        user('<system-reminder>be good</system-reminder>'),
        user('The summary.', { isCompactSummary: true }),
        user([{ type: 'image', source: { type: 'base64', data: 'AA' } }]),
      ],
    ]);
    expect(observed(read).map((r) => [r.channel, r.artifact?.key, r.text])).toEqual([
      ['human', undefined, '<command-name>/deploy</command-name>'],
      ['control', 'skill:deploy', 'Deploy now.'],
      ['tool', undefined, 'Launching skill: x'],
      ['codebase', '/home/u/.claude/skills/x/SKILL.md', skill],
      ['tool', undefined, 'ok'],
      ['control', undefined, '<system-reminder>be good</system-reminder>'],
      ['human', undefined, undefined],
    ]);
  });

  test('attachments', () => {
    const attach = (attachment: object) => base({ type: 'attachment', attachment });
    const read = readFiles([
      [
        attach({
          type: 'nested_memory',
          path: '/home/u/p/sub/CLAUDE.md',
          content: { path: '/home/u/p/sub/CLAUDE.md', content: 'rules' },
        }),
        attach({ type: 'file', filename: '/a', content: { type: 'text', file: { filePath: '/a', content: 'A' } } }),
        attach({ type: 'edited_text_file', filename: '/b', snippet: 'B' }),
        attach({ type: 'hook_additional_context', content: ['x', 'y'] }),
        attach({ type: 'hook_success', content: '', stdout: 'shown to the user' }),
        attach({ type: 'queued_command', prompt: 'stop', commandMode: 'prompt' }),
        attach({ type: 'brand_new', text: 'T' }),
        attach({ type: 'brand_new' }),
        attach({ type: 'todo_reminder', content: [] }),
      ],
    ]);
    expect(observed(read).map((r) => [r.channel, r.artifact?.key, r.text])).toEqual([
      ['codebase', '/home/u/p/sub/CLAUDE.md', 'rules'],
      ['codebase', '/a', 'A'],
      ['codebase', '/b', 'B'],
      ['control', undefined, 'x\ny'],
      ['human', undefined, 'stop'],
      ['control', undefined, 'T'],
    ]);
    expect(read.skipped).toEqual(['0:8 an attachment of unknown kind brand_new without text']);
  });

  test('unknown records, broken lines and comments are named; bookkeeping is not', () => {
    const read = readFiles([
      [
        '// a comment',
        '{"type":"user","mess',
        '[1]',
        '{}',
        base({ type: 'brand-new' }),
        base({ type: 'system', subtype: 'odd' }),
      ],
      [
        { type: 'summary', summary: 'x', leafUuid: 'y' },
        base({ type: 'system', subtype: 'turn_duration' }),
        { type: 'user' },
      ],
    ]);
    expect(read.skipped).toEqual([
      '0:1 a comment line',
      '0:2 not a JSON object (cut off or broken)',
      '0:3 JSON, but not a record with a type',
      '0:4 JSON, but not a record with a type',
      '0:5 a record of unknown type brand-new',
      '0:6 a system record of unknown kind odd',
    ]);
  });
});

describe('sub-agents', () => {
  const task = (id: string, prompt: string) => use(id, 'Task', { prompt, subagent_type: 'Explore', description: 'd' });
  const key = (event: ReadEvent | WriteEvent) =>
    `${event.session} ${event.artifact?.scope} ${event.artifact?.key} ${event.text}`;
  const context = (read: Read) => ({
    reads: read.reads.filter((r) => r.channel === 'context').map(key),
    writes: read.writes.filter((w) => w.channel === 'context').map(key),
  });

  test('in a file of its own: prompt and answer tie it to its parent', () => {
    const side = { isSidechain: true, agentId: 'a7' };
    const read = readFiles([
      [
        assistant([task('t1', 'look')]),
        answer('t1', [{ type: 'text', text: 'found' }], { toolUseResult: { status: 'completed', agentId: 'a7' } }),
      ],
      [user('look', side), assistant([{ type: 'text', text: 'found' }], side)],
    ]);
    expect(context(read)).toEqual({
      writes: ['s1 s1 a7/prompt look', 's1/a7 s1 a7/result found'],
      reads: ['s1 s1 a7/result found', 's1/a7 s1 a7/prompt look'],
    });
    const infos = read.events
      .filter((e): e is SessionEvent => e.kind === 'session' && e.session === 's1/a7')
      .map((e) => e.info);
    expect(infos[0]).toMatchObject({ agent: 'p/Explore', parent: 's1' });
    expect(infos.at(-1)).toMatchObject({ agent: 'p/subagent' });
  });

  test('in the background: the notification brings the answer', () => {
    const note =
      '<task-notification>\n<task-id>a7</task-id>\n<status>completed</status>\n<result>found</result>\n</task-notification>';
    const queue = (operation: string, content?: string) => ({
      type: 'queue-operation',
      operation,
      content,
      sessionId: 's1',
    });
    const read = readFiles([
      [
        assistant([task('t1', 'look')]),
        answer('t1', 'launched', { toolUseResult: { status: 'async_launched', agentId: 'a7' } }),
        queue('enqueue', 'later'),
        queue('enqueue', note),
        queue('dequeue'),
        user(note),
        queue('remove', 'later'),
        queue('enqueue', 'never sent'),
        queue('popAll', 'never sent'),
        queue('enqueue', 'typed ahead'),
        queue('dequeue'),
      ],
    ]);
    expect(context(read).reads).toEqual(['s1 s1 a7/result found']);
    expect(observed(read).map((r) => r.text)).toEqual(['launched', 'found', 'later', 'typed ahead']);
  });

  test('among the records of the parent, as old logs have them', () => {
    const first = user('look', { isSidechain: true, parentUuid: null, uuid: 'abcdef0123' });
    const read = readFiles([
      [
        assistant([task('t1', 'look')]),
        first,
        assistant([{ type: 'text', text: 'found' }], { isSidechain: true, parentUuid: 'abcdef0123' }),
        answer('t1', 'found'),
      ],
    ]);
    expect(context(read)).toEqual({
      writes: ['s1 s1 abcdef01/prompt look', 's1/abcdef01 s1 abcdef01/result found'],
      reads: ['s1/abcdef01 s1 abcdef01/prompt look', 's1 s1 abcdef01/result found'],
    });
  });

  test('in a stream, named by the tool use that started it', () => {
    const record = (type: string, content: unknown, parent: string | null) => ({
      ...{ type, session_id: 's1', parent_tool_use_id: parent, message: { role: type, content } },
    });
    const read = readFiles([
      [
        {
          type: 'system',
          subtype: 'init',
          session_id: 's1',
          cwd: '/home/u/p',
          model: 'm',
          claude_code_version: '2.1.20',
        },
        record('assistant', [task('t1', 'look')], null),
        record('user', [{ type: 'text', text: 'look' }], 't1'),
        record('assistant', [{ type: 'text', text: 'found' }], 't1'),
        record('user', [{ type: 'tool_result', tool_use_id: 't1', content: 'found' }], null),
        { type: 'result', subtype: 'success', session_id: 's1', result: 'done' },
      ],
    ]);
    expect(context(read)).toEqual({
      writes: ['s1 s1 t1/prompt look', 's1/t1 s1 t1/result found'],
      reads: ['s1/t1 s1 t1/prompt look', 's1 s1 t1/result found'],
    });
    expect(read.skipped).toEqual([]);
  });

  test('a chain of parents that closes on itself ends', () => {
    const side = (uuid: string, parentUuid: string) => user('x', { isSidechain: true, uuid, parentUuid });
    expect(readFiles([[side('a', 'b'), side('b', 'a'), side('c', 'c')]]).reads.length).toBeGreaterThan(0);
  });
});

describe('history that is repeated', () => {
  const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
  const history = () => [
    user('poison', { uuid: uuid(1) }),
    assistant([{ type: 'text', text: 'ok' }], { uuid: uuid(2) }),
  ];

  test('a resumed session reads only what is new in it', () => {
    const copy = history().map((record) => ({ ...record, sessionId: 's2' }));
    const read = readFiles([history(), [...copy, user('go on', { sessionId: 's2' })]]);
    expect(observed(read).map((r) => [r.session, r.text])).toEqual([
      ['s1', 'poison'],
      ['s2', 'go on'],
    ]);
  });

  test('records that name what they were forked from belong to that session, whichever file comes first', () => {
    const copy = history().map((record) => ({
      ...record,
      sessionId: 's2',
      forkedFrom: { sessionId: 's1', messageUuid: record.uuid },
    }));
    const read = readFiles([[...copy, user('go on', { sessionId: 's2' })], history()]);
    expect(observed(read).map((r) => [r.session, r.text])).toEqual([
      ['s1', 'poison'],
      ['s2', 'go on'],
    ]);
  });

  test('a copy inside the same session has new ids and the old times', () => {
    const records = [
      user('poison'),
      assistant([use('toolu_0123456789abcdef', 'Read', { file_path: '/a' })]),
      answer('toolu_0123456789abcdef', 'A'),
    ];
    const read = readFiles([[...records, ...records.map((record) => ({ ...record, uuid: `copy ${record.uuid}` }))]]);
    expect(observed(read).map((r) => r.text)).toEqual(['poison', 'A']);
    expect(read.calls).toHaveLength(1);
  });

  test('short ids of two sessions do not make one of them a copy', () => {
    const timestamp = '2026-01-01T00:00:00Z';
    const records = (sessionId: string) => [
      user('start', { uuid: '1', sessionId, timestamp }),
      assistant([use('t1', 'Read', { file_path: '/a' })], { uuid: '2', sessionId, timestamp }),
      answer('t1', 'A', { uuid: '3', sessionId, timestamp }),
    ];
    const read = readFiles([records('s1'), records('s2')]);
    expect(observed(read).map((r) => `${r.session} ${r.text}`)).toEqual(['s1 start', 's1 A', 's2 start', 's2 A']);
  });

  test('a tool answer that was repeated closes the use that was repeated', () => {
    const records = [
      assistant([use('t1', 'Read', { file_path: '/a' })], { uuid: uuid(3) }),
      answer('t1', 'A', { uuid: uuid(4) }),
    ];
    const copy = records.map((record) => ({ ...record, sessionId: 's2' }));
    const read = readFiles([records, copy]);
    expect(read.calls).toHaveLength(1);
    expect(read.skipped).toEqual([]);
  });
});

describe('recognition', () => {
  const sure = (records: object[]) =>
    claudeCode.recognise({ bytes: new Uint8Array(), records: records as Record<string, unknown>[], wholeJson: false });

  test('knows its own records and nobody else’s', () => {
    expect(sure([user('x'), assistant([])])).toBeGreaterThan(0.9);
    expect(sure([{ type: 'system', subtype: 'init', session_id: 's' }])).toBeGreaterThan(0.9);
    expect(sure([{ id: 'x', messages: [] }])).toBe(0);
    expect(sure([{ type: 'session_meta', payload: {} }])).toBe(0);
  });
});

describe('bad input', () => {
  const record = fc.record(
    {
      type: fc.constantFrom('user', 'assistant', 'system', 'attachment', 'queue-operation', 'progress', 'result'),
      sessionId: fc.oneof(fc.constant('s1'), fc.jsonValue()),
      uuid: fc.oneof(fc.string(), fc.jsonValue()),
      parentUuid: fc.string(),
      isSidechain: fc.boolean(),
      agentId: fc.oneof(fc.constant('a'), fc.jsonValue()),
      timestamp: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), fc.jsonValue()),
      cwd: fc.oneof(fc.constant('/p'), fc.jsonValue()),
      message: fc.oneof(
        fc.jsonValue(),
        fc.record({
          content: fc.array(
            fc.oneof(
              fc.jsonValue(),
              fc.record({
                type: fc.constantFrom('text', 'tool_use', 'tool_result', 'image'),
                name: fc.string(),
                id: fc.string(),
                input: fc.jsonValue(),
                content: fc.jsonValue(),
                text: fc.jsonValue(),
              }),
            ),
          ),
          usage: fc.jsonValue(),
        }),
      ),
      attachment: fc.jsonValue(),
      content: fc.jsonValue(),
      operation: fc.constantFrom('enqueue', 'dequeue', 'popAll'),
      toolUseResult: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  );

  property.prop([fc.array(fc.oneof(record, fc.jsonValue(), fc.string()))])('never throws', (records) => {
    expect(readFiles([records]).events).toBeDefined();
  });
});
