import { CHANNELS } from '../../fleet/index.ts';
import { INTRODUCTION, type Infector, UNOBSERVED } from '../line-list/line-list.ts';
import type { Fit } from './fit.ts';
import { outsideOf } from './origins.ts';
import type { Rows } from './rows.ts';

/** Answers that are less likely are left out. */
const NEGLIGIBLE = 1e-6;
/** How many times likelier what these channels bring is to come from outside than from a session that was not seen. */
const OUTWARD = 3;
const OUTWARD_CHANNELS = new Set(
  (['web', 'human', 'control', 'tool', 'deployment', 'inference', 'training'] as const).map((c) => CHANNELS.indexOf(c)),
);

/**
 * Parts what no listed case explains into "outside" and "a case that was not seen", by what was read.
 *
 * What a session of the telemetry wrote that is no case is from one that was missed. Where nobody was seen to write it, what
 * holds for the first case that read the artifact holds for all: ten readers of one page are ten times the same outside.
 */
export function partUnlisted(rows: Rows, fit: Fit): void {
  const { unlisted, evidence } = fit;
  const shareOf = new Map<number, number>();
  for (let i = 0; i < fit.outside.length; i++) {
    const rest = fit.outside[i]! + fit.unobserved[i]!;
    fit.missedShown[i] = 0;
    if (rest <= 0) continue;
    let shown = 0;
    let outside = 0;
    for (let at = rows.first[i]!; at < rows.listed[i]!; at++) {
      const p = fit.probability[at]!;
      shown += p;
      if (rows.written[at] === 1) continue;
      const artifact = rows.artifact[at]!;
      let share = artifact < 0 ? undefined : shareOf.get(artifact);
      if (share === undefined) {
        share = outward(fit, evidence.earlier[i]!, rows.channel[at]!);
        if (artifact >= 0) shareOf.set(artifact, share);
      }
      outside += p * share;
    }
    const unshownOutside = (fit.outside[i]! * (1 - unlisted.ofOutside) * evidence.like[i]!) / evidence.outside[i]!;
    const unshownMissed = (fit.unobserved[i]! * (1 - unlisted.ofMissed)) / evidence.unobserved[i]!;
    const unshown = unshownOutside + unshownMissed;
    const left = Math.max(0, rest - shown);
    fit.missedShown[i] = shown - outside;
    fit.outside[i] = Math.min(rest, outside + (unshown > 0 ? (left * unshownOutside) / unshown : 0));
    fit.unobserved[i] = rest - fit.outside[i]!;
  }
}

/**
 * Whether what was read may have come from outside. Where reads are shown whoever wrote, not what a session of the
 * telemetry wrote; elsewhere such a read says no more of the one than of the other.
 */
export function isFromOutside(rows: Rows, at: number, showsReads: boolean): boolean {
  return !showsReads || rows.written[at] === 0;
}

function outward({ points, unlisted }: Fit, earlier: number, channel: number): number {
  let outside = 0;
  let unseen = 0;
  for (const point of points) {
    const prior = outsideOf(point, earlier);
    outside += point.weight * prior * unlisted.ofOutside;
    unseen += point.weight * (1 - prior) * (1 - point.detection) * unlisted.ofMissed;
  }
  if (OUTWARD_CHANNELS.has(channel)) outside *= OUTWARD;
  return outside / (outside + unseen);
}

/** For the case at `rank`: each possible infector once, by its place in `cases`, the likeliest first. */
export function answersFor(rank: number, rows: Rows, fit: Fit): Infector[] {
  const answers: Infector[] = [];
  const end = rows.first[rank + 1]!;
  for (let at = rows.listed[rank]!; at < end; ) {
    const from = rows.from[at]!;
    let probability = 0;
    let best = at;
    for (; at < end && rows.from[at] === from; at++) {
      probability += fit.probability[at]!;
      if (fit.probability[at]! > fit.probability[best]!) best = at;
    }
    answers.push({ from: rows.placeOf[from]!, probability, transmission: rows.row[best]! });
  }
  answers.push({ from: UNOBSERVED, probability: fit.unobserved[rank]!, transmission: -1 });
  answers.push({ from: INTRODUCTION, probability: fit.outside[rank]!, transmission: -1 });
  const kept = answers.filter(({ probability }) => probability >= NEGLIGIBLE);
  const total = kept.reduce((sum, { probability }) => sum + probability, 0);
  for (const answer of kept) answer.probability /= total;
  // Sorting is stable: of two that are equally likely the earlier case comes first.
  return kept.sort((a, b) => b.probability - a.probability);
}
