import type { DefaultGate } from './action.ts';
import type { Known } from './index.ts';
import type { ProductId } from './product.ts';

/** How the grants of an action are written; each has its reader in `src/scan/grants`. */
export type GrantGrammar = 'claude' | 'gemini' | 'codex' | 'copilot' | 'opencode' | 'droid' | 'none' | 'unknown';

/** An action that runs an agent: which inputs carry what, and whom it lets in. Input names are lower case. */
export interface ActionFacts {
  /** `owner/repo` or `owner/repo/path`, lower case. */
  readonly slugs: readonly string[];
  readonly product: ProductId;
  readonly grammar: GrantGrammar;
  readonly prompts: readonly string[];
  readonly promptFiles: readonly string[];
  readonly systemPrompts: readonly string[];
  /** Inputs that hold a forge token. */
  readonly tokens: readonly string[];
  /** The token when none of them is given. */
  readonly defaultToken: 'github-token' | 'oidc-app' | 'none' | 'unknown';
  readonly gate: DefaultGate;
  readonly refusesBots: boolean;
  /** Events on which the actor is checked; empty: all. */
  readonly gateEvents: readonly string[];
  readonly allowedUsers: readonly string[];
  readonly allowedBots: readonly string[];
  /** What the action itself fetches and shows the model. */
  readonly fetches: readonly ('issue-or-pull-request' | 'comments' | 'diff')[];
  /** Outputs that carry the model's words; `*` for any. */
  readonly outputs: readonly string[];
  readonly mentions: readonly string[];
  readonly seen: string;
  readonly known: Known;
  readonly source: string;
}

const ENTITY_EVENTS = [
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
  'workflow_run',
];

const PLAIN = {
  grammar: 'unknown',
  prompts: ['prompt'],
  promptFiles: [],
  systemPrompts: [],
  tokens: ['github_token', 'github-token', 'token'],
  defaultToken: 'unknown',
  gate: 'none',
  refusesBots: false,
  gateEvents: [],
  allowedUsers: [],
  allowedBots: [],
  fetches: [],
  outputs: ['*'],
  mentions: [],
  known: 'told',
} as const satisfies Partial<ActionFacts>;

