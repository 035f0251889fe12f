// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import { describe, expect, it } from 'vitest';
import { claudeWorkflow, siteOf } from '../repository/test-support.ts';

const step = (yaml: string, others: Readonly<Record<string, string>> = {}) =>
  siteOf(`on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${yaml.replace(/^/gm, '      ')}\n`, others)
    .agent.grants;
const claude = (args: string, ref = 'v1') =>
  siteOf(claudeWorkflow({ with: `prompt: go\nclaude_args: |\n${args.replace(/^/gm, '  ')}`, ref })).agent.grants;
const capabilities = (grants: ReturnType<typeof claude>) =>
  [...new Set(grants.items.map((grant) => grant.capability))].sort();

describe('claude_args', () => {
  it('tells a prefix from the whole shell', () => {
    expect(claude('--allowedTools "Bash(gh issue view:*)"').level).toBe('read-remote');
    for (const tools of ['Bash', 'Bash(*)', 'Bash(:*)', 'Bash(python:*)', 'Bash(find:*)']) {
      expect(claude(`--allowedTools "Read,${tools}"`).level, tools).toBe('any-shell');
    }
  });

  it('knows what a command does', () => {
    expect(capabilities(claude('--allowedTools "Bash(gh pr comment:*),Bash(gh pr merge:*)"'))).toEqual([
      'comment',
      'merge',
      'read-files',
    ]);
    expect(claude('--allowedTools "Bash(gh api:*)"').level).toBe('merge');
    expect(claude('--allowedTools "Bash(git diff:*)"').level).toBe('read-files');
  });

  it('tells what reads labels and secrets from what sets them', () => {
    for (const command of ['gh label list', 'gh issue list', 'gh secret list', 'gh pr view', 'gh run watch']) {
      expect(claude(`--allowedTools "Bash(${command}:*)"`).level, command).toBe('read-remote');
    }
    expect(claude('--allowedTools "Bash(gh label:*)"').level).toBe('label');
    expect(claude('--allowedTools "Bash(gh label create:*)"').level).toBe('label');
  });

  it('makes a shell of a writer that may run what it wrote', () => {
    expect(claude('--allowedTools "Bash(npm test:*)"').level).toBe('scoped-shell');
    expect(claude('--allowedTools "Bash(npm test:*),Edit"').level).toBe('any-shell');
    expect(claude('--allowedTools "Bash(npm test:*),Edit(docs/**)"').level).toBe('scoped-shell');
  });

  it('takes every word up to the next flag, and drops comment lines', () => {
    const grants = claude('# --allowedTools Bash\n--allowedTools Edit "Bash(gh pr diff:*)" WebFetch\n--max-turns 5');
    expect(capabilities(grants)).toEqual(['read-files', 'read-remote', 'text', 'write-files']);
    expect(grants.network).toBe('yes');
  });

  it('takes away what is denied, and keeps an open shell under a list of denials', () => {
    expect(claude('--allowedTools "Bash,Edit"\n--disallowedTools "Bash"').level).toBe('write-files');
    const denied = claude('--dangerously-skip-permissions\n--disallowedTools "Bash(ps:*)"');
    expect([denied.level, denied.denyListOnly]).toEqual(['any-shell', true]);
    expect(claude('--dangerouslySkipPermissions').level).toBe('read-files');
  });

  it('loses unquoted brackets before v1.0.149', () => {
    expect(claude('--allowedTools Bash(jira:*)', 'v1.0.148').level).toBe('any-shell');
    expect(claude('--allowedTools "Bash(jira:*)"', 'v1.0.148').level).toBe('scoped-shell');
    expect(claude('--allowedTools Bash(jira:*)', 'v1.0.149').level).toBe('scoped-shell');
  });

  it('points at the tool', () => {
    const grant = claude('--allowedTools "Read,Bash(npm ci)"').items.find((one) => one.tool === 'Bash(npm ci)');
    expect(grant?.span).toMatchObject({ line: 13, column: 34, endColumn: 46 });
  });

  it('knows what it does not know', () => {
    expect(claude('${{ vars.ARGS }}').unknown).toHaveLength(1);
  });
});

