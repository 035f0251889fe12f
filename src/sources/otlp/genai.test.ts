import { describe, expect, test } from 'vitest';
import { hex, log, logs, readLines, span, story, traces } from './test-support.ts';

const user = (content: string) => ({ role: 'user', parts: [{ type: 'text', content }] });
const said = (content: string) => ({ role: 'assistant', parts: [{ type: 'text', content }] });
const asked = (id: string, name: string, args: unknown) => ({
  role: 'assistant',
  parts: [{ type: 'tool_call', id, name, arguments: args }],
});
const answered = (id: string, response: unknown) => ({
  role: 'tool',
  parts: [{ type: 'tool_call_response', id, response }],
});

function chat(id: string, start: number, input: unknown, output: unknown, more: Record<string, unknown> = {}) {
  return span(
    { id, parent: 'root', start, end: start + 5, kind: 3 },
    {
      'gen_ai.operation.name': 'chat',
      'gen_ai.conversation.id': 's1',
      'gen_ai.input.messages': typeof input === 'string' ? input : JSON.stringify(input),
      'gen_ai.output.messages': JSON.stringify(output),
      ...more,
    },
  );
}

const tool = (id: string, call: string | undefined, start: number, more: Record<string, unknown>) =>
  span(
    { id, parent: 'root', start, end: start + 3 },
    {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.conversation.id': 's1',
      ...(call === undefined ? {} : { 'gen_ai.tool.call.id': call }),
      ...more,
    },
  );

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

describe('stores, resources and messages', () => {
  const memory = (id: string, start: number, operation: string, more: Record<string, unknown>) =>
    span(
      { id, parent: 'root', start, end: start + 2 },
      { 'gen_ai.operation.name': operation, 'gen_ai.conversation.id': 's1', 'gen_ai.memory.store.id': 'team', ...more },
    );

  test('memory operations write and read records', () => {
    const spans = [
      memory('m1', 1, 'create_memory', { 'gen_ai.memory.records': '[{"id":"r1","content":"Tests are slow"}]' }),
      memory('m2', 5, 'search_memory', {
        'gen_ai.memory.query.text': 'tests',
        'gen_ai.memory.records': '[{"id":"r1","content":"Tests are slow","score":0.9},{"content":"No id"}]',
      }),
      memory('m3', 9, 'delete_memory', { 'gen_ai.memory.record.id': 'r1' }),
      memory('m4', 12, 'upsert_memory', { 'gen_ai.memory.records': '[{"content":"Nameless"}]' }),
      memory('m5', 15, 'search_memory', { 'gen_ai.memory.record.count': 0 }),
    ];
    expect(story(readLines([traces(spans)]))).toEqual([
      '1 s1 call create_memory "Tests are slow"',
      '3 s1 write memory replace <team|r1> "Tests are slow"',
      '5 s1 call search_memory "tests"',
      '7 s1 read memory <team|r1> "Tests are slow"',
      '7 s1 read memory <team|*> "No id"',
      '9 s1 call delete_memory',
      '11 s1 write memory delete <team|r1>',
      '12 s1 call upsert_memory "Nameless"',
      '14 s1 write memory append <team|*> "Nameless"',
      '15 s1 call search_memory',
    ]);
  });

  test('a memory operation that is a tool call is told once', () => {
    const call = asked('c1', 'recall', { key: 'r1' });
    const spans = [
      chat('chat1', 1, [user('Go')], [call]),
      memory('m1', 10, 'search_memory', {
        'gen_ai.tool.name': 'recall',
        'gen_ai.tool.call.id': 'c1',
        'gen_ai.memory.record.id': 'r1',
        'gen_ai.memory.records': '[{"id":"r1","content":"Tests are slow"}]',
      }),
      chat('chat2', 20, [user('Go'), call, answered('c1', '{"content":"Tests are slow"}')], [said('Ok')]),
    ];
    expect(story(readLines([traces(spans)]))).toEqual([
      '1 s1 read human "Go"',
      '6 s1 call recall "r1"',
      '12 s1 read memory <team|r1> "Tests are slow"',
      '25 s1 say "Ok"',
    ]);
  });

  test('a memory operation inside a tool’s span tells what the tool read', () => {
    const spans = [
      tool('t1', 'c1', 10, { 'gen_ai.tool.name': 'lookup', 'gen_ai.tool.call.result': '["Tests are slow"]' }),
      span(
        { id: 'm1', parent: 't1', start: 11, end: 12 },
        {
          'gen_ai.operation.name': 'search_memory',
          'gen_ai.memory.store.id': 'team',
          'gen_ai.memory.records': '[{"id":"r1","content":"Tests are slow"}]',
        },
      ),
    ];
    expect(story(readLines([traces(spans)]))).toEqual([
      '10 s1 call lookup',
      '12 s1 read memory <team|r1> "Tests are slow"',
    ]);
  });

  test('retrieval reads documents of an index', () => {
    const one = span(
      { id: 'r1', start: 1, end: 4 },
      {
        'gen_ai.operation.name': 'retrieval',
        'gen_ai.conversation.id': 's1',
        'gen_ai.data_source.id': 'wiki',
        'gen_ai.retrieval.query.text': 'deploy',
        'gen_ai.retrieval.documents': '[{"id":"d7","score":0.4,"content":"How to deploy"}]',
      },
    );
    expect(story(readLines([traces([one], { 'service.name': 'x', 'service.namespace': 'acme' })]))).toEqual([
      '1 s1 call retrieval "deploy"',
      '4 s1 read memory <acme/wiki|d7> "How to deploy"',
    ]);
  });

  test('an MCP resource is read by its address', () => {
    const one = span(
      { id: 'r1', start: 1, end: 4, kind: 3 },
      { 'mcp.method.name': 'resources/read', 'mcp.resource.uri': 'notes://today', 'session.id': 's1' },
    );
    expect(story(readLines([traces([one])]))).toEqual([
      '4 s1 call resources/read "notes://today"',
      '4 s1 read tool <|notes://today>',
    ]);
  });

  test('an A2A message is written by its client and read by its server', () => {
    const spans = [
      span(
        { id: 'root', start: 0, end: 60 },
        { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'planner', 'gen_ai.conversation.id': 's1' },
      ),
      span(
        { id: 'client', parent: 'root', start: 10, end: 50, kind: 3 },
        {
          'a2a.method.name': 'SendMessage',
          'a2a.message.id': 'm-1',
          'a2a.task.id': 'k1',
          'gen_ai.agent.name': 'coder',
          'gen_ai.conversation.id': 'ctx',
        },
      ),
      span(
        { id: 'server', parent: 'client', start: 12, end: 48, kind: 2 },
        {
          'a2a.method.name': 'SendMessage',
          'a2a.message.id': 'm-1',
          'a2a.task.id': 'k1',
          'gen_ai.agent.name': 'coder',
          'gen_ai.conversation.id': 'ctx',
        },
      ),
      span(
        { id: 'chat', parent: 'server', start: 20, end: 30, kind: 3 },
        {
          'gen_ai.operation.name': 'chat',
          'gen_ai.input.messages': JSON.stringify([user('Write it')]),
          'gen_ai.output.messages': JSON.stringify([said('Written')]),
        },
      ),
    ];
    expect(story(readLines([traces(spans)]))).toEqual([
      '10 s1 write message replace <|m-1>',
      '20 s1/coder read message <|m-1> "Write it"',
      '30 s1/coder say "Written"',
      '48 s1/coder write message replace <|task/k1> "Written"',
      '50 s1 read message <|task/k1>',
    ]);
  });
});

