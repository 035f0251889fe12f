import type { Row } from '../../state/model.ts';

/** A block of dots: the sessions of one agent, in order of their start. */
export interface Block {
  agent: string;
  rows: Row[];
  x: number;
  y: number;
  columns: number;
}

export interface FleetLayout {
  blocks: Block[];
  pitch: number;
  height: number;
  /** Centre of each session's dot. */
  at: Map<string, [number, number]>;
}

const CAPTION = 22;
const GAP = 22;
const SHOWN_AGENTS = 40;

/** Sets the blocks side by side in lines, like words, the largest first; agents beyond forty share one block. */
export function fleetLayout(rows: readonly Row[], width: number): FleetLayout {
  const pitch = rows.length <= 300 ? 15 : rows.length <= 2500 ? 9 : 5;
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.session.agent);
    if (group) group.push(row);
    else groups.set(row.session.agent, [row]);
  }
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const rest = sorted.splice(SHOWN_AGENTS).flatMap(([, group]) => group);
  if (rest.length > 0) sorted.push(['other agents', rest]);

  const blocks: Block[] = [];
  const at = new Map<string, [number, number]>();
  let x = 0;
  let y = 0;
  let lineHeight = 0;
  for (const [agent, group] of sorted) {
    const most = Math.max(1, Math.floor(width / pitch));
    const columns = Math.min(most, Math.max(Math.ceil(110 / pitch), Math.ceil(Math.sqrt(group.length * 2.4))));
    const blockWidth = columns * pitch;
    if (x > 0 && x + blockWidth > width) {
      x = 0;
      y += lineHeight + GAP;
      lineHeight = 0;
    }
    group.sort((a, b) => ((a.session.start ?? '') < (b.session.start ?? '') ? -1 : 1));
    group.forEach((row, index) => {
      at.set(row.id, [
        x + ((index % columns) + 0.5) * pitch,
        y + CAPTION + (Math.floor(index / columns) + 0.5) * pitch,
      ]);
    });
    blocks.push({ agent, rows: group, x, y, columns });
    lineHeight = Math.max(lineHeight, CAPTION + Math.ceil(group.length / columns) * pitch);
    x += blockWidth + GAP;
  }
  return { blocks, pitch, height: y + lineHeight + 8, at };
}
