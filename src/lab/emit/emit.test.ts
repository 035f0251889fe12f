import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../cli/lab/scenario-file.ts';
import { emitTelemetry, runScenario, TELEMETRY_KINDS, truthOf } from '../index.ts';

const run = runScenario(loadScenario('notebook-rule'), { seed: 3, sessions: 60 });

// biome-ignore lint/suspicious/noExplicitAny: foreign records
type Line = any;

function read(kind: (typeof TELEMETRY_KINDS)[number]): Map<string, Line[]> {
  const files = new Map<string, Line[]>();
  for (const { path, chunks } of emitTelemetry(run, kind)) {
    expect(files.has(path)).toBe(false);
    const text = [...chunks].map(String).join('');
    expect(text.endsWith('\n')).toBe(true);
    files.set(
      path,
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
  }
  return files;
}

test.each(TELEMETRY_KINDS)('%s parses line by line and tells of every session', (kind) => {
  const told = JSON.stringify([...read(kind)]);
  for (const session of truthOf(run, kind).sessions) {
    for (const part of session.id.split('/')) expect(told).toContain(part);
  }
});

test('claude-code links records and results, and ties sub-agents to their parents', () => {
  const files = read('claude-code');
  const spawned = new Set<string>();
  for (const [path, lines] of files) {
    const seen = new Set<string | null>([null]);
    for (const line of lines.filter((record) => record.uuid !== undefined)) {
      expect(seen.has(line.parentUuid)).toBe(true);
      seen.add(line.uuid);
      expect(line.isSidechain).toBe(path.includes('/subagents/'));
      const block = line.type === 'user' && Array.isArray(line.message.content) ? line.message.content[0] : undefined;
      if (block !== undefined) expect(seen.has(line.sourceToolAssistantUUID)).toBe(true);
      if (line.toolUseResult?.agentId !== undefined) spawned.add(line.toolUseResult.agentId);
    }
  }
  const subagents = [...files.keys()].filter((path) => path.includes('/subagents/'));
  expect(subagents.length).toBeGreaterThan(0);
  expect(subagents.map((path) => /agent-(\w+)\.jsonl$/.exec(path)![1]!).sort()).toEqual([...spawned].sort());
});

test('claude-code numbers the lines that a partial read shows', () => {
  const results = [...read('claude-code').values()].flat().filter((line) => line.toolUseResult?.file !== undefined);
  const partial = results.filter((line) => line.toolUseResult.file.startLine > 1);
  expect(partial.length).toBeGreaterThan(0);
  for (const { toolUseResult, message } of partial) {
    const { content, numLines, startLine, totalLines } = toolUseResult.file;
    expect(content.split('\n').length).toBe(numLines);
    expect(startLine + numLines - 1).toBeLessThanOrEqual(totalLines);
    expect(message.content[0].content.trimStart().startsWith(`${startLine}→`)).toBe(true);
  }
});

test('codex answers every call, and its patches have the form of apply_patch', () => {
  for (const lines of read('codex').values()) {
    expect(lines[0].type).toBe('session_meta');
    const items = lines.filter((line) => line.type === 'response_item').map((line) => line.payload);
    const ids = (type: RegExp) => items.filter((item) => type.test(item.type)).map((item) => item.call_id);
    expect(ids(/_call_output$/)).toEqual(ids(/_call$/));
    for (const item of items.filter((i) => i.name === 'apply_patch')) {
      const body = item.input.split('\n');
      expect(body[0]).toBe('*** Begin Patch');
      expect(body[1]).toMatch(/^\*\*\* (Add|Update) File: \S/);
      for (const line of body.slice(2, -1)) expect(line).toMatch(/^[-+]|^@@/);
      expect(body.at(-1)).toBe('*** End Patch');
    }
  }
});

test('otlp repeats the history in chat spans and gives each tool call once', () => {
  const spans = [...read('otlp').values()].flat().flatMap((line) => line.resourceSpans[0].scopeSpans[0].spans);
  const value = (span: Line, key: string) =>
    span.attributes.find((attribute: Line) => attribute.key === key)?.value.stringValue;
  const calls = spans.map((span) => value(span, 'gen_ai.tool.call.id')).filter((id) => id !== undefined);
  expect(new Set(calls).size).toBe(calls.length);
  const turns = new Map<string, number>();
  for (const span of spans.filter((s) => value(s, 'gen_ai.operation.name') === 'chat')) {
    const session = value(span, 'gen_ai.conversation.id');
    const history = JSON.parse(value(span, 'gen_ai.input.messages')).length;
    expect(history).toBeGreaterThan(turns.get(session) ?? 0);
    turns.set(session, history);
  }
  for (const span of spans) {
    expect(span.startTimeUnixNano <= span.endTimeUnixNano).toBe(true);
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
  }
});

describe('chat', () => {
  const records = [...read('chat').values()].flat();

  test('has both message shapes', () => {
    const messages = records.flatMap((record) => record.messages);
    expect(messages.some((message) => message.tool_calls !== undefined)).toBe(true);
    expect(messages.some((message) => Array.isArray(message.content))).toBe(true);
  });

  test('has a scope, and a time on every message that never goes back', () => {
    for (const record of records) {
      expect(record.scope).toBeTruthy();
      const times = record.messages.map((message: Line) => Date.parse(message.time));
      // A sub-agent's answer comes after its call, so the call's message may stand before later acts only.
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });
});

test('langfuse hangs every observation on its session', () => {
  const lines = [...read('langfuse').values()].flat();
  const roots = new Set(lines.filter((line) => line.type === 'AGENT').map((line) => line.id));
  expect(roots.size).toBe(run.sessions.length);
  for (const line of lines) expect(roots.has(line.parentObservationId ?? line.id)).toBe(true);
});
