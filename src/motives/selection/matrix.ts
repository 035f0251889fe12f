/**
 * exp(t A) v up to a positive factor, for a matrix by rows whose entries outside of the diagonal are not negative.
 * Uniformisation (Jensen, "Markoff chains as an aid in the study of Markoff processes", 1953): A + shift has no negative
 * entry, so that the Taylor series of exp(t (A + shift)) v has no cancellation; exp(-t shift) is the factor left out.
 */
export function exponentialTimes(a: Float64Array, n: number, t: number, v: Float64Array): Float64Array {
  let shift = 0;
  for (let i = 0; i < n; i++) shift = Math.max(shift, -a[i * n + i]!);
  let norm = 0;
  for (let i = 0; i < n; i++) {
    let sum = shift;
    for (let j = 0; j < n; j++) sum += Math.abs(a[i * n + j]!);
    norm = Math.max(norm, sum);
  }
  // Pieces of norm at most 4 keep the series short; the scale is taken out after each, so that nothing overflows.
  const pieces = Math.max(1, Math.ceil((t * norm) / 4));
  const h = t / pieces;
  let result: Float64Array = v.slice();
  for (let piece = 0; piece < pieces; piece++) {
    let term = result;
    const sum = result.slice();
    for (let order = 1; order < 200; order++) {
      term = product(a, shift, n, term, h / order);
      let largest = 0;
      for (let i = 0; i < n; i++) {
        sum[i]! += term[i]!;
        largest = Math.max(largest, Math.abs(term[i]!));
      }
      if (largest < 1e-18) break;
    }
    const total = sum.reduce((all, x) => all + x, 0);
    result = total > 0 ? sum.map((x) => x / total) : sum;
  }
  return result;
}

/** scale * (A + shift) v */
function product(a: Float64Array, shift: number, n: number, v: Float64Array, scale: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = shift * v[i]!;
    for (let j = 0; j < n; j++) sum += a[i * n + j]! * v[j]!;
    out[i] = scale * sum;
  }
  return out;
}
