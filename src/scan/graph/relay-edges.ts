import type { Repository, Workflow } from '../repository/model.ts';
import type { SiteFacts } from './build.ts';
import type { GraphBuilder } from './builder.ts';
import { assumptions, readsItsEvent, tokenStarts } from './messages.ts';
import { NO_APPROVAL, sumApprovals } from './model.ts';
import {
  followed,
  type Handover,
  handoverNode,
  keepsNotes,
  leaves,
  runNode,
  sameHandover,
  takes,
  workflowsByName,
} from './relays.ts';
import type { WriteEdges } from './write-edges.ts';

/** Edges between workflows that need no message: files of runs, kept notes, and runs that follow runs. */
export function addRelays(
  builder: GraphBuilder,
  repository: Repository,
  facts: readonly SiteFacts[],
  writes: WriteEdges,
): void {
  addHandovers(builder, facts);
  const byName = workflowsByName(repository);
  const byWorkflow = new Map<Workflow, SiteFacts[]>();
  for (const fact of facts) byWorkflow.set(fact.site.workflow, [...(byWorkflow.get(fact.site.workflow) ?? []), fact]);
  for (const fact of facts) {
    for (const source of followed(fact.site.workflow, byName)) {
      addFollow(builder, fact, source, byWorkflow.get(source) ?? [], writes);
    }
  }
}

function addHandovers(builder: GraphBuilder, facts: readonly SiteFacts[]): void {
  const left: { fact: SiteFacts; handover: Handover }[] = [];
  for (const fact of facts) {
    for (const handover of leaves(fact.site.job)) left.push({ fact, handover });
  }
  if (left.length === 0) return;
  const byKind = {
    artifact: left.filter((l) => l.handover.kind === 'artifact'),
    cache: left.filter((l) => l.handover.kind === 'cache'),
  };
  for (const { site, node } of facts) {
    for (const taken of takes(site.job)) {
      // A cache of packages is no text that a model reads; one of notes is.
      if (taken.kind === 'cache' && !site.job.steps.some(keepsNotes)) continue;
      for (const { fact, handover } of byKind[taken.kind].slice(0, HANDOVERS_MOST)) {
        if (!sameHandover(handover, taken)) continue;
        if (taken.kind === 'cache' && !fact.site.job.steps.some(keepsNotes)) continue;
        const artifact = builder.node(handoverNode(handover));
        const plain = { gate: null, approvals: NO_APPROVAL, edits: [], confidence: 'likely' } as const;
        builder.edge({
          ...plain,
          from: fact.node,
          to: artifact,
          kind: 'write',
          span: handover.span,
          reason: `its job keeps files as ${taken.kind} ${handover.name}`,
        });
        builder.edge({
          ...plain,
          from: artifact,
          to: node,
          kind: 'read',
          span: taken.span,
          reason: `its job fetches ${taken.kind} ${taken.name} before it starts`,
        });
      }
    }
  }
}

/** Handovers compared with each taker: bounds the product. */
const HANDOVERS_MOST = 200;

function addFollow(
  builder: GraphBuilder,
  fact: SiteFacts,
  source: Workflow,
  agents: readonly SiteFacts[],
  writes: WriteEdges,
): void {
  const { site, node } = fact;
  const situation = site.situations
    .filter((s) => s.event === 'workflow_run')
    .map((s) => site.reach(s))
    .find((reach) => reach.answer !== 'no');
  if (situation === undefined || !(readsItsEvent(site) || takes(site.job).length > 0)) return;
  const run = builder.node(runNode(source));
  const open = situation.gates.filter(({ answer }) => answer === 'unknown');
  builder.edge({
    from: run,
    to: node,
    kind: 'trigger',
    gate: open.length > 0 ? open.map(({ reason }) => reason).join('; ') : null,
    approvals: sumApprovals([situation.approvals, { min: 0, max: 0, assumes: assumptions(open) }]),
    span: site.workflow.triggers.find(({ event }) => event === 'workflow_run')!.span,
    reason: `follows runs of ${source.name ?? source.path} and reads what they left`,
    edits: [],
    confidence: open.length === 0 ? 'certain' : 'likely',
  });
  const plain = { to: run, kind: 'write', gate: null, edits: [], confidence: 'certain' } as const;
  for (const agent of agents) {
    builder.edge({
      ...plain,
      from: agent.node,
      approvals: NO_APPROVAL,
      span: agent.site.step.span,
      reason: 'its run ends in logs, an outcome and artifacts',
    });
  }
  // A workflow without an agent relays too: it runs what a pull request or a push brought.
  for (const made of writes.all()) {
    if (made.kind !== 'pulls' && made.kind !== 'pushes') continue;
    const trigger = source.triggers.find(({ event }) =>
      made.kind === 'pulls' ? /^pull_request(?:_target)?$/.test(event) : event === 'push',
    );
    const starts = trigger === undefined ? undefined : tokenStarts(made.identity, trigger.event);
    if (trigger === undefined || starts === undefined) continue;
    builder.edge({
      ...plain,
      from: made.node,
      approvals: starts,
      span: trigger.span,
      reason: `${trigger.event} by ${made.identity.label} runs ${source.name ?? source.path} on it`,
      confidence: 'likely',
    });
  }
}
