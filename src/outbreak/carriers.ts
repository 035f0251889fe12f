import type { Hit, SeedTrace, Touch } from '../cases/index.ts';

/** A session's touch of an artifact while the seed stood in it. */
export interface Contactable {
  touch: Touch;
  /** The first of the writes that the seed stands there by, or -1 when it came from outside. */
  write: number;
  /** Both carry a hash and they differ: the touch saw another version than the one known to carry the seed. */
  otherVersion: boolean;
}

/** A copy that a session wrote into an artifact, and the orders of processing between which it stood there. */
export interface Standing {
  artifact: number;
  write: number;
  session: number;
  from: number;
  to: number;
}

export interface Carriers {
  /** Written copies by the time they stood, the first that was written first. */
  standing: Standing[];
  /** Touches made while the seed stood in the artifact, in order. */
  within: Contactable[];
  /** Artifacts that carry it at the end, as far as can be seen. */
  live: Set<number>;
}

interface Step {
  order: number;
  hit?: Hit;
  touch?: Touch;
}

/**
 * When did which artifact carry the seed: from the first copy seen in it until a write that takes it out.
 *
 * A version that was replaced by a text without a copy no longer carries it; an addition leaves it standing. A later read
 * of the whole artifact that is without it says that it was taken out by something unseen.
 */
export function carriersOf(trace: SeedTrace, counts: (hit: Hit) => boolean): Carriers {
  const byArtifact = new Map<number, Step[]>();
  const add = (artifact: number, step: Step) => {
    const list = byArtifact.get(artifact);
    if (list === undefined) byArtifact.set(artifact, [step]);
    else list.push(step);
  };
  for (const hit of trace.hits) {
    if (hit.artifact >= 0 && (hit.kind === 'read' || hit.kind === 'write') && counts(hit)) {
      add(hit.artifact, { order: hit.order, hit });
    }
  }
  for (const touch of trace.touches) add(touch.artifact, { order: touch.order, touch });
  const carriers: Carriers = { standing: [], within: [], live: new Set() };
  for (const [artifact, steps] of byArtifact) replay(artifact, steps, carriers, trace.named.has(artifact));
  carriers.within.sort((a, b) => a.touch.order - b.touch.order);
  carriers.standing.sort((a, b) => a.from - b.from);
  return carriers;
}

function replay(artifact: number, steps: Step[], carriers: Carriers, named: boolean): void {
  // The copy before the touch of the same event: what an event brings in stands there when it is touched.
  steps.sort((a, b) => a.order - b.order || (a.hit === undefined ? 1 : 0) - (b.hit === undefined ? 1 : 0));
  let carries = false;
  let brought = -1;
  let wrote = -1;
  let hash: string | undefined;
  let open: Standing[] = [];
  for (const { order, hit, touch } of steps) {
    if (hit !== undefined) {
      // Whoever writes the first copy into it did not meet one there.
      if (!carries && hit.kind === 'write') brought = order;
      carries = true;
      if (hit.kind === 'write') {
        wrote = order;
        if (hit.replaces) open = ended(open, order);
        const stands = { artifact, write: hit.write, session: hit.session, from: order, to: Number.POSITIVE_INFINITY };
        open.push(stands);
        carriers.standing.push(stands);
      }
      continue;
    }
    if (touch!.kind === 'write') hash = order === wrote ? touch!.hash : undefined;
    if (order === brought) continue;
    // What the seed names carries it from the first event that shows it to be there, whatever its text is. That a client
    // would load it by itself does not show that.
    if (named && touch!.how !== 'rule' && !touch!.clears) carries = true;
    if (!named && touch!.kind === 'read' && touch!.whole && !touch!.hit) {
      carries = false;
      open = ended(open, order);
    }
    const otherVersion = hash !== undefined && touch!.hash !== undefined && touch!.hash !== hash;
    if (carries) carriers.within.push({ touch: touch!, write: open[0]?.write ?? -1, otherVersion });
    if (touch!.clears) {
      carries = false;
      open = ended(open, order);
    }
  }
  if (carries) carriers.live.add(artifact);
}

/** What stood there gave way to another text. */
function ended(open: Standing[], order: number): Standing[] {
  for (const stands of open) stands.to = order;
  return [];
}
