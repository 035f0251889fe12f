import type { Csr } from '../graph/csr.ts';

/**
 * The cheapest cycle through any of `roots`, by Dijkstra from each; among equal ones the shortest, then the first root's.
 * Weights are at least 0. `undefined` when no root lies on a cycle.
 *
 * @param allow edges that a cycle may use
 */
export function cheapestCycle(
  graph: Csr,
  weight: Float64Array,
  roots: Iterable<number>,
  allow: (edge: number) => boolean = () => true,
): { edges: number[]; weight: number } | undefined {
  const { nodes, start, edges, to, from } = graph;
  const cost = new Float64Array(nodes);
  const via = new Int32Array(nodes);
  const touched: number[] = [];
  cost.fill(Number.POSITIVE_INFINITY);
  let best: { edges: number[]; weight: number; length: number } | undefined;
  // A step costs a little, so that of equally cheap cycles the shortest is found.
  const STEP = 1e-6;
  for (const root of roots) {
    const heap = new Heap();
    let closing = -1;
    let closed = best === undefined ? Number.POSITIVE_INFINITY : best.length;
    heap.push(0, root);
    while (heap.size > 0) {
      const [at, v] = heap.pop();
      if (at >= closed) break;
      if (at > cost[v]! && v !== root) continue;
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const e = edges[i]!;
        if (!allow(e)) continue;
        const w = to[e]!;
        const next = at + weight[e]! + STEP;
        if (w === root) {
          if (next < closed) {
            closed = next;
            closing = e;
          }
        } else if (next < cost[w]!) {
          if (cost[w] === Number.POSITIVE_INFINITY) touched.push(w);
          cost[w] = next;
          via[w] = e;
          heap.push(next, w);
        }
      }
    }
    if (closing !== -1) {
      const cycle = [closing];
      for (let v = from[closing]!; v !== root; v = from[via[v]!]!) cycle.push(via[v]!);
      cycle.reverse();
      best = { edges: cycle, weight: cycle.reduce((sum, e) => sum + weight[e]!, 0), length: closed };
    }
    for (const v of touched) cost[v] = Number.POSITIVE_INFINITY;
    touched.length = 0;
  }
  return best === undefined ? undefined : { edges: best.edges, weight: best.weight };
}

/** A binary heap of (key, value) with the smallest key on top. */
class Heap {
  private readonly keys: number[] = [];
  private readonly values: number[] = [];

  get size(): number {
    return this.keys.length;
  }

  push(key: number, value: number): void {
    const { keys, values } = this;
    let i = keys.length;
    keys.push(key);
    values.push(value);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[i] = keys[up]!;
      values[i] = values[up]!;
      i = up;
    }
    keys[i] = key;
    values[i] = value;
  }

  pop(): [number, number] {
    const { keys, values } = this;
    const top: [number, number] = [keys[0]!, values[0]!];
    const key = keys.pop()!;
    const value = values.pop()!;
    const size = keys.length;
    if (size === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[i] = keys[child]!;
      values[i] = values[child]!;
      i = child;
    }
    keys[i] = key;
    values[i] = value;
    return top;
  }
}
