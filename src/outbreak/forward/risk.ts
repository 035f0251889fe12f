import { binomialInterval, CHANNELS, type Channel } from '../../fleet/index.ts';
import type { Ranged } from './delay.ts';

/** Reads that may have infected, grouped by the session that read. A row for each read. */
export interface Trials {
  /** Rows of group g are `start[g]` to `start[g + 1]` (exclusive). */
  start: ArrayLike<number>;
  /** Place in `CHANNELS`, for each row. */
  channel: ArrayLike<number>;
  /** Probability that an infection by this read would have shown by now, for each row; 1 for a session that is a case. */
  shown: ArrayLike<number>;
  /** 1 where the session became a case, for each group. */
  isCase: ArrayLike<number>;
  /** Probability that a session shows the behaviour without having read anything, in [0, 1). */
  background: Background;
}

/** A probability with the upper end of its 95 % interval. */
export interface Background {
  estimate: number;
  upper: number;
}

/** Probability that one read through a channel infects. */
export interface ChannelRisk extends Ranged {
  channel: Channel;
  /** Reads that it rests on. */
  reads: number;
  /** Cases credited to the channel: a case that had several reads is shared among them. */
  credited: number;
}

/** Of a read that infected nobody, added to each channel: one case after one read is no certainty. */
const HARMLESS = 0.5;
const ITERATIONS = 500;
const ENOUGH = 1e-9;
/** Reads of sessions that are no cases are counted by how much would have shown, in steps of one over this. */
const STEPS = 1024;

/**
 * Fits the probability per read of each channel by EM: a session with reads j becomes a visible case with probability
 * 1 - (1 - background) * prod(1 - p_j * shown_j), each read on its own. It is the likelihood's maximum with half a harmless
 * read added to each channel.
 *
 * The interval is exact for a count (Clopper and Pearson 1934) and wide on purpose where credit cannot be told: from the
 * cases that no other channel explains, less the upper end of the background, to all cases that read through the channel,
 * over the reads that had time to show it.
 * A channel through which nobody read is left out.
 */
export function fitRisks(trials: Trials): Map<Channel, ChannelRisk> {
  const reads = new Float64Array(CHANNELS.length);
  for (let row = 0; row < trials.channel.length; row++) reads[trials.channel[row]!]!++;
  let p: Float64Array = new Float64Array(CHANNELS.length).fill(0.5);
  let credit: Float64Array = new Float64Array(CHANNELS.length);
  const quiet = quietReads(trials);
  for (let i = 0; i < ITERATIONS; i++) {
    credit = expectedInfections(trials, quiet, p);
    const next = p.map((_, c) => (reads[c]! > 0 ? credit[c]! / (reads[c]! + HARMLESS) : 0));
    const moved = next.reduce((most, value, c) => Math.max(most, Math.abs(value - p[c]!)), 0);
    p = next;
    if (moved < ENOUGH) break;
  }
  const bounds = creditBounds(trials);
  const risks = new Map<Channel, ChannelRisk>();
  CHANNELS.forEach((channel, c) => {
    if (reads[c] === 0) return;
    const { sure, all, watched } = bounds;
    // Reads that had no time to show anything say nothing: without any other, every probability is possible.
    const n = Math.floor(watched[c]! + 1e-9);
    const least = n === 0 ? 0 : binomialInterval(Math.min(sure[c]!, n), n).lower;
    const lower = Math.max(0, 1 - (1 - least) / (1 - Math.min(trials.background.upper, 0.999)));
    const upper = n === 0 ? 1 : binomialInterval(Math.min(all[c]!, n), n).upper;
    const estimate = p[c]!;
    risks.set(channel, {
      channel,
      reads: reads[c]!,
      credited: creditOfCases(trials, p, c),
      estimate,
      lower: Math.min(lower, estimate),
      upper: Math.max(upper, estimate),
    });
  });
  return risks;
}

/** Reads of sessions that are no cases, by channel and by step of what would have shown. */
function quietReads({ start, channel, shown, isCase }: Trials): Float64Array {
  const quiet = new Float64Array(CHANNELS.length * (STEPS + 1));
  for (let g = 0; g + 1 < start.length; g++) {
    if (isCase[g] === 1) continue;
    for (let row = start[g]!; row < start[g + 1]!; row++) {
      quiet[channel[row]! * (STEPS + 1) + Math.round(shown[row]! * STEPS)]!++;
    }
  }
  return quiet;
}

/** Expected number of reads that infected, by channel, at the given probabilities. */
function expectedInfections(
  { start, channel, isCase, background }: Trials,
  quiet: Float64Array,
  p: Float64Array,
): Float64Array {
  const expected = new Float64Array(CHANNELS.length);
  for (let g = 0; g + 1 < start.length; g++) {
    if (isCase[g] !== 1) continue;
    const [from, to] = [start[g]!, start[g + 1]!];
    const some = visible(channel, from, to, p, background.estimate);
    for (let row = from; row < to; row++) expected[channel[row]!]! += some > 0 ? p[channel[row]!]! / some : 0;
  }
  quiet.forEach((reads, at) => {
    if (reads === 0) return;
    const c = Math.floor(at / (STEPS + 1));
    const shown = (at % (STEPS + 1)) / STEPS;
    const hidden = p[c]! * (1 - shown);
    if (hidden > 0) expected[c]! += (reads * hidden) / (1 - p[c]! * shown);
  });
  return expected;
}

/** The same of the cases alone. */
function creditOfCases({ start, channel, isCase, background }: Trials, p: Float64Array, wanted: number): number {
  let credit = 0;
  for (let g = 0; g + 1 < start.length; g++) {
    if (isCase[g] !== 1) continue;
    const [from, to] = [start[g]!, start[g + 1]!];
    let [mine, all] = [0, 0];
    for (let row = from; row < to; row++) {
      all += p[channel[row]!]!;
      if (channel[row] === wanted) mine += p[channel[row]!]!;
    }
    if (mine > 0) credit += (mine / all) * byReads(channel, from, to, p, background.estimate);
  }
  return credit;
}

/** Probability that a session with these reads is a case. */
function visible(channel: ArrayLike<number>, from: number, to: number, p: Float64Array, background: number): number {
  let none = 1 - background;
  for (let row = from; row < to; row++) none *= 1 - p[channel[row]!]!;
  return 1 - none;
}

/** Share of such cases that a read, not the background, brought. */
function byReads(channel: ArrayLike<number>, from: number, to: number, p: Float64Array, background: number): number {
  const some = visible(channel, from, to, p, background);
  return some > 0 ? Math.min(1, visible(channel, from, to, p, 0) / some) : 0;
}

/** Cases that only this channel explains, cases that it may explain, and reads that would show an infection. */
function creditBounds({ start, channel, shown, isCase }: Trials) {
  const sure = new Float64Array(CHANNELS.length);
  const all = new Float64Array(CHANNELS.length);
  const watched = new Float64Array(CHANNELS.length);
  for (let g = 0; g + 1 < start.length; g++) {
    const seen = new Set<number>();
    for (let row = start[g]!; row < start[g + 1]!; row++) {
      watched[channel[row]!]! += shown[row]!;
      if (isCase[g] === 1) seen.add(channel[row]!);
    }
    for (const c of seen) {
      all[c]!++;
      if (seen.size === 1) sure[c]!++;
    }
  }
  return { sure, all, watched };
}
