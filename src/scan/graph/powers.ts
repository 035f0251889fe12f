import type { Grant } from '../grants/capability.ts';
import { AUTO_FIX } from '../grants/others.ts';
import type { TokenUse } from '../repository/agent.ts';
import type { AgentSite, Permissions } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';
import { plainToken, readPermission, withoutTool } from './edits.ts';
import { type Identity, identitiesOf } from './identity.ts';
import type { Edit } from './model.ts';

/** What an agent, or a step that carries on for it, can do to what others read. */
export type Act =
  | 'comment'
  | 'issue'
  | 'label'
  | 'open-pull-request'
  | 'push-branch'
  | 'push'
  | 'approve'
  | 'merge'
  | 'dispatch'
  | 'repository-dispatch';

/** Which files an act can change; absent lists mean no limit. Patterns as in .gitignore. */
export interface PathLimit {
  readonly only?: readonly string[];
  readonly not?: readonly string[];
}

export interface Power {
  readonly act: Act;
  readonly identity: Identity;
  readonly span: Span;
  readonly reason: string;
  readonly paths: PathLimit | undefined;
  readonly edits: readonly Edit[];
  /** False when the tree does not show that the token may: undeclared permissions, a token that could not be followed. */
  readonly certain: boolean;
  /** True when a later step does it with what the agent has made. */
  readonly carried: boolean;
}

const DOES: Record<Act, string> = {
  comment: 'comment',
  issue: 'open issues',
  label: 'set labels and titles',
  'open-pull-request': 'open pull requests',
  'push-branch': 'push to its working branch',
  push: 'push to any branch',
  approve: 'approve pull requests',
  merge: 'merge pull requests',
  dispatch: 'start workflows',
  'repository-dispatch': 'start workflows that follow repository_dispatch',
};

/** Permissions of GITHUB_TOKEN, any one list of which an act needs in full. */
const NEEDS: Record<Act, readonly (readonly string[])[]> = {
  comment: [['issues'], ['pull-requests'], ['discussions']],
  issue: [['issues']],
  label: [['issues'], ['pull-requests']],
  'open-pull-request': [['pull-requests', 'contents']],
  'push-branch': [['contents']],
  push: [['contents']],
  approve: [['pull-requests']],
  merge: [['contents', 'pull-requests']],
  dispatch: [['actions']],
  'repository-dispatch': [['contents']],
};

const ALL: readonly Act[] = [
  'comment',
  'issue',
  'label',
  'open-pull-request',
  'push',
  'approve',
  'merge',
  'dispatch',
  'repository-dispatch',
];

/** What the agent itself can do: its tool grants, as far as one of its tokens allows. */
export function powersOf(site: AgentSite): readonly Power[] {
  const { agent } = site;
  const wanted = new Map<Act, Grant>();
  const outputs = agent.via === 'gh-aw';
  for (const grant of agent.grants.items) {
    // The agent job of gh-aw only reads: what it writes, it writes through safe outputs.
    if (outputs && !grant.tool.startsWith(SAFE_OUTPUT)) continue;
    for (const act of actsOf(grant, site)) {
      const known = wanted.get(act);
      if (known === undefined || (known.capability === 'any-shell' && grant.capability !== 'any-shell')) {
        wanted.set(act, grant);
      }
    }
  }
  const powers: Power[] = [];
  for (const { identity, token } of identitiesOf(site)) {
    for (const [act, grant] of wanted) {
      // The job of the safe outputs is given what they need, whatever the agent job may.
      const allowed = outputs ? 'yes' : tokenAllows(token, site.job.permissions, act);
      if (allowed === 'no') continue;
      powers.push({
        act,
        identity,
        span: grant.span,
        reason: `${agent.name} may ${DOES[act]} (${grant.reason}), as ${identity.label}`,
        paths: outputs ? outputLimit(site, grant) : limitOf(site, grant),
        edits: [withoutTool(grant.span, grant.tool, DOES[act]), ...tokenEdits(site, token, act)],
        certain: allowed === 'yes',
        carried: false,
      });
    }
  }
  return powers;
}

