/** Arrows of a graph by node id: parents of each node. Auxiliary nodes of a compiled graph are not in it. */
export type Arrows = ReadonlyMap<string, readonly string[]>;

/** Everything that a node is caused by, itself not included. */
export function ancestors(arrows: Arrows, node: string): Set<string> {
  return new Set([...distances(arrows, node).keys()].filter((id) => id !== node));
}

/** Everything that a node causes, itself not included. */
export function descendants(arrows: Arrows, node: string): Set<string> {
  return ancestors(reversed(arrows), node);
}

/** Smallest number of arrows from each ancestor to the node; the node itself has 0. */
export function distances(arrows: Arrows, node: string): Map<string, number> {
  const found = new Map([[node, 0]]);
  const queue = [node];
  for (const id of queue) {
    for (const parent of arrows.get(id) ?? []) {
      if (found.has(parent)) continue;
      found.set(parent, found.get(id)! + 1);
      queue.push(parent);
    }
  }
  return found;
}

function reversed(arrows: Arrows): Arrows {
  const children = new Map<string, string[]>([...arrows.keys()].map((id) => [id, []]));
  for (const [id, parents] of arrows) for (const parent of parents) children.get(parent)?.push(id);
  return children;
}