/** The inventory. What an action does not have is an empty list, not a guess. */
export const AGENT_ACTIONS: readonly ActionFacts[] = [
  {
    ...PLAIN,
    slugs: ['anthropics/claude-code-action'],
    product: 'claude-code',
    grammar: 'claude',
    prompts: ['prompt', 'direct_prompt', 'override_prompt'],
    systemPrompts: ['custom_instructions'],
    tokens: ['github_token'],
    defaultToken: 'oidc-app',
    gate: 'write-access',
    refusesBots: true,
    gateEvents: ENTITY_EVENTS,
    allowedUsers: ['allowed_non_write_users'],
    allowedBots: ['allowed_bots'],
    fetches: ['issue-or-pull-request', 'comments', 'diff'],
    outputs: ['structured_output', 'execution_file'],
    mentions: ['@claude'],
    seen: 'v1.0.200 (2026-08-22)',
    known: 'code',
    source: 'https://github.com/anthropics/claude-code-action',
  },
  {
    ...PLAIN,
    slugs: ['anthropics/claude-code-base-action', 'anthropics/claude-code-action/base-action'],
    product: 'claude-code',
    grammar: 'claude',
    promptFiles: ['prompt_file'],
    systemPrompts: ['system_prompt', 'append_system_prompt'],
    tokens: [],
    defaultToken: 'none',
    outputs: ['structured_output', 'execution_file'],
    seen: 'v1',
    known: 'code',
    source: 'https://github.com/anthropics/claude-code-base-action',
  },
  {
    ...PLAIN,
    slugs: ['anthropics/claude-code-security-review'],
    product: 'claude-code',
    grammar: 'claude',
    prompts: [],
    promptFiles: ['custom-security-scan-instructions'],
    tokens: [],
    defaultToken: 'github-token',
    fetches: ['issue-or-pull-request', 'diff'],
    seen: '2025-08',
    known: 'code',
    source: 'https://github.com/anthropics/claude-code-security-review',
  },
  {
    ...PLAIN,
    slugs: ['google-github-actions/run-gemini-cli', 'google-gemini/gemini-cli-action'],
    product: 'gemini-cli',
    grammar: 'gemini',
    tokens: [],
    defaultToken: 'none',
    outputs: ['summary', 'error', 'prs', 'gemini_response'],
    seen: 'v0.1.22 (2026-04-27)',
    known: 'code',
    source: 'https://github.com/google-github-actions/run-gemini-cli',
  },
  {
    ...PLAIN,
    slugs: ['qwenlm/qwen-code-action'],
    product: 'qwen-code',
    grammar: 'gemini',
    tokens: [],
    defaultToken: 'none',
    outputs: ['summary', 'error'],
    seen: 'v0.1.1',
    known: 'code',
    source: 'https://github.com/QwenLM/qwen-code-action',
  },
  {
    ...PLAIN,
    slugs: ['openai/codex-action'],
    product: 'codex',
    grammar: 'codex',
    promptFiles: ['prompt-file'],
    tokens: [],
    defaultToken: 'none',
    gate: 'write-access',
    refusesBots: true,
    allowedUsers: ['allow-users'],
    allowedBots: ['allow-bot-users'],
    outputs: ['final-message'],
    seen: 'v1.8 (2026-05-14)',
    known: 'code',
    source: 'https://github.com/openai/codex-action',
  },
  {
    ...PLAIN,
    slugs: ['actions/ai-inference'],
    product: 'ai-inference',
    grammar: 'copilot',
    prompts: ['prompt', 'input'],
    promptFiles: ['prompt-file', 'file_input', 'system-prompt-file'],
    systemPrompts: ['system-prompt'],
    tokens: ['github-mcp-token', 'token'],
    defaultToken: 'github-token',
    outputs: ['response', 'response-file'],
    seen: 'v3 (2026-08)',
    known: 'code',
    source: 'https://github.com/actions/ai-inference',
  },
  {
    ...PLAIN,
    slugs: ['anomalyco/opencode/github', 'sst/opencode/github'],
    product: 'opencode',
    grammar: 'opencode',
    defaultToken: 'oidc-app',
    gate: 'write-access',
    fetches: ['issue-or-pull-request', 'comments', 'diff'],
    mentions: ['/oc', '/opencode'],
    seen: 'latest',
    source: 'https://opencode.ai/docs/github',
  },
  {
    ...PLAIN,
    slugs: ['factory-ai/droid-action'],
    product: 'droid',
    grammar: 'droid',
    prompts: ['prompt', 'instructions'],
    defaultToken: 'oidc-app',
    gate: 'write-access',
    refusesBots: true,
    gateEvents: ENTITY_EVENTS,
    allowedUsers: ['allowed_non_write_users'],
    allowedBots: ['allowed_bots'],
    fetches: ['issue-or-pull-request', 'comments', 'diff'],
    mentions: ['@droid'],
    seen: 'v7',
    known: 'code',
    source: 'https://github.com/Factory-AI/droid-action',
  },
  {
    ...PLAIN,
    slugs: ['letta-ai/letta-code-action'],
    product: 'letta-code',
    gate: 'write-access',
    refusesBots: true,
    allowedUsers: ['allowed_non_write_users'],
    allowedBots: ['allowed_bots'],
    fetches: ['issue-or-pull-request', 'comments', 'diff'],
    mentions: ['@letta-code'],
    seen: 'v0',
    source: 'https://github.com/letta-ai/letta-code-action',
  },
  {
    ...PLAIN,
    slugs: ['jetbrains/junie-github-action'],
    product: 'junie',
    gate: 'write-access-or-bot',
    fetches: ['issue-or-pull-request', 'comments', 'diff'],
    mentions: ['@junie-agent'],
    seen: 'v1.6.1',
    known: 'code',
    source: 'https://github.com/JetBrains/junie-github-action',
  },
  {
    ...PLAIN,
    slugs: ['ask-bonk/ask-bonk/github', 'ask-bonk/ask-bonk'],
    product: 'bonk',
    grammar: 'opencode',
    fetches: ['issue-or-pull-request', 'comments', 'diff'],
    mentions: ['@ask-bonk', '/bonk'],
    seen: '2026-11',
    source: 'https://github.com/ask-bonk/ask-bonk',
  },
  {
    ...PLAIN,
    slugs: ['qodo-ai/pr-agent', 'codium-ai/pr-agent', 'the-pr-agent/pr-agent'],
    product: 'pr-agent',
    grammar: 'none',
    prompts: [],
    defaultToken: 'github-token',
    fetches: ['issue-or-pull-request', 'comments', 'diff'],
    seen: 'v0.34',
    source: 'https://github.com/qodo-ai/pr-agent',
  },
  ...(
    [
      ['potproject/code-agent', 'other-action'],
      ['cogni-ai-ou/cogni-ai-agent-action', 'other-action'],
      ['iflow-ai/iflow-cli-action', 'iflow'],
      ['a5c-ai/action', 'other-action'],
      ['cognitivecomputations/ai-github-action', 'other-action'],
      ['sweepai/sweep-action', 'sweep'],
      ['erikbjare/gptme', 'gptme'],
      ['gptme/gptme', 'gptme'],
      ['aaronsteers/devin-action', 'devin'],
      ['all-hands-ai/openhands', 'openhands'],
    ] as const
  ).map(
    ([slug, product]): ActionFacts => ({
      ...PLAIN,
      slugs: [slug],
      product,
      fetches: ['issue-or-pull-request'],
      seen: '2026-11',
      source: `https://github.com/${slug}`,
    }),
  ),
];

const BY_SLUG = new Map(AGENT_ACTIONS.flatMap((facts) => facts.slugs.map((slug) => [slug, facts] as const)));

/** Facts of an action by `owner/repo` and path, whatever the case. */
export function actionFacts(owner: string, repo: string, path: string): ActionFacts | undefined {
  const slug = `${owner}/${repo}`.toLowerCase();
  const under = path === '' ? '' : `/${path.toLowerCase()}`;
  return BY_SLUG.get(`${slug}${under}`) ?? BY_SLUG.get(`${FORKED[repo.toLowerCase()] ?? ''}${under}`);
}

/** Actions that are often used from a fork: what has their name under another owner is taken to work as they do. */
const FORKED: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  'claude-code-action': 'anthropics/claude-code-action',
  'claude-code-base-action': 'anthropics/claude-code-base-action',
  'codex-action': 'openai/codex-action',
  'run-gemini-cli': 'google-github-actions/run-gemini-cli',
});
