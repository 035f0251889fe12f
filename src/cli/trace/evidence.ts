/**
 * The part of a call's passage that carries the seed. The arguments of a call stand one after the other, each on lines of
 * its own, and a match may reach by a word into the next one: such lines at the ends are left out, so that the evidence
 * reads as the argument that carried it.
 *
 * @param carried what was found: the value, or the texts of the seed of which the passage is a copy
 */
export function carryingLines(passage: string, carried: { value?: string; texts: readonly string[] }): string {
  const lines = passage.split(/\r\n?|\n/);
  if (lines.length === 1) return passage;
  const value = carried.value?.toLowerCase();
  const pairs = value === undefined ? new Set(carried.texts.flatMap(pairsOf)) : undefined;
  const carries = (line: string) =>
    pairs === undefined ? line.toLowerCase().includes(value!) : pairsOf(line).some((pair) => pairs.has(pair));
  const first = lines.findIndex(carries);
  return first < 0 ? passage : lines.slice(first, lines.findLastIndex(carries) + 1).join('\n');
}

/** Neighbouring words. */
function pairsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(1).map((word, i) => `${words[i]} ${word}`);
}
