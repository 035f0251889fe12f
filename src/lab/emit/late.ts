import type { Rng } from '../rng.ts';

/** How many later records can come before a late one. */
const LATEST = 64;

/** The same items, a share of them held back past some of those that follow. Holds at most `LATEST` at a time. */
export function* mixUp<T>(items: Iterable<T>, share: number, rng: Rng): Generator<T> {
  const held: { item: T; due: number }[] = [];
  let at = 0;
  for (const item of items) {
    at++;
    if (share > 0 && held.length < LATEST && rng.chance(share)) held.push({ item, due: at + 1 + rng.int(LATEST) });
    else yield item;
    for (let i = held.length - 1; i >= 0; i--) {
      if (held[i]!.due <= at) yield held.splice(i, 1)[0]!.item;
    }
  }
  for (const { item } of held) yield item;
}
