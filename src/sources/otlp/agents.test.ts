import { describe, expect, test } from 'vitest';
import { answered, asked, chat, hex, readLines, said, span, story, tool, traces, user } from './test-support.ts';

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
