import { gammaQuantile } from '../../fleet/index.ts';
import type { LineList } from '../line-list/line-list.ts';
import { elapsedShare } from './generation-time.ts';
import { cori, pressure, type Window } from './renewal/cori.ts';
import { discreteSerialInterval } from './renewal/serial-interval.ts';
import { wallingaTeunis } from './renewal/wallinga-teunis.ts';
import type { Links } from './tree/links.ts';
import type { CurvePoint, NotEstimable, ReproductionCurve } from './types.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Widths of bins that a reader can name. */
const WIDTHS = [SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY];
const MOST_BINS = 1_000;
/** Cases that a window needs so that R is known to 30 % under the prior (Cori and others 2013, web appendix 3). */
const CASES_IN_WINDOW = 11;

/** Cases by bin of onset, and how their generations fall into bins. */
export interface Binned {
  bin: number;
  from: number;
  incidence: number[];
  /** Of them: infected by others. */
  local: number[];
  /** Offspring, expected from the links, of the cases of each bin; what the links leave out is shared among all. */
  offspring: number[];
  /** Cases times the share of their time that had elapsed. */
  followed: number[];
  serialInterval: number[];
}

/**
 * Counts cases by bins of a width chosen from the data: the widest of a second to 30 days of which a generation has three
 * on average, so that hardly anybody infects within the bin of the own onset; wider where that makes over 1,000 bins.
 */
export function binned(
  list: LineList,
  links: Links,
  elapsed: Float64Array,
  time: { mean: number; shape: number },
  until: number,
): Binned | NotEstimable {
  const onsets = list.cases.flatMap(({ onset }) => (onset === undefined ? [] : [onset]));
  if (onsets.length === 0) return { notEstimable: 'no case has an onset' };
  const first = onsets.reduce((least, onset) => Math.min(least, onset), Number.POSITIVE_INFINITY);
  const fits = (width: number) => (until - first) / width < MOST_BINS;
  const bin = WIDTHS.findLast((width) => 3 * width <= time.mean && fits(width)) ?? WIDTHS.find(fits);
  if (bin === undefined || time.mean < 1.1 * bin) {
    return { notEstimable: 'generations are too short beside the time covered to be told apart on a curve' };
  }
  const from = Math.floor(first / bin) * bin;
  const bins = Math.floor((until - from) / bin) + 1;
  const curve = {
    bin,
    from,
    incidence: new Array<number>(bins).fill(0),
    local: new Array<number>(bins).fill(0),
    offspring: new Array<number>(bins).fill(0),
    followed: new Array<number>(bins).fill(0),
    serialInterval: intervalInBins(time.mean / bin, time.mean / Math.sqrt(time.shape) / bin, bins),
  };
  fill(curve, list, links, elapsed);
  return curve;
}

