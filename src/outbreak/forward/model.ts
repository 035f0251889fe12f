import type { ContactEngine } from '../../contacts/index.ts';
import { CHANNELS, type Channel } from '../../fleet/index.ts';
import type { CaseExposure } from '../cases/index.ts';
import { type DelayCurve, fitDelays, type ObservedDelay, type Ranged } from './delay.ts';
import { type ChannelRisk, fitRisks, type Trials } from './risk.ts';
import type { OutbreakState } from './state.ts';

/** What the exposures of an outbreak say about the next ones. */
export interface ExposureModel {
  delays: DelayCurve;
  /** Probability that a read through the channel infects, whether or not it has shown yet. */
  infects: ReadonlyMap<Channel, ChannelRisk>;
}

/** Fits the delay from read to onset, and the probability per read of each channel. Linear in the exposures. */
export function fitExposures(state: OutbreakState): ExposureModel {
  const delays = fitDelays(delaysOf(state));
  return { delays, infects: fitRisks(trialsOf(state, delays)) };
}

/**
 * Milliseconds from the read to the end of the telemetry; 0 where a time is missing. The clock does not stop with the
 * session: one that came to its end without showing it had its time to show it.
 */
export function watchedFor({ time }: CaseExposure, { until }: OutbreakState): number {
  return time === undefined || until === undefined ? 0 : Math.max(0, until - time);
}

/** The session was seen so shortly before the telemetry ends that it may go on. */
export function isRunning(session: number, state: OutbreakState, engine: ContactEngine): boolean {
  const { end } = engine.sessions.list[session]!;
  return end !== undefined && end >= state.runningSince;
}

/** For each case with a read before it: from its latest read to its onset. */
function delaysOf(state: OutbreakState): ObservedDelay[] {
  const { set, reads } = state;
  const delays: ObservedDelay[] = [];
  for (const [session, exposures] of reads) {
    const onset = set.cases.get(session)?.time;
    if (onset === undefined) continue;
    let latest: CaseExposure | undefined;
    for (const exposure of exposures) {
      const { time } = exposure;
      if (time !== undefined && time <= onset && time >= (latest?.time ?? time)) latest = exposure;
    }
    if (latest === undefined) continue;
    const delay = onset - latest.time!;
    delays.push({ delay, limit: Math.max(delay, watchedFor(latest, state)) });
  }
  return delays;
}

function trialsOf(state: OutbreakState, delays: DelayCurve): Trials {
  const { set, reads, background } = state;
  const start = [0];
  const channels: number[] = [];
  const shares: number[] = [];
  const isCase: number[] = [];
  for (const [session, exposures] of reads) {
    if (!set.assessed(session)) continue;
    const case_ = set.cases.has(session);
    for (const exposure of exposures) {
      channels.push(CHANNELS.indexOf(exposure.channel));
      shares.push(case_ ? 1 : delays.shownWithin(watchedFor(exposure, state)).estimate);
    }
    isCase.push(case_ ? 1 : 0);
    start.push(channels.length);
  }
  return { start, channel: channels, shown: shares, isCase, background };
}

/** No read through that channel was seen, so nothing is known of it. */
export const UNKNOWN_RISK: Ranged = { estimate: 0, lower: 0, upper: 1 };
