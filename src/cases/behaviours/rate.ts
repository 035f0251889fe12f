/**
 * Whether a session does a thing more often than comparable sessions.
 *
 * The others' counts give a mean per event and a dispersion (method of moments, Var = μ + μ²/k); a further session like
 * them is then negative binomial, widened by what is not known of the mean. The p-value is the chance that such a
 * session has a count at least as high. Anscombe, "Sampling theory of the negative binomial and logarithmic series
 * distributions", Biometrika 37 (1950), for the moments; the mean's share is the variance of its gamma posterior
 * (Jeffreys), 1 / (Σ counts + 1/2).
 */

/** Sums over sessions, from which any one of them can be taken out again in one step. */
export class RateTable {
  sessions = 0;
  private counts = 0;
  private exposure = 0;
  private squares = 0;
  private products = 0;
  private exposures = 0;

  /**
   * @param count how often it happened in the session
   * @param exposure how many events the session had that could have been one, at least 1
   */
  add(count: number, exposure: number, sign: 1 | -1 = 1): void {
    this.sessions += sign;
    this.counts += sign * count;
    this.exposure += sign * exposure;
    this.squares += sign * count * count;
    this.products += sign * count * exposure;
    this.exposures += sign * exposure * exposure;
  }

  /**
   * Chance of a count at least as high in a session of this exposure, had it been like the others (0 to 1). The session
   * itself must not be in the table; an empty table says 1.
   */
  pValue(count: number, exposure: number): number {
    if (this.sessions === 0 || this.exposure <= 0 || count <= 0) return 1;
    const perEvent = (this.counts + 0.5) / this.exposure;
    const mean = perEvent * exposure;
    const residual = this.squares - 2 * perEvent * this.products + perEvent * perEvent * this.exposures;
    const excess = residual - this.counts;
    // 1/k: none where the counts spread no more than Poisson counts do.
    const overdispersion = excess > 0 ? excess / (perEvent * perEvent * this.exposures) : 0;
    return upperTail(count, mean, 1 / (overdispersion + 1 / (this.counts + 0.5)));
  }
}

/** P(X ≥ count) of a negative binomial with this mean and size. */
export function upperTail(count: number, mean: number, size: number): number {
  const p = mean / (mean + size);
  // Summed from the side that is shorter to reach: below the mean from zero, above it outwards until nothing is added.
  let log = size * Math.log1p(-p);
  let below = 0;
  for (let x = 0; x < count; x++) {
    below += Math.exp(log);
    log += Math.log(((size + x) / (x + 1)) * p);
  }
  if (below < 0.5) return 1 - below;
  let tail = 0;
  for (let x = count; ; x++) {
    const term = Math.exp(log);
    tail += term;
    if (x > mean && (term <= tail * 1e-14 || term === 0)) return Math.min(1, tail);
    log += Math.log(((size + x) / (x + 1)) * p);
  }
}
