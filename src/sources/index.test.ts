import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readEvents } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const time = '2026-01-05T12:00:00Z';
const message = { role: 'user', content: 'Hello' };
const observation = { id: 'o', traceId: 't', type: 'GENERATION', startTime: time, input: 'Hello', output: 'Hi' };

/** The smallest record of each kind of telemetry: a record must be taken for its own kind alone. */
const RECORDS: [source: string, record: object][] = [
  ['chat', { id: 'c', messages: [message] }],
  ['chat', { id: 'c', time, agent: 'a', messages: [] }],
  ['claude-code', { type: 'user', sessionId: 's', uuid: 'u', timestamp: time, cwd: '/srv', version: '2', message }],
  ['codex', { timestamp: time, type: 'session_meta', payload: { id: 'x', cwd: '/srv' } }],
  ['feed', { id: 'p', author: 'ada', content: 'Hello', created_at: time }],
  ['feed', { user: 'U1', text: 'Hello', ts: '1767614400.000100' }],
  ['langfuse', observation],
  ['langfuse', { id: 't', timestamp: time, name: 'run', observations: [observation] }],
  [
    'otlp',
    {
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId: '0af7651916cd43dd8448eb211c80319c',
                  spanId: 'b7ad6b7169203331',
                  name: 'chat',
                  attributes: [],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
];

test.each(RECORDS)('%s is recognised, on a line and in an array: %j', async (source, record) => {
  for (const [name, text] of Object.entries({
    line: JSON.stringify(record),
    array: JSON.stringify([record], null, 1),
  })) {
    const path = join(folder, `${source}-${name}`);
    writeFileSync(path, text);
    const reading = readEvents([path]);
    for await (const _ of reading);
    expect(reading.files).toMatchObject([{ source }]);
  }
});
