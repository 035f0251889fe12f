import { parseExpression } from '../../expressions/parse.ts';
import type { ExpressionText } from '../../expressions/situation.ts';
import type { Bound } from '../../expressions/taint.ts';
import { pathsOf } from '../../expressions/tree.ts';
import type { SecretUse, TokenUse } from '../agent.ts';
import type { EnvEntry } from '../model.ts';
import type { Span } from '../position.ts';
import type { DraftStep } from '../workflow/draft.ts';
import type { Names } from '../workflow/names.ts';

/** Actions that mint an installation token of a GitHub App; their output is `token`. */
const MINTERS = new Set([
  'actions/create-github-app-token',
  'tibdex/github-app-token',
  'peter-murray/workflow-application-token-action',
  'getsentry/action-github-app-token',
  'navikt/github-app-token-generator',
]);

const MAX_HOPS = 8;

/** Which token a text is, followed through env, inputs and steps. */
export function tokenOf(text: ExpressionText, names: Names, via: TokenUse['via']): TokenUse {
  return follow({ text, scope: names }, via, text.span, 0);
}

function follow(bound: Bound, via: TokenUse['via'], span: Span, depth: number): TokenUse {
  const unknown: TokenUse = {
    kind: 'unknown',
    via,
    span,
    reason: 'the token comes from an expression that could not be followed',
  };
  const first = bound.text.expressions[0];
  if (first === undefined) {
    return bound.text.value.trim() === ''
      ? { kind: 'none', via, span, reason: 'no token' }
      : { ...unknown, reason: 'the token is written down' };
  }
  const tree = parseExpression(first.text);
  if (tree === undefined || depth > MAX_HOPS) return unknown;
  // `secrets.PAT || github.token`: the strongest that may be there counts.
  const found = pathsOf(tree).map((parts) => followPath(parts, bound, via, span, depth));
  return (
    found.find((use) => use !== undefined && use.kind !== 'github-token' && use.kind !== 'unknown') ??
    found.find((use) => use !== undefined) ??
    unknown
  );
}

function followPath(
  parts: readonly string[],
  bound: Bound,
  via: TokenUse['via'],
  span: Span,
  depth: number,
): TokenUse | undefined {
  const [context, name = ''] = parts;
  const scope = bound.scope as Names;
  if (context === 'github') {
    return name === 'token' ? { kind: 'github-token', via, span, reason: 'GITHUB_TOKEN' } : undefined;
  }
  if (context === 'secrets') return secretToken(name, via, span);
  if (context === 'env') {
    const next = scope.env(name);
    return next === undefined ? undefined : follow(next, via, span, depth + 1);
  }
  if (context === 'inputs') {
    const next = scope.input(name);
    return next === undefined || 'open' in next ? undefined : follow(next, via, span, depth + 1);
  }
  if (context === 'steps') {
    const step = scope.step(name);
    const slug = `${step?.uses?.owner}/${step?.uses?.repo}`.toLowerCase();
    if (step === undefined || !MINTERS.has(slug)) return undefined;
    const asked = askedFor(step);
    return {
      kind: 'app',
      via,
      name,
      ...(asked !== undefined && { asked }),
      span,
      reason: `token of a GitHub App, minted by ${slug}`,
    };
  }
  return undefined;
}

function secretToken(name: string, via: TokenUse['via'], span: Span): TokenUse {
  if (name === 'github_token') return { kind: 'github-token', via, span, reason: 'GITHUB_TOKEN' };
  const label = name.toUpperCase();
  if (/(?:^|_)PAT(?:_|$)|PERSONAL|MACHINE_USER/.test(label)) {
    return { kind: 'pat', via, name: label, span, reason: `${label} is a personal access token by its name` };
  }
  return { kind: 'secret', via, name: label, span, reason: `the secret ${label}: an own token, not GITHUB_TOKEN` };
}

function askedFor(step: DraftStep): Record<string, string> | undefined {
  const asked: Record<string, string> = {};
  for (const [name, text] of step.with)
    if (name.startsWith('permission-')) asked[name.slice('permission-'.length)] = text.value;
  return Object.keys(asked).length > 0 ? asked : undefined;
}

/** Environment variables through which `gh` and `git` take a token. */
export function envTokens(names: Names, own: readonly EnvEntry[]): TokenUse[] {
  const found: TokenUse[] = [];
  for (const name of ['GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_PERSONAL_ACCESS_TOKEN', 'GH_PAT', 'GITHUB_MCP_TOKEN']) {
    const entry = own.find((one) => one.name === name)?.text;
    const bound = names.env(name);
    const text = entry ?? bound?.text;
    if (text !== undefined) found.push(tokenOf(text, names, 'env'));
  }
  return found;
}

const PROVIDER =
  /ANTHROPIC|CLAUDE|OPENAI|GEMINI|GOOGLE_API|OPENROUTER|BEDROCK|MISTRAL|GROQ|DEEPSEEK|XAI|COPILOT|CURSOR|FACTORY|LETTA|LLM|QWEN|DASHSCOPE|MOONSHOT|ZAI_|AMP_API|CODEX|JUNIE|MODEL/;
/** Registries call their tokens personal access tokens too (`VSCE_PAT`): their names come first. */
const REGISTRY =
  /NPM|NODE_AUTH|PYPI|TWINE|DOCKER|CARGO|CRATES|NUGET|MAVEN|OSSRH|SONATYPE|RUBYGEMS|GEM_HOST|VSCE|OVSX|REGISTRY/;
const FORGE = /GITHUB|(?:^|_)GH(?:_|$)|(?:^|_)PAT(?:_|$)|APP_(?:PRIVATE_)?KEY|BOT_TOKEN|PRIVATE_KEY/;
const PUBLISH =
  /GPG|SIGNING|DEPLOY|AWS_|AZURE|GCP_|GCLOUD|VERCEL|NETLIFY|CLOUDFLARE|FLY_API|HEROKU|HOMEBREW|PUBLISH|RELEASE/;

/** What a secret is for, by its name: names are all that the tree shows. */
export function kindOfSecret(name: string): SecretUse['kind'] {
  const label = name.toUpperCase();
  if (PROVIDER.test(label)) return 'provider';
  if (REGISTRY.test(label)) return 'publish';
  if (FORGE.test(label)) return 'forge';
  return PUBLISH.test(label) ? 'publish' : 'other';
}

/** Secrets that a text names. */
export function secretsIn(text: ExpressionText, via: SecretUse['via']): SecretUse[] {
  const found: SecretUse[] = [];
  for (const expression of text.expressions) {
    if (!/secrets|github\.token/i.test(expression.text)) continue;
    const tree = parseExpression(expression.text);
    if (tree === undefined) continue;
    for (const [context, name] of pathsOf(tree)) {
      if (context === 'secrets') {
        const label = (name ?? '*').toUpperCase();
        found.push({
          name: label,
          kind: label === 'GITHUB_TOKEN' ? 'forge' : kindOfSecret(label),
          via,
          span: expression.span,
        });
      } else if (context === 'github' && name === 'token')
        found.push({ name: 'GITHUB_TOKEN', kind: 'forge', via, span: expression.span });
    }
  }
  return found;
}
