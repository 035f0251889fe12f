import type { ExpressionText } from '../../expressions/situation.ts';
import { type ActionFacts, actionFacts } from '../../facts/agent-actions.ts';
import { atLeast, floor } from '../../facts/claude-code-action.ts';
import { type FoundAnchor, findAnchors } from '../../facts/cli-anchors.ts';
import type { AgentStep, Checkout, Prompt, SecretUse, TokenUse } from '../agent.ts';
import type { EnvEntry } from '../model.ts';
import type { Reading } from '../reading.ts';
import type { DraftJob, DraftStep } from '../workflow/draft.ts';
import { envTokens, secretsIn, tokenOf } from './credentials.ts';
import { commandGate, gateOf } from './gate.ts';
import { actionGrants, anchorGrants } from './grants.ts';
import { type PromptFile, promptFile, promptOf, slashCommand } from './prompts.ts';
import { readsOf } from './reads.ts';
import { versionOf, versionOfCommand } from './version.ts';

/** What surrounds a step in its job. */
export interface Place {
  readonly job: DraftJob;
  readonly before: readonly DraftStep[];
  readonly checkouts: readonly Checkout[];
  readonly workflowEnv: readonly EnvEntry[];
  readonly reading: Reading;
}

/** The agents that a step runs: one for an action, one for each command of a script. */
export function agentsOf(step: DraftStep, place: Place): AgentStep[] {
  const { uses, run } = step;
  if (uses?.kind === 'action') {
    const facts = actionFacts(uses.owner, uses.repo, uses.path);
    return facts === undefined ? [] : [byAction(step, facts, place)];
  }
  if (uses?.kind === 'docker') {
    const facts = /(?:^|\/)pr-agent\b/.test(uses.path) ? actionFacts('qodo-ai', 'pr-agent', '') : undefined;
    return facts === undefined ? [] : [byAction(step, facts, place)];
  }
  return run === undefined ? [] : findAnchors(run.value).map((anchor) => byCommand(step, run, anchor, place));
}

function byAction(step: DraftStep, facts: ActionFacts, place: Place): AgentStep {
  const uses = step.uses!;
  const version = versionOf(uses);
  const claudeAction = facts.slugs.includes('anthropics/claude-code-action');
  const mode = claudeAction ? claudeMode(step) : 'agent';
  const files = filesOf(step, facts, place);
  const prompts = [...promptsOf(step, facts), ...files.flatMap((file) => file.prompt ?? [])];
  const grants = actionGrants(
    step,
    facts,
    mode,
    version,
    files.find((file) => file.allowedTools !== undefined)?.allowedTools,
    place.reading,
  );
  return finish(step, place, {
    product: facts.product,
    via: 'action',
    name:
      uses.kind === 'docker' ? uses.raw : [uses.owner, uses.repo, uses.path].filter((part) => part !== '').join('/'),
    span: uses.span,
    mode,
    mentions: mentionsOf(step, facts),
    ...(claudeAction ? { labelTrigger: step.with.get('label_trigger')?.value.trim() || 'claude' } : {}),
    ...(claudeAction && step.with.has('assignee_trigger')
      ? { assigneeTrigger: step.with.get('assignee_trigger')!.value.trim() }
      : {}),
    prompts,
    grants,
    tokens: tokensOf(step, facts, place),
    gate: gateOf(facts, step, mode, version),
    version,
    restoresConfig: claudeAction && atLeast(version.version, floor('config-restore').version) === 'yes',
    configPaths: configPaths(step, files),
    outputs: facts.outputs,
    fetches: mode === 'agent' && claudeAction ? [] : facts.fetches,
  });
}

function byCommand(step: DraftStep, run: ExpressionText, anchor: FoundAnchor, place: Place): AgentStep {
  const span = run.spanOf(anchor.start, anchor.end);
  // What the command is given may come from any line above it: the script as a whole is taken for the prompt.
  const prompt = promptOf(run, step, 'prompt', 'run');
  const words = anchor.args;
  return finish(step, place, {
    product: anchor.product,
    via: 'cli',
    name: [anchor.program, ...words.slice(0, 2).filter((word) => /^-{0,2}[\w-]{1,30}$/.test(word))].join(' '),
    span,
    mode: 'agent',
    mentions: [],
    prompts: [prompt],
    grants: anchorGrants(step, anchor, span, place.reading),
    tokens: envTokens(step.names, step.env),
    gate: commandGate(anchor),
    version: versionOfCommand(anchor.version, span),
    restoresConfig: false,
    configPaths: words.filter((_, i) => /^--(?:settings|mcp-config|add-dir|config)$/.test(words[i - 1] ?? '')),
    outputs: ['*'],
    fetches: [],
  });
}

type Part = Omit<AgentStep, 'reads' | 'secrets' | 'checkouts'> & {
  readonly fetches: readonly ('issue-or-pull-request' | 'comments' | 'diff')[];
};

function finish(step: DraftStep, place: Place, part: Part): AgentStep {
  const { fetches, ...agent } = part;
  return {
    ...agent,
    tokens: withCheckoutTokens(agent.tokens, place.checkouts),
    secrets: secretsOf(step, place),
    checkouts: place.checkouts,
    reads: readsOf(step, agent.prompts, agent.grants, fetches, place),
  };
}

