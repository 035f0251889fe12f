import type { Situation } from '../expressions/situation.ts';
import type { SiteFacts } from '../graph/build.ts';
import { accessTo } from '../graph/powers.ts';
import type { Span } from '../repository/position.ts';

/** Something of worth that an agent's process holds. */
export interface Privilege {
  readonly kind:
    | 'provider-key'
    | 'forge-secret'
    | 'publish-secret'
    | 'secret'
    | 'write-token'
    | 'id-token'
    | 'self-hosted'
    | 'undeclared-token';
  /** In words: `the secret NPM_TOKEN`. */
  readonly what: string;
  readonly span: Span;
}

/** Runs of pull requests from forks get no secrets and a token that only reads. */
export function isPoor(situation: Situation): boolean {
  return (
    /^pull_request(?:_review|_review_comment)?$/.test(situation.event) &&
    (situation.fork ?? !(situation.author ?? situation.actor).writes)
  );
}

const WORTHY = [
  'contents',
  'pull-requests',
  'issues',
  'packages',
  'actions',
  'deployments',
  'pages',
  'discussions',
  'workflows',
  'attestations',
];

/** What can be taken or misused when the agent runs for this situation. */
export function privilegesOf({ site }: SiteFacts, situation: Situation): readonly Privilege[] {
  const { agent, job } = site;
  const found: Privilege[] = [];
  if (job.runsOn.selfHosted === 'yes') {
    found.push({ kind: 'self-hosted', what: 'a self-hosted runner', span: job.runsOn.span });
  }
  if (isPoor(situation)) return found;
  for (const secret of agent.secrets) {
    const kind = (
      { provider: 'provider-key', forge: 'forge-secret', publish: 'publish-secret', other: 'secret' } as const
    )[secret.kind];
    if (secret.kind === 'forge' && secret.name === 'GITHUB_TOKEN') continue;
    found.push({ kind, what: `the secret ${secret.name}`, span: secret.span });
  }
  for (const token of agent.tokens) {
    if (token.kind === 'oidc-app') {
      found.push({
        kind: 'forge-secret',
        what: 'an App token that may write contents, whatever permissions: says',
        span: token.span,
      });
    } else if (token.kind === 'app' || token.kind === 'pat') {
      found.push({ kind: 'forge-secret', what: token.reason, span: token.span });
    }
  }
  const scopes = WORTHY.filter((scope) => accessTo(job.permissions, scope) === 'write');
  if (job.permissions.known && scopes.length > 0) {
    found.push({
      kind: 'write-token',
      what: `a GITHUB_TOKEN that may write ${scopes.join(', ')}`,
      span: job.permissions.span,
    });
  } else if (!job.permissions.known) {
    found.push({
      kind: 'undeclared-token',
      what: 'a GITHUB_TOKEN whose permissions nobody declared',
      span: job.permissions.span,
    });
  }
  if (accessTo(job.permissions, 'id-token') === 'write') {
    found.push({
      kind: 'id-token',
      what: 'id-token: write, which cloud and App tokens are exchanged for',
      span: job.permissions.span,
    });
  }
  return found;
}

/** Whether what can be taken changes the project itself, and not only its bill or its issues. */
export function isGrave(site: SiteFacts['site'], held: readonly Privilege[]): boolean {
  return held.some(
    ({ kind }) =>
      kind === 'forge-secret' ||
      kind === 'publish-secret' ||
      kind === 'self-hosted' ||
      (kind === 'write-token' &&
        ['contents', 'packages', 'actions'].some((s) => accessTo(site.job.permissions, s) === 'write')),
  );
}
