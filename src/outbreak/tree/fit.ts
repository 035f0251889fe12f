import type { Controls } from '../line-list/line-list.ts';
import { isFromOutside, partUnlisted } from './answers.ts';
import { ChanceContacts, LIKE_OTHERS } from './chance.ts';
import { CHANNEL_SLOTS, FEATURES, FeatureTable } from './features.ts';
import { LagTable } from './lag.ts';
import { type Evidence, type Grid, outsideOf, type Weighted, weigh } from './origins.ts';
import type { Rows } from './rows.ts';

const MOST_ITERATIONS = 40;
/** The largest change of a probability after which nothing more is to be learned. */
const CONVERGED = 1e-3;
/** What is learned of the lag that could fit chance. */
const OF_LAG = 2;
/** Where reads are shown whoever wrote: how many infecting ones are believed to be seen, and how many not, before any data. */
const [SEEN, UNSEEN] = [4, 1];
/** One strange row does not outweigh everything else. */
const MOST_RATIO = 1e4;

/** For each case, and for each row, what the model makes of it. Cases by rank, rows as in {@link Rows}. */
export interface Fit {
  evidence: Evidence;
  /** Probability that a listed case infected it, and that its infector is not listed or there is none. */
  byListed: Float64Array;
  outside: Float64Array;
  unobserved: Float64Array;
  /** Probability of each row that it is the infecting contact. */
  probability: Float64Array;
  /** Probability that its infector is not listed and a row shows what that one wrote. */
  missedShown: Float64Array;
  points: Weighted[];
  /**
   * Logarithm of how much likelier the rows are with transmission than without, less what a fit to chance would gain
   * (Schwarz, "Estimating the dimension of a model", Annals of Statistics 6, 1978).
   */
  gain: number;
  lag: LagTable;
  features: FeatureTable;
  chance: ChanceContacts;
  unlisted: Unlisted;
  showsReads: boolean;
  controls: Controls;
  iterations: number;
}

/** What the list says. */
interface Given {
  rows: Rows;
  /** Cases before each that it may descend from. */
  earlier: Float64Array;
  controls: Controls;
  /** See `LineList`. */
  showsReads: boolean;
}

/**
 * Expectation-maximisation: with what is believed of infecting and other contacts, the probability of each row; with those,
 * how common each feature and lag is among infecting contacts and among others.
 *
 * A contact by chance is there or not whether or not another one infected. So a contact counts for as much as it is rarer
 * than chance would have it: what only cases have is evidence by itself, what everybody has is none.
 */
export function fitModel({ rows, earlier, controls, showsReads }: Given, grid: Grid): Fit {
  const n = earlier.length;
  const state: Fit = {
    evidence: {
      listed: new Float64Array(n),
      unobserved: new Float64Array(n),
      outside: new Float64Array(n),
      like: new Float64Array(n),
      earlier,
    },
    byListed: new Float64Array(n),
    outside: new Float64Array(n),
    unobserved: new Float64Array(n),
    probability: new Float64Array(rows.row.length),
    missedShown: new Float64Array(n),
    points: [],
    gain: 0,
    lag: new LagTable(rows),
    features: featuresOf(rows),
    chance: new ChanceContacts(rows, controls),
    unlisted: { chance: 0.5, ofMissed: showsReads ? SEEN / (SEEN + UNSEEN) : 0.5, ofOutside: 0.5 },
    showsReads,
    controls,
    iterations: 0,
  };
  const { unlisted } = state;
  const ratio = new Float64Array(rows.row.length);
  let previous = new Float64Array(rows.row.length);
  while (state.iterations < MOST_ITERATIONS) {
    state.iterations++;
    weighRows(rows, state, ratio, unlisted);
    const { points, evidence } = weigh(grid, state.evidence);
    state.points = points;
    const learned = OF_LAG + state.features.learned + state.chance.learned;
    state.gain = evidence - (learned / 2) * Math.log(Math.max(1, n));
    attribute(rows, state, ratio, unlisted);
    partUnlisted(rows, state);
    learn(rows, state, unlisted);
    if (largestChange(previous, state.probability) < CONVERGED) break;
    previous = state.probability.slice();
  }
  return state;
}

/** Before any data every contact counts as one that did not infect. */
function featuresOf(rows: Rows): FeatureTable {
  const features = new FeatureTable();
  for (let at = 0; at < rows.row.length; at++) {
    features.count(rows.channel[at]!, rows.cells, at * FEATURES, 0, rows.share[at]!);
  }
  features.learn();
  return features;
}

/** Of contacts without listed writers. */
export interface Unlisted {
  /** How many a case has by chance. */
  chance: number;
  /** Probability that what an unseen case had written, or what came from outside, is seen to have been read. */
  ofMissed: number;
  ofOutside: number;
}

