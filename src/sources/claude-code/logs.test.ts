import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../fleet/index.ts';
import { claudeCode } from './index.ts';

const folder = path.resolve(import.meta.dirname, '../../../../shared/data/claude-code');
const there = existsSync(folder);
if (!there) console.warn(`skipped: no real logs in ${folder}`);

/** Ids of all tool uses of a record, found in the simplest way there is. */
function toolUses(record: { type?: string; message?: { content?: unknown } }): string[] {
  const content = record.type === 'assistant' ? record.message?.content : undefined;
  return Array.isArray(content) ? content.filter((part) => part.type === 'tool_use').map((part) => part.id) : [];
}

function readAll(): { events: FleetEvent[]; skipped: string[]; uses: Set<string> } {
  const events: FleetEvent[] = [];
  const skipped: string[] = [];
  const uses = new Set<string>();
  const state = new Map<string, unknown>();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.jsonl(\.gz)?$/.test(name),
  );
  for (const [file, name] of names.sort().entries()) {
    const bytes = readFileSync(path.join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const reader = claudeCode.lines!({
      file,
      path: name,
      emit: (event) => events.push(event),
      skip: (_, reason) => skipped.push(reason),
      hint: () => {},
      options: {},
      state,
    });
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      if (!line.startsWith('//')) for (const id of toolUses(JSON.parse(line))) uses.add(id);
      reader.line(line, at + 1);
    }
    reader.end();
  }
  return { events, skipped, uses };
}

describe.skipIf(!there)('real logs', () => {
  const read = there ? readAll() : { events: [], skipped: [], uses: new Set<string>() };
  const sessions = new Set(read.events.map((event) => event.session));

  test('hold no record of unknown type, and nothing is skipped but comments and uses without an answer', () => {
    const reasons = new Set(read.skipped);
    reasons.delete('a comment line');
    reasons.delete('a tool use without an answer: what it wrote is not known');
    expect([...reasons]).toEqual([]);
  });

  test('every tool use gives an event', () => {
    const called = new Set(read.events.flatMap((event) => (event.kind === 'call' ? [event.call] : [])));
    expect(read.uses.size).toBeGreaterThan(50);
    expect([...read.uses].filter((id) => !called.has(id))).toEqual([]);
  });

  test('every sub-agent is tied to its parent by its prompt and its answer', () => {
    const agents = [...sessions].filter((id) => id.includes('/'));
    expect(agents.length).toBe(6);
    const keys = (kind: 'read' | 'write', session: string): string[] =>
      read.events.flatMap((event) =>
        event.kind === kind && event.session === session && event.artifact?.channel === 'context'
          ? [event.artifact.key]
          : [],
      );
    for (const agent of agents) {
      const [parent, id] = agent.split('/') as [string, string];
      expect(keys('read', agent)).toContain(`${id}/prompt`);
      expect(keys('write', agent)).toContain(`${id}/result`);
      expect(keys('write', parent)).toContain(`${id}/prompt`);
    }
  });
});
