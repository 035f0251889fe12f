/** Half-open ranges of `passage`, in UTF-16 units, that also stand in `seed`. */
export type Range = [from: number, to: number];

const WORD = /[\p{L}\p{N}]+/gu;
const RUN = 3;

/**
 * Finds what of a passage comes from the seed, for reading: runs of at least three words that the seed has in the same
 * order, whatever stands between them. A seed of one or two words is looked for as it is. This only underlines; which
 * sessions read the seed was decided by the trace.
 */
export function seedRanges(passage: string, seed: string): Range[] {
  const wanted = [...seed.matchAll(WORD)].map((match) => match[0].toLowerCase());
  const words = [...passage.matchAll(WORD)];
  const run = Math.min(RUN, wanted.length);
  if (run === 0) return [];
  const runs = new Set<string>();
  for (let index = 0; index + run <= wanted.length; index++) runs.add(wanted.slice(index, index + run).join(' '));
  const ranges: Range[] = [];
  const lower = words.map((match) => match[0].toLowerCase());
  for (let index = 0; index + run <= words.length; index++) {
    if (!runs.has(lower.slice(index, index + run).join(' '))) continue;
    const first = words[index] as RegExpExecArray;
    const last = words[index + run - 1] as RegExpExecArray;
    const end = last.index + last[0].length;
    const previous = ranges.at(-1);
    if (previous && first.index <= previous[1] + 1) previous[1] = Math.max(previous[1], end);
    else ranges.push([first.index, end]);
  }
  return ranges;
}
