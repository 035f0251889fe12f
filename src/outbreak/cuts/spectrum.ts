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

const ITERATIONS = 500;

/**
 * The dominant eigenvalue is the largest of those of the strongly connected components, and a component that is a single
 * agent without a way back to itself has 0. Within a component, power iteration on the matrix plus a multiple of the
 * identity (else a ring of agents never settles), until the bounds of Collatz and Wielandt, the least and the largest
 * growth of any entry, agree or 500 steps are done.
 *
 * @param enough relative width of the bounds at which it stops
 * @param near eigenvectors of a matrix like this one, to start from
 */
export function dominant(matrix: Matrix, enough = 1e-10, near?: Pick<Dominant, 'left' | 'right'>): Dominant {
  const none = new Float64Array(matrix.size);
  let best: Dominant = { value: 0, lower: 0, upper: 0, right: none, left: none };
  let most: { part: Matrix; inside: Uint32Array } | undefined;
  for (const { part, inside } of components(matrix)) {
    const found = iterate(part, enough, near && gather(near.right, inside));
    if (found.value <= best.value) continue;
    best = { ...best, ...found, right: scatter(found.vector, inside, matrix.size) };
    most = { part, inside };
  }
  if (most === undefined) return best;
  const { vector } = iterate(transpose(most.part), enough, near && gather(near.left, most.inside));
  return { ...best, left: scatter(vector, most.inside, matrix.size) };
}

function gather(vector: Float64Array, inside: Uint32Array): Float64Array {
  return Float64Array.from(inside, (a) => vector[a]!);
}

function scatter(vector: Float64Array, inside: Uint32Array, size: number): Float64Array {
  const whole = new Float64Array(size);
  inside.forEach((a, i) => {
    whole[a] = vector[i]!;
  });
  return whole;
}

interface Iterated {
  value: number;
  lower: number;
  upper: number;
  vector: Float64Array;
}

/** Power iteration on an irreducible matrix. */
function iterate({ size, start, column, value }: Matrix, enough: number, near?: Float64Array): Iterated {
  let vector: Float64Array = new Float64Array(size).fill(1 / size);
  if (near !== undefined) for (let a = 0; a < size; a++) vector[a] = Math.max(near[a]!, 1e-6 / size);
  let shift = 0;
  for (let a = 0; a < size; a++) {
    let sum = 0;
    for (let e = start[a]!, end = start[a + 1]!; e < end; e++) sum += value[e]!;
    if (sum > shift) shift = sum;
  }
  shift /= 8;
  let [lower, upper] = [0, Number.POSITIVE_INFINITY];
  let next: Float64Array = new Float64Array(size);
  for (let i = 0; i < ITERATIONS; i++) {
    let total = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (let a = 0; a < size; a++) {
      const own = vector[a]!;
      let sum = shift * own;
      for (let e = start[a]!, end = start[a + 1]!; e < end; e++) sum += value[e]! * vector[column[e]!]!;
      const growth = sum / own - shift;
      if (growth < least) least = growth;
      if (growth > most) most = growth;
      next[a] = sum;
      total += sum;
    }
    for (let a = 0; a < size; a++) next[a]! /= total;
    [vector, next] = [next, vector];
    lower = Math.max(lower, least);
    upper = Math.min(upper, most);
    if (upper - lower <= enough * upper) break;
  }
  return { value: (lower + upper) / 2, lower, upper, vector };
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

/** Strongly connected components with a way back, each as a matrix of its own and the rows that it stands for. */
function components(matrix: Matrix): { part: Matrix; inside: Uint32Array }[] {
  const { component, members } = connected(matrix);
  const local = new Uint32Array(matrix.size);
  return members.flatMap((list) => {
    const inside = Uint32Array.from(list).sort();
    inside.forEach((a, i) => {
      local[a] = i;
    });
    const part = partOf(matrix, inside, component, local);
    return part.column.length === 0 ? [] : [{ part, inside }];
  });
}

function partOf(matrix: Matrix, inside: Uint32Array, component: Int32Array, local: Uint32Array): Matrix {
  const start = new Uint32Array(inside.length + 1);
  const each = (visit: (i: number, e: number) => void) => {
    inside.forEach((a, i) => {
      for (let e = matrix.start[a]!; e < matrix.start[a + 1]!; e++) {
        if (component[matrix.column[e]!] === component[a]) visit(i, e);
      }
    });
  };
  each((i) => {
    start[i + 1]!++;
  });
  for (let i = 0; i < inside.length; i++) start[i + 1]! += start[i]!;
  const column = new Uint32Array(start[inside.length]!);
  const value = new Float64Array(column.length);
  let at = 0;
  each((_, e) => {
    column[at] = local[matrix.column[e]!]!;
    value[at++] = matrix.value[e]!;
  });
  return { size: inside.length, start, column, value };
}

/** Strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", 1972), without recursion. */
function connected({ size, start, column }: Matrix): { component: Int32Array; members: number[][] } {
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
