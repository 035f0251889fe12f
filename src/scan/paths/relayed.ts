import { OUTSIDER } from '../expressions/personas.ts';
import type { SiteFacts } from '../graph/build.ts';
import { type Entry, isOutside } from '../graph/entries.ts';
import type { GraphEdge, ScanGraph } from '../graph/model.ts';
import { BY_A_PERSON } from '../repository/reach.ts';

/**
 * Ways of outsiders to an agent over another one: what the first writes on their text starts the second, and nobody has to
 * act. A label, a mention or a list of bots is no gate against who may set it, write it, or is on it.
 */
export function relayedEntries(facts: readonly SiteFacts[], graph: ScanGraph): ReadonlyMap<SiteFacts, Entry[]> {
  const byNode = new Map(facts.map((fact) => [fact.node, fact]));
  const steered = new Map<SiteFacts, Entry>();
  for (const fact of facts) {
    const entry = fact.entries.find(({ writer, approvals, certain }) => {
      return isOutside(writer) && approvals.min === 0 && certain;
    });
    if (entry !== undefined) steered.set(fact, entry);
  }
  // The first writer of each thing is enough: one way in is a way in.
  const writers = new Map<number, { fact: SiteFacts; entry: Entry }>();
  for (const edge of graph.edges) {
    const fact = byNode.get(edge.from);
    const entry = fact === undefined ? undefined : steered.get(fact);
    if (fact === undefined || entry === undefined || edge.kind !== 'write' || edge.confidence !== 'certain') continue;
    if (edge.approvals.min === 0 && !writers.has(edge.to)) writers.set(edge.to, { fact, entry });
  }
  const found = new Map<SiteFacts, Entry[]>();
  for (const edge of graph.edges) {
    const target = byNode.get(edge.to);
    const source = writers.get(edge.from);
    if (target === undefined || source === undefined || edge.kind !== 'trigger') continue;
    if (edge.approvals.min > 0 || source.fact === target || steered.has(target)) continue;
    // Which label a condition asks for is open, and an agent that may set labels sets that one.
    if (edge.confidence !== 'certain' && !graph.nodes[edge.from]!.id.startsWith('labels:')) continue;
    const entry = entryThrough(source, target, edge, graph.nodes[edge.from]!.label);
    if (entry !== undefined) found.set(target, [...(found.get(target) ?? []), entry]);
  }
  return found;
}

function entryThrough(
  { fact, entry }: { fact: SiteFacts; entry: Entry },
  { site }: SiteFacts,
  edge: GraphEdge,
  what: string,
): Entry | undefined {
  const trigger = site.workflow.triggers.find(({ span }) => span === edge.span);
  if (trigger === undefined) return undefined;
  const { agent, workflow } = fact.site;
  return {
    ...entry,
    // The run is one of the repository's own, whoever wrote the text in it.
    situation: { event: trigger.event, actor: entry.situation.actor, author: OUTSIDER, fork: false },
    how: 'starts',
    gate: edge.gate,
    approvals: edge.approvals,
    edits: [...edge.edits, ...entry.edits],
    certain: false,
    assumes: edge.approvals.assumes.filter((text) => text !== BY_A_PERSON),
    through: `anybody steers ${agent.name} in ${workflow.path} (${entry.situation.event}), and its ${what} start this one`,
  };
}
