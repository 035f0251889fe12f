import { describe, expect, test } from 'vitest';
import { answer, assistant, observed, readFiles, use, user } from './test-support.ts';

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
