import type { ContactEngine } from '../../contacts/index.ts';
import { Columns } from '../../fleet/index.ts';
import { isBeforeOnset, type OutbreakState } from '../forward/state.ts';

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
  const raw = new Columns({ from: 'u32', to: 'u32', artifact: 'u32', channel: 'u8', flags: 'u8' });
  for (let row = 0; row < contacts.length; row++) {
    if (withdrawn.has(row)) continue;
    const write = contacts.get('write', row);
    const from = writes.get('session', write);
    const to = contacts.get('to', row);
    if (from === to) continue;
    const read = contacts.get('time', row);
    const flags = flagsOf(state, from, to, writes.get('time', write), read);
    // One more, so that a text without an address is not below zero.
    raw.push(from, to, contacts.get('artifact', row) + 1, contacts.get('channel', row), flags);
  }
  return merged(raw, engine.sessions.list.length, engine.artifacts.list.length + 1);
}

function flagsOf({ set }: OutbreakState, from: number, to: number, written: number, read: number): number {
  const source = set.cases.get(from);
  if (source === undefined || isBeforeOnset(written, source)) return 0;
  const own = set.cases.get(to);
  const couldInfect = own === undefined || (own.time !== undefined && read <= own.time);
  return couldInfect ? FROM_CASE | COULD_INFECT : FROM_CASE;
}

type Raw = Columns<'from' | 'to' | 'artifact' | 'channel' | 'flags'>;

function merged(raw: Raw, sessions: number, artifacts: number): Meetings {
  let order = Uint32Array.from({ length: raw.length }, (_, i) => i);
  order = sorted(order, (row) => raw.get('artifact', row), artifacts);
  order = sorted(order, (row) => raw.get('from', row), sessions);
  order = sorted(order, (row) => raw.get('to', row), sessions);
  const meetings: Meetings = {
    length: 0,
    from: new Uint32Array(raw.length),
    to: new Uint32Array(raw.length),
    artifact: new Int32Array(raw.length),
    channel: new Uint8Array(raw.length),
    flags: new Uint8Array(raw.length),
  };
  let last = -1;
  for (const row of order) {
    const [from, to, artifact] = [raw.get('from', row), raw.get('to', row), raw.get('artifact', row) - 1];
    const same =
      last >= 0 && meetings.to[last] === to && meetings.from[last] === from && meetings.artifact[last] === artifact;
    if (!same) {
      last = meetings.length++;
      meetings.from[last] = from;
      meetings.to[last] = to;
      meetings.artifact[last] = artifact;
      meetings.channel[last] = raw.get('channel', row);
    }
    meetings.flags[last]! |= raw.get('flags', row);
  }
  return meetings;
}

/** Stable counting sort of rows by a key below `keys`. */
function sorted(
  order: Uint32Array<ArrayBuffer>,
  keyOf: (row: number) => number,
  keys: number,
): Uint32Array<ArrayBuffer> {
  const place = new Uint32Array(keys + 1);
  for (const row of order) place[keyOf(row) + 1]!++;
  for (let k = 0; k < keys; k++) place[k + 1]! += place[k]!;
  const next = new Uint32Array(order.length);
  for (const row of order) next[place[keyOf(row)]!++] = row;
  return next;
}
