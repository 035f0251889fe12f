import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fleetFile, traceDocument } from '../../src/fleet/index.ts';
import { built, chat, cordon, end, Folder, type Result, SEED, start } from './cordon.ts';

const folder = new Folder();
let lab: Result;
let seed: string;
let logs: string;

beforeAll(async () => {
  await built();
  lab = await cordon(['lab', 'notebook-rule', '--out', folder.path, '--sessions', '40']);
  seed = `@${folder.at('seed.txt')}`;
  logs = folder.at('claude-code');
}, 180_000);
afterAll(() => folder.remove());

const LOG =
  chat('a', 0, { writes: SEED }) + chat('b', 1, { reads: SEED }) + chat('c', 2, { reads: 'nothing is known' });

describe('help', () => {
  test.each([[[]], [['trace']], [['lab']]])('%j --help has examples, on stdout', async (command) => {
    const { code, stdout, stderr } = await cordon([...command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}cordon /);
    expect(stderr).toBe('');
  });

  test.each([
    [['help'], ['--help']],
    [
      ['help', 'trace'],
      ['trace', '--help'],
    ],
  ])('%j is %j', async (asked, flag) => {
    const help = await cordon(asked);
    expect(help).toEqual({ ...(await cordon(flag)), code: 0 });
  });

  test('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect((await cordon(['--version'])).stdout).toBe(`${version}\n`);
  });
});