describe('Claude Code, the rest', () => {
  it('edits and pushes in tag mode, and only reads in agent mode', () => {
    expect(siteOf(claudeWorkflow()).agent.grants.level).toBe('push');
    expect(siteOf(claudeWorkflow({ with: 'prompt: go' })).agent.grants.level).toBe('read-files');
  });

  it('reads settings as JSON and as a path, and those of the repository', () => {
    const settings = '{"permissions": {"allow": ["Bash(make:*)"]}}';
    expect(siteOf(claudeWorkflow({ with: `prompt: go\nsettings: '${settings}'` })).agent.grants.level).toBe(
      'any-shell',
    );
    expect(
      siteOf(claudeWorkflow({ with: 'prompt: go\nsettings: ci.json' }), { 'ci.json': settings }).agent.grants.level,
    ).toBe('any-shell');
    expect(
      siteOf(claudeWorkflow({ with: 'prompt: go' }), { '.claude/settings.json': settings }).agent.grants.level,
    ).toBe('any-shell');
  });

  it('reads the tools and the text of a slash command', () => {
    const command = '---\nallowed-tools: Bash(gh pr comment:*)\n---\nReview $TITLE\n';
    const agent = siteOf(claudeWorkflow({ with: 'prompt: /review 12' }), {
      '.claude/commands/review.md': command,
    }).agent;
    expect(agent.grants.level).toBe('comment');
    expect(agent.prompts.map((prompt) => prompt.from)).toContain('.claude/commands/review.md');
  });

  it('reads a command line', () => {
    expect(step('- run: |\n    claude -p "fix it" --allowedTools "Edit,Bash(git push:*)"').level).toBe('push');
    expect(step('- run: npx -y @anthropic-ai/claude-code --dangerously-skip-permissions -p x').level).toBe('any-shell');
  });
});

describe('other agents', () => {
  const gemini = (settings: string) =>
    step(`- uses: google-github-actions/run-gemini-cli@v0\n  with:\n    prompt: x\n    settings: '${settings}'`);

  it('Gemini CLI: tools.core limits, tools.allowed does not, echo is a shell', () => {
    expect(step('- uses: google-github-actions/run-gemini-cli@v0\n  with: {prompt: x}').level).toBe('any-shell');
    expect(gemini('{"tools": {"allowed": ["run_shell_command(gh issue view)"]}}').level).toBe('any-shell');
    expect(gemini('{"tools": {"core": ["run_shell_command(gh issue view)", "read_file"]}}').level).toBe('read-remote');
    expect(gemini('{"tools": {"core": ["run_shell_command(echo)"]}}').level).toBe('any-shell');
    expect(gemini('{"tools": {"exclude": ["run_shell_command(ps)"]}}').denyListOnly).toBe(true);
  });

  it('Codex: the sandbox decides', () => {
    const codex = (more: string) => step(`- uses: openai/codex-action@v1\n  with:\n    prompt: x\n${more}`);
    expect(codex('')).toMatchObject({ level: 'any-shell', network: 'no', sandboxed: true });
    expect(codex('    sandbox: read-only')).toMatchObject({ level: 'read-files', sandboxed: true });
    expect(codex('    permission-profile: ":read-only"').level).toBe('read-files');
    expect(codex('    sandbox: danger-full-access')).toMatchObject({
      level: 'any-shell',
      network: 'yes',
      sandboxed: false,
    });
    expect(codex('    codex-args: \'["--sandbox", "danger-full-access"]\'').sandboxed).toBe(false);
    expect(codex('    codex-args: -c sandbox_workspace_write.network_access=true').network).toBe('yes');
  });

  it('Copilot CLI: a denial beats everything', () => {
    expect(step('- run: copilot -p x --allow-all-tools').level).toBe('any-shell');
    expect(step("- run: copilot -p x --allow-all-tools --deny-tool 'shell'").level).toBe('write-files');
    expect(step("- run: copilot -p x --allow-tool 'shell(git log:*)'").level).toBe('read-files');
  });

  it('OpenCode: nothing said is everything; the last rule wins', () => {
    expect(step('- run: opencode run x').level).toBe('any-shell');
    const config = (permission: string) =>
      step('- run: opencode run x', { 'opencode.json': `{"permission": ${permission}}` });
    expect(config('{"bash": "deny", "edit": "deny"}').level).toBe('read-files');
    expect(config('{"bash": {"*": "deny", "git log *": "allow"}, "edit": "allow"}').level).toBe('write-files');
    expect(config('{"bash": {"git log *": "allow", "*": "deny"}, "edit": "deny"}').level).toBe('read-files');
  });

  it('no tool at all: a model that answers', () => {
    expect(step('- uses: actions/ai-inference@v1\n  with: {prompt: x}').level).toBe('text');
  });
});