/** `agent` with a prompt, `tag` without; a prompt that is an expression may be empty, and `track_progress` makes tags of both. */
function claudeMode(step: DraftStep): 'tag' | 'agent' | 'either' {
  const old = step.with.get('mode')?.value.trim();
  if (old === 'agent' || old === 'tag') return old;
  if (step.with.has('direct_prompt') || step.with.has('override_prompt')) return 'either';
  const prompt = step.with.get('prompt');
  if (prompt === undefined || prompt.value.trim() === '') return 'tag';
  if (step.with.get('track_progress')?.value.trim() === 'true') return 'either';
  return /^\$\{\{[^}]*\}\}$/.test(prompt.value.trim()) ? 'either' : 'agent';
}

function mentionsOf(step: DraftStep, facts: ActionFacts): readonly string[] {
  const given = (step.with.get('trigger_phrase') ?? step.with.get('mentions'))?.value.trim();
  return given === undefined || given === '' ? facts.mentions : given.split(/\s*,\s*/);
}

function promptsOf(step: DraftStep, facts: ActionFacts): Prompt[] {
  const prompts: Prompt[] = [];
  for (const [role, names] of [
    ['prompt', facts.prompts],
    ['system', facts.systemPrompts],
  ] as const) {
    for (const name of names) {
      const text = step.with.get(name);
      if (text !== undefined && text.value.trim() !== '') prompts.push(promptOf(text, step, role, name));
    }
  }
  const args = step.with.get('claude_args');
  if (args !== undefined && /--(?:append-)?system-prompt/.test(args.value))
    prompts.push(promptOf(args, step, 'system', 'claude_args'));
  return prompts;
}

function filesOf(step: DraftStep, facts: ActionFacts, place: Place): PromptFile[] {
  const files: PromptFile[] = [];
  for (const name of facts.promptFiles) {
    const path = step.with.get(name);
    if (path !== undefined && path.value.trim() !== '')
      files.push(promptFile(path, step, place.before, name, place.reading));
  }
  const prompt = step.with.get('prompt');
  const command =
    prompt === undefined || facts.product !== 'claude-code' ? undefined : slashCommand(prompt, step, place.reading);
  return command === undefined ? files : [...files, command];
}

function configPaths(step: DraftStep, files: readonly PromptFile[]): string[] {
  const paths = files.map((file) => file.path);
  for (const name of ['settings', 'mcp_config', 'codex-home']) {
    const text = step.with.get(name)?.value.trim() ?? '';
    if (/^[\w./-]{1,300}$/.test(text)) paths.push(text);
  }
  const args = step.with.get('claude_args')?.value ?? '';
  for (const match of args.matchAll(/--(?:mcp-config|settings|add-dir)[=\s]+([\w./-]{1,300})/g)) paths.push(match[1]!);
  return paths;
}

function tokensOf(step: DraftStep, facts: ActionFacts, place: Place): TokenUse[] {
  for (const name of facts.tokens) {
    const text = step.with.get(name);
    if (text !== undefined && text.value.trim() !== '')
      return [tokenOf(text, step.names, 'input'), ...envTokens(step.names, step.env)];
  }
  const env = envTokens(step.names, step.env);
  const span = step.uses?.span ?? step.span;
  const scopes = place.job.permissions;
  if (facts.defaultToken === 'github-token')
    return [{ kind: 'github-token', via: 'default', span, reason: 'the action takes GITHUB_TOKEN' }, ...env];
  if (facts.defaultToken === 'oidc-app') {
    const canAsk = !scopes.known || scopes.scopes['id-token'] === 'write' || scopes.rest === 'write';
    const reason = canAsk
      ? "without a token input the action exchanges the job's OIDC token for its vendor's App token, which obeys no permissions"
      : 'without a token input the action needs id-token: write, which the job does not have';
    return [{ kind: canAsk ? 'oidc-app' : 'none', via: 'default', span, reason }, ...env];
  }
  if (facts.defaultToken === 'unknown' && env.length === 0)
    return [{ kind: 'github-token', via: 'default', span, reason: 'GITHUB_TOKEN, as far as is known' }];
  return env;
}

/** A checkout that keeps its token in `.git/config` gives it to every later step. */
function withCheckoutTokens(tokens: readonly TokenUse[], checkouts: readonly Checkout[]): readonly TokenUse[] {
  const kept = checkouts
    .filter((checkout) => checkout.persistsToken)
    .map(
      (checkout): TokenUse =>
        checkout.token ?? {
          kind: 'github-token',
          via: 'checkout',
          span: checkout.span,
          reason: 'actions/checkout leaves GITHUB_TOKEN in .git/config',
        },
    );
  return [...tokens, ...kept];
}

function secretsOf(step: DraftStep, place: Place): SecretUse[] {
  const found = new Map<string, SecretUse>();
  const add = (text: ExpressionText, via: SecretUse['via']) => {
    for (const secret of secretsIn(text, via)) if (!found.has(secret.name)) found.set(secret.name, secret);
  };
  for (const [, text] of step.with) add(text, 'input');
  for (const entry of [...step.env, ...place.job.env, ...place.workflowEnv]) add(entry.text, 'env');
  return [...found.values()];
}
