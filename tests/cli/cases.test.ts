import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TraceDocument } from '../../src/fleet/index.ts';
import { traceDocument } from '../../src/fleet/index.ts';
import { built, cordon, Folder } from './cordon.ts';

const folder = new Folder();
let logs: string;
let store: string;

beforeAll(async () => {
  await built();
  await cordon(['lab', 'shared-notebook', '--out', folder.path, '--sessions', '80', '--telemetry', 'chat']);
  logs = folder.at('chat');
  store = folder.at('fleet.duckdb');
}, 180_000);
afterAll(() => folder.remove());

function write(name: string, text: string): string {
  const path = folder.at(name);
  writeFileSync(path, text);
  return path;
}

const json = (stdout: string): TraceDocument => traceDocument.parse(JSON.parse(stdout));

describe('an outbreak without a tip-off', () => {
  test('is found by the shipped refusal behaviour, and passes through memory', async () => {
    const { code, stdout } = await cordon(['trace', logs, '--behaviour', 'refusal', '--format', 'json']);
    expect(code).toBe(0);
    const doc = json(stdout);
    expect(doc.cases!.length).toBeGreaterThan(3);
    const memory = doc.channels!.find(({ channel }) => channel === 'memory')!;
    expect(memory.riskRatio!.lower).toBeGreaterThan(1);
    const [first] = doc.cases!;
    expect(first!.chain).toEqual([]);
    // Every other case leads back to the first.
    for (const { chain } of doc.cases!.slice(1)) expect(chain.at(-1)!.from).toBe(first!.session);
  });

  test('its text says how many, of how many, and how each got there', async () => {
    const { stdout } = await cordon(['trace', logs, '--behaviour', 'refusal']);
    expect(stdout).toMatch(/\d+ called {5}probable or confirmed/);
    expect(stdout).toMatch(/memory {4}\d+ of \d+ exposed became cases: \d+ % \(/);
    expect(stdout).toMatch(/probable .* refusal .*memory of /);
  });

  test('what follows a repeatable option stays a path', async () => {
    const { code, stdout } = await cordon(['trace', '--behaviour', 'refusal', '--behaviours', 'shipped', logs]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: (await cordon(['trace', logs, '--behaviour', 'refusal'])).stdout,
    });
  });

  test('csv lists the cases', async () => {
    const { stdout } = await cordon(['trace', logs, '--behaviour', 'refusal', '--format', 'csv']);
    expect(stdout.split('\r\n')[1]).toMatch(/,case,.*,probable,refusal,/);
  });

  test('--fail-on', async () => {
    const args = ['trace', logs, '--behaviour', 'refusal', '--fail-on'];
    const found = await cordon([...args, 'probable']);
    expect(found.code).toBe(1);
    expect(found.stderr).toMatch(/^--fail-on probable: \d+ cases: .* \(probable\), /m);
    expect((await cordon([...args, 'confirmed'])).code).toBe(0);
    const nothing = await cordon(['trace', logs, '--fail-on', 'suspected']);
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('no case is looked for') });
  });

  test('--quotes none carries no passage', async () => {
    const { stdout } = await cordon(['trace', logs, '--behaviour', 'refusal', '--quotes', 'none', '--format', 'json']);
    expect(json(stdout).cases!.flatMap(({ evidence }) => evidence.filter((one) => one.passage))).toEqual([]);
  });
});

