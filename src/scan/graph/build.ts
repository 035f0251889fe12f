import type { AgentSite, Repository } from '../repository/model.ts';
import { GraphBuilder } from './builder.ts';
import { carriedPowers } from './carriers.ts';
import { addDeclared } from './declared.ts';
import { type Entry, entriesOf } from './entries.ts';
import { FileEdges } from './file-edges.ts';
import type { ScanGraph } from './model.ts';
import { type Power, powersOf } from './powers.ts';
import { addRelays } from './relay-edges.ts';
import { WriteEdges } from './write-edges.ts';

/** An agent of a workflow with what was worked out about it. */
export interface SiteFacts {
  readonly site: AgentSite;
  readonly node: number;
  /** What it can do itself, and what later steps do for it. */
  readonly powers: readonly Power[];
  readonly entries: readonly Entry[];
}

export interface Built {
  readonly graph: ScanGraph;
  readonly sites: readonly SiteFacts[];
  readonly truncated: boolean;
}

/** The read, write and trigger graph of a repository's agents. */
export function buildGraph(repository: Repository, sites: readonly AgentSite[]): Built {
  const builder = new GraphBuilder();
  const facts: SiteFacts[] = sites.map((site) => ({
    site,
    node: builder.node({
      type: 'agent',
      id: site.id,
      label: labelOf(site),
      product: site.agent.product,
      span: site.agent.span,
      site,
    }),
    powers: [...powersOf(site), ...carriedPowers(site)],
    entries: entriesOf(site),
  }));
  const files = new FileEdges(builder, repository, facts);
  files.addReads();
  const writes = new WriteEdges(builder, repository, facts, files);
  for (const fact of facts) {
    addEntries(builder, fact);
    for (const power of fact.powers) writes.add(fact, power);
  }
  writes.addStarts();
  addRelays(builder, repository, facts, writes);
  addDeclared(builder, repository, facts, files, writes);
  return { graph: builder.build(), sites: facts, truncated: builder.truncated };
}

function addEntries(builder: GraphBuilder, { site, node, entries }: SiteFacts): void {
  for (const entry of entries) {
    builder.edge({
      from: builder.node(entry.node),
      to: node,
      kind: entry.how === 'starts' ? 'trigger' : 'read',
      gate: entry.gate,
      approvals: { ...entry.approvals, assumes: [...entry.approvals.assumes, ...entry.assumes] },
      span: site.workflow.triggers.find(({ event }) => event === entry.situation.event)?.span ?? site.step.span,
      reason:
        entry.how === 'starts'
          ? `${entry.situation.event}: what ${entry.writer === 'contributor' ? 'a past contributor' : 'anybody'} writes starts it`
          : entry.approvals.min > 0
            ? `${entry.situation.event}: started by a person with rights, it reads what anybody wrote`
            : 'started by a clock, it reads what anybody wrote',
      edits: entry.edits,
      confidence: entry.certain ? 'certain' : 'likely',
    });
  }
}

/** `triage (claude-code) in .github/workflows/triage.yml`, short: the workflow's file name and the job. */
function labelOf(site: AgentSite): string {
  const file = site.workflow.path.split('/').at(-1)!;
  return `${file} ${site.job.id}`;
}
