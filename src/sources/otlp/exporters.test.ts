import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtoLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, type LogRecordExporter, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { expect, test } from 'vitest';
import { readEvents } from '../index.ts';
import { otlp, otlpProtobuf } from './index.ts';
import { type Reading, readBytes, readLines, story } from './test-support.ts';

/** What the exporters post, captured by a server on the loopback interface. */
async function captured(send: (url: string) => Promise<void>): Promise<Buffer[]> {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks));
      response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'application/json' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return bodies;
}

const resource = resourceFromAttributes({ 'service.name': 'fleet', 'service.namespace': 'acme', 'host.name': 'box' });
const START = Date.UTC(2026, 2, 1);

async function exportSpans(exporter: SpanExporter): Promise<void> {
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = provider.getTracer('made-by-the-sdk', '1.0');
  const at = (offset: number): [number, number] => [
    START / 1000 + Math.floor(offset / 1000),
    (offset % 1000) * 1e6 + 123_456,
  ];
  const root = tracer.startSpan('invoke_agent fixer', {
    startTime: at(0),
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'fixer',
      'gen_ai.conversation.id': 's1',
    },
  });
  const under = trace.setSpan((await import('@opentelemetry/api')).ROOT_CONTEXT, root);
  const chat = tracer.startSpan(
    'chat m',
    {
      kind: SpanKind.CLIENT,
      startTime: at(1),
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Füge es ein \u{1f600}"}]}]',
        'gen_ai.output.messages':
          '[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"write_file","arguments":{"path":"/w/a","content":"new"}}]}]',
        'gen_ai.usage.input_tokens': 5,
        'gen_ai.usage.output_tokens': 2,
        'gen_ai.request.temperature': 0.5,
        'gen_ai.response.finish_reasons': ['tool_calls'],
      },
    },
    under,
  );
  chat.addEvent('gen_ai.choice', { content: 'I write it' }, at(3));
  chat.end(at(4));
  const tool = tracer.startSpan(
    'execute_tool write_file',
    {
      startTime: at(5),
      attributes: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'write_file',
        'gen_ai.tool.call.id': 'c1',
        'gen_ai.tool.call.result': 'ok',
      },
    },
    under,
  );
  tool.setStatus({ code: SpanStatusCode.OK });
  tool.end(at(6));
  const http = tracer.startSpan(
    'GET',
    { kind: SpanKind.CLIENT, startTime: at(5), attributes: { 'http.request.method': 'GET' } },
    under,
  );
  http.end(at(6));
  root.end(at(9));
  await provider.forceFlush();
  await provider.shutdown();
}

async function exportLogs(exporter: LogRecordExporter): Promise<void> {
  const provider = new LoggerProvider({ resource, processors: [new SimpleLogRecordProcessor({ exporter })] });
  const logger = provider.getLogger('com.anthropic.claude_code.events');
  logger.emit({
    timestamp: START + 1,
    body: 'claude_code.user_prompt',
    attributes: { 'event.name': 'user_prompt', 'session.id': 's1', prompt: 'Look', prompt_length: 4 },
  });
  logger.emit({
    timestamp: START + 2,
    eventName: 'gen_ai.client.inference.operation.details',
    body: { 'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'Looked' }] }] },
    attributes: { 'session.id': 's1' },
  });
  await provider.forceFlush();
  await provider.shutdown();
}

/** Ids are drawn anew on each export, and nothing else may differ. */
const comparable = (reading: Reading) => reading.events.map((event) => ({ ...event, line: 0 }));

function delimited(messages: Buffer[]): Buffer {
  return Buffer.concat(
    messages.flatMap((message) => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(message.length);
      return [size, message];
    }),
  );
}

