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
  /** Share of a case's meetings that began with what it wrote after its onset, in [0, 1]. */
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
export function meetingRisk(meetings: Meetings, state: OutbreakState): MeetingRisk {
  const start = [0];
  const channel: number[] = [];
  const isCase: number[] = [];
  let [ofCases, after] = [0, 0];
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
    infectious: ofCases === 0 ? 1 : after / ofCases,
  };
  for (const one of fitted) {
    const c = CHANNELS.indexOf(one.channel);
    risk.estimate[c] = one.estimate;
    risk.lower[c] = one.lower;
    risk.upper[c] = one.upper;
  }
  return risk;
}
