import type { Flows } from './flows.ts';

/** What is taken out of the contact graph. */
export interface Taken {
  /** Agents by number: nobody of them writes to or reads from others. */
  agents: ReadonlySet<number>;
  /** Artifacts by number: nothing new is written there. */
  artifacts: ReadonlySet<number>;
  /** Places in `CHANNELS`. */
  channels: ReadonlySet<number>;
}

export const NOTHING_TAKEN: Taken = { agents: new Set(), artifacts: new Set(), channels: new Set() };

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
 * The matrix of what is left when something is taken away. A session of agent a that is infected has, in the observed
 * period, meetings / sessions(a) meetings with each reader, `infectious` of them after its onset, and each infects with
 * the probability of its channel.
 */
export function matrixOf(
  flows: Flows,
  risk: ArrayLike<number>,
  infectious: number,
  sessions: ArrayLike<number>,
  taken: Taken = NOTHING_TAKEN,
): Matrix {
  const size = sessions.length;
  const start = new Uint32Array(size + 1);
  const column = new Uint32Array(flows.length);
  const value = new Float64Array(flows.length);
  let length = 0;
  let row = 0;
  for (let i = 0; i < flows.length; i++) {
    const [from, to] = [flows.from[i]!, flows.to[i]!];
    while (row < from) start[++row] = length;
    const p = risk[flows.channel[i]!]!;
    if (p === 0 || isTaken(flows, i, taken)) continue;
    const entry = (flows.meetings[i]! * p * infectious) / sessions[from]!;
    // Flows are in order of writer and reader, so what belongs together is adjacent.
    if (length > start[row]! && column[length - 1] === to) value[length - 1]! += entry;
    else {
      column[length] = to;
      value[length++] = entry;
    }
  }
  while (row < size) start[++row] = length;
  return { size, start, column: column.subarray(0, length), value: value.subarray(0, length) };
}

export function isTaken(flows: Flows, i: number, { agents, artifacts, channels }: Taken): boolean {
  return (
    channels.has(flows.channel[i]!) ||
    artifacts.has(flows.artifact[i]!) ||
    agents.has(flows.from[i]!) ||
    agents.has(flows.to[i]!)
  );
}
