import type { Matrix } from './matrix.ts';

/** What may infect next, before any new case writes anything. */
export interface Beginning {
  /** Infected sessions of each agent that may still write. */
  infected: Float64Array;
  /** Expected infections of sessions of each agent by what still stands in artifacts, spread over all generations. */
  standing: Float64Array;
}

/** What is taken out of the matrix, without making it anew. */
export interface Removed {
  /** Agents that neither infect nor are infected. */
  agents: ReadonlySet<number>;
  /** Entries, or parts of them, that no longer hold. */
  entries: readonly { from: number; to: number; value: number }[];
}

/** Too little to follow. */
const NOTHING = 1e-9;
/** Generations end where the next one adds less than this share of what came before. */
const SETTLED = 1e-7;

/**
 * Expected further cases over some generations, and how many infected sessions each agent had over all of them. Each
 * generation infects 1 - exp(-force / sessions) of the sessions of an agent that are left: no agent has more cases than it
 * has sessions (the deterministic form of the Reed-Frost chain, with a Poisson number of infectious meetings).
 *
 * @param sessions sessions that each agent will have in the period looked at
 */
export function futureCases(
  { start, column, value }: Matrix,
  { infected, standing }: Beginning,
  { agents, entries }: Removed,
  sessions: Float64Array,
  generations: number,
): { cases: number; begun: number; infectedOf: Float64Array } {
  const size = sessions.length;
  const left = sessions.slice();
  for (const agent of agents) left[agent] = 0;
  const infectedOf = infected.slice();
  const current = infected.slice();
  const again = standing.map((n) => n / generations);
  const force = again.slice();
  let cases = 0;
  let begun = standing.reduce((sum, n) => sum + n, 0) * (1 - 1 / generations);
  for (let g = 0; g < generations; g++) {
    for (let a = 0; a < size; a++) {
      const now = current[a]!;
      if (now < NOTHING) continue;
      for (let e = start[a]!, end = start[a + 1]!; e < end; e++) force[column[e]!]! += now * value[e]!;
    }
    for (const { from, to, value: gone } of entries) force[to]! -= current[from]! * gone;
    if (g === 0) for (const n of force) begun += Math.max(0, n);
    let fresh = 0;
    for (let b = 0; b < size; b++) {
      const hit = left[b]! > 0 ? left[b]! * -Math.expm1(-Math.max(0, force[b]!) / sessions[b]!) : 0;
      left[b]! -= hit;
      current[b] = hit;
      infectedOf[b]! += hit;
      fresh += hit;
    }
    cases += fresh;
    if (fresh <= SETTLED * cases) break;
    force.set(again);
  }
  return { cases, begun: Math.min(begun, cases), infectedOf };
}