/** Likelihood ratios of rows, and of each case's rows together. */
function weighRows(
  rows: Rows,
  { evidence, lag, features, chance, showsReads }: Fit,
  ratio: Float64Array,
  { chance: unlistedChance, ofMissed, ofOutside }: Unlisted,
): void {
  const n = evidence.listed.length;
  for (let i = 0; i < n; i++) {
    const unlistedUnit = rows.unlisted[i] === 0 ? 0 : (1 + unlistedChance) / (unlistedChance * rows.unlisted[i]!);
    let listed = 0;
    let unlisted = 0;
    let unwritten = 0;
    for (let at = rows.first[i]!; at < rows.first[i + 1]!; at++) {
      const from = rows.from[at]!;
      const alike = Math.min(
        MOST_RATIO,
        features.ratioOf(rows.channel[at]!, rows.cells, at * FEATURES) * lag.ratioOf(rows.lag[at]!),
      );
      const value =
        alike * rows.share[at]! * (from < 0 ? unlistedUnit : chance.unitOf(i, rows.channel[at]!) * rows.weight[from]!);
      ratio[at] = value;
      if (from >= 0) listed += value;
      else {
        unlisted += value;
        if (isFromOutside(rows, at, showsReads)) unwritten += value;
      }
    }
    evidence.listed[i] = listed;
    const like = chance.likeOthers(i);
    evidence.unobserved[i] = 1 - ofMissed + ofMissed * unlisted;
    evidence.outside[i] = (1 - ofOutside + ofOutside * unwritten) * like;
    evidence.like[i] = like;
  }
}

/** The probability of every answer, over all points of the grid. */
function attribute(rows: Rows, state: Fit, ratio: Float64Array, { ofMissed, ofOutside }: Unlisted): void {
  const { listed, unobserved, outside, earlier, like } = state.evidence;
  for (let i = 0; i < earlier.length; i++) {
    let byListed = 0;
    let fromOutside = 0;
    for (const point of state.points) {
      const prior = outsideOf(point, earlier[i]!);
      const seen = (1 - prior) * point.detection * listed[i]!;
      const missed = (1 - prior) * (1 - point.detection) * unobserved[i]!;
      const total = seen + missed + prior * outside[i]!;
      byListed += (point.weight * seen) / total;
      fromOutside += (point.weight * prior * outside[i]!) / total;
    }
    state.byListed[i] = byListed;
    state.outside[i] = Math.min(fromOutside, 1 - byListed);
    state.unobserved[i] = Math.max(0, 1 - byListed - fromOutside);
    const perListed = listed[i]! > 0 ? byListed / listed[i]! : 0;
    const perMissed = (state.unobserved[i]! * ofMissed) / unobserved[i]!;
    const perOutside = (state.outside[i]! * ofOutside * like[i]!) / outside[i]!;
    for (let at = rows.first[i]!; at < rows.first[i + 1]!; at++) {
      const per =
        rows.from[at]! >= 0 ? perListed : perMissed + (isFromOutside(rows, at, state.showsReads) ? perOutside : 0);
      state.probability[at] = ratio[at]! * per;
    }
  }
}

function learn(rows: Rows, state: Fit, unlisted: Unlisted): void {
  const { features, lag, chance, probability, outside, unobserved } = state;
  const n = outside.length;
  const infected = new Float64Array(n * CHANNEL_SLOTS);
  let [contacts, shown, ofMissed] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    contacts += rows.unlisted[i]!;
    ofMissed += state.missedShown[i]!;
    for (let at = rows.first[i]!; at < rows.first[i + 1]!; at++) {
      const p = probability[at]!;
      if (rows.from[at]! < 0) shown += p;
      else infected[i * CHANNEL_SLOTS + rows.channel[at]!]! += p;
      features.count(rows.channel[at]!, rows.cells, at * FEATURES, p, rows.share[at]!);
      lag.count(rows.lag[at]!, p, rows.share[at]!);
    }
  }
  features.learn();
  lag.learn();
  chance.learn(infected, outside);
  unlisted.chance = chanceOf(Math.max(0, contacts - shown), n, state.controls);
  if (!state.showsReads) {
    unlisted.ofMissed = (shown + 1) / (total(unobserved) + total(outside) + 2);
    unlisted.ofOutside = unlisted.ofMissed;
    return;
  }
  unlisted.ofMissed = (ofMissed + SEEN) / (total(unobserved) + SEEN + UNSEEN);
  unlisted.ofOutside = (shown - ofMissed + 1) / (total(outside) + 2);
}

/**
 * Contacts by chance without a listed writer: what others have, at the least; cases are where cases are. Half a contact and
 * one session more are what is believed before any data.
 */
function chanceOf(contacts: number, cases: number, { sessions, unlisted }: Controls): number {
  if (unlisted === undefined) return (contacts + 0.5) / (cases + 1);
  const others = (contacts + unlisted + 0.5) / (cases + sessions + 1);
  return Math.max(others, (contacts + LIKE_OTHERS * others) / (cases + LIKE_OTHERS));
}

function largestChange(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
