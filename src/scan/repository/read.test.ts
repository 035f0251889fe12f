// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentPersona, OUTSIDE_APP, OUTSIDER, WRITER } from '../expressions/personas.ts';
import type { Situation } from '../expressions/situation.ts';
import { readRepository } from './read.ts';
import { agentSites } from './sites.ts';
import { claudeWorkflow, read, siteOf, withRepository } from './test-support.ts';

const comment: Situation = { event: 'issue_comment', action: 'created', actor: OUTSIDER };
const reach = (workflow: string, situation: Situation, others = {}) => siteOf(workflow, others).reach(situation).answer;

describe('gates of actions', () => {
  it('asks for write access by default, and lets in whom its inputs name', () => {
    expect(reach(claudeWorkflow(), comment)).toBe('no');
    expect(reach(claudeWorkflow(), { ...comment, actor: WRITER })).toBe('yes');
    const everybody = "allowed_non_write_users: '*'";
    expect(reach(claudeWorkflow({ with: `${everybody}\ngithub_token: x` }), comment)).toBe('yes');
    // Without github_token the input is ignored.
    expect(reach(claudeWorkflow({ with: everybody }), comment)).toBe('no');
  });

  it('refuses bots but those that are named', () => {
    const bot = { ...comment, actor: agentPersona('helper', 'helper[bot]', 'Bot') };
    expect(reach(claudeWorkflow(), bot)).toBe('no');
    expect(reach(claudeWorkflow({ with: 'allowed_bots: helper' }), bot)).toBe('yes');
    expect(reach(claudeWorkflow({ with: 'allowed_bots: other[bot]' }), bot)).toBe('no');
    expect(reach(claudeWorkflow({ with: "allowed_bots: '*'" }), bot)).toBe('yes');
  });

  it('knows the releases before which any bot could start it with a prompt', () => {
    const on = 'issues:\n    types: [opened]';
    const opened: Situation = { event: 'issues', action: 'opened', actor: OUTSIDE_APP };
    expect(reach(claudeWorkflow({ on, with: 'prompt: go', ref: 'v1.0.93' }), opened)).toBe('yes');
    expect(reach(claudeWorkflow({ on, with: 'prompt: go', ref: 'v1.0.94' }), opened)).toBe('no');
    expect(reach(claudeWorkflow({ on, ref: 'v1.0.93' }), opened)).toBe('no');
  });

  it('does nothing in tag mode where no mention can be', () => {
    const on = 'pull_request_target:\n    types: [opened]';
    expect(reach(claudeWorkflow({ on }), { event: 'pull_request_target', action: 'opened', actor: WRITER })).toBe('no');
  });
});

