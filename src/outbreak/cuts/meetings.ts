import type { ContactEngine } from '../../contacts/index.ts';
import { isBeforeOnset, type OutbreakState } from '../forward/state.ts';
import { asTheyStand, sortedBy } from './counting-sort.ts';

/** The writer was a case when it wrote. */
export const FROM_CASE = 1;
/** The reader was no case yet when it read. */
export const COULD_INFECT = 2;

/**
 * That a session read what another wrote in an artifact: once for each three of them, however many writes and reads they
 * had. Sorted by the reader. Rows are indices into the arrays.
 */
export interface Meetings {
  length: number;
  from: Uint32Array;
  to: Uint32Array;
  /** -1: a text without an address. */
  artifact: Int32Array;
  /** Place in `CHANNELS`. */
  channel: Uint8Array;
  /** `FROM_CASE` and `COULD_INFECT`. */
  flags: Uint8Array;
}

/** The meetings of all sessions, and what they had to do with the cases. Linear: three passes of counting sort. */
export function meetingsOf(state: OutbreakState, engine: ContactEngine): Meetings {
  const { contacts, writes } = engine;
  const withdrawn = engine.withdrawn();
  const raw = columns(contacts.length);
  // One more than its number, so that a text without an address is not below zero.
  const artifacts = new Uint32Array(contacts.length);
  for (let row = 0; row < contacts.length; row++) {
    const write = contacts.get('write', row);
    const from = writes.get('session', write);
    const to = contacts.get('to', row);
    if (from === to || withdrawn.has(row)) continue;
    const i = raw.length++;
    raw.from[i] = from;
    raw.to[i] = to;
    artifacts[i] = contacts.get('artifact', row) + 1;
    raw.channel[i] = contacts.get('channel', row);
    if (!state.set.cases.has(from)) continue;
    raw.flags[i] = flagsOf(state, from, to, writes.get('time', write), contacts.get('time', row));
  }
  const sessions = engine.sessions.list.length;
  let order = sortedBy(asTheyStand(raw.length), artifacts, engine.artifacts.list.length + 1);
  order = sortedBy(order, raw.from, sessions);
  return merged(raw, artifacts, sortedBy(order, raw.to, sessions));
}

function flagsOf({ set }: OutbreakState, from: number, to: number, written: number, read: number): number {
  if (isBeforeOnset(written, set.cases.get(from))) return 0;
  const own = set.cases.get(to);
  const couldInfect = own === undefined || (own.time !== undefined && read <= own.time);
  return couldInfect ? FROM_CASE | COULD_INFECT : FROM_CASE;
}

function columns(length: number): Meetings {
  return {
    length: 0,
    from: new Uint32Array(length),
    to: new Uint32Array(length),
    artifact: new Int32Array(length),
    channel: new Uint8Array(length),
    flags: new Uint8Array(length),
  };
}

/** Rows of the same reader, writer and artifact, which stand side by side in this order, as one. */
function merged(raw: Meetings, artifacts: Uint32Array, order: Uint32Array): Meetings {
  const meetings = columns(order.length);
  let last = -1;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const [from, to, artifact] = [raw.from[row]!, raw.to[row]!, artifacts[row]! - 1];
    const same =
      last >= 0 && meetings.to[last] === to && meetings.from[last] === from && meetings.artifact[last] === artifact;
    if (!same) {
      last = meetings.length++;
      meetings.from[last] = from;
      meetings.to[last] = to;
      meetings.artifact[last] = artifact;
      meetings.channel[last] = raw.channel[row]!;
    }
    meetings.flags[last]! |= raw.flags[row]!;
  }
  return meetings;
}
