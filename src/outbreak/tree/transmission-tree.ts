import { CHANNELS } from '../../fleet/index.ts';
import type { Controls, LineList } from '../line-list/line-list.ts';
import type { Interval } from '../reproduction/types.ts';
import { answersFor } from './answers.ts';
import { type Fit, fitModel } from './fit.ts';
import { likeliestTree } from './likeliest.ts';
import { gridOf, outsideOf, unseenBefore } from './origins.ts';
import { outbreaksOf } from './outbreaks.ts';
import { lagOf, type Rows, rowsOf } from './rows.ts';
import type { TransmissionTree, TreeFit, TreeOptions } from './types.ts';

const SKEW = 120_000;
/** Share of infecting contacts that is seen where every session could be assessed: reads are missed, and cases. */
const SEEN = 0.8;
const LEAST_DETECTION = 0.05;
const MOST_DETECTION = 0.99;

/**
 * Who infected whom, with probabilities; where each outbreak began; and how many there are.
 *
 * Defined for every list: rows that say nothing are left out, a time that is missing says nothing, and no output is NaN. The
 * order in which cases and rows stand plays no part. Time and memory are linear in cases and rows, but for their sorting.
 * The model is in design/009-transmission-tree.md.
 */
export function transmissionTree(list: LineList, options: TreeOptions = {}): TransmissionTree {
  const skew = options.skewTolerance ?? SKEW;
  const rows = rowsOf(list, Number.isFinite(skew) ? Math.max(0, skew) : SKEW);
  const earlier = earlierOf(rows);
  const controls = controlsOf(list);
  const grid = gridOf(earlier.length, detectionOf(list, options));
  const fitted = fitModel({ rows, earlier, controls, showsReads: list.showsReads === true }, grid);
  const introductions = countsOf(fitted);
  const infectors = Array.from(rows.rankOf, (rank) => answersFor(rank, rows, fitted));
  const likeliest = likeliestTree(infectors, rows);
  const unseen = mean(fitted, unseenBefore);
  const probabilities = new Float64Array(list.transmissions.length);
  rows.row.forEach((index, at) => {
    probabilities[index] = fitted.probability[at]!;
  });
  return {
    infectors,
    probabilities,
    likeliest,
    outbreaks: outbreaksOf(infectors, likeliest, rows, earlier, unseen),
    fit: { ...introductions, ...summaryOf(rows, fitted) },
  };
}

/** The belief about detection before the data, within (0, 1) and in order. */
function detectionOf({ assessed }: LineList, { detection }: TreeOptions): Interval {
  const share = assessed >= 0 ? Math.min(1, assessed) : 1;
  const given = detection ?? { estimate: SEEN * share, lower: share / 2, upper: MOST_DETECTION };
  const inside = (value: number, otherwise: number) =>
    Math.min(MOST_DETECTION, Math.max(LEAST_DETECTION, Number.isFinite(value) ? value : otherwise));
  const [lower, upper] = [inside(given.lower, share / 2), inside(given.upper, MOST_DETECTION)];
  const [least, most] = [Math.min(lower, upper), Math.max(lower, upper)];
  return { estimate: Math.min(most, Math.max(least, inside(given.estimate, SEEN * share))), lower: least, upper: most };
}

/** Cases before each that it may descend from: of its strain, or of any where a strain is not known. */
function earlierOf(rows: Rows): Float64Array {
  const earlier = new Float64Array(rows.onset.length);
  const ofStrain = new Map<number, number>();
  let all = 0;
  for (let i = 0; i < earlier.length; i++) {
    const strain = rows.strain[i]!;
    earlier[i] = strain < 0 ? all : (ofStrain.get(strain) ?? 0) + (ofStrain.get(-1) ?? 0);
    all += rows.weight[i]!;
    ofStrain.set(strain, (ofStrain.get(strain) ?? 0) + rows.weight[i]!);
  }
  return earlier;
}

