import { withExpressions } from '../../expressions/parse.ts';
import { taintsOf } from '../../expressions/taint.ts';
import { PRODUCTS, type ProductId } from '../../facts/product.ts';
import type { Capability, Grants } from '../../grants/capability.ts';
import { githubToolPower } from '../../grants/claude-tools.ts';
import { commandPower } from '../../grants/commands.ts';
import { GrantList } from '../../grants/list.ts';
import type { AgentStep, RuntimeRead, SafeOutput, TokenUse } from '../agent.ts';
import { tokenOf } from '../agents/credentials.ts';
import { openGate } from '../agents/gate.ts';
import { frontmatterOf } from '../frontmatter.ts';
import type { Job, Step, Trigger, Workflow } from '../model.ts';
import type { Span } from '../position.ts';
import type { Reading } from '../reading.ts';
import { Scalar } from '../text.ts';
import { mapOf, stringOf, stringsOf, textOf } from '../workflow/fields.ts';
import { Names } from '../workflow/names.ts';
import { readPermissions } from '../workflow/permissions.ts';
import { readTriggers } from '../workflow/triggers.ts';
import type { MapNode, Node } from '../yaml-node.ts';
import { importedBy } from './imports.ts';

const SOURCE = /^\.github\/workflows\/[^/]+\.md$/s;
/** Keys of `on:` that are gates or options, not events. */
const NOT_EVENTS = new Set([
  'roles',
  'bots',
  'skip-if',
  'skip-if-match',
  'skip-if-no-match',
  'skip-roles',
  'skip-bots',
  'skip-author-associations',
  'rate-limit',
  'user-rate-limit',
  'stop-after',
  'reaction',
  'manual-approval',
  'forks',
  'lock-for-agent',
  'status-comment',
  'github-token',
  'github-app',
  'permissions',
  'steps',
  'needs',
]);
const DEFAULT_ROLES = ['admin', 'maintainer', 'write'];

/** Markdown workflows of GitHub Agentic Workflows: those whose frontmatter has `on:`. */
export function ghAwSources(reading: Reading): string[] {
  return [...reading.tree.files].filter((path) => SOURCE.test(path)).sort();
}

/**
 * A gh-aw source as a workflow with one agent. Its agent job only reads; what it writes goes through `safe-outputs`, in a
 * job of their own. Told by the project's documentation (v0.86.2).
 */
export function readGhAw(path: string, reading: Reading): Workflow | undefined {
  const map = reading.text(path);
  if (map === undefined) return undefined;
  const { node: root, bodyStart } = frontmatterOf(map, reading.leaveOut);
  const on = root?.get('on');
  // Files without `on:` are parts that others import.
  if (root === undefined || on === undefined) return undefined;
  const triggers = eventsOf(on, root.span);
  const permissions = readPermissions(root.get('permissions'), 'workflow', root.entry('permissions')?.keySpan) ?? {
    known: true,
    scopes: {},
    rest: 'read',
    span: root.span,
    from: 'nothing',
  };
  const names = new Names(undefined, []);
  const body = withExpressions(new Scalar(map.text.slice(bodyStart), map, bodyStart, map.text.length, 'raw'));
  const engine = root.get('engine');
  const product = productOf(stringOf(engine) ?? stringOf(mapOf(engine)?.get('id')));
  const imports = importedBy(path, root, body, reading);
  const roots = [root, ...imports.parts.map((part) => part.root)];
  const safeOutputs = roots.flatMap((one) => safeOutputsOf(mapOf(one.get('safe-outputs'))));
  const grants = grantsOf(roots, imports.unknown);
  const span = root.entry('engine')?.keySpan ?? root.entry('on')?.keySpan ?? root.span;
  const agent: AgentStep = {
    product,
    via: 'gh-aw',
    name: `gh-aw (${product})`,
    span,
    mode: 'agent',
    mentions: mentionsOf(on, path),
    prompts: [{ from: path, text: body }, ...imports.parts.map(({ path: from, body: text }) => ({ from, text }))].map(
      ({ from, text }) => ({ role: 'prompt', from, text, taints: taintsOf({ text, scope: names }, 'prompt') }),
    ),
    reads: readsOf(grants, span),
    grants,
    tokens: [tokenUse(roots, names, span)],
    secrets: [],
    gate: rolesGate(mapOf(on), root, span),
    version: { ref: '', kind: 'floating', assumes: 'compiled with the newest gh-aw', span },
    checkouts: [{ path: '.', tree: 'event', persistsToken: false, taints: [], span }],
    restoresConfig: false,
    configPaths: imports.parts.map((part) => part.path),
    outputs: [],
    safeOutputs,
  };
  const step: Step = {
    id: 'agent',
    name: undefined,
    index: 0,
    span: root.span,
    condition: undefined,
    uses: undefined,
    run: undefined,
    shell: undefined,
    workingDirectory: undefined,
    with: new Map(),
    env: [],
    continueOnError: false,
    chain: [],
    outerConditions: [],
    missing: undefined,
    agents: [agent],
    checkout: undefined,
    taints: [],
    secrets: [],
  };
  const job: Job = {
    id: 'agent',
    name: undefined,
    span: root.span,
    condition: undefined,
    needs: [],
    environment: textOf(root.get('environment')),
    permissions,
    runsOn: { labels: ['ubuntu-latest'], selfHosted: 'no', span: root.span },
    env: [],
    hasMatrix: false,
    concurrency: undefined,
    outputs: [],
    uses: undefined,
    steps: [step],
    chain: [],
    caller: undefined,
  };
  return {
    path,
    name: stringOf(root.get('name')),
    kind: 'gh-aw',
    span: root.span,
    triggers,
    permissions,
    concurrency: undefined,
    env: [],
    jobs: [job],
    onlyCalled: triggers.every((one) => one.event === 'workflow_call'),
  };
}

