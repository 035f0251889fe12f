import { CHANNELS } from '../../fleet/index.ts';
import { type Bound, CUT_KINDS, type Cut, type CutKind, disruptionOf, type Forecast } from './forecast.ts';
import { type Situation, standingRisk } from './situation.ts';
import { type Dominant, dominant } from './spectrum.ts';

/** Cuts of each kind that are worked out one by one, at the most. */
const OF_A_KIND = 12;

/** The cuts that are worth working out, and how many there are in all. */
export interface Candidates {
  cuts: Cut[];
  /** Cuts through which anything could pass. */
  possible: number;
  /** Artifacts by how much of the dominant eigenvalue passes through them, most first. */
  chokes: number[];
  eigenvalue: Dominant;
}

/**
 * Chooses the cuts that are worked out exactly, by what passes through each when nothing is done: expected infections, and
 * the same per disruption. Where no transmission was credited, by what would pass at the upper end. One pass.
 */
export function candidatesOf(forecast: Forecast): Candidates {
  const { situation } = forecast;
  const middle = forecast.after([], 'estimate');
  const bound: Bound = middle.cases > 0 ? 'estimate' : 'upper';
  const base = bound === 'estimate' ? middle : forecast.after([], bound);
  const through = passing(situation, base.infectedOf, bound);
  const cuts: Cut[] = [];
  let possible = 0;
  for (const kind of CUT_KINDS) {
    const of = best(situation, kind, through[kind]);
    cuts.push(...of.cuts);
    possible += of.possible;
  }
  const eigenvalue = dominant(forecast.matrix('estimate'), 1e-8);
  return { cuts, possible, chokes: chokesFirst(situation, eigenvalue), eigenvalue };
}

/**
 * Artifacts by the share of the dominant eigenvalue that passes through them: its derivative, by the eigenvectors (as in
 * Caswell, "Matrix Population Models", 2001, chapter 9).
 */
function chokesFirst({ flows, sessions, risk, benign }: Situation, { left, right, value }: Dominant): number[] {
  if (value === 0) return [];
  const share = new Float64Array(benign.artifacts.length);
  for (let i = 0; i < flows.length; i++) {
    const [from, x] = [flows.from[i]!, flows.artifact[i]!];
    if (x < 0) continue;
    const entry = (flows.meetings[i]! * risk.estimate[flows.channel[i]!]!) / sessions[from]!;
    share[x]! += left[from]! * right[flows.to[i]!]! * entry;
  }
  const some: number[] = [];
  share.forEach((amount, x) => {
    if (amount > 0) some.push(x);
  });
  return some.sort((a, b) => share[b]! - share[a]! || a - b);
}

type Through = Record<CutKind, Float64Array>;

/** Expected infections that pass through what each cut would take away, by target. */
function passing(situation: Situation, infectedOf: Float64Array, bound: Bound): Through {
  const { flows, risk, sessions, infectious, carriers, standing, benign } = situation;
  const [agents, artifacts] = [sessions.length, benign.artifacts.length];
  const through: Through = {
    purge: new Float64Array(artifacts),
    freeze: new Float64Array(artifacts),
    reset: new Float64Array(agents),
    close: new Float64Array(CHANNELS.length),
    quarantine: new Float64Array(agents),
  };
  for (let i = 0; i < flows.length; i++) {
    const [from, to, channel] = [flows.from[i]!, flows.to[i]!, flows.channel[i]!];
    const rate = (flows.meetings[i]! * risk[bound][channel]! * risk.infectious) / sessions[from]!;
    const amount = infectedOf[from]! * rate;
    if (flows.artifact[i]! >= 0) through.freeze[flows.artifact[i]!]! += amount;
    through.close[channel]! += amount;
    through.quarantine[from]! += amount;
    if (to !== from) through.quarantine[to]! += amount;
  }
  for (const { agent, probability } of infectious) through.reset[agent]! += probability[bound];
  for (const { artifact, channel } of carriers) {
    const p = standingRisk(situation, channel)[bound];
    for (const { agent, reads } of standing.get(artifact) ?? []) {
      const amount = reads[bound] * p;
      through.purge[artifact]! += amount;
      through.close[CHANNELS.indexOf(channel)]! += amount;
      through.quarantine[agent]! += amount;
    }
  }
  return through;
}

/** Half of the list by what passes, half by what passes per disruption. */
function best(situation: Situation, kind: CutKind, through: Float64Array): { cuts: Cut[]; possible: number } {
  const list: { cut: Cut; amount: number; worth: number }[] = [];
  through.forEach((amount, target) => {
    const cut: Cut = { kind, target };
    if (amount > 0) list.push({ cut, amount, worth: amount / (1 + disruptionOf(situation, cut)) });
  });
  const chosen = new Set<Cut>();
  const half = kind === 'close' || list.length <= OF_A_KIND ? list.length : OF_A_KIND / 2;
  for (const by of ['amount', 'worth'] as const) {
    list.sort((a, b) => b[by] - a[by] || a.cut.target - b.cut.target);
    for (const { cut } of list.slice(0, half)) chosen.add(cut);
  }
  return { cuts: [...chosen], possible: list.length };
}
