import type { CaseRow } from '../../state/cases.ts';
import { dashOf } from '../../ui/colour.ts';
import { markPath, OUTLINED } from '../../ui/marks.ts';
import { byLook, type DrawnLink, type DrawnMark } from '../timeline/LanePaths.tsx';
import { linkPath } from '../timeline/layout.ts';
import { hueOf } from './status.ts';

/** A lane of the forest: a case, or the heading of the behaviour whose cases follow. */
export type Lane = { y: number; height: number } & ({ row: CaseRow } | { heading: string });

export const HEADING = 24;

/** Lanes with their places, a heading before each behaviour's where there are several. Returns the height of all. */
export function placeLanes(
  trees: readonly { title: string; rows: readonly CaseRow[] }[],
  laneHeight: number,
): { lanes: Lane[]; height: number } {
  const lanes: Lane[] = [];
  let y = 0;
  for (const { title, rows } of trees) {
    if (trees.length > 1) {
      lanes.push({ y, height: HEADING, heading: title });
      y += HEADING;
    }
    for (const row of rows) {
      lanes.push({ y, height: laneHeight, row });
      y += laneHeight;
    }
  }
  return { lanes, height: y };
}

/** The lane at this height: lanes lie in order, so by halving. */
export function laneAt(lanes: readonly Lane[], y: number): Lane | undefined {
  let low = 0;
  let high = lanes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const lane = lanes[middle] as Lane;
    if (y < lane.y) high = middle - 1;
    else if (y >= lane.y + lane.height) low = middle + 1;
    else return lane;
  }
  return undefined;
}

/** Earliest and latest time of anything drawn, with a little air. */
export function caseExtent(rows: readonly CaseRow[]): [number, number] {
  let from = Infinity;
  let to = -Infinity;
  for (const row of rows) {
    for (const time of [row.time, row.read]) {
      if (time === null) continue;
      from = Math.min(from, time);
      to = Math.max(to, time);
    }
  }
  if (from > to) return [0, 60_000];
  const air = Math.max(30_000, (to - from) * 0.02);
  return [from - air, to + air];
}

export interface Drawn {
  links: DrawnLink[];
  marks: DrawnMark[];
}

/**
 * Links and marks, one path for each look. A link comes down from the case that wrote at that one's onset, then runs
 * level to the reader's own; the tick on it is the read. What nobody known wrote starts at its read.
 */
export function drawForest(
  lanes: readonly Lane[],
  ids: ReadonlySet<string>,
  x: (time: number) => number,
  radius: number,
  chain: ReadonlySet<string>,
): Drawn {
  const parents = new Map<string, { x: number | null; y: number }>();
  for (const lane of lanes) {
    if (!('row' in lane)) continue;
    const { id, time } = lane.row;
    parents.set(id, { x: time === null ? null : x(time), y: lane.y + lane.height / 2 });
  }
  const links = new Map<string, DrawnLink>();
  const marks = new Map<string, DrawnMark>();
  for (const lane of lanes) {
    if (!('row' in lane) || lane.row.time === null) continue;
    const { row } = lane;
    const at = lane.y + lane.height / 2;
    const faded = !ids.has(row.id);
    const onset = x(row.time as number);
    if (row.link) {
      const look = chain.has(row.id) ? 'chain' : faded ? 'faded' : '';
      const dash = dashOf(row.basis);
      const key = `${row.channel} ${dash ?? ''} ${look}`;
      const read = Math.min(onset, x(row.read ?? (row.time as number)));
      const from = row.via === null ? undefined : parents.get(row.via);
      const tick = `M${read.toFixed(1)} ${(at - radius * 0.8).toFixed(1)}v${(radius * 1.6).toFixed(1)}`;
      const d =
        from === undefined
          ? `${tick}M${read.toFixed(1)} ${at}H${onset.toFixed(1)}`
          : tick + linkPath(Math.min(read, from.x ?? read), from.y, onset, at);
      const link = links.get(key);
      if (link) link.d += d;
      else links.set(key, { key, d, channel: row.channel ?? 'none', dash, look });
    }
    const hue = hueOf(row);
    const key = `${hue.key} ${faded}`;
    const d = markPath(hue.shape, onset, at, radius);
    const mark = marks.get(key);
    if (mark) mark.d += d;
    else marks.set(key, { key, d, colour: hue.colour, outlined: OUTLINED.has(hue.shape), faded });
  }
  return {
    links: [...links.values()].sort(byLook),
    marks: [...marks.values()].sort((a, b) => Number(b.faded) - Number(a.faded)),
  };
}
