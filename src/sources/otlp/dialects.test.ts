import { describe, expect, test } from 'vitest';
import { readLines, span, story, traces } from './test-support.ts';

describe('Vercel AI SDK', () => {
  const metadata = { 'ai.telemetry.metadata.sessionId': 's1', 'ai.telemetry.functionId': 'support' };
  const prompt = [
    { role: 'system', content: 'Be kind' },
    { role: 'user', content: [{ type: 'text', text: 'Read it' }] },
  ];
  const call = { toolCallId: 'c1', toolName: 'readFile', args: '{"path":"/w/a.md"}' };
  const history = [
    ...prompt,
    { role: 'assistant', content: [{ type: 'tool-call', ...call, args: { path: '/w/a.md' } }] },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'c1', toolName: 'readFile', output: { type: 'text', value: 'text of a' } },
      ],
    },
  ];
  const spans = [
    span(
      { id: 'do1', parent: 'root', name: 'ai.generateText.doGenerate', start: 1, end: 5 },
      {
        ...metadata,
        'ai.operationId': 'ai.generateText.doGenerate',
        'ai.prompt.messages': JSON.stringify(prompt),
        'ai.response.toolCalls': JSON.stringify([call]),
        'ai.response.text': '',
        'ai.usage.promptTokens': 10,
        'ai.usage.completionTokens': 2,
        'gen_ai.usage.input_tokens': 10,
        'gen_ai.usage.output_tokens': 2,
        'gen_ai.request.model': 'm',
      },
    ),
    span(
      { id: 'tool', parent: 'root', name: 'ai.toolCall', start: 6, end: 8 },
      {
        ...metadata,
        'ai.operationId': 'ai.toolCall',
        'ai.toolCall.name': 'readFile',
        'ai.toolCall.id': 'c1',
        'ai.toolCall.args': '{"path":"/w/a.md"}',
        'ai.toolCall.result': '"text of a"',
      },
    ),
    span(
      { id: 'do2', parent: 'root', name: 'ai.generateText.doGenerate', start: 10, end: 15 },
      {
        ...metadata,
        'ai.operationId': 'ai.generateText.doGenerate',
        'ai.prompt.messages': JSON.stringify(history),
        'ai.response.text': 'It says a',
        'ai.usage.promptTokens': 20,
        'ai.usage.completionTokens': 3,
      },
    ),
    span(
      { id: 'root', name: 'ai.generateText', start: 0, end: 20 },
      {
        ...metadata,
        'ai.operationId': 'ai.generateText',
        'ai.prompt': JSON.stringify({ system: 'Be kind', prompt: 'Read it' }),
        'ai.response.text': 'It says a',
        'ai.usage.promptTokens': 30,
        'ai.usage.completionTokens': 5,
      },
    ),
  ];

  test('outer and inner spans tell each thing once, tokens by call', () => {
    const reading = readLines([traces(spans)]);
    expect(story(reading)).toEqual([
      '0 s1 read control "Be kind"',
      '0 s1 read human "Read it"',
      '5 s1 call readFile "/w/a.md"',
      '5 s1 usage 10+2',
      '8 s1 read codebase <|/w/a.md> "text of a"',
      '15 s1 say "It says a"',
      '15 s1 usage 20+3',
    ]);
    const [session] = reading.events;
    expect(session).toMatchObject({ kind: 'session', info: { agent: 'support', contentRecorded: true } });
  });

  test('with recordInputs and recordOutputs off, calls and reads stay and the switch is named', () => {
    const bare = spans.map((one) => {
      const { attributes, ...rest } = one as { attributes: { key: string }[] };
      const hidden = /^ai\.(?:prompt|response\.text|response\.toolCalls|toolCall\.(?:args|result))/;
      return { ...rest, attributes: attributes.filter(({ key }) => !hidden.test(key)) };
    });
    const reading = readLines([traces(bare)]);
    expect(story(reading).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      's1 read human',
      's1 say',
      's1 usage 10+2',
      's1 call readFile',
      's1 say',
      's1 usage 20+3',
      's1 say',
      's1 read codebase',
    ]);
    expect(reading.hints).toEqual([expect.stringContaining('recordInputs')]);
    expect(reading.events[0]).toMatchObject({ info: { contentRecorded: false } });
  });
});

