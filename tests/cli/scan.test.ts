import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scanDocument } from '../../src/fleet/index.ts';
import { built, cordon } from './cordon.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-scan-cli-'));
const repository = join(folder, 'repository');
const clean = join(folder, 'clean');

const LEARN = `name: learn
on:
  issues:
    types: [opened]
jobs:
  learn:
    runs-on: ubuntu-latest
    permissions:
      contents: write
    steps:
      - uses: actions/checkout@v4
      - uses: anthropics/claude-code-action@v1
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          github_token: \${{ secrets.GITHUB_TOKEN }}
          allowed_non_write_users: '*'
          prompt: Learn from \${{ github.event.issue.body }}
          claude_args: --allowedTools "Read,Edit,Write"
      - run: git commit -am "Learnt" && git push
`;

beforeAll(async () => {
  await built();
  write(join(repository, '.github', 'workflows', 'learn.yml'), LEARN);
  write(join(repository, '.github', 'workflows', 'broken.yml'), 'on: [\n  push: {');
  write(join(repository, 'CLAUDE.md'), '# Rules\n');
  write(join(clean, 'README.md'), '# Nothing here\n');
}, 200_000);

afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

test('--fail-on decides the exit code, and nothing else does', async () => {
  expect((await cordon(['scan', repository])).code).toBe(0);
  expect((await cordon(['scan', repository, '--fail-on', 'high'])).code).toBe(1);
  expect((await cordon(['scan', repository, '--fail-on', 'loop'])).code).toBe(1);
  expect((await cordon(['scan', repository, '--fail-on', 'critical'])).code).toBe(0);
  expect((await cordon(['scan', clean, '--fail-on', 'low'])).code).toBe(0);
});

test('the JSON is the published document, and a baseline silences what it knows', async () => {
  const file = join(folder, 'baseline.json');
  expect((await cordon(['scan', repository, '--format', 'json', '--output', file])).code).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const doc = scanDocument.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(doc.findings.length).toBeGreaterThan(0);
  const again = await cordon(['scan', repository, '--baseline', file, '--fail-on', 'low', '--format', 'json']);
  expect(again.code).toBe(0);
  const left = scanDocument.parse(JSON.parse(again.stdout));
  expect(left.findings).toEqual([]);
  expect(left.coverage.inBaseline).toBe(doc.findings.length);
});

test('wrong use and folders that are not there have their own codes', async () => {
  expect((await cordon(['scan', join(folder, 'nowhere')])).code).toBe(3);
  expect((await cordon(['scan', repository, '--format', 'pdf'])).code).toBe(2);
  expect((await cordon(['scan', repository, '--explain', 'no-such-rule'])).code).toBe(2);
  expect((await cordon(['scan', repository, '--baseline', join(repository, 'CLAUDE.md')])).code).toBe(2);
});

test('a rule is explained without a repository', async () => {
  const { code, stdout } = await cordon(['scan', '--explain', 'propagation-loop']);
  expect(code).toBe(0);
  expect(stdout).toContain('How to fix it');
});
