/** What a tree is made of: sessions of a seed's trace, and cases of a behaviour. */
export interface TreeNode {
  id: string;
  /** Id of the node that it descends from. */
  via: string | null;
  generation: number | null;
  /** Milliseconds. */
  time: number | null;
}

/**
 * Orders rows as a tree is drawn: each before those it infected, siblings by time. A row whose infector is not among
 * them is a root; a circle (which no true telemetry gives) is cut where it is met. Iterative: chains can be long.
 */
export function treeOrder<T extends TreeNode>(rows: readonly T[]): T[] {
  const present = new Map(rows.map((row) => [row.id, row]));
  const children = new Map<string | null, T[]>();
  for (const row of rows) {
    const parent = row.via !== null && row.via !== row.id && present.has(row.via) ? row.via : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(row);
    else children.set(parent, [row]);
  }
  for (const siblings of children.values()) siblings.sort(byTime);
  const roots = (children.get(null) ?? []).sort((a, b) => (a.generation ?? 99) - (b.generation ?? 99) || byTime(a, b));

  const order: T[] = [];
  const seen = new Set<T>();
  const visit = (root: T) => {
    const stack = [root];
    for (let row = stack.pop(); row; row = stack.pop()) {
      if (seen.has(row)) continue;
      seen.add(row);
      order.push(row);
      const next = children.get(row.id) ?? [];
      for (let index = next.length - 1; index >= 0; index--) stack.push(next[index] as T);
    }
  };
  for (const root of roots) visit(root);
  for (const row of rows) if (!seen.has(row)) visit(row);
  return order;
}

/** Earlier first; those without a time last; then by id, so that the order is always the same. */
export function byTime(a: Pick<TreeNode, 'id' | 'time'>, b: Pick<TreeNode, 'id' | 'time'>): number {
  const left = a.time ?? Number.MAX_VALUE;
  const right = b.time ?? Number.MAX_VALUE;
  return left - right || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** From a row back to the first writer, the row itself first. */
export function chainBack<T extends TreeNode>(row: T, byId: ReadonlyMap<string, T>): T[] {
  const chain: T[] = [];
  const seen = new Set<T>();
  for (let at: T | undefined = row; at && !seen.has(at); at = at.via === null ? undefined : byId.get(at.via)) {
    seen.add(at);
    chain.push(at);
  }
  return chain;
}
