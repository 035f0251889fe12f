import type { GraphEdge, GraphNode, ScanGraph } from './model.ts';

/** Edges kept at most; a repository beyond it is generated, and the result says that it was cut short. */
const MAX_EDGES = 200_000;

/** Collects nodes by id and edges without repetition: of two edges that differ in nothing but words the first stays. */
export class GraphBuilder {
  private readonly nodes: GraphNode[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly edges: GraphEdge[] = [];
  private readonly seen = new Set<string>();
  /** True when edges were left out. */
  truncated = false;

  /** The number of the node with this id; added when it is new. */
  node(node: GraphNode): number {
    const known = this.numbers.get(node.id);
    if (known !== undefined) return known;
    const number = this.nodes.length;
    this.nodes.push(node);
    this.numbers.set(node.id, number);
    return number;
  }

  numberOf(id: string): number | undefined {
    return this.numbers.get(id);
  }

  get agents(): readonly GraphNode[] {
    return this.nodes.filter((node) => node.type === 'agent');
  }

  edge(edge: GraphEdge): void {
    const key = `${edge.from} ${edge.to} ${edge.kind} ${edge.approvals.min} ${edge.approvals.max} ${edge.span.file}:${edge.span.line}`;
    if (this.seen.has(key)) return;
    if (this.edges.length >= MAX_EDGES) {
      this.truncated = true;
      return;
    }
    this.seen.add(key);
    this.edges.push(edge);
  }

  build(): ScanGraph {
    return { nodes: this.nodes, edges: this.edges };
  }
}
