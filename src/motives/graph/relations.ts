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

/** Whether every path from the sources to the target goes through the node: the node screens them off. */
export function screensOff(arrows: Arrows, node: string, sources: ReadonlySet<string>, target: string): boolean {
  const children = reversed(arrows);
  const seen = new Set<string>(sources);
  const queue = [...sources];
  for (const id of queue) {
    if (id === node) continue;
    if (id === target) return false;
    for (const child of children.get(id) ?? []) {
      if (seen.has(child)) continue;
      seen.add(child);
      queue.push(child);
    }
  }
  return true;
}

function reversed(arrows: Arrows): Arrows {
  const children = new Map<string, string[]>([...arrows.keys()].map((id) => [id, []]));
  for (const [id, parents] of arrows) for (const parent of parents) children.get(parent)?.push(id);
  return children;
}
