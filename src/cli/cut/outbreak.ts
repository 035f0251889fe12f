import { CHANNELS, CordonError, type CutOutbreak } from '../../fleet/index.ts';
import {
  type Agents,
  backwardFromPosterior,
  type CaseSet,
  type CutRanking,
  caseLineList,
  cutToProtect,
  type LineList,
  type OutbreakState,
  type Plan,
  type Protected,
  planOf,
  rankCuts,
  type SeedOutbreak,
  type Situation,
  seedLineList,
  situationOf,
  transmissionTree,
} from '../../outbreak/index.ts';
import { agentsOf, targetOf } from '../outbreak/cuts.ts';
import { oneLine } from '../output/printable.ts';
import { agentOf } from '../trace/agent-key.ts';
import { type Frame, iso } from '../trace/frame.ts';
import { stepsOf } from './steps.ts';

const MOST_SESSIONS = 1_000;
const MOST_READERS = 20;
const MOST_INFECTORS = 5;

/** What is asked of one outbreak. */
export interface CutQuestion {
  of: 'seed' | 'behaviour';
  name: string;
  state: OutbreakState;
  list: LineList;
  /** The command that would verify the cure, up to the time. */
  verifyWith: string;
  protect: string[];
}

/** The cases of a traced seed as the tree takes them. */
export function seedList(outbreak: SeedOutbreak, { engine, options }: Frame): LineList {
  return seedLineList(outbreak, engine, { behaviour: 'relay', agent: (session) => agentOf(session, options.agentKey) });
}

export function behaviourList(behaviour: string, set: CaseSet, { engine, options }: Frame): LineList {
  const agent = (session: (typeof engine.sessions.list)[number]) => agentOf(session, options.agentKey);
  return caseLineList(set, engine, { behaviour, agent, probability: () => 1 });
}

/** One outbreak of the document: who may be next, what carries it, what stops it, and the plan. */
export function cutOutbreakOf(question: CutQuestion, frame: Frame): CutOutbreak {
  const { state, list } = question;
  const agents = agentsOf(frame);
  const situation = situationOf(state, frame.engine, agents);
  const ranking = rankCuts(situation);
  const plan = planOf(situation, ranking.chosen);
  const { delays, infects } = situation.model;
  const seconds = (ms: number) => Math.round(ms) / 1000;
  return {
    of: question.of,
    name: question.name,
    cases: state.set.cases.size,
    exposed: state.reads.size,
    risks: [...infects.values()],
    delay: {
      observed: delays.observed,
      median: {
        estimate: seconds(delays.median.estimate),
        lower: seconds(delays.median.lower),
        upper: seconds(delays.median.upper),
      },
    },
    generations: ranking.horizon.generations,
    horizon: ranking.horizon.length === undefined ? null : seconds(ranking.horizon.length),
    untold: ranking.untold ?? null,
    eigenvalue: ranking.eigenvalue,
    expected: ranking.baseline,
    remaining: plan.remaining,
    forward: forwardOf(situation, agents, frame),
    forwardInAll: situation.forward.length,
    carriers: carriersOf(situation, agents, frame),
    backward: backwardOf(list, frame),
    cuts: ranking.cuts.map(({ kind, target, prevents, remaining, disruption }) => ({
      kind,
      target: targetOf({ kind, target }, agents, frame),
      prevents,
      remaining,
      disruption,
    })),
    chokes: ranking.chokes.map(({ artifact, drop }) => ({ artifact: frame.names.artifact(artifact), drop })),
    examined: ranking.examined,
    possible: ranking.possible,
    ...(question.protect.length > 0 && { protect: protectionOf(question.protect, situation, agents, frame) }),
    plan: stepsOf(plan, situation, agents, frame, question.verifyWith),
    notes: notesOf(situation, ranking, plan),
  };
}

function forwardOf({ forward }: Situation, agents: Agents, { names }: Frame): CutOutbreak['forward'] {
  return forward.slice(0, MOST_SESSIONS).map(({ session, exposures, probability, running, assessed }) => {
    const { from, artifact, channel, time } = exposures[0]!;
    return {
      session: names.session(session),
      agent: names.other(agents.names[agents.of[session]!]!),
      probability,
      running,
      assessed,
      reads: exposures.length,
      from: from < 0 ? null : names.session(from),
      artifact: artifact < 0 ? null : names.artifact(artifact),
      channel,
      time: iso(time),
    };
  });
}

