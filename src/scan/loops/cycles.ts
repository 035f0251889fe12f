import { components } from '../graph/components.ts';
import type { Csr } from '../graph/csr.ts';

export interface CycleLimits {
  /** Cycles found at most. */
  readonly cycles: number;
  /** Edges looked at, at most: bounds the time where cycles are rare. */
  readonly steps: number;
  /** Edges of one cycle at most. */
  readonly length: number;
}

export interface Cycles {
  /** Edges of each elementary cycle in travel order, from its lowest node. */
  readonly cycles: readonly (readonly number[])[];
  /** True when a limit ended the search: there may be more. */
  readonly cutShort: boolean;
}

/**
 * The elementary cycles of a graph: Johnson 1975, with an explicit stack. Parallel edges give a cycle each. The length
 * limit weakens Johnson's blocking, so a node on a path that was cut by it stays unblocked.
 */
export function elementaryCycles(graph: Csr, limits: CycleLimits): Cycles {
  const { nodes, start, edges, to } = graph;
  const found: number[][] = [];
  const { of, count } = components(graph);
  const size = new Int32Array(count);
  for (const part of of) size[part]!++;
  const blocked = new Uint8Array(nodes);
  // Most nodes are never waited for: their sets are made when the first one waits.
  const waiting: (Set<number> | undefined)[] = new Array(nodes);
  let steps = 0;
  let stop = false;
  let tooLong = false;

  const unblock = (first: number): void => {
    const todo = [first];
    while (todo.length > 0) {
      const v = todo.pop()!;
      if (blocked[v] === 0) continue;
      blocked[v] = 0;
      const woken = waiting[v];
      if (woken === undefined) continue;
      todo.push(...woken);
      woken.clear();
    }
  };

  for (let root = 0; root < nodes && !stop; root++) {
    const part = of[root]!;
    // Alone in its component, a node lies on no cycle but an edge to itself.
    if (size[part] === 1 && !leadsToItself(graph, root)) continue;
    const inside = (v: number): boolean => v >= root && of[v] === part;
    const touched: number[] = [root];
    const way: number[] = [];
    const stack: { v: number; cursor: number; closed: boolean }[] = [{ v: root, cursor: start[root]!, closed: false }];
    blocked[root] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      if (top.cursor < start[top.v + 1]! && !stop) {
        const e = edges[top.cursor++]!;
        const w = to[e]!;
        if (!inside(w)) continue;
        if (++steps > limits.steps) stop = true;
        if (w === root) {
          found.push([...way, e]);
          top.closed = true;
          if (found.length >= limits.cycles) stop = true;
        } else if (blocked[w] === 0) {
          if (way.length + 1 >= limits.length) {
            top.closed = true;
            tooLong = true;
            continue;
          }
          way.push(e);
          blocked[w] = 1;
          touched.push(w);
          stack.push({ v: w, cursor: start[w]!, closed: false });
        }
        continue;
      }
      stack.pop();
      way.pop();
      if (top.closed) unblock(top.v);
      else {
        for (let i = start[top.v]!; i < start[top.v + 1]!; i++) {
          const w = to[edges[i]!]!;
          if (!inside(w)) continue;
          waiting[w] ??= new Set();
          waiting[w].add(top.v);
        }
      }
      const parent = stack[stack.length - 1];
      if (parent !== undefined && top.closed) parent.closed = true;
    }
    for (const v of touched) {
      blocked[v] = 0;
      waiting[v]?.clear();
    }
  }
  return { cycles: found, cutShort: stop || tooLong };
}

function leadsToItself({ start, edges, to }: Csr, v: number): boolean {
  for (let i = start[v]!; i < start[v + 1]!; i++) if (to[edges[i]!] === v) return true;
  return false;
}