describe('triggers and jobs', () => {
  it('a fork gets no secrets on pull_request, and does on pull_request_target', () => {
    const with_ = "prompt: go\nallowed_non_write_users: '*'\ngithub_token: ${{ github.token }}";
    for (const [event, answer] of [
      ['pull_request', 'no'],
      ['pull_request_target', 'yes'],
    ] as const) {
      expect(
        reach(claudeWorkflow({ on: `${event}:`, with: with_ }), { event, action: 'opened', actor: OUTSIDER }),
      ).toBe(answer);
    }
  });

  it('workflow_run is as open as what it follows', () => {
    const follower = claudeWorkflow({
      on: 'workflow_run:\n    workflows: [CI]\n    types: [completed]',
      with: "prompt: go\nallowed_non_write_users: '*'\ngithub_token: x",
    });
    const ci = (on: string) => ({
      '.github/workflows/ci.yml': `name: CI\non: ${on}\njobs: {a: {runs-on: x, steps: [{run: make}]}}\n`,
    });
    const run: Situation = { event: 'workflow_run', action: 'completed', actor: OUTSIDER };
    const of = (on: string) =>
      agentSites(read({ '.github/workflows/w.yml': follower, ...ci(on) }))[0]?.reach(run).answer;
    expect(of('pull_request')).toBe('yes');
    expect(of('push')).toBe('no');
  });

  it('a job waits for a gated job, unless it always runs', () => {
    const workflow = (condition: string) => `on: issue_comment
jobs:
  gate:
    if: github.event.comment.author_association == 'OWNER'
    runs-on: x
    steps: [{run: 'true'}]
  agent:
    needs: gate${condition}
    runs-on: x
    steps:
      - run: claude -p "\${{ github.event.comment.body }}"
`;
    expect(reach(workflow(''), comment)).toBe('no');
    expect(reach(workflow('\n    if: always()'), comment)).toBe('yes');
  });

  it('a step that fails for strangers stops the job', () => {
    const workflow = `on: issue_comment
jobs:
  a:
    runs-on: x
    steps:
      - run: |
          role=$(gh api repos/o/r/collaborators/$ACTOR/permission --jq .permission)
          [ "$role" = admin ] || exit 1
      - run: claude -p x
`;
    expect(reach(workflow, comment)).toBe('no');
    expect(reach(workflow, { ...comment, actor: WRITER })).toBe('yes');
  });

  it('the condition of a caller counts in the called workflow, and so do its permissions', () => {
    const caller =
      "on: issue_comment\npermissions: {contents: read}\njobs:\n  a:\n    if: github.actor == 'alice'\n    uses: ./.github/workflows/called.yml\n";
    const called =
      'on: workflow_call\njobs:\n  b:\n    permissions: {contents: write}\n    runs-on: x\n    steps: [{run: claude -p x}]\n';
    const site = siteOf(caller, { '.github/workflows/called.yml': called });
    expect([site.job.id, site.reach(comment).answer, site.job.permissions.scopes]).toEqual([
      'a / b',
      'no',
      { contents: 'read' },
    ]);
  });
});

describe('identity and version', () => {
  const tokens = (with_: string, more = '') =>
    siteOf(claudeWorkflow({ with: with_, job: more })).agent.tokens.map((token) => token.kind);

  it('follows tokens', () => {
    expect(tokens('github_token: ${{ secrets.GITHUB_TOKEN }}')).toEqual(['github-token']);
    expect(tokens('github_token: ${{ secrets.BOT_PAT || github.token }}')).toEqual(['pat']);
    expect(tokens('github_token: ${{ env.T }}', '\n    env:\n      T: ${{ secrets.DEPLOY }}')).toEqual(['secret']);
    expect(tokens('', '\n    permissions: {id-token: write}')).toEqual(['oidc-app']);
    expect(tokens('', '\n    permissions: {contents: read}')).toEqual(['none']);
  });

  it('knows releases by tag, commit and comment, and says what it takes on trust', () => {
    const version = (ref: string) => siteOf(claudeWorkflow({ ref })).agent.version;
    expect(version('v1')).toMatchObject({ kind: 'floating', version: '1.0.200' });
    expect(version('v1.0.72')).toMatchObject({ kind: 'exact', version: '1.0.72' });
    expect(version('beta')).toMatchObject({ kind: 'exact', version: '0.0.0' });
    const sha = '0123456789'.repeat(4);
    expect(version(sha)).toMatchObject({ kind: 'unknown' });
    expect(version(`${sha} # v1.0.80`)).toMatchObject({
      version: '1.0.80',
      assumes: expect.stringContaining('comment'),
    });
    expect(siteOf(claudeWorkflow({ ref: 'v1.0.73' })).agent.restoresConfig).toBe(false);
    expect(siteOf(claudeWorkflow({ ref: 'v1.0.74' })).agent.restoresConfig).toBe(true);
  });

  it('knows whose tree is checked out', () => {
    const tree = (with_: string) =>
      siteOf(
        `on: pull_request_target\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n        with: {${with_}}\n      - run: claude -p x\n`,
      ).agent.checkouts[0];
    expect(tree('ref: "${{ github.event.pull_request.head.sha }}"')).toMatchObject({
      tree: 'head',
      persistsToken: true,
    });
    expect(tree('persist-credentials: false')).toMatchObject({ tree: 'event', persistsToken: false });
    expect(tree('ref: main, path: ./base')).toMatchObject({ tree: 'base', path: 'base' });
  });
});

