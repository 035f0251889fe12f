import type { Matrix } from './matrix.ts';

/** The dominant eigenvalue of a matrix without negative entries, with the bounds within which it is proven to lie. */
export interface Dominant {
  value: number;
  lower: number;
  upper: number;
  /** Right and left eigenvector, zero outside the component that has it; they sum to 1. */
  right: Float64Array;
  left: Float64Array;
}

const ITERATIONS = 2_000;

/**
 * The dominant eigenvalue is the largest of those of the strongly connected components, and a component that is a single
 * agent without a way back to itself has 0. Within a component, power iteration on the matrix plus a multiple of the
 * identity (else a ring of agents never settles), until the bounds of Collatz and Wielandt, the least and the largest
 * growth of any entry, agree or 2,000 steps are done.
 *
 * @param enough relative width of the bounds at which it stops
 */
export function dominant(matrix: Matrix, enough = 1e-10): Dominant {
  let best: Dominant = {
    value: 0,
    lower: 0,
    upper: 0,
    right: new Float64Array(matrix.size),
    left: new Float64Array(matrix.size),
  };
  const { component, members } = components(matrix);
  let transposed: Matrix | undefined;
  for (const inside of members) {
    const isIn = (a: number) => component[a] === component[inside[0]!];
    if (inside.length === 1 && entry(matrix, inside[0]!, inside[0]!) === 0) continue;
    const right = iterate(matrix, inside, isIn, enough);
    if (right.value <= best.value) continue;
    transposed ??= transpose(matrix);
    best = { ...right, right: right.vector, left: iterate(transposed, inside, isIn, enough).vector };
  }
  return best;
}

function iterate(matrix: Matrix, inside: readonly number[], isIn: (a: number) => boolean, enough: number) {
  const { start, column, value } = matrix;
  let vector = new Float64Array(matrix.size);
  for (const a of inside) vector[a] = 1 / inside.length;
  let shift = 0;
  for (const a of inside) {
    let sum = 0;
    for (let e = start[a]!; e < start[a + 1]!; e++) if (isIn(column[e]!)) sum += value[e]!;
    shift = Math.max(shift, sum);
  }
  shift /= 4;
  let [lower, upper] = [0, Number.POSITIVE_INFINITY];
  let next = new Float64Array(matrix.size);
  for (let i = 0; i < ITERATIONS; i++) {
    let total = 0;
    let [least, most] = [Number.POSITIVE_INFINITY, 0];
    for (const a of inside) {
      let sum = shift * vector[a]!;
      for (let e = start[a]!; e < start[a + 1]!; e++) sum += isIn(column[e]!) ? value[e]! * vector[column[e]!]! : 0;
      const growth = sum / vector[a]! - shift;
      if (growth < least) least = growth;
      if (growth > most) most = growth;
      next[a] = sum;
      total += sum;
    }
    for (const a of inside) next[a]! /= total;
    [vector, next] = [next, vector];
    lower = Math.max(lower, least);
    upper = Math.min(upper, most);
    if (upper - lower <= enough * upper) break;
  }
  return { value: (lower + upper) / 2, lower, upper, vector };
}

function entry({ start, column, value }: Matrix, a: number, b: number): number {
  for (let e = start[a]!; e < start[a + 1]!; e++) if (column[e] === b) return value[e]!;
  return 0;
}

function transpose({ size, start, column, value }: Matrix): Matrix {
  const begin = new Uint32Array(size + 1);
  for (const b of column) begin[b + 1]!++;
  for (let b = 0; b < size; b++) begin[b + 1]! += begin[b]!;
  const place = begin.slice();
  const turned: Matrix = {
    size,
    start: begin,
    column: new Uint32Array(column.length),
    value: new Float64Array(value.length),
  };
  for (let a = 0; a < size; a++) {
    for (let e = start[a]!; e < start[a + 1]!; e++) {
      const at = place[column[e]!]!++;
      turned.column[at] = a;
      turned.value[at] = value[e]!;
    }
  }
  return turned;
}

/** Strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", 1972), without recursion. */
function components({ size, start, column }: Matrix): { component: Int32Array; members: number[][] } {
  const component = new Int32Array(size).fill(-1);
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const edge = new Uint32Array(size);
  const open: number[] = [];
  const members: number[][] = [];
  let counter = 0;
  for (let root = 0; root < size; root++) {
    if (index[root]! >= 0) continue;
    const path = [root];
    while (path.length > 0) {
      const a = path.at(-1)!;
      if (index[a]! < 0) {
        index[a] = low[a] = counter++;
        edge[a] = start[a]!;
        open.push(a);
      }
      if (edge[a]! < start[a + 1]!) {
        const b = column[edge[a]!++]!;
        if (index[b]! < 0) path.push(b);
        else if (component[b]! < 0) low[a] = Math.min(low[a]!, index[b]!);
        continue;
      }
      path.pop();
      if (path.length > 0) low[path.at(-1)!] = Math.min(low[path.at(-1)!]!, low[a]!);
      if (low[a] !== index[a]) continue;
      const inside: number[] = [];
      for (let b = open.pop()!; ; b = open.pop()!) {
        component[b] = members.length;
        inside.push(b);
        if (b === a) break;
      }
      members.push(inside);
    }
  }
  return { component, members };
}