function carriersOf({ carriers }: Situation, agents: Agents, { names }: Frame): CutOutbreak['carriers'] {
  return carriers.map(({ artifact, channel, persistent, sessions, readers }) => ({
    artifact: names.artifact(artifact),
    channel,
    persistent,
    sessions,
    readers: readers
      .slice(0, MOST_READERS)
      .map(({ agent, sessions: n }) => ({ agent: names.other(agents.names[agent]!), sessions: n })),
    agents: readers.length,
  }));
}

function backwardOf(list: LineList, { names }: Frame): CutOutbreak['backward'] {
  if (list.cases.length === 0) return [];
  const backward = backwardFromPosterior(list, transmissionTree(list).infectors);
  return [...backward].slice(0, MOST_SESSIONS).map(([session, infectors]) => ({
    session: names.session(session),
    infectors: infectors.slice(0, MOST_INFECTORS).map(({ kind, from, artifact, probability }) => ({
      kind,
      session: from === undefined ? null : names.session(from),
      artifact: artifact < 0 ? null : names.artifact(artifact),
      probability,
    })),
  }));
}

function protectionOf(
  asked: readonly string[],
  situation: Situation,
  agents: Agents,
  frame: Frame,
): NonNullable<CutOutbreak['protect']> {
  const answer = cutToProtect(situation, protectedBy(asked, agents, frame));
  const cuts = answer.kind === 'cut' ? answer.cuts : [];
  return {
    asked: [...asked],
    answer: answer.kind,
    cuts: cuts.map((cut) => ({
      kind: cut.kind as 'purge' | 'freeze' | 'quarantine',
      target: targetOf(cut, agents, frame),
    })),
    disruption: answer.kind === 'cut' ? answer.disruption : 0,
  };
}

/** @throws CordonError `usage` for a name that nothing in the telemetry has */
function protectedBy(asked: readonly string[], agents: Agents, { engine }: Frame): Protected {
  const found = { agents: new Set<number>(), artifacts: new Set<number>() };
  for (const name of asked) {
    const before = found.agents.size + found.artifacts.size;
    agents.names.forEach((agent, no) => {
      if (name === `agent:${agent}`) found.agents.add(no);
    });
    for (const { no, id, ref } of engine.artifacts.list) {
      if (name === `artifact:${ref.key}` || name === `artifact:${id}`) found.artifacts.add(no);
    }
    if (found.agents.size + found.artifacts.size > before) continue;
    throw new CordonError('usage', `--protect: nothing in the telemetry is called ${oneLine(name, 80)}`, {
      hint: 'agent:NAME or artifact:PATH, as cordon trace PATH --format json has them.',
    });
  }
  return found;
}

/** What the figures rest on, and what they cannot say. */
function notesOf({ risk, infectious, carriers, state }: Situation, ranking: CutRanking, plan: Plan): string[] {
  const notes = [
    'Cases prevented and reads lost are those of the time that the forecast covers; reads that a case brought about are not counted as lost. Further ahead than three generations errors grow too fast.',
  ];
  if (risk.fitted.length === 0) {
    notes.push('No session was seen to meet what a case wrote: how readily it passes on is not estimable.');
  } else if (risk.fitted.every(({ credited }) => credited < 0.005)) {
    notes.push(
      'No case is credited to a meeting with another: the data show no transmission, and only the ranges speak.',
    );
  }
  const unseen = CHANNELS.filter(
    (_, c) => risk.upper[c]! > 0 && !risk.fitted.some((one) => one.channel === CHANNELS[c]),
  );
  if (risk.fitted.length > 0 && unseen.length > 0) {
    notes.push(
      `Channels in which nobody met a case count as 0 in the estimate and as the widest other in the upper end.`,
    );
  }
  if (infectious.length === 0 && carriers.length === 0 && state.set.cases.size > 0) {
    notes.push(
      'No case is still running, and nothing that a case wrote is known to stand: nothing is left to pass it on.',
    );
  }
  if (ranking.examined < ranking.possible) {
    notes.push(
      `${ranking.examined} of ${ranking.possible} possible cuts were worked out, those that most could pass through.`,
    );
  }
  if (plan.cuts.some(({ prevents }) => prevents === undefined)) {
    notes.push('What a step prevents is worked out for the first forty cuts of the plan.');
  }
  return notes;
}
