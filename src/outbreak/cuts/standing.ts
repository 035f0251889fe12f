import { poissonInterval } from '../../fleet/index.ts';
import type { StandingCarrier } from '../forward/carriers.ts';
import type { Ranged } from '../forward/delay.ts';
import type { OutbreakState } from '../forward/state.ts';
import type { Horizon } from './horizon.ts';

/** Sessions of one agent that will meet what stands in one artifact, within the horizon. */
export interface StandingReads {
  agent: number;
  reads: Ranged;
}

/**
 * How many sessions will meet what still stands, by artifact: as many as met it in the last stretch of the telemetry that is
 * as long as the horizon. What was written under newer notes is read by fewer and fewer, so reads of the artifact as a
 * whole say nothing. The interval is Garwood's of their number in all; where nobody met it lately, its upper end is shared
 * among those who read these artifacts. Linear in exposures and carriers.
 */
export function standingReads(
  { exposures, until }: OutbreakState,
  carriers: readonly StandingCarrier[],
  agentOf: ArrayLike<number>,
  { length }: Horizon,
): Map<number, StandingReads[]> {
  const since = until === undefined || length === undefined ? Number.NEGATIVE_INFINITY : until - length;
  const met = new Map<number, Map<number, Set<number>>>(carriers.map(({ artifact }) => [artifact, new Map()]));
  let all = 0;
  for (const { artifact, session, time } of exposures) {
    const agents = met.get(artifact);
    if (agents === undefined || (time ?? since) < since) continue;
    const agent = agentOf[session]!;
    const sessions = agents.get(agent);
    if (sessions?.has(session)) continue;
    if (sessions === undefined) agents.set(agent, new Set([session]));
    else sessions.add(session);
    all++;
  }
  const { lower, upper } = poissonInterval(all);
  if (all > 0) {
    const range = (n: number): Ranged => ({ estimate: n, lower: (n * lower) / all, upper: (n * upper) / all });
    return new Map(
      [...met].map(([artifact, agents]) => [
        artifact,
        [...agents].map(([agent, sessions]) => ({ agent, reads: range(sessions.size) })),
      ]),
    );
  }
  const readers = carriers.reduce((sum, { sessions }) => sum + sessions, 0);
  return new Map(
    carriers.map((carrier) => [
      carrier.artifact,
      carrier.readers.map(({ agent, sessions }) => ({
        agent,
        reads: { estimate: 0, lower: 0, upper: (upper * sessions) / readers },
      })),
    ]),
  );
}
