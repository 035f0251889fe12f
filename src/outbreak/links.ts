import type { ContactEngine } from '../contacts/index.ts';
import { BASES, type Basis, type How } from '../fleet/index.ts';

/** A contact from a write that carries the seed. */
export interface Link {
  contact: number;
  write: number;
  from: number;
  to: number;
  artifact: number;
  time: number;
  basis: Basis;
  how: How;
}

/** Contacts from the given writes, by the session that read. One pass over the contacts. */
export function linksFrom(engine: ContactEngine, carrying: ReadonlySet<number>): Map<number, Link[]> {
  const links = new Map<number, Link[]>();
  if (carrying.size === 0) return links;
  const withdrawn = engine.withdrawn();
  for (let row = 0; row < engine.contacts.length; row++) {
    const write = engine.contacts.get('write', row);
    if (!carrying.has(write) || withdrawn.has(row)) continue;
    const to = engine.contacts.get('to', row);
    const link: Link = {
      contact: row,
      write,
      from: engine.writes.get('session', write),
      to,
      artifact: engine.contacts.get('artifact', row),
      time: engine.contacts.get('time', row),
      basis: engine.basisOf(row),
      how: engine.howOf(row),
    };
    const list = links.get(to);
    if (list === undefined) links.set(to, [link]);
    else list.push(link);
  }
  return links;
}

/** Strongest basis first; then the copy that stood there first: later ones added nothing new to what was read. */
export function byStrength(a: Link, b: Link): number {
  return BASES.indexOf(a.basis) - BASES.indexOf(b.basis) || a.write - b.write;
}