describe('gh-aw sources', () => {
  const source = (more = '') =>
    `---\non:\n  issues:\n    types: [opened]\n${more}permissions: read-all\nengine: claude\ntools:\n  bash: ["git log:*"]\nsafe-outputs:\n  add-comment:\n  create-pull-request:\n---\nSort \${{ github.event.issue.title }}\n`;
  const site = (more?: string) =>
    agentSites(
      read({
        '.github/workflows/sort.md': source(more),
        '.github/workflows/sort.lock.yml': 'on: issues\njobs: {a: {steps: [{run: copilot --yolo}]}}',
      }),
    )[0]!;

  it('are one workflow with their lock file, gated by role', () => {
    const opened: Situation = { event: 'issues', action: 'opened', actor: OUTSIDER };
    expect(site().workflow.path).toBe('.github/workflows/sort.md');
    expect(site().agent).toMatchObject({
      product: 'claude-code',
      via: 'gh-aw',
      grants: { level: 'open-pull-request' },
    });
    expect(site().agent.safeOutputs?.map((output) => [output.kind, output.protectedFiles])).toEqual([
      ['add-comment', 'default'],
      ['create-pull-request', 'default'],
    ]);
    expect(site().agent.prompts[0]?.taints[0]?.path[0]?.span.line).toBe(13);
    expect(site().reach(opened).answer).toBe('no');
    expect(site('  roles: all\n').reach(opened).answer).toBe('yes');
  });
});

describe('context files and configuration', () => {
  it('are one node with their links, and lead to what they import', () => {
    withRepository(
      {
        'AGENTS.md': 'Read @docs/style.md and @/etc/passwd and ask @someone\n',
        'docs/style.md': 'x',
        'sub/CLAUDE.md': 'y',
      },
      (root) => {
        symlinkSync('AGENTS.md', join(root, 'CLAUDE.md'));
        symlinkSync('/etc/hostname', join(root, 'GEMINI.md'));
        symlinkSync('loop', join(root, 'loop'));
        const repository = readRepository(root);
        const agents = repository.contextFiles.find((file) => file.path === 'AGENTS.md');
        expect(agents?.aliases).toEqual(['CLAUDE.md']);
        expect(agents?.imports.map((one) => one.path ?? one.missing)).toEqual([
          'docs/style.md',
          'outside of the repository',
        ]);
        const style = repository.contextFiles.find((file) => file.path === 'docs/style.md');
        expect([style?.importedBy, style?.loads.map((load) => load.product)]).toEqual([['AGENTS.md'], ['claude-code']]);
        expect(repository.contextFiles.find((file) => file.path === 'sub/CLAUDE.md')?.loads).toEqual([
          { product: 'claude-code', role: 'instructions', when: 'folder' },
        ]);
        expect(repository.skipped.map((skip) => `${skip.file}: ${skip.reason}`)).toEqual([
          'GEMINI.md: a link out of the repository, not followed',
        ]);
      },
    );
  });

  it('shows hooks, servers, permissions and powerful settings', () => {
    const [config] = read({
      '.claude/settings.json':
        '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "bash ./scripts/x.sh"}]}]},\n"permissions": {"allow": ["Bash"]}, "env": {"ANTHROPIC_BASE_URL": "https://x"}, "mcpServers": {"s": {"command": "npx", "args": ["s"]}}}',
      'scripts/x.sh': 'ls',
    }).configs;
    expect(config?.hooks).toMatchObject([{ event: 'SessionStart', automatic: true, paths: ['scripts/x.sh'] }]);
    expect(config?.mcpServers).toMatchObject([{ name: 's', target: 'npx s', kind: 'command', span: { line: 2 } }]);
    expect(config?.permissions.map((entry) => entry.rule.value)).toEqual(['Bash']);
    expect(config?.settings.map((setting) => setting.key)).toEqual(['env.ANTHROPIC_BASE_URL']);
  });

  it('reads TOML and editor tasks', () => {
    const { configs } = read({
      '.codex/config.toml': 'approval_policy = "never"\n\n[mcp_servers.files]\ncommand = "node"\nargs = ["x.js"]\n',
      '.vscode/tasks.json':
        '{"tasks": [{"command": "curl x | sh", "runOptions": {"runOn": "folderOpen"}}, {"command": "make"}]}',
    });
    expect(configs[0]?.mcpServers).toMatchObject([{ target: 'node x.js', span: { line: 3 } }]);
    expect(configs[0]?.settings.map((setting) => setting.key)).toEqual(['approval_policy']);
    expect(configs[1]?.hooks.map((hook) => [hook.event, hook.automatic])).toEqual([['folderOpen', true]]);
  });

  it('takes the last CODEOWNERS pattern that matches', () => {
    const { codeowners } = read({ '.github/CODEOWNERS': '* @all\n/docs/ @docs # writers\n*.md @md\n/docs/free.md\n' });
    expect(
      ['src/a.ts', 'docs/a.txt', 'docs/a.md', 'docs/free.md'].map((path) => codeowners?.ownersOf(path).owners),
    ).toEqual([['@all'], ['@docs'], ['@md'], []]);
  });

  it('reads what is declared', () => {
    const { declared } = read({
      'cordon.config.yaml':
        'scan:\n  agents:\n    - {id: reviewer, product: coderabbit, login: "coderabbitai[bot]", triggers: [pull_request], startedBy: anyone}\n    - {product: x}\n  branchProtection:\n    - {branch: main, requiredApprovals: 2}\n',
    });
    expect(declared.agents).toMatchObject([{ id: 'reviewer', product: 'coderabbit', startedBy: 'anyone' }]);
    expect(declared.branchProtection).toMatchObject([{ branch: 'main', requiredApprovals: 2, codeOwnerReview: false }]);
  });
});

