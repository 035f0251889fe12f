import { parseTime } from '../../../shared/lib/time.ts';
import type { Row } from '../../state/model.ts';
import type { TreeNode } from '../../state/tree.ts';

/** Rows to draw as lanes: those that pass the filters, and the infectors that tie them to the tree. */
export function lanesOf<T extends TreeNode>(
  tree: readonly T[],
  byId: ReadonlyMap<string, T>,
  ids: ReadonlySet<string>,
): T[] {
  const kept = new Set<T>();
  for (const row of tree) {
    if (!ids.has(row.id)) continue;
    for (let at: T | undefined = row; at && !kept.has(at); at = at.via === null ? undefined : byId.get(at.via)) {
      kept.add(at);
    }
  }
  return tree.filter((row) => kept.has(row));
}

/** Height of a lane in pixels: room for a label while there are few, a thread when there are many. */
export function laneHeight(lanes: number): number {
  if (lanes <= 70) return 20;
  if (lanes <= 160) return 9;
  return lanes <= 400 ? 5 : 3;
}

/** Earliest and latest time of anything drawn, with a little air; a span of at least a minute. */
export function timeExtent(rows: readonly Row[]): [number, number] {
  let from = Infinity;
  let to = -Infinity;
  const take = (time: number | null) => {
    if (time === null) return;
    if (time < from) from = time;
    if (time > to) to = time;
  };
  for (const row of rows) {
    take(row.time);
    take(row.written);
    for (const act of row.exposure?.after ?? []) if (act.carries !== 'nothing') take(parseTime(act.time));
  }
  if (from > to) return [0, 60_000];
  const air = Math.max(30_000, (to - from) * 0.02);
  return [from - air, to + air];
}

/** Maps time to pixels, linearly. */
export function scale(domain: [number, number], range: [number, number]): (time: number) => number {
  const factor = (range[1] - range[0]) / (domain[1] - domain[0] || 1);
  return (time) => range[0] + (time - domain[0]) * factor;
}

/**
 * The link as trees are drawn: down from the writer at the time of the write, then along the reader's lane until the
 * read, so that the level part is how long the text stood there before this session read it.
 */
export function linkPath(xWritten: number, yFrom: number, xRead: number, yTo: number): string {
  const bend = Math.min(5, Math.abs(yTo - yFrom), Math.max(0, xRead - xWritten));
  const down = yTo > yFrom ? 1 : -1;
  const f = (value: number) => Math.round(value * 10) / 10;
  return `M${f(xWritten)} ${f(yFrom)}V${f(yTo - down * bend)}q0 ${f(down * bend)} ${f(bend)} ${f(down * bend)}H${f(xRead)}`;
}
