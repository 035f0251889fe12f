import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { SessionEvent, UsageEvent } from '../../fleet/index.ts';
import { claudeCode } from './index.ts';
import { answer, assistant, base, observed, type Read, readFiles, use, user } from './test-support.ts';

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
