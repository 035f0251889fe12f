import type { Hit, SeedTrace, Touch } from '../cases/index.ts';
import type { Link } from './links.ts';

/**
 * What a partial hit has to do with the seed beside its words.
 *
 * `related`: its session had met the seed before it wrote, or what carried it without its text being recorded; a contact
 * ties it to such a write, or the artifact carried it.
 * `unrelated`: nothing, so what it shares with the seed also stands elsewhere. `open`: a contact that itself rests on
 * shared text and joins other addresses; a licence header makes those too, so it says neither.
 */
export type Relation = 'related' | 'open' | 'unrelated';

/** The relation of every copy, whole or in part, in one pass over the hits in order. */
export function relationOf(
  trace: SeedTrace,
  wholes: ReadonlySet<Hit>,
  links: ReadonlyMap<number, Link[]>,
): Map<Hit, Relation> {
  const relation = new Map<Hit, Relation>();
  const sessions = new Map<number, Relation>();
  const artifacts = new Map<number, Relation>([...trace.named].map((artifact) => [artifact, 'related']));
  const writes = new Map<number, { artifact: number; relation: Relation; whole: boolean }>();
  let next = 0;
  for (const hit of trace.hits) {
    while (next < trace.touches.length && trace.touches[next]!.order <= hit.order) meet(trace.touches[next++]!);
    if (!hit.copy) continue;
    const whole = wholes.has(hit);
    const mine = whole ? 'related' : stronger(artifacts.get(hit.artifact), bySession(hit));
    relation.set(hit, mine);
    if (mine === 'unrelated') continue;
    sessions.set(hit.session, stronger(mine, sessions.get(hit.session)));
    if (hit.artifact >= 0) artifacts.set(hit.artifact, stronger(mine, artifacts.get(hit.artifact)));
    if (hit.write >= 0 && !writes.has(hit.write)) {
      writes.set(hit.write, { artifact: hit.artifact, relation: mine, whole });
    }
  }
  return relation;

  /** What a session read without its text being recorded (a file that its client loads by itself) it may write on. */
  function meet({ kind, seen, session, artifact }: Touch): void {
    const carried = kind === 'read' && !seen ? artifacts.get(artifact) : undefined;
    if (carried !== undefined) sessions.set(session, stronger(carried, sessions.get(session)));
  }

  function bySession(hit: Hit): Relation {
    if (hit.kind !== 'read') return sessions.get(hit.session) ?? 'unrelated';
    let best: Relation = 'unrelated';
    for (const link of links.get(hit.session) ?? []) {
      const written = writes.get(link.write);
      if (written === undefined || link.time !== hit.time) continue;
      if (link.basis !== 'content' || (written.artifact >= 0 && written.artifact === hit.artifact)) {
        best = stronger(best, written.relation);
      } else if (!written.whole) {
        // Of a text that held the whole seed most is missing here: no sign at all.
        best = stronger(best, 'open');
      }
      if (best === 'related') break;
    }
    return best;
  }
}

function stronger(a: Relation | undefined, b: Relation | undefined): Relation {
  if (a === 'related' || b === 'related') return 'related';
  return a === 'open' || b === 'open' ? 'open' : 'unrelated';
}
