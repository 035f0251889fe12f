import { exponentialTimes } from './matrix.ts';

/**
 * Selection with one pattern in charge: shares p_k of candidate AIs whose policy is pattern k's. Replicator-mutator
 * equation (Hadeler, 1981; model note F.2):
 *
 *     dp_k/dt = sum over j of p_j f_j Q_jk  -  p_k * fbar
 *
 * Q is row-stochastic: Q_jk is the probability that a copy of j comes out as k.
 */
export interface Replication {
  /** f_k. With mutation it is a rate of copying and must not be negative. */
  readonly fitness: ArrayLike<number>;
  /** Q by row, or undefined for faithful copies. */
  readonly mutation?: Float64Array;
}

/** dp/dt at p. */
export function replicatorMutator(
  { fitness, mutation }: Replication,
  p: Float64Array,
  out: Float64Array,
): Float64Array {
  const n = p.length;
  let mean = 0;
  for (let k = 0; k < n; k++) mean += p[k]! * fitness[k]!;
  for (let k = 0; k < n; k++) out[k] = mutation ? -p[k]! * mean : p[k]! * (fitness[k]! - mean);
  if (!mutation) return out;
  for (let j = 0; j < n; j++) {
    const copies = p[j]! * fitness[j]!;
    for (let k = 0; k < n; k++) out[k]! += copies * mutation[j * n + k]!;
  }
  return out;
}

/**
 * Shares after time T at constant fitness, in closed form (model note F.2): p(T) is proportional to
 * exp(T (diag(f) Q)^T) p(0); without mutation p_k(T) is proportional to p_k(0) exp(T f_k).
 */
export function sharesAfter({ fitness, mutation }: Replication, start: Float64Array, time: number): Float64Array {
  const n = start.length;
  if (!mutation) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < n; k++) if (start[k]! > 0) most = Math.max(most, fitness[k]!);
    return normalised(start.map((p, k) => (p > 0 ? p * Math.exp(time * (fitness[k]! - most)) : 0)));
  }
  const generator = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < n; k++) generator[k * n + j] = fitness[j]! * mutation[j * n + k]!;
  }
  return normalised(exponentialTimes(generator, n, time, start));
}

/** The same by stepping the equation with the classical Runge-Kutta method: for checks, and where fitness changes. */
export function integrated(replication: Replication, start: Float64Array, time: number, steps: number): Float64Array {
  const n = start.length;
  const slope = (p: Float64Array): Float64Array => replicatorMutator(replication, p, new Float64Array(n));
  const h = time / steps;
  let p = start.slice();
  for (let i = 0; i < steps; i++) {
    const a = slope(p);
    const b = slope(p.map((x, k) => x + (h / 2) * a[k]!));
    const c = slope(p.map((x, k) => x + (h / 2) * b[k]!));
    const d = slope(p.map((x, k) => x + h * c[k]!));
    p = p.map((x, k) => x + (h / 6) * (a[k]! + 2 * b[k]! + 2 * c[k]! + d[k]!));
  }
  return p;
}

/** Scaled to sum to 1; all 0 where the sum is 0. */
export function normalised(p: Float64Array): Float64Array {
  let sum = 0;
  for (const x of p) sum += x;
  return sum > 0 ? p.map((x) => x / sum) : p;
}
