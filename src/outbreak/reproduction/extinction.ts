/**
 * Probability that the descendants of one case die out by themselves: the smallest root of `q = (1 + R (1 - q) / k)^-k`
 * (Lloyd-Smith and others, Nature 438, 2005). 1 where R is at most 1.
 *
 * @param k dispersion, above 0; infinity is a Poisson distribution
 */
export function extinctionProbability(R: number, k: number): number {
  if (R <= 1) return 1;
  const next = (q: number) =>
    k === Number.POSITIVE_INFINITY ? Math.exp(-R * (1 - q)) : Math.exp(-k * Math.log1p((R * (1 - q)) / k));
  // Below the root the function lies above q, between the root and 1 below it.
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (next(middle) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