/** Changes at the token: GITHUB_TOKEN needs fewer permissions; another is replaced by it. */
export function tokenEdits(site: AgentSite, token: TokenUse, act: Act): readonly Edit[] {
  if (token.kind !== 'github-token') return act === 'push' || act === 'merge' ? [] : [plainToken(site, token)];
  const scope = NEEDS[act].flat().find((s) => accessTo(site.job.permissions, s) === 'write');
  return scope === undefined ? [] : [readPermission(site.job.permissions.span, scope)];
}

/** Whether a token lets an act through. App tokens and personal tokens do not obey `permissions:`. */
export function tokenAllows(token: TokenUse, permissions: Permissions, act: Act): 'yes' | 'no' | 'unknown' {
  if (token.kind === 'none') return 'no';
  const { asked } = token;
  if (asked !== undefined) {
    return NEEDS[act].some((list) => list.every((scope) => asked[scope] === 'write')) ? 'yes' : 'no';
  }
  if (token.kind === 'oidc-app') return /dispatch$/.test(act) ? 'no' : 'yes';
  if (token.kind !== 'github-token') return token.kind === 'unknown' ? 'unknown' : 'yes';
  if (!permissions.known) return 'unknown';
  return NEEDS[act].some((list) => list.every((scope) => accessTo(permissions, scope) === 'write')) ? 'yes' : 'no';
}

export function accessTo(permissions: Permissions, scope: string): string {
  return permissions.scopes[scope] ?? permissions.rest;
}

function actsOf(grant: Grant, site: AgentSite): readonly Act[] {
  switch (grant.capability) {
    case 'comment':
      return /issue[ _]create|create_issue/.test(grant.tool) ? ['issue'] : ['comment'];
    case 'label':
      return ['label'];
    case 'open-pull-request':
      return ['open-pull-request'];
    case 'approve':
      return ['approve'];
    case 'merge':
      return ['merge'];
    case 'dispatch':
      return ['dispatch'];
    case 'push':
      // An action's own way to push ends on the branch that it made or the pull request has.
      if (site.agent.via === 'gh-aw' || grant.tool === AUTO_FIX) return ['push-branch'];
      return site.agent.mode !== 'agent' && grant.from === 'default' ? ['push-branch'] : ['push'];
    case 'any-shell':
      // A sandbox without network reaches no forge.
      return site.agent.grants.sandboxed && site.agent.grants.network === 'no' ? [] : ALL;
    default:
      return [];
  }
}

const SAFE_OUTPUT = 'safe-outputs.';

/**
 * Files that gh-aw asks a review for unless told otherwise (v0.86.2). Sourced are AGENTS.md, CODEOWNERS and `.github/`; that
 * the other agents' files and folders are on its list as well is our assumption, which errs towards silence.
 */
const PROTECTED = [
  'AGENTS.md',
  'CLAUDE.md',
  'GEMINI.md',
  'CODEOWNERS',
  '/.github/',
  '/.agents/',
  '/.claude/',
  '/.codex/',
  '/.gemini/',
];

function outputLimit({ agent }: AgentSite, grant: Grant): PathLimit | undefined {
  const output = agent.safeOutputs?.find(({ kind }) => `${SAFE_OUTPUT}${kind}` === grant.tool);
  if (output === undefined || output.protectedFiles === 'allowed') return undefined;
  const list = output.protectedFiles === 'default' ? PROTECTED : output.protectedFiles;
  return { not: list.filter((path) => !output.unprotected.includes(path.replace(/^\//, ''))) };
}

/** Path limits hold only while no shell writes around them. */
function limitOf(site: AgentSite, grant: Grant): PathLimit | undefined {
  const { items, denials } = site.agent.grants;
  if (grant.capability === 'any-shell' || items.some(({ capability }) => capability === 'any-shell')) return undefined;
  const writers = items.filter(({ capability }) => capability === 'write-files');
  const only = writers.every(({ paths }) => paths !== undefined)
    ? writers.flatMap(({ paths }) => paths ?? [])
    : undefined;
  const not = denials.filter(({ tool }) => /edit|write/i.test(tool)).flatMap(({ paths }) => paths ?? []);
  if (only === undefined && not.length === 0) return undefined;
  return { ...(only !== undefined && { only }), not };
}
