import type { Session } from '../../contacts/index.ts';
import type { TraceOutbreak, TraceTreeCase } from '../../fleet/index.ts';
import {
  behaviourState,
  caseLineList,
  INTRODUCTION,
  type Infector,
  type LineList,
  type OutbreakState,
  reproduction,
  type SeedOutbreak,
  seedLineList,
  seedState,
  type TransmissionTree,
  transmissionTree,
  UNOBSERVED,
} from '../../outbreak/index.ts';
import type { CaseSection } from '../cases/section.ts';
import { agentOf } from '../trace/agent-key.ts';
import { type Frame, iso } from '../trace/frame.ts';
import { cutsOf } from './cuts.ts';
import { reproductionOf } from './reproduction.ts';
import { rivalOf } from './rival.ts';

/** Most possible infectors that are listed for a case, and the least probability of one. */
const INFECTORS = 5;
const LEAST = 0.005;
const MAY_BE = 200;

/** The behaviour of a traced seed: a session carried it on. */
export const RELAY = 'relay';

/** The outbreak of a seed. `undefined` when there is no case of it. */
export function seedOutbreakSection(outbreak: SeedOutbreak, seed: number, frame: Frame): TraceOutbreak | undefined {
  const { engine } = frame;
  const list = seedLineList(outbreak, engine, { behaviour: RELAY, agent: agentIn(frame) });
  const section = sectionOf(list, () => seedState(outbreak, engine), frame);
  return section && { ...section, seed };
}

/** The outbreak of a behaviour. `undefined` when there is no case of it. */
export function caseOutbreakSection(
  { set, ...options }: CaseSection['sets'][number],
  frame: Frame,
): TraceOutbreak | undefined {
  const { engine } = frame;
  const list = caseLineList(set, engine, { ...options, agent: agentIn(frame) });
  return sectionOf(list, () => behaviourState(set, engine), frame);
}

function agentIn(frame: Frame): (session: Session) => string {
  return (session) => agentOf(session, frame.options.agentKey);
}

function sectionOf(list: LineList, stateOf: () => OutbreakState, frame: Frame): TraceOutbreak | undefined {
  if (list.cases.length === 0) return undefined;
  const { engine, names } = frame;
  const tree = transmissionTree(list);
  const state = stateOf();
  const agents = agentsOf(list, frame);
  const figures = reproduction(list, tree.infectors, {
    rows: tree.probabilities,
    exposed: [...new Set(state.exposures.map(({ channel }) => channel))],
    role: (agent) => agents[agent]!,
  });
  const { forward, ...cuts } = cutsOf(state, frame);
  const sessionOf = (place: number) => names.session(list.cases[place]!.session);
  return {
    behaviour: list.behaviour,
    cases: list.cases.length,
    ...rivalOf(list, tree),
    introductions: tree.fit.introductions,
    unobserved: tree.fit.unobserved,
    clusters: tree.outbreaks.map(({ cases, sources, introduced, joins }) => ({
      cases: cases.length,
      first: sessionOf(cases[0]!),
      sources: sources
        .filter(({ probability }, i) => i === 0 || probability >= LEAST)
        .slice(0, INFECTORS)
        .map((source) => ({
          session: source.case < 0 ? null : sessionOf(source.case),
          probability: source.probability,
        })),
      introduced,
      joins: joins.map(({ outbreak, probability }) => ({ cluster: outbreak, probability })),
    })),
    tree: treeOf(list, tree, agents, frame),
    reproduction: reproductionOf(figures),
    cuts,
    mayBeInfected: forward.slice(0, MAY_BE).map(({ session, probability, running, exposures }) => ({
      session: names.session(session),
      probability,
      running,
      artifact: exposures[0] === undefined || exposures[0].artifact < 0 ? null : names.artifact(exposures[0].artifact),
    })),
    mayBeInfectedInAll: forward.length,
  };

  function agentsOf({ cases }: LineList, { options }: Frame): string[] {
    const agents: string[] = [];
    for (const { agent, session } of cases) {
      agents[agent] ??= names.other(agentOf(engine.sessions.list[session]!, options.agentKey));
    }
    return agents;
  }
}

function treeOf(list: LineList, tree: TransmissionTree, agents: readonly string[], frame: Frame): TraceTreeCase[] {
  const { names } = frame;
  const clusterOf = new Int32Array(list.cases.length);
  tree.outbreaks.forEach(({ cases }, cluster) => {
    for (const place of cases) clusterOf[place] = cluster;
  });
  const told = ({ from, probability, transmission }: Infector): TraceTreeCase['infectors'][number] => {
    const kind = from === UNOBSERVED ? 'unobserved' : from === INTRODUCTION ? 'introduction' : 'case';
    const row = list.transmissions[transmission];
    return {
      kind,
      session: from < 0 ? null : names.session(list.cases[from]!.session),
      probability,
      ...(row !== undefined && {
        channel: row.channel,
        ...(row.artifact >= 0 && { artifact: names.artifact(row.artifact) }),
        time: iso(row.read),
        basis: row.basis,
      }),
    };
  };
  return list.cases.map(({ session, agent, onset }, place) => {
    const first = tree.likeliest[place]!;
    const others = tree.infectors[place]!.filter(
      ({ from, probability }) => from !== first.from && probability >= LEAST,
    );
    return {
      session: names.session(session),
      agent: agents[agent]!,
      onset: iso(onset),
      outbreak: clusterOf[place]!,
      infectors: [first, ...others].slice(0, INFECTORS).map(told),
    };
  });
}
