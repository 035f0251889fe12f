import { CHANNELS, gammaQuantile } from '../../fleet/index.ts';
import type { LineList, TransmissionPosterior } from '../line-list/line-list.ts';
import { type Binned, binned, channelPressures, curveOf } from './curve.ts';
import { followUp } from './follow-up.ts';
import { fitGenerationTime } from './generation-time.ts';
import { nextGeneration } from './next-generation.ts';
import { notesOn } from './notes.ts';
import { randomStream } from './random.ts';
import { channelRenewal } from './renewal/channels.ts';
import { cori } from './renewal/cori.ts';
import { meanOf } from './renewal/serial-interval.ts';
import { detectionRange, fitDetection } from './tree/detection.ts';
import { followedCases, infected, type TreeEstimates, treeEstimates } from './tree/estimates.ts';
import { type Links, linksOf } from './tree/links.ts';
import {
  type CaseReproduction,
  type ChannelRenewal,
  type ChannelReproduction,
  type Estimate,
  isEstimable,
  type NotEstimable,
  type Reproduction,
  type ReproductionOptions,
  type Truncation,
} from './types.ts';

/** Share of the infectors that have to be listed for R to rest on links, where the data leave a choice. */
const LISTED_FOR_TREE = 0.05;

interface Time {
  mean: number;
  shape: number;
}

/**
 * Reproduction numbers of one outbreak, from who infected whom: in all and by channel, over time, with the offspring
 * distribution, the generation time and the next-generation matrix. design/010-reproduction-numbers.md says how.
 *
 * Never throws on a list that is empty, has no times or has all of them equal: what cannot be estimated says why. Times in
 * milliseconds since the epoch. The same list, posterior and seed give the same figures. Time and memory are linear in
 * cases and transmissions.
 */
export function reproduction(
  list: LineList,
  posterior: TransmissionPosterior,
  options: ReproductionOptions = {},
): Reproduction {
  const links = linksOf(list, posterior, options.exposed, options.rows);
  const uniform = randomStream(options.rngSeed ?? 1);
  const until = endOf(list);
  const fit = until === undefined ? NO_TIME : fitGenerationTime(list, links, until);
  const time = isEstimable(fit) ? { mean: fit.time.mean.estimate, shape: fit.time.shape } : given(options);
  const follow = followUp(list, isEstimable(fit) ? fit.candidates : time && [{ ...time, weight: 1 }], time, until ?? 0);
  const range = detectionRange(list.assessed, options.detection);
  const all = infected(links, links.channels.length);
  const listed = links.listed.reduce((sum, cases) => sum + cases, 0);
  const detection = fitDetection(range, listed, all - listed);
  const tree = treeEstimates(links, follow, detection, uniform);
  const bins = time === undefined || until === undefined ? NO_CURVE : binned(list, links, follow.share, time, until);
  const renewal = isEstimable(bins) ? channelRenewal(bins.incidence, channelPressures(bins, list, links)) : bins;
  const byRenewal = listed < LISTED_FOR_TREE * all && isEstimable(bins) && isEstimable(renewal);
  const { dispersion } = tree.offspring;
  const cases = links.certain.reduce((sum, probability) => sum + probability, 0);
  const elapsed = cases > 0 ? Math.min(1, followedCases(links, follow) / cases) : 1;
  const result = {
    behaviour: list.behaviour,
    cases,
    introductions: links.introductions,
    method: byRenewal ? 'renewal' : 'tree',
    overall: byRenewal ? onlyR(renewalR(bins)) : tree.of.at(-1)!,
    channels: channelsOf(links, options, tree, byRenewal ? renewal : undefined),
    detection: detection.interval,
    offspring: tree.offspring,
    generationTime: isEstimable(fit) ? fit.time : fit,
    truncation: truncationOf(list, time, until, elapsed),
    curve: isEstimable(bins) ? curveOf(bins, time!, isEstimable(dispersion) ? dispersion.estimate : 1, until!) : bins,
    nextGeneration: nextGeneration(list, links, follow.share, options.role ?? (() => 'agent'), uniform),
    renewal,
    extinction: tree.extinction,
  } satisfies Omit<Reproduction, 'notes'>;
  return { ...result, notes: notesOn(list, result) };
}

const NO_TIME: NotEstimable = { notEstimable: 'the telemetry has no times' };
const NO_CURVE: NotEstimable = { notEstimable: 'there is no generation time' };
const NOBODY_EXPOSED: NotEstimable = { notEstimable: 'nobody was exposed through it' };

function given({ generationTime }: ReproductionOptions): Time | undefined {
  if (generationTime === undefined || !(generationTime.mean > 0) || !(generationTime.sd > 0)) return undefined;
  const shape = (generationTime.mean / generationTime.sd) ** 2;
  return Number.isFinite(shape) ? { mean: generationTime.mean, shape } : undefined;
}

/** The end of telemetry, and at least the last onset; `undefined` where no time is known. */
function endOf(list: LineList): number | undefined {
  let end = Number.isFinite(list.until) ? list.until : undefined;
  for (const { onset } of list.cases) if (onset !== undefined && !(end !== undefined && end >= onset)) end = onset;
  return end;
}

/** R over the whole curve, after the first mean generation. */
function renewalR({ incidence, local, serialInterval }: Binned): Estimate {
  const start = Math.ceil(meanOf(serialInterval));
  const [R] = cori(incidence, serialInterval, [{ start, end: incidence.length }], local);
  if (R === undefined || start >= incidence.length) return { notEstimable: 'the curve is shorter than a generation' };
  return { estimate: R.mean, lower: R.lower, upper: R.upper };
}

function onlyR(R: Estimate): CaseReproduction {
  return { R, realised: { notEstimable: 'hardly any case has a listed infector' } };
}

function channelsOf(
  links: Links,
  { channels: asked = [] }: ReproductionOptions,
  tree: TreeEstimates,
  renewal: ChannelRenewal | undefined,
): ChannelReproduction[] {
  return CHANNELS.filter((channel) => links.channels.includes(channel) || asked.includes(channel)).map((channel) => {
    const c = links.channels.indexOf(channel);
    if (c < 0) return { channel, transmissions: 0, fromListed: 0, R: NOBODY_EXPOSED, realised: NOBODY_EXPOSED };
    const estimates = renewal === undefined ? tree.of[c]! : onlyR(renewal.channels[c]!.R);
    return { channel, transmissions: infected(links, c), fromListed: links.listed[c]!, ...estimates };
  });
}

function truncationOf(list: LineList, time: Time | undefined, until: number | undefined, elapsed: number): Truncation {
  if (time === undefined || until === undefined || list.until === undefined) return { corrected: false, elapsed };
  const median = (gammaQuantile(time.shape, 0.5) * time.mean) / time.shape;
  return { corrected: true, unusableFrom: until - median, elapsed };
}