describe('OpenInference', () => {
  test('flat indexed messages, tools, retrievers and nested agents', () => {
    const session = { 'session.id': 's1' };
    const spans = [
      span(
        { id: 'root', start: 0, end: 90 },
        {
          ...session,
          'openinference.span.kind': 'AGENT',
          'agent.name': 'lead',
          'input.value': 'Look it up',
          'output.value': 'Found',
        },
      ),
      span(
        { id: 'llm', parent: 'root', start: 1, end: 9 },
        {
          ...session,
          'openinference.span.kind': 'LLM',
          'llm.model_name': 'm',
          'llm.input_messages.0.message.role': 'system',
          'llm.input_messages.0.message.content': 'Be kind',
          'llm.input_messages.1.message.role': 'user',
          'llm.input_messages.1.message.contents.0.message_content.type': 'text',
          'llm.input_messages.1.message.contents.0.message_content.text': 'Look it up',
          'llm.output_messages.0.message.role': 'assistant',
          'llm.output_messages.0.message.tool_calls.0.tool_call.id': 'c1',
          'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'search_files',
          'llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments': '{"query":"x"}',
          'llm.token_count.prompt': 7,
          'llm.token_count.completion': 1,
        },
      ),
      span(
        { id: 'tool', parent: 'root', start: 10, end: 12 },
        {
          ...session,
          'openinference.span.kind': 'TOOL',
          'tool.name': 'search_files',
          'input.value': '{"query":"x"}',
          'output.value': 'hit',
        },
      ),
      span(
        { id: 'retriever', parent: 'root', start: 20, end: 22 },
        {
          ...session,
          'openinference.span.kind': 'RETRIEVER',
          'input.value': 'deploy',
          'retrieval.documents.0.document.id': 'd1',
          'retrieval.documents.0.document.content': 'How to deploy',
          'retrieval.documents.1.document.id': 'd2',
          'retrieval.documents.1.document.content': 'How not to',
        },
      ),
      span(
        { id: 'chain', parent: 'root', start: 30, end: 40 },
        { ...session, 'openinference.span.kind': 'CHAIN', 'input.value': 'x' },
      ),
      span(
        { id: 'sub', parent: 'root', start: 50, end: 60 },
        {
          ...session,
          'openinference.span.kind': 'AGENT',
          'agent.name': 'helper',
          'input.value': 'Summarise',
          'output.value': 'Short',
        },
      ),
    ];
    const reading = readLines([traces(spans)]);
    expect(story(reading).map((line) => line.replace(/<s1\|\w+\//, '<'))).toEqual([
      '0 s1 read human "Look it up"',
      '1 s1 read control "Be kind"',
      '9 s1 call search_files "x"',
      '9 s1 usage 7+1',
      '12 s1 read tool "hit"',
      '20 s1 call retrieval "deploy"',
      '22 s1 read memory <|d1> "How to deploy"',
      '22 s1 read memory <|d2> "How not to"',
      '50 s1 write context replace <prompt> "Summarise"',
      '50 s1/helper read context <prompt> "Summarise"',
      '60 s1/helper say "Short"',
      '60 s1/helper write context replace <result> "Short"',
      '60 s1 read context <result> "Short"',
      '90 s1 say "Found"',
    ]);
    expect(reading.skipped).toEqual([{ line: 1, reason: 'chain span: its parts tell it' }]);
  });
});

describe('other spans', () => {
  test('OpenLLMetry tools and agents', () => {
    const spans = [
      span(
        { id: 'agent', start: 0, end: 9 },
        {
          'traceloop.span.kind': 'agent',
          'traceloop.entity.name': 'lead',
          'traceloop.association.properties.session_id': 's1',
        },
      ),
      span(
        { id: 'tool', parent: 'agent', start: 1, end: 3 },
        {
          'traceloop.span.kind': 'tool',
          'traceloop.entity.name': 'web_search',
          'traceloop.entity.input': '{"query":"x"}',
          'traceloop.entity.output': 'hit',
        },
      ),
    ];
    expect(story(readLines([traces(spans)]))).toEqual([
      '1 s1 call web_search "x"',
      expect.stringMatching(/^3 s1 read .*"hit"$/),
    ]);
  });

  test('what tells nothing of an agent is counted with its reason', () => {
    const spans = [
      span({ id: 'http', name: 'GET /', kind: 2 }, { 'http.request.method': 'GET' }),
      span({ id: 'embed' }, { 'gen_ai.operation.name': 'embeddings' }),
      span({ id: 'guard' }, { 'gen_ai.operation.name': 'run_guardrail' }),
      { ...(span({ id: 'x' }, { 'gen_ai.operation.name': 'chat' }) as object), spanId: 'abcd' },
      { ...(span({ id: 'x' }, { 'gen_ai.operation.name': 'chat' }) as object), traceId: '0'.repeat(32) },
    ];
    const reading = readLines([traces(spans), { resourceMetrics: [] }, '{"resourceSpans": [', '{"a":1}', '[1]']);
    expect(reading.events).toEqual([]);
    expect(reading.skipped).toEqual([
      { line: 1, reason: 'span without a trace id of 16 bytes and a span id of 8' },
      { line: 1, reason: 'span without a trace id of 16 bytes and a span id of 8' },
      { line: 2, reason: 'metrics: they name no read, write or call' },
      { line: 3, reason: 'no JSON: an OTLP request was expected' },
      { line: 4, reason: 'no OTLP request' },
      { line: 5, reason: 'no OTLP request' },
      { line: 1, reason: 'span of no agent operation' },
      { line: 1, reason: 'embeddings: a text is measured, nobody reads it' },
      { line: 1, reason: 'guardrail: another monitor’s finding' },
    ]);
  });

  test('content hashes stand in for content where the attribute is named', () => {
    const hash = 'ab'.repeat(32);
    const spans = [
      span(
        { id: 'write', start: 1, end: 2 },
        {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'write_file',
          'gen_ai.tool.call.arguments': '{"path":"/w/a"}',
          'session.id': 's1',
          digest: hash,
        },
      ),
      span(
        { id: 'read', start: 5, end: 6 },
        {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'read_file',
          'gen_ai.tool.call.arguments': '{"path":"/w/a"}',
          'session.id': 's1',
          digest: `sha256:${hash}`,
        },
      ),
      span({ id: 'chat', start: 8, end: 9 }, { 'gen_ai.operation.name': 'chat', 'session.id': 's1', digest: hash }),
      span(
        { id: 'memory', start: 10, end: 11 },
        { 'gen_ai.operation.name': 'search_memory', 'gen_ai.memory.record.id': 'r1', 'session.id': 's1', digest: hash },
      ),
    ];
    const told = story(readLines([traces(spans)], { hashAttribute: 'digest' }));
    expect(told).toContain(`1 s1 write codebase replace <|/w/a> #sha256:${hash}`);
    expect(told).toContain(`6 s1 read codebase <|/w/a> #sha256:${hash}`);
    expect(told).toContain(`8 s1 read human #sha256:${hash}`);
    expect(told).toContain(`11 s1 read memory <|r1> #sha256:${hash}`);
    expect(story(readLines([traces(spans)])).join()).not.toContain('#sha256');
  });

  test('without content, events stay and the switch is named', () => {
    const spans = [
      span(
        { id: 'chat', start: 1, end: 4 },
        { 'gen_ai.operation.name': 'chat', 'session.id': 's1', 'gen_ai.usage.input_tokens': 5 },
      ),
      span(
        { id: 'tool', start: 5, end: 6 },
        { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'lookup', 'session.id': 's1' },
      ),
    ];
    const reading = readLines([traces(spans)]);
    expect(story(reading)).toEqual([
      '1 s1 read human',
      '4 s1 say',
      '4 s1 usage 5+0',
      '5 s1 call lookup',
      '6 s1 read tool',
    ]);
    expect(reading.hints).toEqual([expect.stringContaining('OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT')]);
    expect(reading.events[0]).toMatchObject({ kind: 'session', session: 's1', info: { contentRecorded: false } });
  });

  test('repository, host and tenant make paths and keys unique', () => {
    const one = span(
      { id: 'tool', start: 1, end: 2 },
      {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'read_file',
        'gen_ai.tool.call.arguments': '{"path":"src/a.ts"}',
        'session.id': 's1',
      },
    );
    const resource = {
      'vcs.repository.url.full': 'https://me:secret@git.example.com/acme/app.git',
      'process.working_directory': '/work/app',
      'service.name': 'coder',
    };
    const reading = readLines([traces([one], resource)]);
    expect(story(reading)).toContain('2 s1 read codebase <https://git.example.com/acme/app|src/a.ts>');
    expect(JSON.stringify(reading.events)).not.toContain('secret');
  });
});
