import { describe, expect, test } from 'vitest';
import type { ReadEvent, SessionEvent, WriteEvent } from '../../fleet/index.ts';
import { answer, assistant, observed, type Read, readFiles, use, user } from './test-support.ts';

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
