import type { Skipped } from '../fleet/index.ts';
import type { Remarks } from './event-log.ts';

/** More than these are not kept. */
const HINTS = 100;
const SKIPPED = 20_000;

/**
 * What is skipped in all, after some inputs were read anew: what was said of those is replaced. A folder's entry counts its
 * unreadable files; where only some of them were looked at, the counts add up.
 */
export function mergeSkipped(known: readonly Skipped[], remarks: Remarks, readAnew: ReadonlySet<string>): Skipped[] {
  const merged = new Map<string, Skipped>();
  for (const entry of known) if (!readAnew.has(entry.file)) merged.set(keyOf(entry), entry);
  for (const entry of remarks.skipped) {
    const key = keyOf(entry);
    const before = remarks.partlyRead.has(entry.file) ? merged.get(key) : undefined;
    merged.set(key, before === undefined ? entry : { ...entry, count: (before.count ?? 1) + (entry.count ?? 1) });
  }
  return [...merged.values()].slice(0, SKIPPED);
}

export function mergeHints(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added])].slice(0, HINTS);
}

/** A count folds several places of one reason into one entry, which stands beside those listed one by one. */
function keyOf({ file, line, reason, count }: Skipped): string {
  return JSON.stringify([file, line, reason, count === undefined]);
}
