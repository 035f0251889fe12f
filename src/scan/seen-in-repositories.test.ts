import { describe, expect, test } from 'vitest';
import type { ScanDocument } from '../fleet/index.ts';
import { scanned } from './test-repositories.ts';

/** What scans of public repositories got wrong once, in repositories of our own. */
function scan(files: Record<string, string>): ScanDocument {
  return scanned({ name: 'seen', files: new Map(Object.entries(files)) });
}

function job(step: string, on = 'issues: { types: [opened] }'): string {
  return [
    `on: { ${on} }`,
    'permissions: { contents: read, issues: write }',
    'jobs:',
    '  agent:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v5',
    '        with: { persist-credentials: false }',
    step,
  ].join('\n');
}

const rules = (doc: ScanDocument) => doc.findings.map(({ rule }) => rule);

describe('Gemini CLI', () => {
  const gemini = (core: string) => `      - uses: google-github-actions/run-gemini-cli@v0
        env:
          ISSUE_BODY: \${{ github.event.issue.body }}
        with:
          gemini_api_key: \${{ secrets.GEMINI_API_KEY }}
          settings: |-
            { "telemetry": { "enabled": \${{ vars.PROJECT != '' }} }, "tools": { "core": ${core} } }
          prompt: Read the variable "ISSUE_BODY" and sum it up.`;

  test('an expression among the settings leaves their limits in force', () => {
    expect(rules(scan({ '.github/workflows/a.yml': job(gemini('["read_file"]')) }))).not.toContain(
      'injection-to-shell',
    );
    expect(rules(scan({ '.github/workflows/a.yml': job(gemini('["run_shell_command"]')) }))).toContain(
      'injection-to-shell',
    );
  });

  test('a variable that the prompt names counts as read, without a dollar sign too', () => {
    const text = job(gemini('["run_shell_command(printenv)", "run_shell_command(echo)"]'));
    const named = scan({ '.github/workflows/a.yml': text }).findings.find(({ rule }) => rule === 'injection-to-shell');
    expect(named?.confidence).not.toBe('low');
    expect(named?.path.map(({ message }) => message).join('\n')).toContain('ISSUE_BODY');
    const other = scan({ '.github/workflows/a.yml': text.replace('variable "ISSUE_BODY"', 'backlog') });
    expect(other.findings.find(({ rule }) => rule === 'injection-to-shell')?.confidence ?? 'low').toBe('low');
  });
});

describe('claude-code-action', () => {
  const claude = (uses: string) => `      - uses: ${uses}
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          github_token: \${{ github.token }}
          allowed_non_write_users: "*"
          prompt: "Answer: \${{ github.event.issue.body }}"
          claude_args: --allowedTools Bash`;

  test('a fork of it under another owner is an agent too', () => {
    expect(rules(scan({ '.github/workflows/a.yml': job(claude('somebody/claude-code-action@main')) }))).toContain(
      'injection-to-shell',
    );
    const other = scan({ '.github/workflows/a.yml': job(claude('somebody/another-action@main')) });
    expect(other.agents).toEqual([]);
  });

  test('a release before the first has its name in the message, and no number', () => {
    const doc = scan({ '.github/workflows/a.yml': job(claude('anthropics/claude-code-action@beta')) });
    const old = doc.findings.find(({ rule }) => rule === 'old-agent-version');
    expect(old?.message).toContain('at beta, which is older than v1.0.0');
  });
});

describe('OpenCode permissions', () => {
  const repository = (permission: unknown) => ({
    '.github/workflows/a.yml': job(`      - env:
          OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }}
          BODY: \${{ github.event.issue.body }}
        run: opencode run "$BODY"`),
    'opencode.json': JSON.stringify({ permission }),
  });
  const shell = (permission: unknown) => rules(scan(repository(permission))).includes('injection-to-shell');

  test.each([
    [{ bash: { 'rm *': 'deny' } }, 'what no rule fits is allowed'],
    [{ '*': 'deny', 'ba*': 'allow' }, 'a glob names the tool'],
    [{ bash: { '*': 'deny', 'npm *': 'allow' } }, 'a package manager runs anything'],
    [{ bash: 'deny', '*': 'allow' }, 'the last rule wins'],
  ])('%j opens the shell: %s', (permission, _why) => {
    expect(shell(permission)).toBe(true);
  });

  test.each([
    [{ bash: 'deny' }, 'nothing of it is left'],
    [{ '*': 'deny', read: 'allow' }, 'a star stands for the shell'],
    [{ 'b*': 'deny' }, 'a glob names the tool'],
    [{ bash: { 'npm *': 'allow', '*': 'deny' } }, 'a later star takes it back'],
    [{ bash: { '*': 'deny', 'npm test *': 'allow', 'npm *': 'deny' } }, 'a later wider rule takes it back'],
    [{ bash: { '*': 'deny', 'git log *': 'allow' } }, 'a command that only reads'],
  ])('%j keeps it shut: %s', (permission, _why) => {
    expect(shell(permission)).toBe(false);
  });
});

