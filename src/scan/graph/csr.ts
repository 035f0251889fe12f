/**
 * A directed graph as compressed sparse rows: the edges that leave node v are `edges[start[v]] .. edges[start[v + 1] - 1]`,
 * numbers into the list that it was made from, in the order of that list.
 */
export interface Csr {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly edges: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** @param keep leaves out edges for which it says false; they keep their numbers */
export function csrOf(
  nodes: number,
  list: readonly { readonly from: number; readonly to: number }[],
  keep: (edge: number) => boolean = () => true,
): Csr {
  const from = new Int32Array(list.length);
  const to = new Int32Array(list.length);
  const start = new Int32Array(nodes + 1);
  for (let e = 0; e < list.length; e++) {
    from[e] = list[e]!.from;
    to[e] = list[e]!.to;
    if (keep(e)) start[list[e]!.from + 1]!++;
  }
  for (let v = 0; v < nodes; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, nodes);
  const edges = new Int32Array(start[nodes]!);
  for (let e = 0; e < list.length; e++) if (keep(e)) edges[next[from[e]!]!++] = e;
  return { nodes, start, edges, from, to };
}
