import type { Ranged } from '../forward/delay.ts';
import { candidatesOf } from './candidates.ts';
import { after, type Cut, disruptionOf } from './evaluate.ts';
import { matrixOf, NOTHING_TAKEN } from './matrix.ts';
import type { Situation } from './situation.ts';
import { dominant } from './spectrum.ts';

/** What one cut would do. */
export interface RankedCut extends Cut {
  /** Cases that it prevents over the period ahead; the range is that of the fitted probabilities. */
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
  /** Further cases over the period ahead when nothing is done. */
  baseline: Ranged;
  /** Generations that the period ahead holds. */
  generations: number;
  /** Dominant eigenvalue of the next-generation matrix over agents; above 1 an infected session more than replaces itself. */
  eigenvalue: Ranged;
  /** Each cut by itself, the one that prevents most per disruption first. */
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
/** Steps through the matrix that the chokes may take in all. */
const CHOKE_BUDGET = 2e8;
const BOUNDS = ['estimate', 'lower', 'upper'] as const;

/**
 * Ranks the cuts by cases prevented per disruption, and chooses some in turn. The cuts that most could pass through are
 * worked out, each on the contact graph without it; the others are counted in `possible`.
 */
export function rankCuts(situation: Situation): CutRanking {
  const candidates = candidatesOf(situation);
  const baseline = expected(situation, []);
  const cuts = candidates.cuts.map((cut) => judged(situation, cut, [], baseline)).sort(byWorth);
  const { flows, risk, sessions } = situation;
  const eigenvalueAt = (bound: 'lower' | 'upper') =>
    dominant(matrixOf(flows, risk[bound], risk.infectious, sessions), 1e-6).value;
  const estimate = candidates.eigenvalue.value;
  return {
    baseline,
    generations: situation.generations,
    eigenvalue: {
      estimate,
      lower: Math.min(estimate, eigenvalueAt('lower')),
      upper: Math.max(estimate, eigenvalueAt('upper')),
    },
    cuts,
    chosen: chosenFrom(situation, cuts, baseline),
    chokes: chokesOf(situation, candidates.chokes, estimate),
    examined: candidates.cuts.length,
    possible: candidates.possible,
  };
}

function byWorth(a: RankedCut, b: RankedCut): number {
  return (
    b.worth - a.worth ||
    b.prevents.upper / (1 + b.disruption) - a.prevents.upper / (1 + a.disruption) ||
    a.disruption - b.disruption ||
    (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.target - b.target)
  );
}

/** Expected cases at the estimate and at both ends of the fitted probabilities. */
function expected(situation: Situation, cuts: readonly Cut[]): Ranged {
  const [estimate, lower, upper] = BOUNDS.map((bound) => after(situation, cuts, bound).cases);
  return { estimate: estimate!, lower: Math.min(lower!, estimate!), upper: Math.max(upper!, estimate!) };
}

function judged(situation: Situation, cut: Cut, done: readonly Cut[], before: Ranged): RankedCut {
  const remaining = expected(situation, [...done, cut]);
  const prevented = BOUNDS.map((bound) => Math.max(0, before[bound] - remaining[bound]));
  const disruption = disruptionOf(situation, cut);
  const prevents = {
    estimate: prevented[0]!,
    lower: Math.min(...prevented),
    upper: Math.max(...prevented),
  };
  return { ...cut, prevents, disruption, worth: prevents.estimate / (1 + disruption), remaining };
}

function chosenFrom(situation: Situation, cuts: readonly RankedCut[], baseline: Ranged): RankedCut[] {
  const chosen: RankedCut[] = [];
  let open = cuts.filter(({ prevents }) => prevents.estimate > 0).slice(0, SHORT_LIST);
  let before = baseline;
  while (open.length > 0 && chosen.length < MOST_CHOSEN) {
    const again = open.map((cut) => judged(situation, { kind: cut.kind, target: cut.target }, chosen, before));
    const [first] = again.sort(byWorth);
    if (first!.prevents.estimate < Math.max(LEAST, LEAST_SHARE * baseline.estimate)) break;
    chosen.push(first!);
    before = first!.remaining;
    open = again.slice(1);
  }
  return chosen;
}

function chokesOf(situation: Situation, artifacts: readonly number[], whole: number): Choke[] {
  const { flows, risk, sessions } = situation;
  const most = Math.max(3, Math.min(MOST_CHOKES, Math.floor(CHOKE_BUDGET / (50 * (flows.length + 1)))));
  const chokes = artifacts.slice(0, most).map((artifact): Choke => {
    const taken = { ...NOTHING_TAKEN, artifacts: new Set([artifact]) };
    const without = dominant(matrixOf(flows, risk.estimate, risk.infectious, sessions, taken), 1e-6).value;
    return { artifact, drop: Math.max(0, whole - without) };
  });
  return chokes.sort((a, b) => b.drop - a.drop || a.artifact - b.artifact);
}
