import { CHANNELS } from '../../fleet/index.ts';
import { after, type Bound, type Cut, type CutKind, disruptionOf } from './evaluate.ts';
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
export function candidatesOf(situation: Situation): Candidates {
  const { flows, sessions, risk } = situation;
  const middle = after(situation, [], 'estimate');
  const bound: Bound = middle.cases > 0 ? 'estimate' : 'upper';
  const base = bound === 'estimate' ? middle : after(situation, [], bound);
  const through = passing(situation, base.infectedOf, bound);
  const candidates: Cut[] = [];
  let possible = 0;
  for (const [kind, scores] of Object.entries(through) as [CutKind, Map<number, number>][]) {
    possible += scores.size;
    const limit = kind === 'close' ? CHANNELS.length : OF_A_KIND;
    candidates.push(...best(situation, kind, scores, limit));
  }
  const eigenvalue = dominant(after(situation, [], 'estimate').matrix);
  const share = new Map<number, number>();
  const { left, right } = eigenvalue;
  for (let i = 0; i < flows.length && eigenvalue.value > 0; i++) {
    const x = flows.artifact[i]!;
    const weight =
      left[flows.from[i]!]! * right[flows.to[i]!]! * flows.meetings[i]! * risk.estimate[flows.channel[i]!]!;
    if (x >= 0 && weight > 0) share.set(x, (share.get(x) ?? 0) + weight / sessions[flows.from[i]!]!);
  }
  const chokes = [...share].sort(([a, m], [b, n]) => n - m || a - b).map(([x]) => x);
  return { cuts: candidates, possible, chokes, eigenvalue };
}

/** Expected infections that pass through what each cut would take away. */
function passing(situation: Situation, infectedOf: Float64Array, bound: Bound): Record<CutKind, Map<number, number>> {
  const { flows, risk, sessions, infectious, carriers } = situation;
  const through: Record<CutKind, Map<number, number>> = {
    purge: new Map(),
    freeze: new Map(),
    reset: new Map(),
    close: new Map(),
    quarantine: new Map(),
  };
  const add = (kind: CutKind, target: number, amount: number) => {
    if (amount > 0) through[kind].set(target, (through[kind].get(target) ?? 0) + amount);
  };
  for (let i = 0; i < flows.length; i++) {
    const [from, to, channel] = [flows.from[i]!, flows.to[i]!, flows.channel[i]!];
    const rate = (flows.meetings[i]! * risk[bound][channel]! * risk.infectious) / sessions[from]!;
    const amount = infectedOf[from]! * rate;
    if (amount === 0) continue;
    if (flows.artifact[i]! >= 0) add('freeze', flows.artifact[i]!, amount);
    add('close', channel, amount);
    add('quarantine', from, amount);
    if (to !== from) add('quarantine', to, amount);
  }
  for (const { agent, probability } of infectious) add('reset', agent, probability[bound]);
  for (const { artifact, channel, readers, sessions: n } of carriers) {
    const p = standingRisk(situation, channel)[bound];
    add('purge', artifact, n * p);
    add('close', CHANNELS.indexOf(channel), n * p);
    for (const { agent, sessions: of } of readers) add('quarantine', agent, of * p);
  }
  return through;
}

function best(situation: Situation, kind: CutKind, scores: Map<number, number>, limit: number): Cut[] {
  const list = [...scores].map(([target, amount]) => {
    const cut: Cut = { kind, target };
    return { cut, amount, worth: amount / (1 + disruptionOf(situation, cut)) };
  });
  const chosen = new Set<Cut>();
  for (const by of ['amount', 'worth'] as const) {
    list.sort((a, b) => b[by] - a[by] || a.cut.target - b.cut.target);
    for (const { cut } of list.slice(0, Math.ceil(limit / (limit < list.length ? 2 : 1)))) chosen.add(cut);
  }
  return [...chosen];
}
