import type { ContactEngine } from '../../contacts/index.ts';
import { CHANNELS, type Channel } from '../../fleet/index.ts';
import { type StandingCarrier, standingCarriers } from '../forward/carriers.ts';
import type { Ranged } from '../forward/delay.ts';
import { forwardSet, type MayBeInfected } from '../forward/forward-set.ts';
import { type ExposureModel, fitExposures, isRunning } from '../forward/model.ts';
import type { OutbreakState } from '../forward/state.ts';
import { type Flows, flowsOf, type MeetingRisk, meetingRisk } from './flows.ts';
import { type Horizon, horizonOf } from './horizon.ts';
import { FROM_CASE, type Meetings, meetingsOf } from './meetings.ts';
import { type StandingReads, standingReads } from './standing.ts';

/** The agents of a fleet: the number of each session's agent, and the agents' names by number. */
export interface Agents {
  of: ArrayLike<number>;
  names: readonly string[];
}

/** Where an outbreak stands: who may still pass it on, through what, and how likely. */
export interface Situation {
  state: OutbreakState;
  model: ExposureModel;
  forward: readonly MayBeInfected[];
  carriers: readonly StandingCarrier[];
  /** Sessions that will meet what stands in them within the horizon, by artifact. */
  standing: ReadonlyMap<number, readonly StandingReads[]>;
  meetings: Meetings;
  flows: Flows;
  risk: MeetingRisk;
  /** Number of each session's agent. */
  agentOf: ArrayLike<number>;
  /** Sessions of each agent. */
  sessions: Float64Array;
  /** Sessions that may still pass it on: running cases, and running ones that may be infected. */
  infectious: readonly { session: number; agent: number; probability: Ranged }[];
  /**
   * What it costs to take each agent or artifact out of the graph: meetings that no case brought about. A channel costs
   * all reads in it but those of what a case wrote, one for each session and artifact: who closes it takes those away too.
   */
  benign: { agents: Float64Array; artifacts: Float64Array; channels: Float64Array; resets: Float64Array };
  horizon: Horizon;
}

/** Puts together all that cuts are judged by. Linear in contacts and exposures. */
export function situationOf(state: OutbreakState, engine: ContactEngine, agents: Agents): Situation {
  const model = fitExposures(state);
  const forward = forwardSet(state, model, engine);
  const carriers = standingCarriers(state, engine, agents.of);
  const horizon = horizonOf(state, model, engine);
  const standing = standingReads(state, carriers, agents.of, horizon);
  const meetings = meetingsOf(state, engine);
  const flows = flowsOf(meetings, agents.of, agents.names.length, engine.artifacts.list.length);
  const sessions = new Float64Array(agents.names.length);
  for (const { no } of engine.sessions.list) sessions[agents.of[no]!]!++;
  const certain = { estimate: 1, lower: 1, upper: 1 };
  const infectious = [...state.set.cases.keys()]
    .filter((session) => isRunning(session, state, engine))
    .map((session) => ({ session, agent: agents.of[session]!, probability: certain }));
  for (const { session, probability, running } of forward) {
    if (running) infectious.push({ session, agent: agents.of[session]!, probability });
  }
  return {
    state,
    model,
    forward,
    carriers,
    standing,
    meetings,
    flows,
    risk: meetingRisk(meetings, state, agents.of, sessions),
    agentOf: agents.of,
    sessions,
    infectious,
    benign: benignOf(meetings, flows, infectious, engine, agents),
    horizon,
  };
}

/** Probability per read of what still stands in artifacts, by channel; that of meetings where no such read was seen. */
export function standingRisk({ model, risk }: Situation, channel: Channel): Ranged {
  const c = CHANNELS.indexOf(channel);
  const one = model.infects.get(channel);
  if (one === undefined) return { estimate: risk.estimate[c]!, lower: risk.lower[c]!, upper: risk.upper[c]! };
  return one;
}

function benignOf(
  meetings: Meetings,
  flows: Flows,
  infectious: Situation['infectious'],
  engine: ContactEngine,
  agents: Agents,
): Situation['benign'] {
  const artifacts = engine.artifacts.list;
  const benign = {
    agents: new Float64Array(agents.names.length),
    artifacts: new Float64Array(artifacts.length),
    channels: new Float64Array(CHANNELS.length),
    resets: new Float64Array(agents.names.length),
  };
  for (let i = 0; i < flows.length; i++) {
    const n = flows.benign[i]!;
    benign.agents[flows.from[i]!]! += n;
    if (flows.to[i] !== flows.from[i]) benign.agents[flows.to[i]!]! += n;
    if (flows.artifact[i]! >= 0) benign.artifacts[flows.artifact[i]!]! += n;
  }
  engine.eachReader((artifact) => {
    benign.channels[CHANNELS.indexOf(artifacts[artifact]!.ref.channel)]!++;
  });
  const brought = new Set<number>();
  const reset = new Set(infectious.map(({ session }) => session));
  for (let row = 0; row < meetings.length; row++) {
    const to = meetings.to[row]!;
    const artifact = meetings.artifact[row]!;
    if ((meetings.flags[row]! & FROM_CASE) === 0) {
      if (reset.has(to)) benign.resets[agents.of[to]!]!++;
    } else if (artifact >= 0) {
      const read = to * artifacts.length + artifact;
      const c = CHANNELS.indexOf(artifacts[artifact]!.ref.channel);
      if (!brought.has(read) && benign.channels[c]! > 0) benign.channels[c]!--;
      brought.add(read);
    }
  }
  return benign;
}