describe('what a person says', () => {
  test('is about a behaviour that there is', async () => {
    const { code, stderr } = await cordon(['confirm', 'x', '--behaviour', 'nosuch', '--reason', 'y', '--store', store]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no behaviour nosuch\n.*hijack, refusal, .*--behaviours FILE/);
  });

  test('is kept in the store and shown: a confirmed case, and one that is none', async () => {
    const args = ['--behaviour', 'refusal', '--format', 'json', '--store', store];
    const before = json((await cordon(['trace', logs, ...args])).stdout);
    const [one, two] = before.cases!;
    const say = (verb: string, session: string) =>
      cordon([verb, session, '--behaviour', 'refusal', '--reason', 'looked at it', '--store', store]);
    expect((await say('confirm', one!.session)).stdout).toContain('confirmed:');
    expect((await say('dismiss', two!.session)).stdout).toContain('dismissed:');
    const after = json((await cordon(['trace', ...args])).stdout);
    expect(after.cases!.find(({ session }) => session === one!.session)).toMatchObject({
      status: 'confirmed',
      verdict: { verdict: 'confirmed', reason: 'looked at it' },
    });
    expect(after.cases!.some(({ session }) => session === two!.session)).toBe(false);
    const shown = await cordon(['trace', '--behaviour', 'refusal', '--store', store]);
    expect(shown.stdout).toContain(`${two!.session} (refusal): looked at it`);
    expect(after.dismissals).toMatchObject([{ session: two!.session, behaviour: 'refusal', reason: 'looked at it' }]);
  });

  test.each([
    [['confirm', 'nobody', '--behaviour', 'refusal', '--reason', 'x', '--store', 'STORE'], /holds no session nobody/],
    [['confirm', 'x', '--behaviour', 'refusal', '--reason', 'x', '--store', 'none.duckdb'], /there is no store/],
    [['dismiss', 'x', '--behaviour', 'a b', '--reason', 'x', '--store', 'STORE'], /no behaviour can be called/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await cordon(args.map((arg) => (arg === 'STORE' ? store : arg)));
    expect(code).not.toBe(0);
    expect(stderr).toMatch(message);
  });
});

describe('behaviours of the user', () => {
  const HEAD = 'version: 1\nbehaviours:\n  - id: mine\n    title: Mine\n    version: "1"\n';

  test('a file that is wrong is named with its line', async () => {
    const path = write('wrong.yaml', `${HEAD}    probable:\n      call: { toll: Bash }\n`);
    const { code, stderr } = await cordon(['trace', logs, '--behaviours', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/wrong\.yaml:7: .*toll/);
  });

  test('a judge that is a command', async () => {
    const answer = `let s='';process.stdin.on('data',d=>s+=d).on('end',()=>console.log(JSON.stringify({verdict:/decline|refuse|won.t/.test(JSON.parse(s).text)?'yes':'no',cost:1})))`;
    const judges = `judges:\n  - { name: j, command: [${JSON.stringify(process.execPath)}, "-e", ${JSON.stringify(answer)}], most: 40 }\n`;
    const path = write('judge.yaml', `${judges}${HEAD}    probable: { judge: { name: j } }\n`);
    const { code, stdout, stderr } = await cordon(['trace', logs, '--behaviours', path, '--format', 'json']);
    expect(code).toBe(0);
    const [account] = json(stdout).judges!;
    expect(account).toMatchObject({ judge: 'j', asked: 40, failed: 0, cost: 40 });
    expect(account!.unasked).toBeGreaterThan(0);
    expect(stderr).toContain('judge j: 40 texts');
  });

  test('a judge behind an address is not asked unless its host is named', async () => {
    const judges = 'judges:\n  - { name: j, url: "https://judge.example/v1" }\n';
    const path = write('far.yaml', `${judges}${HEAD}    probable: { judge: { name: j } }\n`);
    const { code, stderr } = await cordon(['trace', logs, '--behaviours', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/would send text of transcripts to judge\.example[\s\S]*--allow-judge judge\.example/);
  });

  test('settings come from a file that is named', async () => {
    const behaviours = write('two.yaml', `${HEAD}    suspected: { say: {} }\n`);
    const config = write('cordon.config.yaml', `version: 1\ncases:\n  prevalence: 0.01\n  behaviours: [two.yaml]\n`);
    expect(behaviours).toContain('two.yaml');
    const { stdout } = await cordon([
      'trace',
      logs,
      '--config',
      config,
      '--behaviour',
      'hijack',
      '--behaviour',
      'mine',
      '--format',
      'json',
    ]);
    const doc = json(stdout);
    expect(doc.summary!.prevalence).toBe(0.01);
    expect(doc.behaviours!.map(({ id }) => id)).toEqual(['hijack', 'mine']);
  });
});