function intervalInBins(mean: number, sd: number, bins: number): number[] {
  const weights = discreteSerialInterval(mean, Math.max(sd, 0.1), bins + 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? weights.map((weight) => weight / sum) : weights;
}

function fill(curve: Omit<Binned, 'serialInterval'>, list: LineList, links: Links, elapsed: Float64Array): void {
  const binOf = (j: number) => {
    const { onset } = list.cases[j]!;
    return onset === undefined ? undefined : Math.floor((onset - curve.from) / curve.bin);
  };
  let linked = 0;
  let infected = 0;
  for (let j = 0; j < links.cases; j++) {
    const own = binOf(j);
    const weight = links.certain[j]!;
    if (own !== undefined) {
      curve.incidence[own]! += weight;
      curve.followed[own]! += weight * elapsed[j]!;
    }
    for (let e = links.start[j]!; e < links.start[j + 1]!; e++) {
      const from = links.from[e]!;
      const part = weight * links.probability[e]!;
      if (from < -1) continue;
      infected += part;
      if (own !== undefined) curve.local[own]! += part;
      const theirs = from >= 0 ? binOf(from) : undefined;
      if (theirs === undefined) continue;
      curve.offspring[theirs]! += part;
      linked += part;
    }
  }
  const scale = linked > 0 ? infected / linked : 0;
  for (let b = 0; b < curve.offspring.length; b++) curve.offspring[b]! *= scale;
}

/**
 * R over time in sliding windows. A window is one mean generation wide, or as many as it takes to hold 11 cases on
 * average, and no more than half of the curve.
 *
 * @param dispersion of the offspring, for the band of the curve from links
 */
export function curveOf(
  binnedCases: Binned,
  time: { mean: number; shape: number },
  dispersion: number,
  until: number,
): ReproductionCurve {
  const { bin, from, incidence, local, serialInterval } = binnedCases;
  const bins = incidence.length;
  const windows = windowsOf(incidence, Math.max(1, Math.round(time.mean / bin)));
  const point = (
    { start, end }: Window,
    R: { mean: number; lower: number; upper: number } | undefined,
    isLate: boolean,
  ) =>
    ({
      start: from + start * bin,
      end: from + end * bin,
      mean: R?.mean ?? null,
      lower: R?.lower ?? null,
      upper: R?.upper ?? null,
      cases: incidence.slice(start, end).reduce((sum, cases) => sum + cases, 0),
      truncated: isLate,
    }) satisfies CurvePoint;
  // The last onset of a window has the least time left.
  const isLate = ({ end }: Window) => elapsedShare(time, until - (from + Math.min(end, bins) * bin)) < 0.5;
  const past = pressure(incidence, serialInterval);
  const instantaneous = cori(incidence, serialInterval, windows, local);
  const byOnset = wallingaTeunis(incidence, serialInterval, windows);
  const byLinks = windows.map((window) => fromLinks(binnedCases, window, dispersion));
  return {
    bin,
    window: windows.length > 0 ? windows[0]!.end - windows[0]!.start : bins,
    from,
    incidence,
    cori: windows.map((window, i) => {
      const pressed = past.slice(window.start, window.end).some((value) => value > 0);
      return point(window, pressed ? instantaneous[i] : undefined, false);
    }),
    wallingaTeunis: windows.map((window, i) => point(window, byOnset[i], isLate(window))),
    tree: windows.map((window, i) => point(window, byLinks[i], isLate(window))),
  };
}

function windowsOf(incidence: readonly number[], generation: number): Window[] {
  const bins = incidence.length;
  const cases = incidence.reduce((sum, count) => sum + count, 0);
  const needed = Math.ceil((CASES_IN_WINDOW / Math.max(cases, 1)) * bins);
  const generations = Math.max(1, Math.ceil(needed / generation));
  const width = Math.max(1, Math.min(generations * generation, Math.ceil(bins / 2)));
  return Array.from({ length: bins - width + 1 }, (_, start) => ({ start, end: start + width }));
}

/** Offspring over elapsed time, with the gamma band of a negative binomial count. */
function fromLinks({ incidence, offspring, followed }: Binned, { start, end }: Window, dispersion: number) {
  const total = (values: readonly number[]) => {
    let sum = 0;
    for (let b = start; b < end; b++) sum += values[b]!;
    return sum;
  };
  const [cases, time, children] = [total(incidence), total(followed), total(offspring)];
  if (!(cases > 0) || !(time > 0.05)) return undefined;
  const mean = children / time;
  const count = children + 0.5;
  const shape = count ** 2 / (count + children ** 2 / (dispersion * cases));
  const scale = count / shape / time;
  return {
    mean,
    lower: Math.min(mean, gammaQuantile(shape, 0.025) * scale),
    upper: Math.max(mean, gammaQuantile(shape, 0.975) * scale),
  };
}

/** For each channel the pressure of the cases that are known to have written into it what another case read. */
export function channelPressures({ bin, from, incidence, serialInterval }: Binned, list: LineList, links: Links) {
  const writers = links.channels.map(() => new Set<number>());
  for (const row of list.transmissions) {
    if (row.from >= 0 && row.from < links.cases) writers[links.channels.indexOf(row.channel)]?.add(row.from);
  }
  return links.channels.map((channel, c) => {
    const cases = incidence.map(() => 0);
    for (const i of writers[c]!) {
      const { onset } = list.cases[i]!;
      if (onset !== undefined) cases[Math.floor((onset - from) / bin)]! += links.certain[i]!;
    }
    return { channel, pressure: pressure(cases, serialInterval) };
  });
}