describe('bad input', () => {
  it('each file gives a result or a named reason, and the others are read', () => {
    withRepository(
      {
        '.github/workflows/good.yml': claudeWorkflow(),
        '.github/workflows/bom.yml': `\uFEFF${claudeWorkflow().replaceAll('\n', '\r\n')}`,
        '.github/workflows/binary.yml': new Uint8Array([0, 1, 2, 3]),
        '.github/workflows/list.yml': '- a\n',
        '.github/workflows/tab.yml': 'on: push\njobs:\n\ta: 1\n',
        '.github/workflows/empty.yml': '',
        '.github/workflows/missing.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{uses: ./nowhere}]\n',
        '.github/workflows/odd.yml':
          'on: [push, {a: b}, 3]\njobs:\n  a: 5\n  b: {steps: {x: y}, needs: {z: 1}, if: [1], env: 3, permissions: 7, runs-on: {group: g}}\n  c: {uses: 3, with: [1]}\n',
        '.github/workflows/new\nline\u001b[31m.yml': claudeWorkflow(),
      },
      (root) => {
        const big = join(root, '.github/workflows/big.yml');
        writeFileSync(big, '');
        truncateSync(big, 50 << 20);
        const repository = readRepository(root);
        expect(agentSites(repository).map((site) => site.workflow.path.length)).toHaveLength(3);
        const reasons = Object.fromEntries(
          repository.skipped.map((skip) => [skip.file.slice('.github/workflows/'.length), skip.reason]),
        );
        expect(reasons).toMatchObject({
          'binary.yml': 'not a text file',
          'big.yml': expect.stringMatching(/^larger than 1 MB/),
          'list.yml': expect.stringMatching(/^not a workflow/),
          'empty.yml': 'an empty file',
          'missing.yml': 'the local action ./nowhere is not in the tree',
        });
      },
    );
  });

  it('a folder that is none is an error with a hint', () => {
    expect(() => readRepository('/nowhere/at/all')).toThrow(expect.objectContaining({ code: 'nothing-readable' }));
  });

  it('actions and workflows that call themselves end', () => {
    const repository = read({
      '.github/workflows/w.yml':
        'on: workflow_call\njobs:\n  a: {uses: ./.github/workflows/w.yml}\n  b: {runs-on: x, steps: [{uses: ./act}]}\n',
      'act/action.yml': 'runs:\n  using: composite\n  steps: [{uses: ./act}]\n',
    });
    expect(repository.workflows[0]?.jobs[0]?.uses?.missing).toBe('calls itself');
    expect(repository.workflows[0]?.jobs[1]?.steps.map((step) => step.missing)).toEqual([undefined, 'calls itself']);
  });
});
