/** Norm of t * A that one series covers: its largest term is far below overflow, and few terms are wasted. */
const PIECE = 200;
/** Terms that would be enough for twice PIECE: the series ends long before. */
const MOST_TERMS = 2_000;
/** What is this much smaller than the sum does not change it. */
const NEGLIGIBLE = 1e-18;

/**
 * exp(t A) v up to a positive factor, for a matrix by rows whose entries outside of the diagonal are not negative.
 * Uniformisation (Jensen, "Markoff chains as an aid in the study of Markoff processes", 1953): A + shift has no negative
 * entry, so that the Taylor series of exp(t (A + shift)) v has no cancellation; exp(-t shift) is the factor left out.
 * Long times are taken in pieces, with the scale taken out after each, so that nothing overflows; once a piece changes
 * nothing more, v is the leading eigenvector and stays it.
 */
export function exponentialTimes(a: Float64Array, n: number, t: number, v: Float64Array): Float64Array {
  const shifted = a.slice();
  let shift = 0;
  for (let i = 0; i < n; i++) shift = Math.max(shift, -a[i * n + i]!);
  let norm = 0;
  for (let i = 0; i < n; i++) {
    shifted[i * n + i]! += shift;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += shifted[i * n + j]!;
    norm = Math.max(norm, sum);
  }
  const pieces = Math.max(1, Math.ceil((t * norm) / PIECE));
  const buffers = { term: new Float64Array(n), next: new Float64Array(n) };
  const result = v.slice();
  const before = new Float64Array(n);
  for (let piece = 0; piece < pieces; piece++) {
    before.set(result);
    addSeries(shifted, n, t / pieces, norm, result, buffers);
    const total = result.reduce((all, x) => all + x, 0);
    if (total > 0) for (let i = 0; i < n; i++) result[i]! /= total;
    if (piece > 0 && result.every((x, i) => x === before[i])) break;
  }
  return result;
}

/** result = sum over k of (h A)^k / k! * result, for A without negative entries and with rows that sum to at most `norm`. */
function addSeries(
  a: Float64Array,
  n: number,
  h: number,
  norm: number,
  result: Float64Array,
  buffers: { term: Float64Array; next: Float64Array },
): void {
  let { term, next } = buffers;
  term.set(result);
  for (let order = 1; order < MOST_TERMS; order++) {
    const scale = h / order;
    let largest = 0;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      let product = 0;
      for (let j = 0; j < n; j++) product += a[i * n + j]! * term[j]!;
      product *= scale;
      next[i] = product;
      result[i]! += product;
      largest = Math.max(largest, product);
      sum += result[i]!;
    }
    [term, next] = [next, term];
    // Terms grow up to order h * norm, and fall after it.
    if (order > h * norm && largest <= NEGLIGIBLE * sum) break;
  }
}
