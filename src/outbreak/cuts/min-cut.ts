/** Larger than any sum of real capacities: an edge that no cut may take. */
export const UNCUTTABLE = 1e15;

/**
 * A flow network whose minimum cut is wanted. Edges are added one by one; each gets a number, in order.
 *
 * Dinic's algorithm ("Algorithm for solution of a problem of maximum flow in networks with power estimation", 1970): exact
 * for whole capacities below 2^53.
 */
export class FlowNetwork {
  private readonly nodes: number;
  private readonly head: Int32Array;
  private next: number[] = [];
  private to: number[] = [];
  private capacity: number[] = [];

  constructor(nodes: number) {
    this.nodes = nodes;
    this.head = new Int32Array(nodes).fill(-1);
  }

  /** Returns the number of the edge. */
  add(from: number, to: number, capacity: number): number {
    const edge = this.to.length >> 1;
    this.half(from, to, capacity);
    this.half(to, from, 0);
    return edge;
  }

  private half(from: number, to: number, capacity: number): void {
    this.next.push(this.head[from]!);
    this.head[from] = this.to.length;
    this.to.push(to);
    this.capacity.push(capacity);
  }

  /**
   * The minimum cut between two nodes: its value, and the numbers of its edges, the cut nearest to the source.
   *
   * @param budget edges looked at before it gives up
   * @returns `undefined` when the budget ends the search
   */
  minimumCut(source: number, sink: number, budget = 3e8): { value: number; edges: number[] } | undefined {
    const level = new Int32Array(this.nodes);
    const at = new Int32Array(this.nodes);
    let value = 0;
    let looked = 0;
    for (;;) {
      looked += this.levels(source, level);
      if (level[sink]! < 0 || value >= UNCUTTABLE) break;
      if (looked > budget) return undefined;
      at.set(this.head);
      for (;;) {
        const { flow, steps } = this.augment(source, sink, level, at);
        looked += steps;
        if (flow === 0) break;
        value += flow;
      }
    }
    const edges: number[] = [];
    for (let h = 0; h < this.to.length; h += 2) {
      const from = this.to[h + 1]!;
      if (level[from]! >= 0 && level[this.to[h]!]! < 0) edges.push(h >> 1);
    }
    return { value, edges };
  }

  /** Distances from the source along edges with room; -1 where none leads. Returns the edges looked at. */
  private levels(source: number, level: Int32Array): number {
    level.fill(-1);
    level[source] = 0;
    const queue = [source];
    let looked = 0;
    for (let q = 0; q < queue.length; q++) {
      const node = queue[q]!;
      for (let h = this.head[node]!; h >= 0; h = this.next[h]!) {
        looked++;
        if (this.capacity[h]! <= 0 || level[this.to[h]!]! >= 0) continue;
        level[this.to[h]!] = level[node]! + 1;
        queue.push(this.to[h]!);
      }
    }
    return looked;
  }

  /** One path from source to sink through the levels, as wide as it allows; without recursion. */
  private augment(source: number, sink: number, level: Int32Array, at: Int32Array): { flow: number; steps: number } {
    const path: number[] = [];
    let node = source;
    let steps = 0;
    while (node !== sink) {
      let found = false;
      for (; at[node]! >= 0; at[node] = this.next[at[node]!]!) {
        steps++;
        const h = at[node]!;
        if (this.capacity[h]! > 0 && level[this.to[h]!] === level[node]! + 1) {
          path.push(h);
          node = this.to[h]!;
          found = true;
          break;
        }
      }
      if (found) continue;
      if (path.length === 0) return { flow: 0, steps };
      // A dead end: step back and never take that edge again in this phase.
      node = this.to[path.pop()! ^ 1]!;
      at[node] = this.next[at[node]!]!;
    }
    let flow = Number.POSITIVE_INFINITY;
    for (const h of path) flow = Math.min(flow, this.capacity[h]!);
    for (const h of path) {
      this.capacity[h]! -= flow;
      this.capacity[h ^ 1]! += flow;
    }
    return { flow, steps };
  }
}
