import type { Flows } from './flows.ts';

/**
 * Next-generation matrix over agents, by rows: entry (a, b) is the expected number of sessions of b that one infected
 * session of a infects. Compressed rows.
 */
export interface Matrix {
  size: number;
  start: Uint32Array;
  column: Uint32Array;
  value: Float64Array;
}

/**
 * The matrix without some channels, and without one artifact. A session of agent a that is infected has, in the observed
 * period, meetings / sessions(a) meetings with each reader, `infectious` of them after its onset, and each infects with
 * the probability of its channel.
 *
 * @param risk probability that a meeting infects, by place in `CHANNELS`
 * @param closed places in `CHANNELS`
 * @param without number of an artifact; -2: none
 */
export function matrixOf(
  flows: Flows,
  risk: Float64Array,
  infectious: number,
  sessions: Float64Array,
  closed: ReadonlySet<number> = new Set(),
  without = -2,
): Matrix {
  const size = sessions.length;
  const start = new Uint32Array(size + 1);
  const column = new Uint32Array(flows.length);
  const value = new Float64Array(flows.length);
  const open = risk.map((p, c) => (closed.has(c) ? 0 : p * infectious));
  let length = 0;
  let row = 0;
  for (let i = 0; i < flows.length; i++) {
    const from = flows.from[i]!;
    const to = flows.to[i]!;
    while (row < from) start[++row] = length;
    const p = open[flows.channel[i]!]!;
    if (p === 0 || flows.artifact[i] === without) continue;
    const entry = (flows.meetings[i]! * p) / sessions[from]!;
    // Flows are in order of writer and reader, so what belongs together is adjacent.
    if (length > start[row]! && column[length - 1] === to) value[length - 1]! += entry;
    else {
      column[length] = to;
      value[length++] = entry;
    }
  }
  while (row < size) start[++row] = length;
  return { size, start, column: column.slice(0, length), value: value.slice(0, length) };
}
