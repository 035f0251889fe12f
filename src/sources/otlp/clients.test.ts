import { describe, expect, test } from 'vitest';
import { DAY, log, logs, readLines, story } from './test-support.ts';

const claude = (event: string, time: number, more: Record<string, unknown>) =>
  log({ 'event.name': event, 'session.id': 's1', ...more }, { time, body: `claude_code.${event}` });

describe('log events of Claude Code', () => {
  test('with its switches on', () => {
    const records = [
      claude('user_prompt', 1, { prompt: '[look] at it', prompt_length: 12 }),
      claude('api_request', 5, {
        model: 'm',
        input_tokens: 3,
        output_tokens: 2,
        cache_read_tokens: 10,
        cache_creation_tokens: 1,
      }),
      claude('tool_decision', 6, { tool_name: 'Bash', tool_use_id: 'c1', decision: 'accept' }),
      claude('tool_result', 10, {
        tool_name: 'Bash',
        tool_use_id: 'c1',
        success: 'true',
        duration_ms: 3,
        tool_parameters: '{"bash_command":"cat","full_command":"cat /w/a.md"}',
        tool_input: '{"command":"cat /w/a…","description":"Look"}',
      }),
      claude('tool_result', 12, {
        tool_name: 'Write',
        tool_use_id: 'c2',
        success: 'true',
        tool_input: '{"file_path":"/w/b.md","content":"new"}',
      }),
      claude('tool_decision', 13, { tool_name: 'Write', tool_use_id: 'c3', decision: 'reject' }),
      claude('assistant_response', 15, { response: 'Done', response_length: 4 }),
      claude('hook_registered', 16, {}),
    ];
    const reading = readLines([logs(records, { 'service.name': 'claude-code', 'host.name': 'box' })]);
    const told = story(reading);
    expect(told).toContain('1 s1 read human "[look] at it"');
    expect(told).toContain('5 s1 usage 14+2');
    expect(told.filter((line) => line.startsWith('7 s1 call Bash'))).toHaveLength(1);
    expect(told.some((line) => line.startsWith('10 s1 read codebase') && line.includes('<box|/w/a.md>'))).toBe(true);
    expect(told).toContain('12 s1 write codebase replace <box|/w/b.md> "new"');
    expect(told).toContain('13 s1 call Write');
    expect(told).toContain('15 s1 say "Done"');
    expect(reading.skipped.map((entry) => entry.reason)).toEqual([
      'tool let run: its result tells it',
      'claude_code.hook_registered: no read, write or call',
    ]);
    expect(reading.hints).toEqual([expect.stringContaining('OTEL_LOG_RAW_API_BODIES')]);
    expect(reading.events.find((event) => event.kind === 'session')).toMatchObject({
      info: { agent: 'claude-code', client: 'claude-code', host: 'box' },
    });
  });

  test('redacted: reads without text, and each switch named', () => {
    const records = [
      claude('user_prompt', 1, { prompt: '<REDACTED>', prompt_length: 12 }),
      claude('tool_result', 12, { tool_name: 'Read', tool_use_id: 'c2', success: 'true' }),
    ];
    const reading = readLines([logs(records)]);
    expect(story(reading)[0]).toBe('1 s1 read human');
    expect(reading.hints).toEqual([
      expect.stringContaining('OTEL_LOG_USER_PROMPTS=1'),
      expect.stringContaining('OTEL_LOG_TOOL_DETAILS=1'),
    ]);
    expect(reading.events[0]).toMatchObject({ info: { contentRecorded: false } });
  });

  test('raw request bodies bring what the tools answered', () => {
    const history = [
      { role: 'user', content: 'Read a' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'Read', input: { file_path: '/w/a.md' } }] },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: 'text of a' }] }],
      },
    ];
    const body = (messages: unknown[]) =>
      JSON.stringify({ model: 'm', system: [{ type: 'text', text: 'Be kind' }], messages });
    const records = [
      claude('api_request_body', 1, { body: body(history.slice(0, 1)) }),
      claude('tool_result', 5, {
        tool_name: 'Read',
        tool_use_id: 'c1',
        success: 'true',
        duration_ms: 2,
        tool_input: '{"file_path":"/w/a.md"}',
      }),
      claude('api_request_body', 8, { body: body(history) }),
      claude('api_request_body', 9, { body: '{"cut off', body_truncated: 'true' }),
    ];
    const reading = readLines([logs(records)]);
    expect(story(reading)).toEqual([
      '1 s1 read control "Be kind"',
      '1 s1 read human "Read a"',
      '3 s1 call Read "/w/a.md"',
      '5 s1 read codebase <|/w/a.md> "text of a"',
    ]);
    expect(reading.skipped).toHaveLength(1);
    expect(reading.events[0]).toMatchObject({ info: { contentRecorded: true } });
  });
});

