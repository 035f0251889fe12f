import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TraceDocument, traceDocument } from '../../src/fleet/index.ts';
import { built, chat, cordon, Folder, type Running, SEED } from './cordon.ts';

const folder = new Folder();
beforeAll(built, 180_000);
afterAll(() => folder.remove());

const A = chat('a', 0, { writes: SEED });
const B = chat('b', 1, { reads: SEED });

/** A folder with these files in it. */
function logs(name: string, files: Record<string, string | Uint8Array>): string {
  mkdirSync(folder.at(name), { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(folder.at(name, file), content);
  return folder.at(name);
}

async function trace(path: string, running: Running = {}, ...args: string[]): Promise<TraceDocument> {
  const run = await cordon(['trace', path, '--seed', `text:${SEED}`, '--format', 'json', ...args], running);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return traceDocument.parse(JSON.parse(run.stdout));
}

const exposed = (doc: TraceDocument) => doc.seeds[0]!.exposed.map((e) => e.session);

describe('the rest is still read, and what was skipped is named', () => {
  test('a broken line in the middle', async () => {
    const doc = await trace('-', { input: `${A}{"id": "x", "messages": [{"role"\n${B}` });
    expect(exposed(doc)).toEqual(['b']);
    expect(doc.skipped).toMatchObject([{ file: '-', line: 2 }]);
  });

  test('truncated gzip', async () => {
    const noise = Array.from({ length: 400 }, (_, i) => chat(`n${i}`, 2, { prompt: `${Math.sin(i)} ${Math.cos(i)}` }));
    const whole = gzipSync(A + B + noise.join(''));
    const doc = await trace(logs('gzip', { 'a.jsonl.gz': whole.subarray(0, whole.length - 2000) }));
    expect(exposed(doc)).toEqual(['b']);
    expect(doc.skipped[0]!.file).toContain('a.jsonl.gz');
  });

  test('wrong encoding', async () => {
    const latin = Buffer.from(chat('l', 2, { prompt: 'Grüße' }), 'latin1');
    const utf16 = Buffer.from(`\ufeff${A}`, 'utf16le');
    const doc = await trace(logs('encoding', { 'a.jsonl': A, 'b.jsonl': B, 'l.jsonl': latin, 'u.jsonl': utf16 }));
    expect(exposed(doc)).toEqual(['b']);
    expect(doc.sessions.map((s) => s.id)).toContain('a');
  });

  test('a file of no known format beside others', async () => {
    const doc = await trace(
      logs('mixed', { 'a.jsonl': A + B, 'notes.md': '# Notes\n', 'x.bin': new Uint8Array(5000) }),
    );
    expect(exposed(doc)).toEqual(['b']);
    expect(doc.skipped.reduce((n, s) => n + (s.count ?? 1), 0)).toBe(2);
  });

  test.skipIf(process.platform === 'win32')('a symbolic link out of the tree is not followed', async () => {
    writeFileSync(folder.at('outside.jsonl'), chat('out', 3, { reads: SEED }));
    const path = logs('links', { 'a.jsonl': A + B });
    symlinkSync(folder.at('outside.jsonl'), folder.at('links', 'z.jsonl'));
    const doc = await trace(path);
    expect(doc.sessions.map((s) => s.id)).toEqual(['a', 'b']);
    expect(doc.skipped).toMatchObject([
      { file: folder.at('links', 'z.jsonl'), reason: expect.stringContaining('link') },
    ]);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('no permission', async () => {
    const path = logs('locked', { 'a.jsonl': A + B, 'c.jsonl': chat('c', 2, { reads: SEED }) });
    chmodSync(folder.at('locked', 'c.jsonl'), 0);
    const doc = await trace(path);
    expect(exposed(doc)).toEqual(['b']);
    expect(doc.skipped[0]!.file).toContain('c.jsonl');
  });

  test('--strict exits 4, with the result', async () => {
    const { code, stdout } = await cordon(['trace', '-', '--strict'], { input: `${A}{broken\n${B}` });
    expect(code).toBe(4);
    expect(stdout).toContain('1 record skipped');
    expect((await cordon(['trace', '-', '--strict'], { input: A + B })).code).toBe(0);
  });
});

describe('nothing readable exits 3 and says why', () => {
  test.each<[string, () => string, Running]>([
    ['an empty folder', () => logs('empty', {}), {}],
    ['an unknown format', () => logs('unknown', { 'a.txt': 'hello\nworld\n' }), {}],
    ['nothing on standard input', () => '-', { input: '' }],
    ['a path that does not exist', () => folder.at('nowhere'), {}],
  ])('%s', async (_, path, running) => {
    const { code, stdout, stderr } = await cordon(['trace', path()], running);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^cordon: /);
    expect(stderr).not.toMatch(/\n +at /);
  });
});

describe('records that contradict each other', () => {
  test('duplicate ids are one session', async () => {
    const doc = await trace('-', { input: A + B + B + chat('b', 3, { reads: SEED }) });
    expect(doc.sessions.map((s) => s.id)).toEqual(['a', 'b']);
    expect(exposed(doc)).toEqual(['b']);
  });

  test('time that goes backwards', async () => {
    const doc = await trace('-', { input: chat('c', 2, { reads: SEED }) + B + A });
    expect(doc.seeds[0]!.firstWriter).toBe('a');
    expect(exposed(doc).sort()).toEqual(['b', 'c']);
  });

  test('sub-agents that are each other’s parents', async () => {
    const line = (session: string, agent: string, parent: string) =>
      `${JSON.stringify({
        type: 'user',
        sessionId: session,
        agentId: agent,
        isSidechain: true,
        parentUuid: parent,
        uuid: `${session}-${agent}`,
        timestamp: '2026-03-01T08:00:00.000Z',
        cwd: '/srv/x',
        version: '2.1.0',
        message: { role: 'user', content: SEED },
      })}\n`;
    const doc = await trace('-', { input: line('s', 'p', 's-q') + line('s', 'q', 's-p') + line('s', 'p', 's-p') });
    expect(doc.sessions.length).toBeGreaterThan(0);
  });
});

describe('hostile content', () => {
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const evil = `\u001b[2J\u202e</script><script>alert(1)</script>`;
  const input =
    chat('a', 0, { writes: `${SEED} ${token} ${evil}` }) +
    chat(`b${evil}`, 1, { reads: `${SEED} ${token} ${evil}`, prompt: `password: hunter22 ${evil}` });

  test.each(['text', 'json', 'csv', 'html'])('%s: escapes and markup are shown, secrets are masked', async (format) => {
    const args = ['trace', '-', '--seed', `text:${SEED} ${token}`, '--format', format, '--quotes', 'full'];
    const { code, stdout } = await cordon(args, { input });
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain(token.slice(0, 14));
    expect(stdout).not.toContain('hunter22');
    if (format === 'html') expect(stdout).not.toContain('<script>alert(1)');
    else expect(stdout).not.toContain('\u202e'); // the page shows it as an escape, when it is looked at
  });
});

test('a line of 100 MB is skipped, in bounded memory', async () => {
  const chunk = Buffer.alloc(1 << 20, 'x');
  function* lines() {
    yield A;
    yield '{"id":"huge","messages":[{"role":"user","content":"';
    for (let i = 0; i < 100; i++) yield chunk;
    yield `"}]}\n${B}`;
  }
  const report = 'process.on("exit",()=>process.stderr.write("maxRSS "+process.resourceUsage().maxRSS))';
  const run = await cordon(['trace', '-', '--seed', `text:${SEED}`, '--format', 'json'], {
    input: lines(),
    node: ['--import', `data:text/javascript,${encodeURIComponent(report)}`],
  });
  expect(run.code).toBe(0);
  const doc = JSON.parse(run.stdout) as TraceDocument;
  expect(exposed(doc)).toEqual(['b']);
  expect(doc.skipped).toMatchObject([{ file: '-', line: 2 }]);
  expect(Number(/maxRSS (\d+)/.exec(run.stderr)![1]) / 1024).toBeLessThan(500);
});
