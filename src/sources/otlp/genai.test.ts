import { describe, expect, test } from 'vitest';
import { answered, asked, chat, log, logs, readLines, said, span, story, tool, traces, user } from './test-support.ts';

describe('chat spans that repeat the history', () => {
  const call = asked('c1', 'read_file', { path: '/w/a.md' });
  const spans = [
    // Children are exported before their parents, and not in order.
    chat('chat2', 20, [user('Fix it'), call, answered('c1', 'the text of a')], [said('Done')]),
    tool('tool1', 'c1', 10, {
      'gen_ai.tool.name': 'read_file',
      'gen_ai.tool.call.arguments': '{"path":"/w/a.md"}',
      'gen_ai.tool.call.result': 'the text of a',
    }),
    chat('chat1', 1, [user('Fix it')], [call], {
      'gen_ai.system_instructions': '[{"type":"text","content":"Be kind"}]',
      'gen_ai.usage.input_tokens': 12,
      'gen_ai.usage.output_tokens': 3,
    }),
    span(
      { id: 'root', start: 0, end: 30 },
      { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'fixer', 'gen_ai.conversation.id': 's1' },
    ),
  ];

  test('each text is read once, at the earliest time', () => {
    expect(story(readLines([traces(spans)]))).toEqual([
      '1 s1 read control "Be kind"',
      '1 s1 read human "Fix it"',
      '6 s1 call read_file "/w/a.md"',
      '6 s1 usage 12+3',
      '13 s1 read codebase <|/w/a.md> "the text of a"',
      '25 s1 say "Done"',
    ]);
  });

  test('the trace may come in any number of lines and in any order', () => {
    const together = story(readLines([traces(spans)]));
    expect(story(readLines(spans.map((one) => traces([one]))))).toEqual(together);
    expect(story(readLines([...spans].reverse().map((one) => traces([one]))))).toEqual(together);
  });

  test('structured attributes are read like JSON texts', () => {
    const input = [user('Fix it')];
    const structured = span(
      { id: 'chat1', parent: 'root', start: 1, end: 6 },
      { 'gen_ai.operation.name': 'chat', 'gen_ai.conversation.id': 's1', 'gen_ai.input.messages': input },
    );
    expect(story(readLines([traces([structured])]))).toEqual(['1 s1 read human "Fix it"']);
  });

  test('what is not in the history of the last span is found after a prefix as well', () => {
    const history: unknown[] = [user('one')];
    const spans = [];
    for (let turn = 0; turn < 5; turn++) {
      spans.push(chat(`c${turn}`, turn * 10, JSON.stringify(history), [said(`answer ${turn}`)]));
      history.push(said(`answer ${turn}`), user(`question ${turn}`));
    }
    const reads = story(readLines([traces(spans)])).filter((line) => line.includes(' read '));
    expect(reads).toEqual([
      '0 s1 read human "one"',
      '10 s1 read human "question 0"',
      '20 s1 read human "question 1"',
      '30 s1 read human "question 2"',
      '40 s1 read human "question 3"',
    ]);
  });

  test('an answer in the history of a session whose first spans are lost is told once', () => {
    const later = chat(
      'chat2',
      20,
      [user('Fix it'), said('I will'), call, answered('c1', 'the text of a')],
      [said('Done')],
    );
    expect(story(readLines([traces([later])]))).toEqual([
      '20 s1 read human "Fix it"',
      '20 s1 say "I will"',
      '20 s1 call read_file "/w/a.md"',
      '20 s1 read codebase <|/w/a.md> "the text of a"',
      '25 s1 say "Done"',
    ]);
  });
});

