import type { Rng } from './rng.ts';

/** How a copy differs from the text it was taken from. Ordered from the mildest to the hardest to recognise. */
export const ALTERATIONS = [
  'verbatim',
  'whitespace',
  'case',
  'wrap',
  'quoting',
  'json',
  'partial',
  'reworded',
] as const;

export type Alteration = (typeof ALTERATIONS)[number];

/** Alterations of the wording, which every later copy inherits; the others are dress that a copier may take off. */
export type WordingAlteration = 'partial' | 'reworded';

/** Words that mean much the same here. Keys are matched in lower case, whole words only. */
const SYNONYMS: Readonly<Record<string, string>> = {
  since: 'because',
  retired: 'decommissioned',
  must: 'should',
  fetch: 'download',
  hangs: 'stalls',
  otherwise: 'else',
  before: 'ahead of',
  keep: 'leave',
  finds: 'sees',
  repository: 'repo',
  every: 'each',
  replacement: 'new',
  note: 'remark',
  session: 'run',
  first: 'initial',
  tests: 'checks',
  stage: 'step',
  next: 'following',
};

/** Replaces about `share` of the words that have a synonym. Links and options are never touched. */
export function reword(text: string, rng: Rng, share: number): string {
  return text.replace(/(?<![\w/.-])[A-Za-z]+(?![\w/-]|\.\w)/g, (word) => {
    const other = SYNONYMS[word.toLowerCase()];
    if (other === undefined || !rng.chance(share)) return word;
    return /^[A-Z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  });
}

/** Drops words at one end, keeping at least `keep` of them and always the words that contain one of `values`. */
export function cutPart(text: string, rng: Rng, keep: number, values: readonly string[]): string {
  const words = text.split(' ');
  const holds = words.map((word, i) => (values.some((value) => word.includes(value)) ? i : -1)).filter((i) => i >= 0);
  const drop = Math.floor(words.length * (1 - keep) * (0.5 + 0.5 * rng.unit()));
  const fromStart = Math.min(drop, holds[0] ?? drop);
  const fromEnd = Math.min(drop, words.length - 1 - (holds.at(-1) ?? -1));
  return rng.chance(0.5) && fromStart > 0
    ? words.slice(fromStart).join(' ')
    : words.slice(0, words.length - fromEnd).join(' ');
}

/** Dresses a text without changing its wording. */
export function dress(text: string, alteration: Exclude<Alteration, WordingAlteration>, rng: Rng): string {
  switch (alteration) {
    case 'verbatim':
      return text;
    case 'whitespace':
      return text.replace(/ /g, () => rng.pick([' ', ' ', ' ', '  ', '\t', ' \n', '   ']));
    case 'case':
      // Links stay as they are: a changed path would be another link.
      return text.replace(/\S+/g, changeCase(rng.chance(0.5)));
    case 'wrap': {
      const prefix = rng.pick(['', '# ', ' * ', '// ', '  ']);
      return hardWrap(text, 48 + rng.int(28))
        .map((line) => prefix + line)
        .join('\n');
    }
    case 'quoting':
      return rng.chance(0.7)
        ? hardWrap(text, 70)
            .map((line) => `${rng.chance(0.2) ? '>>' : '>'} ${line}`)
            .join('\n')
        : `“${text.replace(/"/g, '”').replace(/'/g, '’')}”`;
    case 'json':
      return JSON.stringify({ id: rng.int(9000), rule: text.replace(/\. /g, '.\n'), by: rng.hex(6) });
  }
}

/** An option keeps its case as a link does: `--Option` would not be the same option. */
function changeCase(upper: boolean): (word: string) => string {
  return (word) => {
    if (word.includes('://') || word.startsWith('--')) return word;
    return upper ? word.toUpperCase() : word.toLowerCase();
  };
}

/** Lines of at most `width` characters, broken at blanks. */
export function hardWrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