/** Events of `on:`; a command listens to issues, pull requests and comments, and a label command to labels set on them. */
function eventsOf(on: Node, span: Span): Trigger[] {
  const triggers = readTriggers(on, span).filter((trigger) => !NOT_EVENTS.has(trigger.event));
  return triggers.flatMap((trigger) => {
    if (trigger.event === 'label_command') {
      return ['issues', 'pull_request', 'discussion'].map((event) => ({ ...trigger, event, types: ['labeled'] }));
    }
    if (trigger.event !== 'slash_command' && trigger.event !== 'command') return [trigger];
    return readTriggers(undefined, span).concat(
      [
        'issues',
        'issue_comment',
        'pull_request',
        'pull_request_review_comment',
        'discussion',
        'discussion_comment',
      ].map((event) => ({
        ...trigger,
        event,
        types: event.endsWith('comment') ? ['created', 'edited'] : ['opened', 'edited'],
      })),
    );
  });
}

function mentionsOf(on: Node, path: string): string[] {
  const command = mapOf(on)?.get('slash_command') ?? mapOf(on)?.get('command');
  if (command === undefined) return [];
  const named = [...stringsOf(command), ...stringsOf(mapOf(command)?.get('name'))];
  return (named.length > 0 ? named : [path.slice(path.lastIndexOf('/') + 1, -'.md'.length)]).map((name) => `/${name}`);
}

function productOf(engine: string | undefined): ProductId {
  if (engine === undefined) return 'copilot';
  if (engine === 'claude') return 'claude-code';
  if (engine === 'gemini') return 'gemini-cli';
  return (PRODUCTS as readonly string[]).includes(engine) ? (engine as ProductId) : 'other-action';
}

function rolesGate(on: MapNode | undefined, root: MapNode, span: Span): AgentStep['gate'] {
  const node = on?.get('roles') ?? root.get('roles');
  const roles = node === undefined ? DEFAULT_ROLES : stringsOf(node);
  const open = roles.includes('all');
  const botsNode = on?.get('bots') ?? root.get('bots');
  const bots = stringsOf(botsNode);
  const low = roles.some((role) => role === 'read' || role === 'triage');
  return {
    ...openGate(),
    default: open || low ? 'none' : 'write-access',
    refusesBots: !open,
    allowedBots:
      bots.length === 0 ? { kind: 'nobody', names: [] } : { kind: 'named', names: bots, span: botsNode!.span },
    notes: open ? [{ reason: 'roles: all lets anybody start it', span: node?.span ?? span }] : [],
  };
}

/** Tools of the agent job. Its token only reads, so what counts is the shell, edits of the workspace, and what it can fetch. */
function grantsOf(roots: readonly MapNode[], unknown: Grants['unknown']): Grants {
  const list = new GrantList();
  list.sandboxed = true;
  list.add(['read-files'], {
    tool: 'read',
    span: roots[0]!.span,
    from: 'default',
    reason: 'the agent job reads the workspace',
  });
  for (const { span, reason } of unknown) list.notKnown(span, reason);
  for (const root of roots) addGrants(list, root);
  return list.finish();
}

function addGrants(list: GrantList, root: MapNode): void {
  const from = 'file' as const;
  for (const { key, keySpan, value } of mapOf(root.get('tools'))?.entries ?? []) {
    if (key === 'bash') bashTools(list, value, keySpan);
    else if (key === 'edit')
      list.add(['write-files'], {
        tool: 'edit',
        span: keySpan,
        from,
        reason: 'tools.edit changes files of the workspace',
      });
    else if (key === 'github') githubTools(list, value, keySpan);
    else if (key === 'web-fetch' || key === 'web-search' || key === 'playwright') {
      list.network = 'yes';
      list.add(['text'], { tool: key, span: keySpan, from, reason: `tools.${key} reads pages of the web` });
    } else if (key === 'cache-memory' || key === 'repo-memory') {
      list.add(['write-files'], {
        tool: key,
        paths: [key],
        span: keySpan,
        from,
        reason: `tools.${key} keeps notes between runs`,
      });
    }
  }
  const outputs = mapOf(root.get('safe-outputs'));
  for (const { key, keySpan } of outputs?.entries ?? []) {
    const capabilities = safeOutputPower(key);
    list.add(capabilities, {
      tool: `safe-outputs.${key}`,
      span: keySpan,
      from,
      reason: `safe-outputs lets it ${key.replaceAll('-', ' ')}`,
    });
  }
}

