import { CHANNELS } from '../../fleet/index.ts';
import { type Background, type ChannelRisk, fitRisks } from '../forward/risk.ts';
import type { OutbreakState } from '../forward/state.ts';
import { asTheyStand, sortedBy } from './counting-sort.ts';
import { COULD_INFECT, FROM_CASE, type Meetings } from './meetings.ts';

/**
 * How agents meet through artifacts: a row for each writing agent, artifact, reading agent and channel that occur together.
 */
export interface Flows {
  length: number;
  from: Uint32Array;
  to: Uint32Array;
  artifact: Int32Array;
  channel: Uint8Array;
  /** Meetings of the row, and those of them that no case brought about. */
  meetings: Float64Array;
  benign: Float64Array;
}

/** Probability that a meeting with a case infects, by place in `CHANNELS`. */
export interface MeetingRisk {
  estimate: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** What the fitted channels rest on; a channel without a meeting with a case is not among them. */
  fitted: ChannelRisk[];
  /**
   * Meetings that a case had with what it wrote after its onset, over those that sessions of its agent have in all. Above 1
   * where what cases write is read more than what others write.
   */
  infectious: number;
}

/** Adds the meetings up by agent. Linear: counting sorts by artifact, reader and writer. */
export function flowsOf(meetings: Meetings, agentOf: ArrayLike<number>, agents: number, artifacts: number): Flows {
  const n = meetings.length;
  const [writer, reader, artifact] = [new Uint32Array(n), new Uint32Array(n), new Uint32Array(n)];
  for (let row = 0; row < n; row++) {
    writer[row] = agentOf[meetings.from[row]!]!;
    reader[row] = agentOf[meetings.to[row]!]!;
    artifact[row] = meetings.artifact[row]! + 1;
  }
  let order = sortedBy(asTheyStand(n), meetings.channel, CHANNELS.length);
  order = sortedBy(order, artifact, artifacts + 1);
  order = sortedBy(order, reader, agents);
  order = sortedBy(order, writer, agents);
  const flows: Flows = {
    length: 0,
    from: new Uint32Array(n),
    to: new Uint32Array(n),
    artifact: new Int32Array(n),
    channel: new Uint8Array(n),
    meetings: new Float64Array(n),
    benign: new Float64Array(n),
  };
  let last = -1;
  for (let i = 0; i < n; i++) {
    const row = order[i]!;
    const same =
      last >= 0 &&
      flows.from[last] === writer[row] &&
      flows.to[last] === reader[row] &&
      flows.artifact[last] === meetings.artifact[row] &&
      flows.channel[last] === meetings.channel[row];
    if (!same) {
      last = flows.length++;
      flows.from[last] = writer[row]!;
      flows.to[last] = reader[row]!;
      flows.artifact[last] = meetings.artifact[row]!;
      flows.channel[last] = meetings.channel[row]!;
    }
    flows.meetings[last]!++;
    if ((meetings.flags[row]! & FROM_CASE) === 0) flows.benign[last]!++;
  }
  return flows;
}

/**
 * Fits, by channel, the probability that a meeting with a case makes a case of the reader. A channel in which nobody met a
 * case has estimate 0 and the widest upper end of the others (1 where there is no other): nobody was exposed through it.
 */
export function meetingRisk(
  meetings: Meetings,
  state: OutbreakState,
  agentOf: ArrayLike<number>,
  sessions: Float64Array,
): MeetingRisk {
  const start = [0];
  const channel: number[] = [];
  const isCase: number[] = [];
  let [ofCases, after] = [0, 0];
  const written = new Float64Array(sessions.length);
  for (let row = 0; row < meetings.length; row++) written[agentOf[meetings.from[row]!]!]!++;
  for (let row = 0; row < meetings.length; ) {
    const reader = meetings.to[row]!;
    const before = channel.length;
    for (; row < meetings.length && meetings.to[row] === reader; row++) {
      if (state.set.cases.has(meetings.from[row]!)) ofCases++;
      const flags = meetings.flags[row]!;
      if ((flags & FROM_CASE) !== 0) after++;
      if ((flags & COULD_INFECT) !== 0 && state.set.assessed(reader)) channel.push(meetings.channel[row]!);
    }
    if (channel.length === before) continue;
    isCase.push(state.set.cases.has(reader) ? 1 : 0);
    start.push(channel.length);
  }
  const shown = new Float64Array(channel.length).fill(1);
  const background: Background = state.background;
  const fitted = [...fitRisks({ start, channel, shown, isCase, background }).values()];
  const widest = fitted.reduce((most, { upper }) => Math.max(most, upper), 0);
  const risk: MeetingRisk = {
    estimate: new Float64Array(CHANNELS.length),
    lower: new Float64Array(CHANNELS.length),
    upper: new Float64Array(CHANNELS.length).fill(fitted.length === 0 ? 1 : widest),
    fitted,
    infectious: 1,
  };
  if (ofCases > 0) {
    // One case more, which was met like other sessions of the fleet: with few cases their share says little.
    let usual = meetings.length / sessions.reduce((sum, n) => sum + n, 0);
    const share = (usual * after) / ofCases;
    for (const no of state.set.cases.keys()) {
      const agent = agentOf[no]!;
      usual += written[agent]! / sessions[agent]!;
    }
    risk.infectious = (after + share) / usual;
  }
  for (const one of fitted) {
    const c = CHANNELS.indexOf(one.channel);
    risk.estimate[c] = one.estimate;
    risk.lower[c] = one.lower;
    risk.upper[c] = one.upper;
  }
  return jointly(risk, meetings);
}

/**
 * Draws the ends of the channels together, so that running all of them at once gives the interval of their sum: each
 * deviation is weighted by its part in the root of their summed squares. It is the method of variance estimates recovery
 * (Zou and Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008), each channel
 * counting by its meetings. With one channel nothing changes.
 */
function jointly(risk: MeetingRisk, meetings: Meetings): MeetingRisk {
  const count = new Float64Array(CHANNELS.length);
  for (let row = 0; row < meetings.length; row++) count[meetings.channel[row]!]!++;
  for (const end of [risk.lower, risk.upper]) {
    const deviation = end.map((value, c) => (value - risk.estimate[c]!) * count[c]!);
    const whole = Math.hypot(...deviation);
    if (whole === 0) continue;
    for (let c = 0; c < end.length; c++) {
      end[c] = risk.estimate[c]! + (end[c]! - risk.estimate[c]!) * (Math.abs(deviation[c]!) / whole);
    }
  }
  return risk;
}