test('traces of the official exporters give the same events in JSON and in protobuf', async () => {
  const json = await captured((url) => exportSpans(new JsonTraces({ url })));
  const proto = await captured((url) => exportSpans(new ProtoTraces({ url })));
  expect(json.length).toBe(4);
  const fromJson = readLines(json.map((body) => body.toString('utf8')));
  const fromProto = readBytes(delimited(proto));
  expect(story(fromJson)).toEqual([
    '1.12 s1 read human "Füge es ein \u{1f600}"',
    '4.12 s1 call write_file "/w/a\nnew"',
    '4.12 s1 say "I write it"',
    '4.12 s1 usage 5+2',
    '4.12 s1 write codebase replace <box|/w/a> "new"',
    '6.12 s1 read tool "ok"',
  ]);
  expect(comparable(fromProto)).toEqual(comparable(fromJson));
  expect(fromProto.skipped.map((entry) => entry.reason)).toEqual(fromJson.skipped.map((entry) => entry.reason));
  expect(fromJson.events[0]).toMatchObject({
    info: { agent: 'fixer', service: 'fleet', host: 'box', client: 'made-by-the-sdk' },
  });
  // One message alone is a document too.
  expect(readBytes(proto[0]!).events.length).toBeGreaterThan(0);
});

test('logs of the official exporters give the same events in JSON and in protobuf', async () => {
  const json = await captured((url) => exportLogs(new JsonLogs({ url })));
  const proto = await captured((url) => exportLogs(new ProtoLogs({ url })));
  const fromJson = readLines(json.map((body) => body.toString('utf8')));
  expect(story(fromJson)).toEqual(['1 s1 read human "Look"', '2 s1 say "Looked"']);
  expect(comparable(readBytes(delimited(proto)))).toEqual(comparable(fromJson));
});

test('what they write is recognised from its content', async () => {
  const [json] = await captured((url) => exportLogs(new JsonLogs({ url })));
  const proto = await captured((url) => exportSpans(new ProtoTraces({ url })));
  const record = JSON.parse(json!.toString('utf8'));
  expect(otlp.recognise({ bytes: json!, records: [record], wholeJson: false })).toBe(1);
  expect(otlpProtobuf.recognise({ bytes: json!, records: [record], wholeJson: false })).toBe(0);
  for (const bytes of [proto[0]!, delimited(proto), delimited(proto).subarray(0, 200)]) {
    expect(otlpProtobuf.recognise({ bytes, records: [], wholeJson: false })).toBeGreaterThan(0.5);
    expect(otlp.recognise({ bytes, records: [], wholeJson: false })).toBe(0);
  }
  for (const text of ['\n\n# A title\n', '\n\x0b\n\x08\n\x06abcdef', '\0\0\0\x05hello', '', 'plain']) {
    expect(otlpProtobuf.recognise({ bytes: Buffer.from(text), records: [], wholeJson: false })).toBe(0);
  }
});

test('a cut off, compressed or foreign protobuf file is named', async () => {
  const proto = await captured((url) => exportSpans(new ProtoTraces({ url })));
  const whole = delimited(proto);
  expect(readBytes(whole.subarray(0, whole.length - 5)).skipped).toContainEqual({
    line: 0,
    reason: 'the last OTLP request is cut off',
  });
  expect(readBytes(proto[1]!.subarray(0, 300)).skipped).toContainEqual({
    line: 0,
    reason: 'broken protobuf: an OTLP request was expected',
  });
  const zstd = Buffer.from([0, 0, 0, 9, 0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]);
  expect(readBytes(zstd).skipped).toEqual([{ line: 0, reason: expect.stringContaining('zstd') }]);
});

test('files of every form are read the same, whatever their names', async () => {
  const json = (await captured((url) => exportSpans(new JsonTraces({ url })))).map((body) => body.toString('utf8'));
  const proto = await captured((url) => exportSpans(new ProtoTraces({ url })));
  const forms: Record<string, string | Buffer> = {
    lines: `${json.join('\n')}\n`,
    list: JSON.stringify(
      json.map((body) => JSON.parse(body)),
      undefined,
      2,
    ),
    delimited: delimited(proto),
    gzip: gzipSync(delimited(proto)),
  };
  const folder = mkdtempSync(join(tmpdir(), 'cordon-otlp-'));
  try {
    const told: Record<string, string[]> = {};
    for (const [name, content] of Object.entries(forms)) {
      writeFileSync(join(folder, name), content);
      const reading: Reading = { events: [], skipped: [], hints: [] };
      const files = readEvents([join(folder, name)]);
      for await (const batch of files) reading.events.push(...batch);
      expect(files.files.map((file) => file.source)).toEqual(['otlp']);
      told[name] = story(reading);
    }
    expect(told.lines).toHaveLength(6);
    for (const name of Object.keys(forms)) expect(told[name]).toEqual(told.lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
