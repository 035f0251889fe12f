import { middleCut } from './printable.ts';

/** Rows as aligned columns; each cell is cut to the width of its column. The last column is not padded. */
export function table(head: string[], rows: string[][], widths: number[]): string[] {
  const used = head.map((cell, c) =>
    Math.min(widths[c]!, Math.max(cell.length, ...rows.map((row) => middleCut(row[c] ?? '', widths[c]!).length))),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, c) => {
        const text = middleCut(cell, used[c]!);
        return c === cells.length - 1 ? text : text.padEnd(used[c]!);
      })
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}

/** `1,024`. */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** `1 session`, `2 sessions`; a plural that is not the word with an s is given. */
export function plural(n: number, word: string, words = `${word}s`): string {
  return `${count(n)} ${n === 1 ? word : words}`;
}