describe('log events of Codex', () => {
  test('prompts, tools and tokens', () => {
    const codex = (event: string, time: number, more: Record<string, unknown>) =>
      log({ 'event.name': event, 'conversation.id': 's1', ...more }, { time });
    const records = [
      codex('codex.conversation_starts', 0, { model: 'm' }),
      codex('codex.user_prompt', 1, { prompt: '[REDACTED]', prompt_length: '4' }),
      codex('codex.sse_event', 4, {
        'event.kind': 'response.completed',
        input_token_count: '7',
        output_token_count: '2',
      }),
      codex('codex.sse_event', 4, { 'event.kind': 'response.output_item.done' }),
      codex('codex.tool_result', 9, {
        tool_name: 'write_note',
        call_id: 'c1',
        arguments: '{"key":"k","text":"new"}',
        duration_ms: '2',
        success: 'true',
        output: 'ok',
      }),
      codex('codex.tool_decision', 10, { tool_name: 'shell', call_id: 'c2', decision: 'denied' }),
    ];
    const reading = readLines([logs(records, { 'service.name': 'codex_cli_rs' })]);
    expect(story(reading)).toEqual([
      '1 s1 read human',
      '4 s1 usage 7+2',
      '7 s1 call write_note "k\nnew"',
      expect.stringMatching(/^7 s1 write memory .*\|k> "new"$/),
      '9 s1 read tool "ok"',
      '10 s1 call shell',
    ]);
    expect(reading.hints).toEqual([expect.stringContaining('log_user_prompt')]);
  });
});

describe('log events of Gemini CLI', () => {
  const gemini = (event: string, time: number, more: Record<string, unknown>) =>
    log({ 'event.name': event, 'session.id': 's1', ...more }, { time });
  const input = [{ role: 'user', parts: [{ type: 'text', content: 'Read a' }] }];
  const call = {
    role: 'model',
    parts: [{ type: 'tool_call', id: 'c1', name: 'read_file', arguments: { path: '/w/a.md' } }],
  };
  const answer = { role: 'user', parts: [{ type: 'tool_call_response', id: 'c1', response: { output: 'text of a' } }] };
  const details = (time: number, messages: unknown[], output: unknown[]) =>
    log(
      {
        'session.id': 's1',
        'gen_ai.input.messages': JSON.stringify(messages),
        'gen_ai.output.messages': JSON.stringify(output),
      },
      { time, event: 'gen_ai.client.inference.operation.details' },
    );
  const records = [
    gemini('gemini_cli.user_prompt', 1, { prompt: 'Read a', prompt_id: 'p' }),
    details(5, input, [call]),
    gemini('gemini_cli.api_response', 5, { model: 'm', input_token_count: 9, output_token_count: 1 }),
    gemini('gemini_cli.tool_call', 9, {
      function_name: 'read_file',
      function_args: '{"path":"/w/a.md"}',
      duration_ms: 2,
      success: true,
    }),
    details(15, [...input, call, answer], [{ role: 'model', parts: [{ type: 'text', content: 'It says a' }] }]),
    gemini('gemini_cli.file_operation', 16, { tool_name: 'read_file' }),
  ];

  test('the same call and texts in several events are told once', () => {
    const reading = readLines([logs(records, { 'service.name': 'gemini-cli' })]);
    expect(story(reading)).toEqual([
      '1 s1 read human "Read a"',
      '5 s1 call read_file "/w/a.md"',
      '5 s1 usage 9+1',
      '9 s1 read codebase <|/w/a.md> "text of a"',
      '15 s1 say "It says a"',
    ]);
  });

  test('its outfile holds the SDK’s own objects', () => {
    const record = {
      hrTime: [DAY / 1000, 5_000_000],
      hrTimeObserved: [DAY / 1000, 6_000_000],
      resource: { _rawAttributes: [], attributes: { 'service.name': 'gemini-cli' } },
      instrumentationScope: { name: 'gemini-cli' },
      attributes: { 'event.name': 'gemini_cli.user_prompt', 'session.id': 's1', prompt: 'Read a' },
      _body: 'User prompt.',
    };
    expect(story(readLines([record]))).toEqual(['5 s1 read human "Read a"']);
  });
});

test('a log record of no session and no trace is named', () => {
  const reading = readLines([logs([log({ 'event.name': 'codex.user_prompt', prompt: 'x' }), log({ level: 'info' })])]);
  expect(reading.skipped.map((entry) => entry.reason)).toEqual([
    'log record without trace id, session id or conversation id',
    'log record of no agent event',
  ]);
});
