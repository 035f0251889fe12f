/**
 * The exact 95 % interval of a share (Clopper and Pearson 1934), for figures that a document carries without one.
 *
 * @param cases of `of`, both whole numbers, `0 <= cases <= of`
 * @returns bounds from 0 to 1; `null` where `of` is 0, since nothing can be said then
 */
export function exactInterval(cases: number, of: number): [lower: number, upper: number] | null {
  if (of <= 0) return null;
  // P(X >= cases) grows with p and P(X <= cases) falls with it: each bound is where its tail holds 2.5 %.
  const lower = cases === 0 ? 0 : solve((p) => 1 - atMost(cases - 1, of, p) < TAIL);
  const upper = cases === of ? 1 : solve((p) => atMost(cases, of, p) > TAIL);
  return [lower, upper];
}

const TAIL = 0.025;
const HALVINGS = 50;

/** The p at which a condition that holds for small p stops to hold. */
function solve(holds: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X <= k) for X binomial. Its terms are made in logarithms: the first of them may be too small for a number. */
function atMost(k: number, n: number, p: number): number {
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let i = 1; i <= k; i++) {
    term += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
