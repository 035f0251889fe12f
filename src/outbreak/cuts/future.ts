import type { Matrix } from './matrix.ts';

/** What may infect next, before any new case writes anything. */
export interface Beginning {
  /** Infected sessions of each agent that may still write. */
  infected: Float64Array;
  /** Expected infections of sessions of each agent by what still stands in artifacts. */
  standing: Float64Array;
}

/**
 * Expected further cases over some generations, and how many infected sessions each agent had over all of them. Each
 * generation infects 1 - exp(-force / sessions) of the sessions of an agent that are left: no agent has more cases than it
 * has sessions (the deterministic form of the Reed-Frost chain, with a Poisson number of infectious meetings).
 *
 * @param sessions sessions of each agent in the period looked at
 */
export function futureCases(
  { start, column, value }: Matrix,
  { infected, standing }: Beginning,
  sessions: ArrayLike<number>,
  generations: number,
): { cases: number; infectedOf: Float64Array } {
  const size = sessions.length;
  const left = Float64Array.from({ length: size }, (_, a) => sessions[a]!);
  const infectedOf = infected.slice();
  const current = infected.slice();
  let force = standing.slice();
  let cases = 0;
  for (let g = 0; g < generations; g++) {
    for (let a = 0; a < size; a++) {
      const now = current[a]!;
      if (now < 1e-12) continue;
      for (let e = start[a]!; e < start[a + 1]!; e++) force[column[e]!]! += now * value[e]!;
    }
    let fresh = 0;
    for (let a = 0; a < size; a++) {
      const of = sessions[a]!;
      const hit = of > 0 ? left[a]! * -Math.expm1(-force[a]! / of) : 0;
      left[a]! -= hit;
      current[a] = hit;
      infectedOf[a]! += hit;
      fresh += hit;
    }
    cases += fresh;
    if (fresh < 1e-9) break;
    force = force.fill(0);
  }
  return { cases, infectedOf };
}
