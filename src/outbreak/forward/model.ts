import type { ContactEngine } from '../../contacts/index.ts';
import { CHANNELS, type Channel } from '../../fleet/index.ts';
import type { CaseExposure } from '../cases/index.ts';
import { type DelayCurve, fitDelays, type ObservedDelay, type Ranged } from './delay.ts';
import { type ChannelRisk, fitRisks, type Trials } from './risk.ts';
import type { OutbreakState } from './state.ts';

/** What the exposures of an outbreak say about the next ones. */
export interface ExposureModel {
  delays: DelayCurve;
  /** Probability that a read through the channel infects, whether or not it shows yet. */
  infects: ReadonlyMap<Channel, ChannelRisk>;
  /** Probability that a read through the channel makes a case that can be seen: sessions end before they show it. */
  shows: ReadonlyMap<Channel, ChannelRisk>;
}

/** Fits the delay from read to onset, and the probability per read of each channel. Linear in the exposures. */
export function fitExposures(state: OutbreakState, engine: ContactEngine): ExposureModel {
  const delays = fitDelays(delaysOf(state, engine));
  const risksBy = (clock: (exposure: CaseExposure) => number) => fitRisks(trialsOf(state, clock));
  return {
    delays,
    infects: risksBy((exposure) => delays.shownWithin(watchedFor(exposure, engine)).estimate),
    shows: risksBy((exposure) => (isRunning(exposure.session, state, engine) ? elapsed(exposure, delays, engine) : 1)),
  };
}

/** Milliseconds for which the session was seen to do something after the read; 0 where a time is missing. */
export function watchedFor({ session, time }: CaseExposure, engine: ContactEngine): number {
  const { end } = engine.sessions.list[session]!;
  return time === undefined || end === undefined ? 0 : Math.max(0, end - time);
}

/** The session was seen so shortly before the telemetry ends that it may go on. */
export function isRunning(session: number, state: OutbreakState, engine: ContactEngine): boolean {
  const { end } = engine.sessions.list[session]!;
  return end !== undefined && end >= state.runningSince;
}

function elapsed(exposure: CaseExposure, delays: DelayCurve, engine: ContactEngine): number {
  return delays.shownWithin(watchedFor(exposure, engine)).estimate;
}

/** For each case with a read before it: from its latest read to its onset. */
function delaysOf({ set, reads }: OutbreakState, engine: ContactEngine): ObservedDelay[] {
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
    delays.push({ delay, limit: Math.max(delay, watchedFor(latest, engine)) });
  }
  return delays;
}

function trialsOf({ set, reads, background }: OutbreakState, shown: (exposure: CaseExposure) => number): Trials {
  const start = [0];
  const channels: number[] = [];
  const shares: number[] = [];
  const isCase: number[] = [];
  for (const [session, exposures] of reads) {
    if (!set.assessed(session)) continue;
    const case_ = set.cases.has(session);
    for (const exposure of exposures) {
      channels.push(CHANNELS.indexOf(exposure.channel));
      shares.push(case_ ? 1 : shown(exposure));
    }
    isCase.push(case_ ? 1 : 0);
    start.push(channels.length);
  }
  return { start, channel: channels, shown: shares, isCase, background };
}

/** No read through that channel was seen, so nothing is known of it. */
export const UNKNOWN_RISK: Ranged = { estimate: 0, lower: 0, upper: 1 };
