import type { Controls } from '../line-list/line-list.ts';
import { ChanceContacts } from './chance.ts';
import { CHANNEL_SLOTS, FEATURES, FeatureTable } from './features.ts';
import { LagTable } from './lag.ts';
import { type Evidence, type Grid, outsideOf, type Weighted, weigh } from './origins.ts';
import type { Rows } from './rows.ts';

const MOST_ITERATIONS = 40;
/** The largest change of a probability after which nothing more is to be learned. */
const CONVERGED = 1e-3;
/** What is learned that could fit chance: two of the lag, and what is common of contact and of the order of onsets. */
const LEARNED = 4;
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
  points: Weighted[];
  /**
   * Logarithm of how much likelier the rows are with transmission than without, less what a fit to chance would gain
   * (Schwarz, "Estimating the dimension of a model", Annals of Statistics 6, 1978).
   */
  gain: number;
  lag: LagTable;
  features: FeatureTable;
  chance: ChanceContacts;
  iterations: number;
}

/**
 * Expectation-maximisation: with what is believed of infecting and other contacts, the probability of each row; with those,
 * how common each feature and lag is among infecting contacts and among others.
 *
 * A contact by chance is there or not whether or not another one infected. So a contact counts for as much as it is rarer
 * than chance would have it: what only cases have is evidence by itself, what everybody has is none.
 */
export function fitModel(rows: Rows, earlier: Float64Array, controls: Controls, grid: Grid): Fit {
  const n = earlier.length;
  const state: Fit = {
    evidence: { listed: new Float64Array(n), unobserved: new Float64Array(n), outside: new Float64Array(n), earlier },
    byListed: new Float64Array(n),
    outside: new Float64Array(n),
    unobserved: new Float64Array(n),
    probability: new Float64Array(rows.row.length),
    points: [],
    gain: 0,
    lag: new LagTable(rows),
    features: featuresOf(rows),
    chance: new ChanceContacts(rows, controls),
    iterations: 0,
  };
  const unlisted = { chance: 0.5, shown: 0.5 };
  const ratio = new Float64Array(rows.row.length);
  let previous = new Float64Array(rows.row.length);
  while (state.iterations < MOST_ITERATIONS) {
    state.iterations++;
    weighRows(rows, state, ratio, unlisted);
    const { points, evidence } = weigh(grid, state.evidence);
    state.points = points;
    state.gain = evidence - (LEARNED / 2) * Math.log(Math.max(1, n));
    attribute(rows, state, ratio, unlisted.shown);
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
interface Unlisted {
  /** How many a case has by chance. */
  chance: number;
  /** Probability that what a case read is in the telemetry, where no listed case wrote it. */
  shown: number;
}

/** Likelihood ratios of rows, and of each case's rows together. */
function weighRows(
  rows: Rows,
  { evidence, lag, features, chance }: Fit,
  ratio: Float64Array,
  { chance: unlistedChance, shown }: Unlisted,
): void {
  const n = evidence.listed.length;
  for (let i = 0; i < n; i++) {
    const unlistedUnit = rows.unlisted[i] === 0 ? 0 : (1 + unlistedChance) / (unlistedChance * rows.unlisted[i]!);
    let listed = 0;
    let unlisted = 0;
    for (let at = rows.first[i]!; at < rows.first[i + 1]!; at++) {
      const from = rows.from[at]!;
      const alike = Math.min(
        MOST_RATIO,
        features.ratioOf(rows.channel[at]!, rows.cells, at * FEATURES) * lag.ratioOf(rows.lag[at]!),
      );
      const value =
        alike * rows.share[at]! * (from < 0 ? unlistedUnit : chance.unitOf(i, rows.channel[at]!) * rows.weight[from]!);
      ratio[at] = value;
      if (from < 0) unlisted += value;
      else listed += value;
    }
    evidence.listed[i] = listed;
    evidence.unobserved[i] = 1 - shown + shown * unlisted;
    evidence.outside[i] = evidence.unobserved[i]! * chance.likeOthers(i);
  }
}

/** The probability of every answer, over all points of the grid. */
function attribute(rows: Rows, state: Fit, ratio: Float64Array, shown: number): void {
  const { listed, unobserved, outside, earlier } = state.evidence;
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
    const perUnlisted = ((1 - byListed) * shown) / unobserved[i]!;
    for (let at = rows.first[i]!; at < rows.first[i + 1]!; at++) {
      state.probability[at] = ratio[at]! * (rows.from[at]! < 0 ? perUnlisted : perListed);
    }
  }
}

function learn(rows: Rows, state: Fit, unlisted: Unlisted): void {
  const { features, lag, chance, probability, byListed, outside } = state;
  const n = byListed.length;
  const infected = new Float64Array(n * CHANNEL_SLOTS);
  let [contacts, transmissions, shown] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    contacts += rows.unlisted[i]!;
    transmissions += byListed[i]!;
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
  // Half a contact and one case more: what is believed before any data.
  unlisted.chance = (Math.max(0, contacts - shown) + 0.5) / (n + 1);
  unlisted.shown = (shown + 1) / (n - transmissions + 2);
}

function largestChange(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}