describe('tool calls', () => {
  test('a span without call id is joined to the message that asked, by tool and arguments', () => {
    const args = { path: '/w/b.md', content: 'new' };
    const call = asked('c9', 'write_file', args);
    const spans = [
      chat('chat1', 1, [user('Write')], [call]),
      tool('tool1', undefined, 10, {
        'gen_ai.tool.name': 'write_file',
        'gen_ai.tool.call.arguments': JSON.stringify(args),
        'gen_ai.tool.call.result': 'ok',
      }),
      chat('chat2', 20, [user('Write'), call, answered('c9', 'ok')], [said('Written')]),
    ];
    expect(story(readLines([traces(spans)]))).toEqual([
      '1 s1 read human "Write"',
      '6 s1 call write_file "/w/b.md\nnew"',
      '6 s1 write codebase replace <|/w/b.md> "new"',
      '13 s1 read tool "ok"',
      '25 s1 say "Written"',
    ]);
  });

  test('two equal calls without ids are two calls, and their repetition none', () => {
    const call = { role: 'assistant', tool_calls: [{ function: { name: 'get_time', arguments: '{}' } }] };
    const spans = [
      chat('a', 1, [user('Time?')], [call]),
      chat('b', 10, [user('Time?'), call, { role: 'tool', name: 'get_time', content: '10:00' }], [call]),
      chat('c', 20, [user('Time?'), call, { role: 'tool', name: 'get_time', content: '10:00' }, call], [said('Ten')]),
    ];
    expect(story(readLines([traces(spans)])).filter((line) => line.includes(' call '))).toHaveLength(2);
  });

  test('a tool that failed writes nothing', () => {
    const call = asked('c1', 'write_file', { path: '/w/b.md', content: 'new' });
    const spans = [
      chat('chat1', 1, [user('Write')], [call]),
      span(
        { id: 'tool1', parent: 'root', start: 10, failed: true },
        { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'write_file', 'gen_ai.tool.call.id': 'c1' },
      ),
      chat('chat2', 20, [user('Write'), call, answered('c1', 'no permission')], []),
    ];
    const told = story(readLines([traces(spans)]));
    expect(told.filter((line) => line.includes(' write '))).toEqual([]);
    expect(told).toContain('11 s1 read tool "no permission"');
  });

  test('whether a call without answer ran is unknown: its write is inferred', () => {
    const call = asked('c1', 'write_file', { path: '/w/b.md', content: 'new' });
    expect(story(readLines([traces([chat('chat1', 1, [user('Write')], [call])])]))).toContain(
      '6 s1 write codebase replace inferred <|/w/b.md> "new"',
    );
  });

  test('an MCP client span inside a framework’s tool span is the same call', () => {
    const spans = [
      tool('outer', 'c1', 10, { 'gen_ai.tool.name': 'search_docs', 'gen_ai.tool.call.arguments': '{"query":"x"}' }),
      span(
        { id: 'inner', parent: 'outer', start: 11, end: 12, kind: 3 },
        {
          'gen_ai.operation.name': 'execute_tool',
          'mcp.method.name': 'tools/call',
          'gen_ai.tool.name': 'search_docs',
          'gen_ai.tool.call.result': 'found',
        },
      ),
      span(
        { id: 'server', parent: 'inner', start: 11, end: 12, kind: 2 },
        { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'search_docs', 'gen_ai.operation.name': 'execute_tool' },
      ),
    ];
    const reading = readLines([traces(spans)]);
    expect(story(reading)).toEqual(['10 s1 call search_docs "x"', '12 s1 read tool "found"']);
    expect(reading.skipped).toEqual([{ line: 1, reason: 'repeats what other spans or log records tell' }]);
  });
});

describe('earlier generations of the conventions', () => {
  test('flat indexed prompts', () => {
    const one = span(
      { id: 'a', start: 1, end: 5 },
      {
        'gen_ai.system': 'openai',
        'gen_ai.request.model': 'm',
        'session.id': 's1',
        'gen_ai.prompt.0.role': 'system',
        'gen_ai.prompt.0.content': 'Be kind',
        'gen_ai.prompt.1.role': 'user',
        'gen_ai.prompt.1.content': 'Hello',
        'gen_ai.completion.0.role': 'assistant',
        'gen_ai.completion.0.content': 'Hi',
        'gen_ai.completion.0.tool_calls.0.id': 'c1',
        'gen_ai.completion.0.tool_calls.0.name': 'get_time',
        'gen_ai.completion.0.tool_calls.0.arguments': '{"zone":"utc"}',
        'gen_ai.usage.prompt_tokens': 4,
        'gen_ai.usage.completion_tokens': 2,
      },
    );
    expect(story(readLines([traces([one])]))).toEqual([
      '1 s1 read control "Be kind"',
      '1 s1 read human "Hello"',
      '5 s1 say "Hi"',
      '5 s1 call get_time "utc"',
      '5 s1 usage 4+2',
    ]);
  });

  test('span events', () => {
    const one = span(
      {
        id: 'a',
        start: 1,
        end: 5,
        events: [
          { name: 'gen_ai.user.message', attributes: { content: 'Hello', role: 'user' } },
          { name: 'gen_ai.choice', attributes: { index: 0, message: '{"content":"Hi"}' } },
        ],
      },
      { 'gen_ai.operation.name': 'chat', 'gen_ai.conversation.id': 's1' },
    );
    expect(story(readLines([traces([one])]))).toEqual(['1 s1 read human "Hello"', '5 s1 say "Hi"']);
  });

  test('log records of each message, tied to their span’s session by its ids', () => {
    const one = span(
      { id: 'a', start: 1, end: 5 },
      { 'gen_ai.operation.name': 'chat', 'gen_ai.conversation.id': 's1' },
    );
    const message = (event: string, time: number, body: unknown) =>
      log({}, { event, time, body, trace: 't1', span: 'a' });
    const records = [
      message('gen_ai.user.message', 2, { content: 'Hello' }),
      message('gen_ai.tool.message', 2, { content: 'rainy', id: 'c0' }),
      message('gen_ai.choice', 4, { index: 0, message: { role: 'assistant', content: 'Hi' } }),
    ];
    const reading = readLines([logs(records), traces([one])]);
    expect(story(reading)).toEqual(['2 s1 read human "Hello"', '2 s1 read tool "rainy"', '4 s1 say "Hi"']);
    expect(reading.hints).toEqual([]);
  });

  test('the details event', () => {
    const details = log(
      {
        'gen_ai.conversation.id': 's1',
        'gen_ai.input.messages': JSON.stringify([user('Hello')]),
        'gen_ai.output.messages': JSON.stringify([said('Hi')]),
        'gen_ai.usage.input_tokens': 3,
      },
      { event: 'gen_ai.client.inference.operation.details', time: 4 },
    );
    expect(story(readLines([logs([details])]))).toEqual(['4 s1 read human "Hello"', '4 s1 say "Hi"', '4 s1 usage 3+0']);
  });
});
