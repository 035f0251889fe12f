import { components } from '../graph/components.ts';
import type { Csr } from '../graph/csr.ts';

/**
 * The shortest cycle through each of many nodes, by breadth-first search from one after the other: linear in the edges of
 * the node's component for each, whatever the number of cycles. Of cycles of one length the first in the order of edges.
 */
export class ShortestCycles {
  readonly #graph: Csr;
  readonly #part: Int32Array;
  readonly #mayFollow: (edge: number, before: number) => boolean;
  /** By state: the edge that led there, and the state before it. */
  readonly #via: Int32Array;
  readonly #before: Int32Array;
  /** By state: the search that saw it last. */
  readonly #seen: Int32Array;
  #search = 0;

  /**
   * @param marked nodes whose successors know that they came from there: a state of their own
   * @param mayFollow whether an edge may be taken after another one, or first (`before` is -1); it may look at nothing of
   *   `before` but whether it leaves a marked node
   */
  constructor(
    graph: Csr,
    private readonly marked: (node: number) => boolean,
    mayFollow: (edge: number, before: number) => boolean,
  ) {
    this.#graph = graph;
    this.#part = components(graph).of;
    this.#mayFollow = mayFollow;
    this.#via = new Int32Array(2 * graph.nodes);
    this.#before = new Int32Array(2 * graph.nodes);
    this.#seen = new Int32Array(2 * graph.nodes);
  }

  /** Edges of the shortest cycle from `root` back to it; `undefined` when there is none. */
  through(root: number): number[] | undefined {
    const { start, edges, to } = this.#graph;
    const search = ++this.#search;
    const queue = [2 * root];
    this.#seen[2 * root] = search;
    this.#via[2 * root] = -1;
    for (let next = 0; next < queue.length; next++) {
      const state = queue[next]!;
      const v = state >> 1;
      const mark = this.marked(v) ? 1 : 0;
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const e = edges[i]!;
        const w = to[e]!;
        if (this.#part[w] !== this.#part[root] || !this.#mayFollow(e, this.#via[state]!)) continue;
        if (w === root) return this.#way(state, e);
        const reached = 2 * w + mark;
        if (this.#seen[reached] === search) continue;
        this.#seen[reached] = search;
        this.#via[reached] = e;
        this.#before[reached] = state;
        queue.push(reached);
      }
    }
    return undefined;
  }

  #way(last: number, closing: number): number[] {
    const way = [closing];
    for (let state = last; this.#via[state] !== -1; state = this.#before[state]!) way.push(this.#via[state]!);
    return way.reverse();
  }
}