describe('nested agents', () => {
  const agent = (
    id: string,
    name: string,
    start: number,
    end: number,
    parent?: string,
    more: Record<string, unknown> = {},
  ) =>
    span(
      { id, start, end, ...(parent === undefined ? {} : { parent }) },
      { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': name, 'gen_ai.conversation.id': 's1', ...more },
    );
  const below = (id: string, parent: string, start: number, input: unknown[], output: unknown[]) =>
    span(
      { id, parent, start, end: start + 5 },
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.input.messages': JSON.stringify(input),
        'gen_ai.output.messages': JSON.stringify(output),
      },
    );

  test('are sessions of their own, tied to the parent by prompt and result', () => {
    const call = asked('c1', 'ask_researcher', { question: 'Why?' });
    const spans = [
      agent('root', 'lead', 0, 100),
      below('chat1', 'root', 1, [user('Find out')], [call]),
      span(
        { id: 'tool', parent: 'root', start: 10, end: 40 },
        {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'ask_researcher',
          'gen_ai.tool.call.id': 'c1',
          'gen_ai.tool.call.result': 'Because',
        },
      ),
      agent('nested', 'researcher', 11, 39, 'tool'),
      below('chat2', 'nested', 12, [user('Why?')], [said('Because')]),
      below('chat3', 'root', 50, [user('Find out'), call, answered('c1', 'Because')], [said('Because of that')]),
    ];
    const reading = readLines([traces(spans)]);
    const prompt = `<s1|${hex('nested', 16)}/prompt>`;
    const result = prompt.replace('/prompt', '/result');
    expect(story(reading)).toEqual([
      '1 s1 read human "Find out"',
      '6 s1 call ask_researcher "Why?"',
      `11 s1 write context replace ${prompt} "Why?"`,
      `12 s1/researcher read context ${prompt} "Why?"`,
      '17 s1/researcher say "Because"',
      `39 s1/researcher write context replace ${result} "Because"`,
      `39 s1 read context ${result} "Because"`,
      '55 s1 say "Because of that"',
    ]);
    const sessions = reading.events.flatMap((event) =>
      event.kind === 'session' && event.info.agent !== undefined ? [event] : [],
    );
    expect(sessions.map((event) => [event.session, event.info.agent, event.info.parent])).toEqual([
      ['s1', 'lead', undefined],
      ['s1/researcher', 'researcher', 's1'],
    ]);
  });

  test('the same agent nested in itself stays in its session', () => {
    const spans = [agent('root', 'lead', 0, 100), agent('again', 'lead', 10, 50, 'root')];
    expect(new Set(readLines([traces(spans)]).events.map((event) => event.session))).toEqual(new Set(['s1']));
  });

  test('agents that share a conversation without nesting are told apart', () => {
    const flat = (id: string, name: string, start: number) =>
      span(
        { id, trace: id, start },
        {
          'gen_ai.operation.name': 'chat',
          'gen_ai.conversation.id': 's1',
          'gen_ai.agent.name': name,
          'gen_ai.input.messages': JSON.stringify([user(`for ${name}`)]),
        },
      );
    expect(
      story(readLines([traces([flat('a', 'planner', 1), flat('b', 'coder', 5), flat('c', 'planner', 9)])])),
    ).toEqual(['1 s1 read human "for planner"', '5 s1/coder read human "for coder"']);
  });

  test('spans that are each other’s parents, and a long chain, are told', () => {
    const cycle = [agent('a', 'x', 0, 9, 'b'), agent('b', 'y', 1, 8, 'a')];
    expect(readLines([traces(cycle)]).events.length).toBeGreaterThan(0);
    const chain = Array.from({ length: 4_000 }, (_, index) =>
      below(`n${index}`, `n${index - 1}`, index, [user(`text ${index}`)], []),
    );
    expect(story(readLines([traces(chain)]))).toHaveLength(4_000);
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
