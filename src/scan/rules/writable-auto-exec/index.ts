import type { SiteFacts } from '../../graph/build.ts';
import { keepFiles } from '../../graph/edits.ts';
import { openTo } from '../../graph/files.ts';
import type { AgentConfig, Hook } from '../../repository/context-model.ts';
import type { RawFinding, Rule, RuleContext } from '../rule.ts';

/** A hook that fetches what it runs, or hides it. */
const FETCHES =
  /\b(?:curl|wget|Invoke-WebRequest|iwr)\b[^\n]*\|\s*(?:sudo\s+)?(?:\w*sh|node|python3?|bun)\b|\bbase64\b[^\n]*(?:-d|--decode)\b|\beval\b|\b(?:npx|bunx|uvx|pipx run)\s+(?:-y\s+)?https?:/i;

export const writableAutoExec: Rule = {
  id: 'writable-auto-exec',
  page: {
    title: 'Configuration that runs by itself, and that an agent can write or that fetches what it runs',
    what:
      'A committed file starts a command when somebody opens the project or starts a session (a SessionStart hook, a task ' +
      'that runs on folder open, a postCreateCommand), and either an agent of this repository can push a change to it ' +
      'without a person, on text of outsiders; or the command downloads what it runs.',
    why: 'This is how worms for coding agents have spread: one commit, and every machine that opens the repository runs it.',
    fix:
      'Let CODEOWNERS and branch protection guard the file; keep agents from pushing to the default branch; run only what ' +
      'is in the repository.',
    misses:
      'Hooks that run after an act of the agent; scripts that a hook calls and that an agent can change; files that do not exist yet.',
  },
  *check(context): Iterable<RawFinding> {
    for (const config of context.repository.configs) {
      const hook = config.hooks.find(({ automatic }) => automatic);
      if (hook === undefined) continue;
      yield* fetching(config);
      const writer = writerOf(context, config);
      if (writer === undefined) continue;
      yield writable(config, hook, writer);
    }
  },
};

function* fetching(config: AgentConfig): Iterable<RawFinding> {
  for (const hook of config.hooks) {
    if (!hook.automatic || !FETCHES.test(hook.command.value)) continue;
    const span = hook.command.span;
    yield {
      severity: 'high',
      confidence: 'medium',
      span,
      message: `${config.path} runs a download at ${hook.event}, on every machine that opens the repository.`,
      path: [{ span, message: `${hook.event} runs by itself` }],
      assumes: [],
      edits: [
        { id: `hook ${span.file}:${span.line}`, span, change: 'run only what is in the repository', put: '', cost: 1 },
      ],
      key: `${config.path} ${hook.event}`,
    };
  }
}

/** An agent on text of outsiders whose pushes, without a person, reach this file. */
function writerOf(
  { sites, repository }: RuleContext,
  config: AgentConfig,
): { fact: SiteFacts; at: number } | undefined {
  if (repository.declared.branchProtection.length > 0) return undefined;
  for (const fact of sites) {
    if (!fact.entries.some(({ writer, approvals }) => writer === 'anyone' && approvals.min === 0)) continue;
    const at = fact.powers.findIndex(
      ({ act, paths, certain }) =>
        act === 'push' && certain && openTo([config.path, ...config.aliases], paths).length > 0,
    );
    if (at >= 0) return { fact, at };
  }
  return undefined;
}

function writable(config: AgentConfig, hook: Hook, { fact, at }: { fact: SiteFacts; at: number }): RawFinding {
  const power = fact.powers[at]!;
  const entry = fact.entries.find(({ writer, approvals }) => writer === 'anyone' && approvals.min === 0)!;
  return {
    severity: 'high',
    confidence: 'medium',
    span: hook.command.span,
    message: `${config.path} runs a command at ${hook.event}, and ${fact.site.agent.name} in ${fact.site.workflow.path} can push a change to it.`,
    path: [
      { span: fact.site.step.span, message: `outsiders reach the agent: ${entry.situation.event}` },
      { span: power.span, message: power.reason },
      { span: hook.command.span, message: `${hook.event} runs by itself wherever the repository is opened` },
    ],
    assumes: ['the default branch takes a direct push: branch protection is not in the tree'],
    edits: [...power.edits, keepFiles(power.span, [config.path])],
    key: `${config.path} ${fact.site.id}`,
  };
}