test('an action that asks the forge for write access lets no bot in, its own neither', () => {
  const step = `      - uses: anomalyco/opencode/github@latest
        env:
          OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }}`;
  const on = 'issue_comment: { types: [created] }';
  const doc = scan({
    '.github/workflows/a.yml': job(step, on).replace('contents: read', 'contents: read, id-token: write'),
  });
  expect(rules(doc)).not.toContain('injection-to-shell');
  expect(rules(doc)).toContain('injection-by-mention');
  expect(doc.findings.filter(({ severity }) => severity !== 'low')).toEqual([]);
});

test('opencode github run checks who caused the event, opencode run does not', () => {
  const step = (command: string) => `      - env:
          OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }}
          BODY: \${{ github.event.issue.body }}
        run: ${command}`;
  const found = (command: string) => rules(scan({ '.github/workflows/a.yml': job(step(command)) }));
  expect(found('opencode run "$BODY"')).toContain('injection-to-shell');
  expect(found('opencode github run')).not.toContain('injection-to-shell');
});

test('codex without exec is an agent where it asks nobody, or reviews', () => {
  const run = (command: string) => scan({ '.github/workflows/a.yml': job(`      - run: ${command}`) }).agents.length;
  expect(run('codex --sandbox read-only review --base origin/main')).toBe(1);
  expect(run('codex --ask-for-approval never "Sum it up"')).toBe(1);
  expect(run('codex --version')).toBe(0);
});

test('a script that checks out the branch of a pull request puts its tree into the workspace', () => {
  const step = (ref: string) => `      - run: git fetch origin && git checkout \${{ ${ref} }}
      - env:
          OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }}
        run: opencode run "Look it over"`;
  const on = 'pull_request_target: { types: [opened] }';
  const found = (ref: string) => rules(scan({ '.github/workflows/a.yml': job(step(ref), on) }));
  expect(found('github.event.pull_request.head.ref')).toContain('untrusted-config');
  expect(found('github.event.pull_request.base.ref')).not.toContain('untrusted-config');
});

test('a task that is about issues reads them, where a tool can', () => {
  const step = (prompt: string) => `      - uses: anthropics/claude-code-action@v1
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          github_token: \${{ github.token }}
          allowed_non_write_users: "*"
          prompt: ${prompt}
          claude_args: --allowedTools "Bash(gh:*)"`;
  const shell = (prompt: string) =>
    scan({ '.github/workflows/a.yml': job(step(prompt)) }).findings.find(({ rule }) => rule === 'injection-to-shell');
  expect(shell('Triage the new issue.')?.severity).toMatch(/high|critical/);
  expect(shell('Say good morning.')?.confidence).toBe('low');
});

test('gh-aw: a label command starts on a label that another agent sets', () => {
  const doc = scan({
    '.github/workflows/triage.yml': job(`      - uses: anthropics/claude-code-action@v1
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          github_token: \${{ secrets.BOT_PAT }}
          allowed_non_write_users: "*"
          prompt: "Label it: \${{ github.event.issue.body }}"
          claude_args: --allowedTools "Bash(gh issue edit:*)"`),
    '.github/workflows/fix.md':
      '---\non:\n  label_command:\n    name: fix\nsafe-outputs:\n  create-pull-request:\n---\nFix it.\n',
  });
  expect(doc.edges.some((edge) => edge.kind === 'trigger' && edge.to.includes('fix.md'))).toBe(true);
});

test('the Copilot coding agent starts on an issue that a person gives it', () => {
  const setup = 'on: workflow_dispatch\njobs:\n  copilot-setup-steps:\n    runs-on: ubuntu-latest\n    steps: []\n';
  const doc = scan({ '.github/workflows/copilot-setup-steps.yml': setup });
  const edge = doc.edges.find(({ kind, to }) => kind === 'trigger' && to === 'hosted:copilot');
  expect(edge?.gate).toMatch(/assigns the issue/);
  expect(doc.findings).toEqual([]);
});

test('a clock and a shell that is sent to the web in words: pages are an entry', () => {
  const step = (prompt: string) => `      - env:
          OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }}
        run: opencode run "${prompt}"`;
  const schedule = 'schedule: [{ cron: "0 5 * * 1" }]';
  const found = (prompt: string) => rules(scan({ '.github/workflows/a.yml': job(step(prompt), schedule) }));
  expect(found('Search for new releases on the internet and sum them up.')).toContain('injection-to-shell');
  expect(found('Sum up the changelog.')).not.toContain('injection-to-shell');
});