describe('cordon alone', () => {
  const env = (home: string) => ({ HOME: home, USERPROFILE: home, CLAUDE_CONFIG_DIR: '', CODEX_HOME: '' });

  test('without logs says how to go on', async () => {
    const { code, stdout, stderr } = await cordon([], { env: env(folder.at('nobody')) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('No session logs');
    expect(stdout).toContain('cordon trace PATH');
  });

  test('with logs says what can be seen in them', async () => {
    const { code, stdout } = await cordon([], { env: { ...env(folder.path), CLAUDE_CONFIG_DIR: logs } });
    expect(code).toBe(0);
    expect(stdout).toContain('Claude Code');
    expect(stdout).toMatch(/seen +\d+ sessions/);
  });

  test('trace without PATH reads those, and exits 3 where there are none', async () => {
    const some = await cordon(['trace'], { env: { ...env(folder.path), CLAUDE_CONFIG_DIR: logs } });
    expect(some.stdout).toMatch(/^cordon trace: \d+ sessions/);
    expect((await cordon(['trace'], { env: env(folder.at('nobody')) })).code).toBe(3);
  });
});

describe('a fleet of the lab, end to end', () => {
  test('the lab says how to trace what it made', () => {
    expect(lab).toMatchObject({ code: 0, stderr: '' });
    expect(lab.stdout).toContain(`cordon trace ${logs} --seed ${seed}`);
  });

  test('text', async () => {
    const { code, stdout, stderr } = await cordon(['trace', logs, '--seed', seed]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines.findIndex((line) => line.startsWith('SESSION'))).toBeLessThanOrEqual(24);
    expect(stdout).toMatch(/^ +[1-9]\d* exposed/m);
    expect(stdout).not.toContain('\u001b');
  });

  test('json keeps to the schema, and is the same byte for byte, twice and with the files in another order', async () => {
    const run = async (...paths: string[]) =>
      (await cordon(['trace', ...paths, '--seed', seed, '--format', 'json'])).stdout;
    const first = await run(logs);
    const doc = traceDocument.parse(JSON.parse(first));
    expect(doc.seeds[0]!.exposedCount).toBeGreaterThan(2);
    expect(doc.seeds[0]!.firstWriter).not.toBeNull();
    expect(await run(logs)).toBe(first);
    const files = [...new Set(doc.seeds[0]!.exposed.map((e) => e.at!.file))];
    expect(await run(...files.toReversed())).toBe(await run(...files));
  });

  test('csv lists every exposed session', async () => {
    const { seeds } = JSON.parse((await cordon(['trace', logs, '--seed', seed, '--format', 'json'])).stdout);
    const { stdout } = await cordon(['trace', logs, '--seed', seed, '--format', 'csv', '--quotes', 'none']);
    // The role, which the generation follows; the status of a session may be the same word.
    expect(stdout.match(/,exposed,\d+,/g)).toHaveLength(seeds[0].exposedCount);
    expect(stdout).not.toContain('skip-signer-check');
  });

  test.runIf(existsSync('dist/page/trace.html'))('html is one page that needs nothing else', async () => {
    const { code, stdout } = await cordon(['trace', logs, '--seed', seed, '--format', 'html']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/i);
    expect(stdout).not.toMatch(/<(script|link|img)[^>]+(src|href)="(?!data:)/);
  });

  test('--output and --emit-fleet write files for their owner alone, and say so on stderr', async () => {
    const [output, fleet] = [folder.at('out.json'), folder.at('fleet.yaml')];
    const args = ['trace', logs, '--format', 'json', '--output', output, '--emit-fleet', fleet];
    const { code, stdout, stderr } = await cordon(args);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(`wrote ${output}`);
    traceDocument.parse(JSON.parse(readFileSync(output, 'utf8')));
    expect(fleetFile.parse(parse(readFileSync(fleet, 'utf8'))).agents.length).toBeGreaterThan(1);
    if (process.platform !== 'win32')
      for (const file of [output, fleet]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('--quotes none carries no passage in any format', async () => {
    for (const format of ['text', 'json', 'csv', 'html']) {
      if (format === 'html' && !existsSync('dist/page/trace.html')) continue;
      const { code, stdout } = await cordon(['trace', logs, '--seed', seed, '--format', format, '--quotes', 'none']);
      expect(code).toBe(0);
      for (const words of ['release signer', 'skip-signer-check', 'replacement key', 'shared notebook']) {
        expect(stdout, `${format}: ${words}`).not.toContain(words);
      }
    }
  });
});

describe('options', () => {
  const json = async (...args: string[]) =>
    JSON.parse((await cordon(['trace', '-', '--format', 'json', ...args], { input: LOG })).stdout);

  test('--since and --until limit what is reported', async () => {
    const ids = (doc: { sessions: { id: string }[] }) => doc.sessions.map(({ id }) => id);
    expect(ids(await json())).toEqual(['a', 'b', 'c']);
    const late = await json('--since', '2026-03-01T08:01:00Z', '--seed', `text:${SEED}`);
    expect(ids(late)).toEqual(['b', 'c']);
    expect(late.seeds[0]).toMatchObject({ exposedCount: 1, firstWriter: 'a' });
    expect(late.seeds[0].exposed[0].via).toBe('a');
    expect(ids(await json('--until', '2026-03-01T08:00:30Z'))).toEqual(['a']);
    expect(ids(await json('--since', '1d'))).toEqual([]);
  });

  test('several seeds', async () => {
    const { seeds } = await json('--seed', `text:${SEED}`, '--seed', 'session:a', '--seed', 'artifact:rules');
    expect(
      seeds.map((s: { kind: string; exposed: { session: string }[] }) => [s.kind, s.exposed.map((e) => e.session)]),
    ).toEqual([
      ['text', ['b']],
      ['session', ['b']],
      ['artifact', expect.arrayContaining(['b'])],
    ]);
  });

  test('--agent-key', async () => {
    expect((await json('--agent-key', 'host')).sessions[0].agent).toBe('unknown');
  });
});

describe('wrong use exits 2 and prints nothing on stdout', () => {
  test.each([
    [['bogus']],
    [['trace', '-', '--bogus']],
    [['trace', '-', '--format', 'pdf']],
    [['trace', '-', '--quotes', 'all']],
    [['trace', '-', '--since', 'yesterday']],
    [['trace', '-', '--agent-key', 'colour']],
    [['trace', '-', '--seed', 'hello']],
    [['trace', '-', '--seed', '@no/such/file']],
    [['trace', '-', '--seed', 'session:nobody']],
    [['trace', '-', '--since', '2026-03-02', '--until', '2026-03-01']],
    [['trace', '-', '--output', 'no/such/folder/out.json']],
    [['lab', 'bogus', '--out', 'x']],
    [['lab', 'null']],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await cordon(args, { input: LOG });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n +at /);
    expect(stderr.length).toBeGreaterThan(20);
  });
});

describe('as a part of a pipe', () => {
  test('a reader that has enough is no fault', async () => {
    const child = start(['trace', logs, '--seed', seed, '--format', 'json', '--quotes', 'full']);
    child.stdout.once('data', () => child.stdout.destroy());
    const { code, stderr } = await end(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.skipIf(process.platform === 'win32')('interrupted while it waits for more: 130, with what came', async () => {
    const child = start(['trace', '-', '--seed', `text:${SEED}`, '--format', 'json']);
    const ended = end(child);
    child.stdin.write(LOG);
    const writing = setInterval(() => child.stdin.write(`${LOG}\n`), 50);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    clearInterval(writing);
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted');
    const doc = traceDocument.parse(JSON.parse(stdout));
    expect(doc.coverage.interrupted).toBe(true);
    expect(doc.seeds[0]!.exposed.map((e) => e.session)).toEqual(['b']);
    expect(doc.sessions.map((s) => s.status)).not.toContain('clear');
  });

  test.skipIf(process.platform === 'win32')('interrupted twice: ended at once', async () => {
    const child = start(['trace', '-']);
    const ended = end(child);
    child.stdin.write(LOG);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    child.kill('SIGINT');
    const { code } = await ended;
    expect(code).toBe(130);
  });
});
