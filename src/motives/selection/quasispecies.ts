import { normalised } from './replicator.ts';

/**
 * The quasispecies model on sequences of L binary places, by error class (Eigen, 1971; error classes: Nowak and
 * Schuster, "Error thresholds of replication in finite populations", 1989): one master sequence of fitness sigma, all
 * others 1, each place copied wrongly with chance u. Here a sequence stands for what a motivation is made of.
 */
export function quasispecies(length: number, superiority: number, errorRate: number): Float64Array {
  const n = length + 1;
  const mutation = errorClasses(length, errorRate);
  // Weight W_jk = f_j Q_jk: its leading left eigenvector is the equilibrium. Started on the master; power iteration.
  let p: Float64Array = new Float64Array(n).fill(1 / n);
  for (let i = 0; i < 200_000; i++) {
    const next = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      const copies = p[j]! * (j === 0 ? superiority : 1);
      for (let k = 0; k < n; k++) next[k]! += copies * mutation[j * n + k]!;
    }
    const scaled = normalised(next);
    let moved = 0;
    for (let k = 0; k < n; k++) moved = Math.max(moved, Math.abs(scaled[k]! - p[k]!));
    p = scaled;
    if (moved < 1e-15) break;
  }
  return p;
}

/** Share of the master without back mutation: (sigma Q - 1) / (sigma - 1) above the threshold, else 0; Q = (1-u)^L. */
export function masterShare(length: number, superiority: number, errorRate: number): number {
  const fidelity = (1 - errorRate) ** length;
  return Math.max(0, (superiority * fidelity - 1) / (superiority - 1));
}

/** The error rate above which the master is lost: sigma (1 - u)^L = 1 (Eigen's error threshold). */
export function errorThreshold(length: number, superiority: number): number {
  return 1 - superiority ** (-1 / length);
}

/** P(class j turns into class k): some of j wrong places are put right, some of L - j right ones go wrong. */
export function errorClasses(length: number, errorRate: number): Float64Array {
  const n = length + 1;
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const back = binomial(j, errorRate);
    const forth = binomial(length - j, errorRate);
    for (const [b, pb] of back.entries()) for (const [f, pf] of forth.entries()) out[j * n + j - b + f]! += pb * pf;
  }
  return out;
}

/** Probabilities of 0 to n successes, by adding one trial after another. */
function binomial(n: number, p: number): Float64Array {
  const out = new Float64Array(n + 1);
  out[0] = 1;
  for (let i = 0; i < n; i++) {
    for (let k = i + 1; k > 0; k--) out[k] = out[k]! * (1 - p) + out[k - 1]! * p;
    out[0]! *= 1 - p;
  }
  return out;
}
