import type { Artifact } from '../contacts/index.ts';

const MOST_NAMES = 5;
/** Names longer than this are compared by their end. */
const LONGEST = 64;

/** Up to five artifacts whose last part is most like that of the name asked for; none that has hardly anything of it. */
export function likeNames(asked: string, artifacts: readonly Artifact[]): string[] {
  const wanted = lastPart(asked);
  const best: { name: string; score: number }[] = [];
  for (const { ref } of artifacts) {
    const score = likeness(wanted, lastPart(ref.key));
    if (score < 0.5 || (best.length === MOST_NAMES && score <= best.at(-1)!.score)) continue;
    best.push({ name: ref.key, score });
    best.sort((a, b) => b.score - a.score);
    if (best.length > MOST_NAMES) best.pop();
  }
  return best.map(({ name }) => name);
}

function lastPart(name: string): string {
  return name
    .slice(name.lastIndexOf('/') + 1)
    .toLowerCase()
    .slice(-LONGEST);
}

/** Dice's coefficient of the pairs of neighbouring letters: 1 for the same, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < a.length; i++) pairs.add(a.slice(i, i + 2));
  const others = new Set<string>();
  for (let i = 0; i + 1 < b.length; i++) others.add(b.slice(i, i + 2));
  let shared = 0;
  for (const pair of others) if (pairs.has(pair)) shared++;
  return pairs.size + others.size === 0 ? 0 : (2 * shared) / (pairs.size + others.size);
}
