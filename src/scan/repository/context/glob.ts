const MAX_PATTERN = 200;
const MAX_ALTERNATIVES = 32;

/**
 * Whether a path fits a pattern of `*` and `?` (within a folder), `**` (over folders) and `{a,b}`. By hand, not by a regular
 * expression: patterns and paths are both the repository's, and together they could make one backtrack for hours.
 *
 * @returns `undefined` for a pattern that is too long, or has too many alternatives
 */
export function globOf(pattern: string): ((path: string) => boolean) | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  const patterns = alternatives(pattern)?.map((one) => one.split('/'));
  if (patterns === undefined) return undefined;
  return (path) => {
    const parts = path.split('/');
    return patterns.some((one) => foldersFit(one, parts));
  };
}

/** `a{b,c}d` as `abd` and `acd`. */
function alternatives(pattern: string): string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = /\{([^{}]*)\}/.exec(next);
    if (braces === null) done.push(next);
    else {
      const [before, after] = [next.slice(0, braces.index), next.slice(braces.index + braces[0].length)];
      open.push(...braces[1]!.split(',').map((one) => `${before}${one}${after}`));
    }
    if (done.length + open.length > MAX_ALTERNATIVES) return undefined;
  }
  return done;
}

/** Patterns of folders against folders: the set of places in the pattern at which one can be after each folder. */
function foldersFit(pattern: readonly string[], parts: readonly string[]): boolean {
  let at = skipped(pattern, new Set([0]));
  for (const part of parts) {
    const next = new Set<number>();
    for (const i of at) {
      if (pattern[i] === '**') next.add(i);
      else if (i < pattern.length && nameFits(pattern[i]!, part)) next.add(i + 1);
    }
    if (next.size === 0) return false;
    at = skipped(pattern, next);
  }
  return at.has(pattern.length);
}

/** `**` stands for no folder as well. A set grows while it is walked, so several in a row are passed. */
function skipped(pattern: readonly string[], at: Set<number>): Set<number> {
  for (const i of at) if (pattern[i] === '**') at.add(i + 1);
  return at;
}

/** `*` and `?` in one name: at a mismatch the last star takes one letter more, so the work is at most their product. */
function nameFits(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let from = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      from = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++from;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
