import { SHAPE, type Units } from './units.ts';

/** Logits are cut here before neighbours look at them, so that one loud sentence does not carry a page. */
const MOST = 6;
/** Units on either side that are looked at. */
const FAR = 3;

/** How many weights `inContext` takes. */
export const CONTEXT = 7;

/**
 * What a unit's own logit and those of the units around it say together: bias, own, before, behind, the highest within three
 * units, and before and behind once more where no empty line parts them.
 */
export function contextOf(logits: Float64Array, units: Units, u: number, into: Float64Array): void {
  const last = units.count - 1;
  const before = u > 0 ? cut(logits[u - 1]!) : -MOST;
  const behind = u < last ? cut(logits[u + 1]!) : -MOST;
  let highest = -MOST;
  for (let v = Math.max(0, u - FAR); v <= Math.min(last, u + FAR); v++) {
    if (v !== u) highest = Math.max(highest, cut(logits[v]!));
  }
  into[0] = 1;
  into[1] = cut(logits[u]!);
  into[2] = before;
  into[3] = behind;
  into[4] = highest;
  into[5] = (units.shape[u]! & SHAPE.paragraph) === 0 ? before : -MOST;
  into[6] = u < last && (units.shape[u + 1]! & SHAPE.paragraph) === 0 ? behind : -MOST;
}

function cut(logit: number): number {
  return Math.max(-MOST, Math.min(MOST, logit));
}
