import type { Ranged } from '../forward/delay.ts';
import { type Bound, type Cut, type CutKind, disruptionOf, Forecast } from './forecast.ts';
import type { RankedCut } from './rank.ts';
import type { Situation } from './situation.ts';

/** One cut of a plan. */
export interface PlannedCut extends Cut {
  /** Cases that it prevents when those before it are done; `undefined` beyond the first forty. */
  prevents: Ranged | undefined;
  disruption: number;
}

export interface Plan {
  cuts: PlannedCut[];
  /** Cases still expected when all is done. */
  remaining: Ranged;
}

/**
 * In this order: what comes back by itself first, then what runs, then access. Who loses access first may still be woken by
 * what persists, and a worm whose access is revoked before its persistence may be built to destroy what it can reach.
 */
const ORDER: readonly CutKind[] = ['purge', 'reset', 'freeze', 'close', 'quarantine'];
/** Cuts whose effect is worked out. */
const JUDGED = 40;
/** A cut that costs something is left out when, after those before it, it prevents less than this many cases. */
const LEAST = 0.01;
const BOUNDS: readonly Bound[] = ['estimate', 'lower', 'upper'];

/**
 * All carriers are purged and all agents with running sessions that are or may be infected are reset, since what is left
 * behind anywhere comes back; of the cuts that cost something, those that the ranking chose. Persistent carriers first.
 */
export function planOf(situation: Situation, chosen: readonly RankedCut[]): Plan {
  const picked = new Map(chosen.map(({ kind, target }) => [`${kind} ${target}`, { kind, target } as Cut]));
  const cuts = new Map<string, Cut>();
  const add = (cut: Cut) => cuts.set(`${cut.kind} ${cut.target}`, cut);
  for (const { artifact } of situation.carriers.toSorted((a, b) => Number(b.persistent) - Number(a.persistent))) {
    add({ kind: 'purge', target: artifact });
  }
  for (const { agent } of situation.infectious) add({ kind: 'reset', target: agent });
  for (const cut of picked.values()) add(cut);
  const ordered = ORDER.flatMap((kind) => [...cuts.values()].filter((cut) => cut.kind === kind));

  const forecast = new Forecast(situation);
  const expected = (done: readonly Cut[]) => BOUNDS.map((bound) => forecast.after(done, bound).cases);
  let before = expected([]);
  const planned: PlannedCut[] = [];
  for (const cut of ordered) {
    const common = { ...cut, disruption: disruptionOf(situation, cut) };
    if (planned.length >= JUDGED) {
      planned.push({ ...common, prevents: undefined });
      continue;
    }
    const left = expected([...planned, cut]);
    const prevented = left.map((cases, b) => Math.max(0, before[b]! - cases));
    if (cut.kind !== 'purge' && cut.kind !== 'reset' && prevented[0]! < LEAST) continue;
    before = left;
    planned.push({ ...common, prevents: rangeOf(prevented) });
  }
  return { cuts: planned, remaining: rangeOf(expected(planned)) };
}

function rangeOf([estimate, ...ends]: number[]): Ranged {
  return { estimate: estimate!, lower: Math.min(estimate!, ...ends), upper: Math.max(estimate!, ...ends) };
}
