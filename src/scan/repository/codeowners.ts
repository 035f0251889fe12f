import ignore, { type Ignore } from 'ignore';
import type { Codeowners } from './model.ts';
import type { Reading } from './reading.ts';

const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
const MAX_RULES = 5_000;

/** The CODEOWNERS file that GitHub takes: the first of three places. A pattern with nobody behind it frees its paths. */
export function readCodeowners(reading: Reading): Codeowners | undefined {
  const path = PLACES.map((place) => reading.tree.resolve(place)).find((place) => place !== undefined);
  const map = path === undefined ? undefined : reading.text(path);
  if (path === undefined || map === undefined) return undefined;
  const rules: {
    pattern: string;
    owners: readonly string[];
    span: Codeowners['rules'][number]['span'];
    matcher: Ignore;
  }[] = [];
  for (let number = 1; number <= map.lines && rules.length < MAX_RULES; number++) {
    const line = map.line(number);
    const words = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/(?<!\\)\s+/);
    const pattern = words[0] ?? '';
    // Sections of other forges, negation and ranges are no patterns of GitHub.
    if (pattern === '' || /^[[!^]/.test(pattern)) continue;
    const start = map.offsetAt(number);
    try {
      const matcher = ignore().add(pattern.replace(/\\ /g, ' '));
      rules.push({ pattern, owners: words.slice(1), span: map.span(start, start + line.length), matcher });
    } catch {
      reading.leaveOut({ file: path, line: number, reason: 'a pattern that cannot be read', weight: 'warning' });
    }
  }
  return {
    path,
    rules: rules.map(({ pattern, owners, span }) => ({ pattern, owners, span })),
    ownersOf: (target) => {
      for (let i = rules.length - 1; i >= 0; i--) {
        const rule = rules[i]!;
        if (ignore.isPathValid(target) && rule.matcher.ignores(target)) return { owners: rule.owners, span: rule.span };
      }
      return { owners: [], span: undefined };
    },
  };
}