/** Counts what no listed case explains, with what detection and the rate of introductions leave open. */
function countsOf(fitted: Fit): Pick<TreeFit, 'introductions' | 'unobserved'> {
  const spread = spreadOf(fitted);
  return {
    introductions: counted(fitted.outside, spread.outside),
    unobserved: counted(fitted.unobserved, spread.unobserved),
  };
}

/** Variances of the two counts: between the points of the grid, and within them as of independent cases. */
function spreadOf({ evidence, points }: Fit): { outside: number; unobserved: number } {
  const moments = points.map((point) => {
    let [outside, unobserved, outsideWithin, unobservedWithin] = [0, 0, 0, 0];
    for (let i = 0; i < evidence.listed.length; i++) {
      const prior = outsideOf(point, evidence.earlier[i]!);
      const came = prior * evidence.outside[i]!;
      const missed = (1 - prior) * (1 - point.detection) * evidence.unobserved[i]!;
      const total = (1 - prior) * point.detection * evidence.listed[i]! + missed + came;
      const [o, u] = [came / total, missed / total];
      outside += o;
      unobserved += u;
      outsideWithin += o * (1 - o);
      unobservedWithin += u * (1 - u);
    }
    return { weight: point.weight, outside, unobserved, outsideWithin, unobservedWithin };
  });
  const over = (value: (m: (typeof moments)[number]) => number) =>
    moments.reduce((sum, moment) => sum + moment.weight * value(moment), 0);
  return {
    outside: over((m) => m.outsideWithin + m.outside ** 2) - over((m) => m.outside) ** 2,
    unobserved: over((m) => m.unobservedWithin + m.unobserved ** 2) - over((m) => m.unobserved) ** 2,
  };
}

function counted(probabilities: Float64Array, variance: number): Interval {
  const estimate = probabilities.reduce((sum, p) => sum + p, 0);
  const half = 1.96 * Math.sqrt(Math.max(0, variance));
  return {
    estimate,
    lower: Math.max(0, estimate - half),
    upper: Math.min(probabilities.length, estimate + half),
  };
}

function summaryOf(rows: Rows, fitted: Fit): Omit<TreeFit, 'introductions' | 'unobserved'> {
  const contacts = new Float64Array(CHANNELS.length);
  const infections = new Float64Array(CHANNELS.length);
  rows.channel.forEach((channel, at) => {
    if (channel >= CHANNELS.length) return;
    contacts[channel]! += rows.share[at]!;
    infections[channel]! += fitted.probability[at]!;
  });
  const { infecting } = fitted.lag;
  return {
    lag: { median: lagOf(infecting.mean), logSd: infecting.sd },
    channels: CHANNELS.flatMap((channel, i) =>
      contacts[i] === 0
        ? []
        : [
            {
              channel,
              contacts: contacts[i]!,
              infections: infections[i]!,
              ratio: fitted.chance.ratioOf(i),
            },
          ],
    ),
    detection: detectionRange(fitted),
    evidence: fitted.gain,
    iterations: fitted.iterations,
  };
}

function detectionRange(fitted: Fit): Interval {
  const sorted = [...fitted.points].sort((a, b) => a.detection - b.detection);
  const quantile = (level: number) => {
    let sum = 0;
    for (const { detection, weight } of sorted) {
      sum += weight;
      if (sum >= level) return detection;
    }
    return sorted.at(-1)!.detection;
  };
  return { estimate: mean(fitted, ({ detection }) => detection), lower: quantile(0.025), upper: quantile(0.975) };
}

function mean({ points }: Fit, value: (point: Fit['points'][number]) => number): number {
  return points.reduce((sum, point) => sum + point.weight * value(point), 0);
}

function controlsOf({ controls }: LineList): Controls {
  const byChannel = controls?.byChannel;
  return {
    sessions: count(controls?.sessions),
    contacts: count(controls?.contacts),
    ...(controls?.unlisted !== undefined && { unlisted: count(controls.unlisted) }),
    ...(byChannel !== undefined && {
      byChannel: Object.fromEntries(CHANNELS.map((channel) => [channel, count(byChannel[channel])])),
    }),
  };
}

function count(value: number | undefined): number {
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : 0;
}
