import type { DeclaredAgent, HostedAgent, Repository } from '../repository/model.ts';
import type { SiteFacts } from './build.ts';
import type { GraphBuilder } from './builder.ts';
import { entryNode } from './entries.ts';
import type { FileEdges } from './file-edges.ts';
import { openTo } from './files.ts';
import { declaredIdentity } from './identity.ts';
import type { MessageKind } from './messages.ts';
import { NO_APPROVAL } from './model.ts';
import type { WriteEdges } from './write-edges.ts';

const CHANNELS: Record<string, MessageKind> = {
  comments: 'comments',
  issues: 'issues',
  labels: 'labels',
  'pull-requests': 'pulls',
};

const EVENT_OF: Record<string, string> = {
  comments: 'issue_comment',
  issues: 'issues',
  'pull-requests': 'pull_request',
};

/** Agents that no workflow shows: what a file gives away, and what `cordon.config.yaml` says of them. */
export function addDeclared(
  builder: GraphBuilder,
  repository: Repository,
  facts: readonly SiteFacts[],
  files: FileEdges,
  writes: WriteEdges,
): void {
  for (const hosted of repository.hostedAgents) {
    const node = builder.node({
      type: 'agent',
      id: `hosted:${hosted.product}`,
      label: `${hosted.product} (hosted)`,
      product: hosted.product,
      span: hosted.span,
      site: undefined,
    });
    files.addLoads(node, hosted.product, hosted.span);
    if (hosted.product === 'copilot') assignedIssues(builder, node, hosted);
  }
  const before = [...writes.all()];
  const added = repository.declared.agents.map((agent) => addAgent(builder, agent, files, writes));
  for (const { agent, node } of added) addTriggers(builder, agent, node, [...writes.all()]);
  // What declared agents make may start the agents of workflows.
  if (added.length > 0 && facts.length > 0 && [...writes.all()].length > before.length) writes.addStarts();
}

/** The Copilot coding agent starts on an issue that a person with write access gives it, whoever wrote the issue. */
function assignedIssues(builder: GraphBuilder, node: number, { span }: HostedAgent): void {
  builder.edge({
    from: builder.node(entryNode('issues')),
    to: node,
    kind: 'trigger',
    gate: 'a person with write access assigns the issue to Copilot',
    approvals: { min: 1, max: 1, assumes: [] },
    span,
    reason: 'it starts on an issue that is assigned to it, and reads it',
    edits: [],
    confidence: 'likely',
  });
}

function addAgent(builder: GraphBuilder, agent: DeclaredAgent, files: FileEdges, writes: WriteEdges) {
  const { span } = agent;
  const node = builder.node({
    type: 'agent',
    id: `declared:${agent.id}`,
    label: `${agent.id} (declared)`,
    product: agent.product ?? 'unknown',
    span,
    site: undefined,
  });
  const plain = { gate: null, approvals: NO_APPROVAL, span, edits: [], confidence: 'likely' } as const;
  if (agent.product !== undefined) files.addLoads(node, agent.product, span);
  const identity = declaredIdentity(agent.login ?? agent.id);
  const paths = agent.writes.filter((written) => CHANNELS[written] === undefined);
  for (const written of agent.writes) {
    const kind = CHANNELS[written];
    if (kind === undefined) continue;
    const to = writes.artifact(kind, identity);
    builder.edge({ ...plain, from: node, to, kind: 'write', reason: `declared to write ${written}` });
  }
  if (paths.length > 0) {
    files.land(node, { only: paths }, { ...plain, reason: `declared to write ${paths.join(', ')}` });
  }
  for (const group of files.groups) {
    const reads = agent.reads.filter((read) => EVENT_OF[read] === undefined && read !== 'web');
    if (reads.length === 0 || openTo(group.files, { only: reads }).length === 0) continue;
    builder.edge({ ...plain, from: builder.node(group.node), to: node, kind: 'read', reason: 'declared to read it' });
  }
  if (agent.startedBy === 'anyone') {
    for (const read of agent.reads) {
      const event = EVENT_OF[read];
      if (event === undefined) continue;
      builder.edge({
        ...plain,
        from: builder.node(entryNode(event)),
        to: node,
        kind: 'trigger',
        reason: 'declared: anybody may start it',
      });
    }
  }
  return { agent, node };
}

/** What others make starts a declared agent when its events are declared, and it lets bots in. */
function addTriggers(
  builder: GraphBuilder,
  agent: DeclaredAgent,
  node: number,
  made: readonly { readonly kind: MessageKind; readonly node: number }[],
): void {
  for (const { kind, node: from } of made) {
    const event = agent.triggers.find((trigger) => KIND_BY_EVENT[trigger] === kind);
    if (event === undefined || agent.startedBy === 'nobody' || agent.startedBy === 'maintainer') continue;
    builder.edge({
      from,
      to: node,
      kind: 'trigger',
      gate: null,
      approvals: NO_APPROVAL,
      span: agent.span,
      reason: `declared to start on ${event}`,
      edits: [],
      confidence: 'likely',
    });
  }
}

const KIND_BY_EVENT: Record<string, MessageKind> = {
  issue_comment: 'comments',
  pull_request_review: 'comments',
  pull_request_review_comment: 'comments',
  issues: 'issues',
  pull_request: 'pulls',
  push: 'pushes',
};
