import { BASES, CHANNELS, type TraceDocument } from '../../fleet/index.ts';
import type { Frame } from './frame.ts';

const CHAINS = 5;
const LOOK_BACK = 256;

/** Contacts by channel and basis, in the order of the vocabulary. */
export function contactsByChannel(frame: Frame): TraceDocument['contactsByChannel'] {
  const { contacts } = frame.engine;
  const counts = new Uint32Array(CHANNELS.length * BASES.length);
  for (let row = 0; row < contacts.length; row++) {
    if (frame.withdrawn.has(row) || !frame.when(contacts.get('time', row))) continue;
    counts[contacts.get('channel', row) * BASES.length + contacts.get('basis', row)]!++;
  }
  const list: TraceDocument['contactsByChannel'] = [];
  counts.forEach((n, i) => {
    const channel = CHANNELS[Math.floor(i / BASES.length)]!;
    if (n > 0) list.push({ channel, basis: BASES[i % BASES.length]!, contacts: n });
  });
  return list;
}

/**
 * The longest chains of contacts in order of time: each session wrote after it had read what the one before wrote, and
 * none stands in a chain twice. One pass over the contacts in the order of their reads; of chains that end in the same
 * way the first is kept. Where sessions write to each other in turn a longer chain may be missed.
 */
export function longestChains(frame: Frame): string[][] {
  const { contacts, writes, sessions } = frame.engine;
  const rows: number[] = [];
  for (let row = 0; row < contacts.length; row++) {
    if (!frame.withdrawn.has(row) && frame.when(contacts.get('time', row))) rows.push(row);
  }
  rows.sort((a, b) => contacts.get('time', a) - contacts.get('time', b) || a - b);
  const count = sessions.list.length;
  /** Length of the longest chain into each session so far, and the contact by which it came. */
  const length = new Uint32Array(count);
  const came = new Int32Array(count).fill(-1);
  const arrived = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  /** By contact: the one before it in its chain, or -1. */
  const before = new Int32Array(contacts.length).fill(-1);
  /** Looked at as far as a chain of some hundred steps: what a longer one has twice is taken out at the end. */
  const leadsThrough = (session: number, last: number): boolean => {
    let row = last;
    for (let steps = 0; row >= 0 && steps < LOOK_BACK; steps++) {
      if (writes.get('session', contacts.get('write', row)) === session) return true;
      row = before[row]!;
    }
    return false;
  };
  for (const row of rows) {
    const write = contacts.get('write', row);
    const from = writes.get('session', write);
    const to = contacts.get('to', row);
    // The writer had read before it wrote: else the chain does not pass through it.
    const passes = came[from]! >= 0 && arrived[from]! <= writes.get('time', write);
    const reach = (passes ? length[from]! : 0) + 1;
    if (reach <= length[to]! || (passes && leadsThrough(to, came[from]!))) continue;
    before[row] = passes ? came[from]! : -1;
    length[to] = reach;
    came[to] = row;
    arrived[to] = contacts.get('time', row);
  }
  const ends = [...length.keys()].filter((s) => length[s]! > 0).sort((a, b) => length[b]! - length[a]! || a - b);
  const chains: string[][] = [];
  const used = new Set<number>();
  for (const end of ends) {
    if (chains.length === CHAINS) break;
    const chain = [end];
    for (let row = came[end]!; row >= 0; row = before[row]!) {
      chain.push(writes.get('session', contacts.get('write', row)));
      if (chain.length > 10_000) break;
    }
    if (used.has(chain.at(-2)!)) continue; // another branch of a chain already shown
    for (const session of chain) used.add(session);
    chains.push(withoutLoops(chain.reverse()).map((no) => frame.names.session(no)));
  }
  return chains;
}

/** Between two visits to one session nothing is needed: what it wrote after the second it wrote after the first. */
function withoutLoops(chain: number[]): number[] {
  const at = new Map<number, number>();
  const simple: number[] = [];
  for (const session of chain) {
    const known = at.get(session);
    if (known === undefined) at.set(session, simple.push(session) - 1);
    else for (const left of simple.splice(known + 1)) at.delete(left);
  }
  return simple;
}
