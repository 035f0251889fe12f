import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CutDocument, cutDocument } from '../../src/fleet/index.ts';
import { built, chat, cordon, Folder, SEED } from './cordon.ts';

const folder = new Folder();
let logs: string;
let notes: string;
let cured: string;

const LOG =
  chat('a', 0, { writes: SEED }) +
  chat('b', 10, { reads: SEED }) +
  chat('c', 20, { reads: SEED, prompt: 'Read the rules.' });
/** Somebody took it out: the last to look finds other rules. */
const CURED = LOG + chat('d', 40, { reads: 'nothing is known' });

beforeAll(async () => {
  await built();
  await cordon(['lab', 'shared-notebook', '--out', folder.path, '--sessions', '80', '--telemetry', 'chat']);
  logs = folder.at('chat');
  notes = folder.at('notes.jsonl');
  writeFileSync(notes, LOG);
  cured = folder.at('cured.jsonl');
  writeFileSync(cured, CURED);
}, 180_000);
afterAll(() => folder.remove());

const json = (stdout: string): CutDocument => cutDocument.parse(JSON.parse(stdout));

describe('cordon cut', () => {
  test('ranks the notebook that carries the refusal first, and plans it away', async () => {
    const { code, stdout } = await cordon(['cut', logs, '--behaviour', 'refusal', '--format', 'json']);
    expect(code).toBe(0);
    const [outbreak] = json(stdout).outbreaks;
    expect(outbreak!.cases).toBeGreaterThan(3);
    expect(outbreak!.carriers[0]).toMatchObject({ channel: 'memory', persistent: true });
    expect(outbreak!.cuts[0]).toMatchObject({ kind: 'purge', target: outbreak!.carriers[0]!.artifact, disruption: 0 });
    expect(outbreak!.remaining.estimate).toBeLessThan(outbreak!.expected.estimate / 10);
    const kinds = outbreak!.plan.map(({ kind }) => kind);
    expect(kinds[0]).toBe('keep');
    expect(kinds.indexOf('purge')).toBe(1);
    for (const { do: todo, undo, why } of outbreak!.plan)
      for (const text of [todo, undo, why]) expect(text).not.toBe('');
    for (const { infectors } of outbreak!.backward) {
      expect(infectors.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  test('same input, same bytes', async () => {
    const args = ['cut', logs, '--behaviour', 'refusal', '--format', 'json'];
    expect((await cordon(args)).stdout).toBe((await cordon(args)).stdout);
  });

  test('--plan prints the steps; --plan FILE writes them for the owner alone', async () => {
    const { stdout } = await cordon(['cut', notes, '--seed', SEED, '--plan']);
    expect(stdout).toContain('a dry run, nothing is changed');
    expect(stdout).toMatch(/ {2}2\. Take what the cases wrote out of memory:team:rules/);
    const file = folder.at('plan.txt');
    const written = await cordon(['cut', notes, '--seed', SEED, '--plan', file]);
    expect(written).toMatchObject({ code: 0, stdout: '', stderr: `wrote ${file}\n` });
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('--verify: a relapse, with exit 1 when it is asked for', async () => {
    const args = ['cut', notes, '--seed', SEED, '--verify', '2026-03-01T08:15Z'];
    const { code, stdout } = await cordon([...args, '--format', 'json']);
    expect(code).toBe(0);
    const { relapse } = json(stdout).outbreaks[0]!;
    expect(relapse!.outcome).toBe('relapse');
    expect(relapse!.found.map(({ kind, session }) => `${kind} ${session}`)).toContain('read-again c');
    expect((await cordon([...args, '--fail-on', 'relapse'])).code).toBe(1);
  });

  test('--verify: held only where somebody looked', async () => {
    const since = (time: string) => ['cut', cured, '--seed', SEED, '--fail-on', 'relapse', '--verify', time];
    expect(await cordon(since('2026-03-01T08:30Z'))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Held'),
    });
    expect(await cordon(since('2026-03-02'))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Cannot tell'),
    });
  });

  test('what was taken out already is not to be taken out again', async () => {
    const { stdout } = await cordon(['cut', cured, '--seed', SEED, '--plan']);
    expect(stdout).not.toContain('Take what the cases wrote out');
  });

  test('--protect', async () => {
    const { stdout } = await cordon(['cut', notes, '--seed', SEED, '--protect', 'agent:agent-b', '--format', 'json']);
    const { protect } = json(stdout).outbreaks[0]!;
    expect(protect).toMatchObject({ answer: 'cut', asked: ['agent:agent-b'] });
    expect(protect!.cuts).toContainEqual({ kind: 'purge', target: 'memory:team:rules' });
  });

  test('--quotes none carries no passage', async () => {
    const args = [
      'cut',
      notes,
      '--seed',
      SEED,
      '--verify',
      '2026-03-01T08:15Z',
      '--quotes',
      'none',
      '--format',
      'json',
    ];
    expect(json((await cordon(args)).stdout).outbreaks[0]!.relapse!.found.filter((one) => one.passage)).toEqual([]);
  });

  test.each([
    [['cut', 'PATH'], 'nothing to cut'],
    [['cut', 'PATH', '--seed', SEED, '--fail-on', 'relapse'], 'needs --verify'],
    [['cut', 'PATH', '--seed', SEED, '--verify', 'yesterday'], 'Wanted: a time'],
    [['cut', 'PATH', '--seed', SEED, '--protect', 'agent:nobody'], 'nothing in the telemetry is called agent:nobody'],
    [['cut', 'PATH', '--seed', SEED, '--plan', 'PATH'], 'would overwrite'],
    [['cut', 'PATH', '--seed', SEED, '--plan', 'x', '--output', 'y'], 'both name a file'],
  ])('%j is wrong use', async (args, said) => {
    const { code, stderr } = await cordon(args.map((arg) => (arg === 'PATH' ? notes : arg)));
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
  });

  test('nothing readable, and what was skipped under --strict', async () => {
    expect((await cordon(['cut', folder.at('nobody'), '--seed', SEED])).code).toBe(3);
    const broken = folder.at('broken.jsonl');
    writeFileSync(broken, `${LOG}{"id": 7, "messages": "none"}\n`);
    expect((await cordon(['cut', broken, '--seed', SEED, '--strict'])).code).toBe(4);
  });

  test('help has examples and exit codes', async () => {
    const { code, stdout } = await cordon(['cut', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Exit: 0 done[\s\S]*Examples:\n {2}cordon cut/);
  });
});
