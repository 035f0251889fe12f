/** One generation split by the Price equation. All three are in units of the trait. */
export interface Price {
  /** Cov(f, z) / fbar: what selection does. */
  readonly selection: number;
  /** E[f (z' - z)] / fbar: what copying with change does. */
  readonly transmission: number;
  /** Mean trait of the offspring minus mean trait of the parents, computed from the new shares. */
  readonly change: number;
}

/**
 * The Price equation for one discrete generation (Price, "Selection and covariance", Nature 227, 1970):
 * change of the mean = Cov(f, z) / fbar + E[f dz] / fbar. An identity: `change` is computed without it.
 *
 * @param shares p_k, summing to 1
 * @param fitness f_k >= 0, not all 0
 * @param trait z_k
 * @param mutation Q_jk by row, row-stochastic; offspring of j have the trait of k with probability Q_jk
 */
export function price(
  shares: Float64Array,
  fitness: Float64Array,
  trait: Float64Array,
  mutation?: Float64Array,
): Price {
  const n = shares.length;
  let meanFitness = 0;
  let meanTrait = 0;
  for (let k = 0; k < n; k++) {
    meanFitness += shares[k]! * fitness[k]!;
    meanTrait += shares[k]! * trait[k]!;
  }
  let covariance = 0;
  let transmission = 0;
  let offspring = 0;
  for (let j = 0; j < n; j++) {
    const copies = shares[j]! * fitness[j]!;
    covariance += shares[j]! * (fitness[j]! - meanFitness) * (trait[j]! - meanTrait);
    for (let k = 0; k < n; k++) {
      const q = mutation ? mutation[j * n + k]! : j === k ? 1 : 0;
      transmission += copies * q * (trait[k]! - trait[j]!);
      offspring += copies * q * trait[k]!;
    }
  }
  return {
    selection: covariance / meanFitness,
    transmission: transmission / meanFitness,
    change: offspring / meanFitness - meanTrait,
  };
}