function bashTools(list: GrantList, node: Node, span: Span): void {
  const commands = stringsOf(node);
  const all =
    node.kind === 'scalar' ? node.value !== false : commands.some((command) => command === '*' || command === ':*');
  if (all) {
    list.add(['any-shell', 'write-files'], {
      tool: 'bash',
      span,
      from: 'file',
      reason: 'tools.bash has no limit; it runs in a sandbox with a firewall',
    });
    return;
  }
  for (const command of commands) {
    const prefix = command.replace(/:?\s*\*$/, '');
    const power = commandPower(prefix, false);
    const capabilities = power.capabilities.filter((one) =>
      ['read-files', 'write-files', 'scoped-shell', 'any-shell'].includes(one),
    );
    list.add(capabilities, {
      tool: `bash(${command})`,
      commands: [prefix],
      span,
      from: 'file',
      reason: `tools.bash allows ${command}`,
    });
  }
}

function githubTools(list: GrantList, node: Node, span: Span): void {
  const allowed = stringsOf(mapOf(node)?.get('allowed'));
  const power: readonly Capability[] =
    allowed.length === 0 ? ['read-remote'] : allowed.flatMap((tool) => githubToolPower(tool));
  // The server is started read-only unless told otherwise.
  const readOnly = stringOf(mapOf(node)?.get('read-only')) !== 'false';
  list.add(readOnly ? ['read-remote'] : [...new Set(power)], {
    tool: 'github',
    span,
    from: 'file',
    reason: 'tools.github reads issues, pull requests and comments',
  });
}

function safeOutputPower(kind: string): readonly Capability[] {
  if (/create-pull-request$/.test(kind)) return ['open-pull-request'];
  if (/push-to-pull-request-branch/.test(kind)) return ['push'];
  if (/merge-pull-request/.test(kind)) return ['merge'];
  if (/label|assign|milestone/.test(kind)) return ['label'];
  if (/dispatch|call-workflow/.test(kind)) return ['dispatch'];
  if (/submit-pull-request-review/.test(kind)) return ['comment', 'approve'];
  if (/comment|issue|discussion|review|update-pull-request|reply/.test(kind)) return ['comment'];
  return [];
}

function safeOutputsOf(outputs: MapNode | undefined): SafeOutput[] {
  return (outputs?.entries ?? [])
    .filter(({ key }) => safeOutputPower(key).length > 0)
    .map(({ key, keySpan, value }) => {
      const own = mapOf(value);
      const guarded = own?.get('protected-files') ?? outputs?.get('protected-files');
      const policy = stringOf(guarded) ?? stringOf(mapOf(guarded)?.get('policy'));
      const max = Number(stringOf(own?.get('max')));
      return {
        kind: key,
        protectedFiles: policy === 'allowed' ? ('allowed' as const) : ('default' as const),
        unprotected: stringsOf(mapOf(guarded)?.get('exclude')),
        ...(Number.isInteger(max) && max > 0 ? { max } : {}),
        span: guarded?.span ?? keySpan,
      };
    });
}

function readsOf(grants: Grants, span: Span): RuntimeRead[] {
  const reads: RuntimeRead[] = [
    {
      what: 'issue-or-pull-request',
      certainty: 'certain',
      span,
      reason: 'gh-aw gives the agent the text of the event',
    },
  ];
  const remote = grants.items.find((grant) => grant.capability === 'read-remote');
  if (remote !== undefined)
    reads.push({ what: 'any-issue', certainty: 'able', span: remote.span, reason: remote.reason });
  if (grants.network === 'yes')
    reads.push({ what: 'web', certainty: 'able', span, reason: 'a tool of it reads the web' });
  return reads;
}

/** Safe outputs act with GITHUB_TOKEN unless a token is given for them. */
function tokenUse(roots: readonly MapNode[], names: Names, span: Span): TokenUse {
  for (const root of roots) {
    const outputs = mapOf(root.get('safe-outputs'));
    const token = textOf(outputs?.get('github-token'));
    if (token !== undefined) return tokenOf(token, names, 'input');
    const app = outputs?.entry('github-app') ?? outputs?.entry('app');
    if (app !== undefined)
      return { kind: 'app', via: 'input', span: app.keySpan, reason: "safe-outputs act with an App's token" };
  }
  return { kind: 'github-token', via: 'default', span, reason: 'safe-outputs act with GITHUB_TOKEN' };
}
