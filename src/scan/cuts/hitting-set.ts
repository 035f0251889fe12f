/** Something that removes targets, at a cost. */
export interface Choice {
  readonly cost: number;
}

export interface HittingSet {
  /** Numbers of the chosen choices, ascending. */
  readonly chosen: readonly number[];
  /** True when no cheaper choice of the kind exists; false when the search was ended by its budget. */
  readonly exact: boolean;
}

/** Branches looked at before the search settles for the best found. */
const BUDGET = 200_000;

/**
 * The cheapest set of choices that meets every one of `sets` (each a list of choices, not empty): greedy for a first
 * bound, then branch and bound over the set with the fewest choices left, with disjoint sets as the lower bound.
 */
export function hittingSet(
  choices: readonly Choice[],
  sets: readonly (readonly number[])[],
  budget = BUDGET,
): HittingSet {
  const wanted = minimal(sets);
  let best = greedy(choices, wanted);
  let bestCost = costOf(choices, best);
  let branches = 0;
  const taken = new Set<number>();
  const banned = new Set<number>();

  const search = (cost: number): void => {
    if (++branches > budget) return;
    const open = wanted.filter((set) => !set.some((c) => taken.has(c)));
    if (open.length === 0) {
      if (cost < bestCost) {
        bestCost = cost;
        best = [...taken];
      }
      return;
    }
    const left = open.map((set) => set.filter((c) => !banned.has(c)));
    if (left.some((set) => set.length === 0)) return;
    if (cost + lowerBound(choices, left) >= bestCost) return;
    const next = left.reduce((a, b) => (b.length < a.length ? b : a));
    const order = [...next].sort((a, b) => choices[a]!.cost - choices[b]!.cost || a - b);
    const added: number[] = [];
    for (const c of order) {
      taken.add(c);
      search(cost + choices[c]!.cost);
      taken.delete(c);
      banned.add(c);
      added.push(c);
    }
    for (const c of added) banned.delete(c);
  };
  search(0);
  return { chosen: [...best].sort((a, b) => a - b), exact: branches <= budget };
}

/** Sets that contain another are met with it. */
function minimal(sets: readonly (readonly number[])[]): number[][] {
  const unique = new Map<string, number[]>();
  for (const set of sets) {
    const sorted = [...new Set(set)].sort((a, b) => a - b);
    unique.set(sorted.join(' '), sorted);
  }
  const bySize = [...unique.values()].sort((a, b) => a.length - b.length);
  const kept: number[][] = [];
  const compare = bySize.slice(0, 500);
  for (const set of bySize) {
    const has = new Set(set);
    if (!compare.some((other) => other !== set && other.length < set.length && other.every((c) => has.has(c)))) {
      kept.push(set);
    }
  }
  return kept;
}

function greedy(choices: readonly Choice[], sets: readonly (readonly number[])[]): number[] {
  let open = [...sets];
  const chosen: number[] = [];
  while (open.length > 0) {
    const hits = new Map<number, number>();
    for (const set of open) for (const c of set) hits.set(c, (hits.get(c) ?? 0) + 1);
    let pick = -1;
    let worth = -1;
    for (const [c, n] of hits) {
      const value = n / choices[c]!.cost;
      if (value > worth || (value === worth && c < pick)) {
        worth = value;
        pick = c;
      }
    }
    chosen.push(pick);
    open = open.filter((set) => !set.includes(pick));
  }
  return chosen;
}

/** Sets that share no choice each cost at least their cheapest. */
function lowerBound(choices: readonly Choice[], sets: readonly (readonly number[])[]): number {
  const used = new Set<number>();
  let bound = 0;
  for (const set of sets) {
    if (set.some((c) => used.has(c))) continue;
    for (const c of set) used.add(c);
    bound += Math.min(...set.map((c) => choices[c]!.cost));
  }
  return bound;
}

function costOf(choices: readonly Choice[], chosen: readonly number[]): number {
  return chosen.reduce((sum, c) => sum + choices[c]!.cost, 0);
}
