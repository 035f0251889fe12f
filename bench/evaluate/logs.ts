import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FleetEvent, TraceDocument } from '../../src/fleet/index.ts';
import { readEvents } from '../../src/sources/index.ts';
import { type Line, share } from '../report.ts';
import { tracePath } from './fleets.ts';

const PART = 'logs';
/** Recorded runs and posts, which are no part of the project. */
const DATA = join('..', 'shared', 'data');
const MINT = '{"p":"mbc-20"';
const SKILL = 'skill.md';
const PAGE = 'https://clawtasks.com/skill.md';

/** Real logs: is all of them read, and are known clusters of copies found? */
export async function logs(_quick: boolean, say: (text: string) => void): Promise<Line[]> {
  if (!existsSync(DATA)) {
    const note = `there is no ${DATA}`;
    return [{ part: PART, what: 'real logs', note }];
  }
  const lines = [...(await claudeCode(join(DATA, 'claude-code'))), ...(await moltbook(join(DATA, 'moltbook')))];
  for (const name of ['agentdojo', 'asb', 'taubench']) {
    lines.push(...(await conversations(name, join(DATA, name))));
    say(name);
  }
  return lines;
}

async function claudeCode(folder: string): Promise<Line[]> {
  const { events, skipped, parents } = await readAll(folder);
  const unknown = skipped.filter(({ reason }) => reason.includes('unknown'));
  const called = new Set(events.flatMap((event) => (event.kind === 'call' ? [event.call] : [])));
  const uses = new Set(recordsIn(folder).flatMap(toolUses));
  const listed = skipped.filter(({ reason }) => reason.includes('tool use')).length;
  const silent = [...uses].filter((id) => !called.has(id)).length - listed;
  const agents = new Set(events.map((event) => event.session).filter((session) => session.includes('/')));
  const tied = [...agents].filter((agent) => {
    const parent = parents.get(agent);
    const is = (kind: 'read' | 'write', session: string | undefined) =>
      events.some((e) => e.kind === kind && e.session === session && e.artifact?.channel === 'context');
    return parent !== undefined && agent.startsWith(`${parent}/`) && is('read', agent);
  });
  return [
    count('claude-code: records of unknown type', unknown.length, `${events.length} events`),
    count('claude-code: tool uses without an event or a listed reason', Math.max(0, silent), `${uses.size} tool uses`),
    share(PART, 'claude-code: sub-agents tied to their parents', tied.length, agents.size, { target: { atLeast: 1 } }),
  ];
}

interface Post {
  id: string;
  title?: string;
  content?: string;
  created_at: string;
}

async function moltbook(folder: string): Promise<Line[]> {
  const doc = await tracePath(folder, [`text:${MINT}`, `text:${SKILL}`, `url:${PAGE}`]);
  const posts = recordsIn(folder, 'posts.jsonl.gz') as Post[];
  const holding = (text: string) =>
    posts.filter(({ title, content }) => `${title}\n${content}`.toLowerCase().includes(text));
  return [
    ...cluster('the token mint', doc.seeds[0]!, holding(MINT)),
    ...cluster('skill.md', doc.seeds[1]!, holding(SKILL)),
    ...cluster('one page as a link', doc.seeds[2]!, holding(PAGE)),
  ];
}

/** A cluster of copies against a plain search for the same characters, upper and lower case alike. */
function cluster(name: string, seed: TraceDocument['seeds'][number], posts: Post[]): Line[] {
  const idOf = (artifact: string | null) => artifact?.split(':').at(-1);
  const copies = new Set(seed.copies.map(({ artifact }) => idOf(artifact)));
  const found = posts.filter(({ id }) => copies.has(id)).length;
  const earliest = posts.map((post) => post.created_at).sort()[0];
  const first = seed.firstSeen?.time ?? null;
  const agrees = first !== null && earliest !== undefined && Date.parse(first) === Math.floor(Date.parse(earliest));
  return [
    share(PART, `moltbook, ${name}: posts that hold it`, found, posts.length, {
      target: { atLeast: 1 },
      note: `${copies.size} copies in all, with comments and altered ones`,
    }),
    {
      part: PART,
      what: `moltbook, ${name}: earliest occurrence agrees`,
      target: { atLeast: 1 },
      reached: agrees ? 1 : 0,
      unit: 'count',
      note: `found ${first ?? 'none'}, by plain search ${earliest ?? 'none'}`,
    },
  ];
}

async function conversations(name: string, folder: string): Promise<Line[]> {
  const { events, skipped } = await readAll(folder);
  const records = recordsIn(folder) as { messages?: { tool_calls?: unknown[] }[] }[];
  const calls = records.flatMap(({ messages = [] }) => messages.flatMap((message) => message.tool_calls ?? []));
  const sessions = new Set(events.map((event) => event.session)).size;
  const called = events.filter((event) => event.kind === 'call').length;
  const note = `${skipped.length} kinds of skips`;
  return [
    share(PART, `${name}: records that are sessions`, sessions, records.length, { target: { atLeast: 1 }, note }),
    share(PART, `${name}: tool calls that are events`, called, calls.length, { target: { atLeast: 1 } }),
  ];
}

async function readAll(folder: string) {
  const reading = readEvents([folder]);
  const events: FleetEvent[] = [];
  for await (const batch of reading) events.push(...batch);
  const parents = new Map<string, string>();
  for (const event of events) {
    if (event.kind === 'session' && event.info.parent !== undefined) parents.set(event.session, event.info.parent);
  }
  return { events, skipped: reading.skipped(), parents };
}

function count(what: string, reached: number, note: string): Line {
  return { part: PART, what, target: { atMost: 0 }, reached, unit: 'count', note };
}

/** Every JSON line of the files of a folder, read in the simplest way there is, to check the readers by. */
function recordsIn(folder: string, only?: string): unknown[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.jsonl(\.gz)?$/.test(name) && (only === undefined || name === only),
  );
  return names.sort().flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return text.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  });
}

function toolUses(record: unknown): string[] {
  const { type, message } = record as { type?: string; message?: { content?: unknown } };
  const content = type === 'assistant' ? message?.content : undefined;
  return Array.isArray(content) ? content.filter((part) => part.type === 'tool_use').map((part) => part.id) : [];
}
