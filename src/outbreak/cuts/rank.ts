import type { Ranged } from '../forward/delay.ts';
import { candidatesOf } from './candidates.ts';
import { type Bound, CUT_KINDS, type Cut, disruptionOf, Forecast } from './forecast.ts';
import type { Horizon } from './horizon.ts';
import { matrixOf } from './matrix.ts';
import { predicted, untold } from './predicted.ts';
import type { Situation } from './situation.ts';
import { type Dominant, dominant } from './spectrum.ts';

/** What one cut would do. */
export interface RankedCut extends Cut {
  /** Cases that it prevents within the horizon; the range is that of the fitted probabilities. */
  prevents: Ranged;
  /** Meetings lost that no case brought about. */
  disruption: number;
  /** `prevents.estimate / (1 + disruption)`: what the ranking goes by. */
  worth: number;
  /** Cases still expected when it has been done after those before it (in `chosen`), or alone (in `cuts`). */
  remaining: Ranged;
}

/** An artifact whose freezing lowers the dominant eigenvalue. */
export interface Choke {
  artifact: number;
  /** By how much the eigenvalue drops, from 0 to the whole of it. */
  drop: number;
}

export interface CutRanking {
  /** Further cases within the horizon when nothing is done; the range is that of a prediction, with chance in it. */
  baseline: Ranged;
  /** Why that number, and those of the cuts, cannot be told; `undefined` where they can. */
  untold: string | undefined;
  horizon: Horizon;
  /** Dominant eigenvalue of the next-generation matrix over agents; above 1 an infected session more than replaces itself. */
  eigenvalue: Ranged;
  /** Each cut by itself, the one that prevents most per disruption first; at most twenty. */
  cuts: RankedCut[];
  /** Cuts one after the other, each the best when those before it are done, until little is left to prevent. */
  chosen: RankedCut[];
  chokes: Choke[];
  /** Cuts that were worked out, of those through which anything could pass. */
  examined: number;
  possible: number;
}

/** The plan ends when the next cut prevents less than this, in cases, or less than this share of the baseline. */
const LEAST = 0.01;
const LEAST_SHARE = 0.01;
const MOST_CHOSEN = 8;
/** Cuts among which each next one is chosen. */
const SHORT_LIST = 12;
const MOST_CHOKES = 10;
/** Rows of flows that are put into matrices for the chokes, in all. */
const CHOKE_BUDGET = 4e6;
/** Cuts that are listed, each with its range. */
const MOST_CUTS = 20;
const BOUNDS: readonly Bound[] = ['estimate', 'lower', 'upper'];

/**
 * Ranks the cuts by cases prevented per disruption, and chooses some in turn. The cuts that most could pass through are
 * worked out, each on the contact graph without it; the others are counted in `possible`.
 */
export function rankCuts(situation: Situation): CutRanking {
  const forecast = new Forecast(situation);
  const { cuts: candidates, possible, chokes, eigenvalue } = candidatesOf(forecast);
  const baseline = expected(forecast, []);
  const first = candidates.map((cut) => preventedBy(forecast, cut, [], baseline.estimate)).sort(byWorth);
  const cuts = first.slice(0, MOST_CUTS).map(({ cut }) => ranged(forecast, cut, [], baseline));
  const at = (bound: Bound) => dominant(forecast.matrix(bound), 1e-4, eigenvalue).value;
  const estimate = eigenvalue.value;
  return {
    baseline: predicted({
      estimate: forecast.after([], 'estimate'),
      lower: forecast.after([], 'lower'),
      upper: forecast.after([], 'upper'),
    }),
    untold: untold(situation),
    horizon: situation.horizon,
    eigenvalue: { estimate, lower: Math.min(estimate, at('lower')), upper: Math.max(estimate, at('upper')) },
    cuts: cuts.sort(byWorthThenUpper),
    chosen: chosenFrom(forecast, first, baseline),
    chokes: chokesOf(situation, chokes, eigenvalue),
    examined: candidates.length,
    possible,
  };
}

