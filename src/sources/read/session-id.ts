import { hash53 } from './hash.ts';

/** Longest id of a parent that is kept as it is, and how much of a longer one is. */
const LONGEST = 500;
const KEPT = 100;

/**
 * The id of a session below another, `parent/name`. A parent's id that is very long (agents nested hundreds deep) goes in
 * as its beginning and a hash: else the ids of a chain of agents would grow with the square of its length.
 */
export function sessionBelow(parent: string, name: string): string {
  const above = parent.length <= LONGEST ? parent : `${parent.slice(0, KEPT)}~${hash53(parent).toString(36)}`;
  return `${above}/${name}`;
}
