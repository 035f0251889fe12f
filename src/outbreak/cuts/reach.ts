import { asTheyStand, sortedBy } from './counting-sort.ts';
import type { Cut } from './forecast.ts';
import { FlowNetwork, UNCUTTABLE } from './min-cut.ts';
import type { Situation } from './situation.ts';

/** What must not be reached. Numbers of agents and artifacts. */
export interface Protected {
  agents: ReadonlySet<number>;
  artifacts: ReadonlySet<number>;
}

export type ReachAnswer =
  /** No way leads there in what was observed. */
  | { kind: 'apart' }
  /** It is there already: a protected agent has a case, or a protected artifact carries it. */
  | { kind: 'reached' }
  /** Taking these out leaves no way, and nothing that disrupts less does. */
  | { kind: 'cut'; cuts: Cut[]; disruption: number }
  /** The search was ended by its budget. */
  | { kind: 'unknown' };

/**
 * The least disruptive set of cuts after which no way leads from the cases, and from what still carries what they wrote, to
 * what is protected: an exact minimum cut of the observed graph of agents and artifacts. A way follows contacts whatever
 * their order in time, since what happened once in either order may happen again.
 *
 * Each cut costs the meetings that it takes away without need, plus one; purging a carrier costs one.
 */
export function cutToProtect(situation: Situation, target: Protected): ReachAnswer {
  const { flows, sessions, state, carriers, benign } = situation;
  const agents = sessions.length;
  const artifacts = benign.artifacts.length;
  const infected = new Set<number>();
  for (const session of state.set.cases.keys()) infected.add(situation.agentOf[session]!);
  if (
    carriers.some(({ artifact }) => target.artifacts.has(artifact)) ||
    [...target.agents].some((a) => infected.has(a))
  ) {
    return { kind: 'reached' };
  }
  // Each agent and artifact is an entrance and an exit, with what it costs to take it out between them.
  const agentIn = (a: number) => 2 * a;
  const artifactIn = (x: number) => 2 * (agents + x);
  const source = 2 * (agents + artifacts);
  const sink = source + 1;
  const network = new FlowNetwork(sink + 1);
  const cutOf = new Map<number, Cut>();
  for (let a = 0; a < agents; a++) {
    const cost = target.agents.has(a) ? UNCUTTABLE : 1 + benign.agents[a]!;
    cutOf.set(network.add(agentIn(a), agentIn(a) + 1, cost), { kind: 'quarantine', target: a });
    if (target.agents.has(a)) network.add(agentIn(a) + 1, sink, UNCUTTABLE);
    if (infected.has(a)) network.add(source, agentIn(a), UNCUTTABLE);
  }
  const used = new Set<number>(target.artifacts);
  for (let i = 0; i < flows.length; i++) if (flows.artifact[i]! >= 0) used.add(flows.artifact[i]!);
  for (const { artifact } of carriers) used.add(artifact);
  for (const x of used) {
    const cost = target.artifacts.has(x) ? UNCUTTABLE : 1 + benign.artifacts[x]!;
    cutOf.set(network.add(artifactIn(x), artifactIn(x) + 1, cost), { kind: 'freeze', target: x });
    if (target.artifacts.has(x)) network.add(artifactIn(x) + 1, sink, UNCUTTABLE);
  }
  for (const { artifact, readers } of carriers) {
    // What stands there is read, whether or not anything new may be written: purging it has a cost of its own.
    const stands = network.add(source, artifactIn(artifact) + 1, 1);
    cutOf.set(stands, { kind: 'purge', target: artifact });
    for (const { agent } of readers) network.add(artifactIn(artifact) + 1, agentIn(agent), UNCUTTABLE);
  }
  joinFlows(network, situation, agentIn, artifactIn);
  // Finite: every way begins at an agent, which can be quarantined, or at a carrier, which can be purged.
  const found = network.minimumCut(source, sink);
  if (found === undefined) return { kind: 'unknown' };
  if (found.value === 0) return { kind: 'apart' };
  const cuts = found.edges.map((edge) => cutOf.get(edge)!);
  return { kind: 'cut', cuts, disruption: found.value - cuts.length };
}

/** Writers to artifacts and artifacts to readers, each pair once; texts without an address go from agent to agent. */
function joinFlows(
  network: FlowNetwork,
  { flows, sessions, benign }: Situation,
  agentIn: (a: number) => number,
  artifactIn: (x: number) => number,
): void {
  const [agents, artifacts] = [sessions.length, benign.artifacts.length];
  const place = new Uint32Array(flows.length);
  for (let i = 0; i < flows.length; i++) place[i] = flows.artifact[i]! + 1;
  const byArtifact = sortedBy(asTheyStand(flows.length), place, artifacts + 1);
  const byWriter = sortedBy(byArtifact, flows.from, agents);
  const byReader = sortedBy(sortedBy(asTheyStand(flows.length), flows.to, agents), place, artifacts + 1);
  let last = -1;
  for (let i = 0; i < flows.length; i++) {
    const row = byWriter[i]!;
    const [from, x] = [flows.from[row]!, flows.artifact[row]!];
    if (x < 0) network.add(agentIn(from) + 1, agentIn(flows.to[row]!), UNCUTTABLE);
    else if (last < 0 || flows.from[last] !== from || flows.artifact[last] !== x) {
      network.add(agentIn(from) + 1, artifactIn(x), UNCUTTABLE);
    }
    last = row;
  }
  last = -1;
  for (let i = 0; i < flows.length; i++) {
    const row = byReader[i]!;
    const [to, x] = [flows.to[row]!, flows.artifact[row]!];
    if (x < 0) continue;
    if (last < 0 || flows.to[last] !== to || flows.artifact[last] !== x) {
      network.add(artifactIn(x) + 1, agentIn(to), UNCUTTABLE);
    }
    last = row;
  }
}
