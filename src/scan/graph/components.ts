import type { Csr } from './csr.ts';

/**
 * Strongly connected components (Tarjan 1972), without recursion. `of[v]` is the component of node v; components are
 * numbered so that an edge never leads to a higher number.
 */
export function components(graph: Csr): { readonly of: Int32Array; readonly count: number } {
  const { nodes, start, edges, to } = graph;
  const of = new Int32Array(nodes).fill(-1);
  const index = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const cursor = start.slice(0, nodes);
  const open: number[] = [];
  const path: number[] = [];
  let time = 0;
  let count = 0;
  for (let root = 0; root < nodes; root++) {
    if (index[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const v = path[path.length - 1]!;
      if (index[v] === -1) {
        index[v] = low[v] = time++;
        open.push(v);
      }
      let deeper = false;
      while (cursor[v]! < start[v + 1]!) {
        const w = to[edges[cursor[v]!++]!]!;
        if (index[w] === -1) {
          path.push(w);
          deeper = true;
          break;
        }
        if (of[w] === -1) low[v] = Math.min(low[v]!, index[w]!);
      }
      if (deeper) continue;
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[v]!);
      if (low[v] === index[v]) {
        let w: number;
        do {
          w = open.pop()!;
          of[w] = count;
        } while (w !== v);
        count++;
      }
    }
  }
  return { of, count };
}