interface Prevented {
  cut: Cut;
  estimate: number;
  worth: number;
}

function byWorth(a: Prevented, b: Prevented): number {
  return (
    b.worth - a.worth || CUT_KINDS.indexOf(a.cut.kind) - CUT_KINDS.indexOf(b.cut.kind) || a.cut.target - b.cut.target
  );
}

/** Where no cut prevents anything by the estimate, by what they might prevent. */
function byWorthThenUpper(a: RankedCut, b: RankedCut): number {
  return (
    b.worth - a.worth ||
    b.prevents.upper / (1 + b.disruption) - a.prevents.upper / (1 + a.disruption) ||
    CUT_KINDS.indexOf(a.kind) - CUT_KINDS.indexOf(b.kind) ||
    a.target - b.target
  );
}

/** Expected cases at the estimate and at both ends of the fitted probabilities. */
function expected(forecast: Forecast, cuts: readonly Cut[]): Ranged {
  const [estimate, lower, upper] = BOUNDS.map((bound) => forecast.after(cuts, bound).cases);
  return { estimate: estimate!, lower: Math.min(lower!, estimate!), upper: Math.max(upper!, estimate!) };
}

function preventedBy(forecast: Forecast, cut: Cut, done: readonly Cut[], before: number): Prevented {
  const estimate = Math.max(0, before - forecast.after([...done, cut], 'estimate').cases);
  return { cut, estimate, worth: estimate / (1 + disruptionOf(forecast.situation, cut)) };
}

function ranged(forecast: Forecast, cut: Cut, done: readonly Cut[], before: Ranged): RankedCut {
  const remaining = expected(forecast, [...done, cut]);
  const prevented = BOUNDS.map((bound) => Math.max(0, before[bound] - remaining[bound]));
  const disruption = disruptionOf(forecast.situation, cut);
  return {
    ...cut,
    prevents: { estimate: prevented[0]!, lower: Math.min(...prevented), upper: Math.max(...prevented) },
    disruption,
    worth: prevented[0]! / (1 + disruption),
    remaining,
  };
}

/**
 * Each next cut is the best of the short list when those before it are done. What a cut prevents seldom grows when others
 * are done, so the list is worked out anew only from its top until the first stays first (Minoux, "Accelerated greedy
 * algorithms for maximizing submodular set functions", 1978).
 */
function chosenFrom(forecast: Forecast, first: readonly Prevented[], baseline: Ranged): RankedCut[] {
  const chosen: RankedCut[] = [];
  const open = first.filter(({ estimate }) => estimate > 0).slice(0, SHORT_LIST);
  let before = baseline;
  while (open.length > 0 && chosen.length < MOST_CHOSEN) {
    const anew = new Set<Cut>();
    while (!anew.has(open[0]!.cut)) {
      open[0] = preventedBy(forecast, open[0]!.cut, chosen, before.estimate);
      anew.add(open[0].cut);
      open.sort(byWorth);
    }
    const { cut, estimate } = open.shift()!;
    if (estimate < Math.max(LEAST, LEAST_SHARE * baseline.estimate)) break;
    const done = ranged(forecast, cut, chosen, before);
    chosen.push(done);
    before = done.remaining;
  }
  return chosen;
}

function chokesOf({ flows, risk, sessions }: Situation, artifacts: readonly number[], whole: Dominant): Choke[] {
  const most = Math.max(3, Math.min(MOST_CHOKES, Math.floor(CHOKE_BUDGET / (flows.length + 1))));
  const chokes = artifacts.slice(0, most).map((artifact): Choke => {
    const matrix = matrixOf(flows, risk.estimate, risk.infectious, sessions, new Set(), artifact);
    return { artifact, drop: Math.max(0, whole.value - dominant(matrix, 1e-8, whole).value) };
  });
  return chokes.sort((a, b) => b.drop - a.drop || a.artifact - b.artifact);
}
