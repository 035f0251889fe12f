import type { Hit } from '../../cases/index.ts';
import type { ContactEngine } from '../../contacts/index.ts';
import type { Exposure } from '../exposures.ts';
import { type Link, linksFrom } from '../links.ts';
import type { SeedOutbreak } from '../seed-outbreak.ts';
import type { LineList, PossibleTransmission } from './line-list.ts';
import {
  CaseList,
  ControlContacts,
  covered,
  type Found,
  hasContent,
  inOrder,
  type ListOptions,
  shareOf,
  timeOf,
  wasCase,
} from './list.ts';
import { differingShare } from './mutations.ts';

/** A case that passed on the seed word for word is certain; what carries a part or a value of it is probable. */
const CERTAIN = 1;
const PROBABLE = 0.9;
/** Copies of one session that are compared with what it had read. */
const MOST_COPIES = 8;

/**
 * The line list of a traced seed. Cases are the sessions that acted on it or passed it on, its first writer, and those
 * that wrote a copy and were not seen to read one. Onset is the first act that carries the seed, other than as a quotation.
 */
export function seedLineList(outbreak: SeedOutbreak, engine: ContactEngine, options: ListOptions): LineList {
  const own = ownCopies(outbreak);
  const list = new CaseList(casesOf(outbreak, own), engine, options);
  const reads = readsBySession(outbreak);
  const others = new ControlContacts(list.cases);
  const sessions = engine.sessions.list;
  for (const session of sessions) if (!list.has(session.no) && hasContent(session)) others.addSession(session);
  const rows: PossibleTransmission[] = [];
  const links = linksFrom(engine, carryingWrites(outbreak));
  const writtenBy = new Map(outbreak.copies.map(({ hit }) => [hit.write, hit]));
  const add = (row: Omit<PossibleTransmission, 'survives' | 'distance'>, write: number, seen: Hit | undefined) => {
    const copy = writtenBy.get(write) ?? seen;
    const distance = nearest(copy, own.get(list.cases[row.to]!.session));
    rows.push({ ...row, survives: seen?.similarity, ...(distance !== undefined && { distance }) });
  };
  for (const [session, mine] of links) {
    if (!list.has(session)) {
      const reader = engine.sessions.list[session]!;
      for (const { from, time, contact, artifact } of mine) {
        if (wasCase(from, reader, list)) others.add(session, from, time, engine.channelOf(contact));
        else if (!list.has(from)) others.addUnlisted(session, from, artifact, time);
      }
      continue;
    }
    for (const link of mine) {
      if (!isBefore(timeOf(link.time), list.onsetOf(session)) || link.from === session) continue;
      add(rowOf(link, engine, list), link.write, readThere(link, reads.get(session)));
    }
  }
  for (const exposure of outbreak.exposures.values()) {
    const { session, write, via = -1, artifact, time } = exposure;
    if (write !== undefined && links.get(session)?.some((link) => link.write === write)) continue;
    if (!list.has(session)) {
      if (!list.has(via)) others.addUnlisted(session, via, artifact, time);
      continue;
    }
    if (!isBefore(time, list.onsetOf(session))) continue;
    add(unlinkedRow(exposure, engine, list), write ?? -1, exposure.hit);
  }
  return {
    behaviour: options.behaviour,
    cases: list.cases,
    transmissions: inOrder(rows),
    showsReads: true,
    ...covered(engine),
    assessed: shareOf(sessions, (session) => list.has(session.no) || hasContent(session)),
    controls: others.counted(true),
  };
}

function casesOf(outbreak: SeedOutbreak, own: ReadonlyMap<number, readonly Hit[]>): Found[] {
  const found: Found[] = [];
  for (const [session, { acted, carrying, relayedExactly }] of outbreak.deeds) {
    if (acted !== 'used' && acted !== 'relayed') continue;
    if (session === outbreak.firstWriter) continue;
    const first = carrying.find((act) => !act.quoted);
    found.push({ session, onset: timeOf(first?.time), probability: relayedExactly ? CERTAIN : PROBABLE });
  }
  const writers = new Set(outbreak.unreadWriters);
  if (outbreak.firstWriter !== undefined) writers.add(outbreak.firstWriter);
  for (const session of writers) {
    const hit = own.get(session)?.[0];
    if (hit === undefined) continue; // it wrote quotations alone
    const certain = hit.verbatim || session === outbreak.firstWriter;
    found.push({ session, onset: timeOf(hit.time), probability: certain ? CERTAIN : PROBABLE });
  }
  return found;
}

/** The copies that each session wrote as its own words, the first ones. */
function ownCopies({ copies }: SeedOutbreak): Map<number, Hit[]> {
  const own = new Map<number, Hit[]>();
  for (const { hit } of copies) {
    if (hit.quoted) continue;
    const mine = own.get(hit.session);
    if (mine === undefined) own.set(hit.session, [hit]);
    else if (mine.length < MOST_COPIES) mine.push(hit);
  }
  return own;
}

/** Who rewords one of its copies shows by another what it had read. */
function nearest(read: Hit | undefined, own: readonly Hit[] = []): number | undefined {
  let least: number | undefined;
  for (const copy of own) {
    const distance = differingShare(read, copy);
    if (distance !== undefined && distance < (least ?? Number.POSITIVE_INFINITY)) least = distance;
  }
  return least;
}

function carryingWrites({ copies, exposures }: SeedOutbreak): Set<number> {
  const writes = new Set<number>();
  for (const { hit } of copies) if (hit.write >= 0) writes.add(hit.write);
  for (const { write } of exposures.values()) if (write !== undefined) writes.add(write);
  return writes;
}

function readsBySession({ trace }: SeedOutbreak): Map<number, Hit[]> {
  const reads = new Map<number, Hit[]>();
  for (const hit of trace.hits) {
    if (hit.kind !== 'read' || !hit.copy) continue;
    const mine = reads.get(hit.session);
    if (mine === undefined) reads.set(hit.session, [hit]);
    else mine.push(hit);
  }
  return reads;
}

/** The read of a copy that a contact is about. */
function readThere(link: Link, reads: Hit[] | undefined): Hit | undefined {
  return reads?.find((hit) => hit.time === link.time && (hit.artifact === link.artifact || link.artifact < 0));
}

function rowOf(link: Link, engine: ContactEngine, list: CaseList): Omit<PossibleTransmission, 'survives'> {
  const from = list.placeOf(link.from);
  return {
    from,
    to: list.placeOf(link.to),
    channel: engine.channelOf(link.contact),
    artifact: link.artifact,
    written: timeOf(engine.writes.get('time', link.write)),
    read: timeOf(link.time),
    basis: link.basis,
    contact: link.contact,
    ...(from < 0 && { writer: link.from }),
  };
}

/** A first read that no contact explains: from outside, or of a file that the client put into the prompt. */
function unlinkedRow(
  exposure: Exposure,
  engine: ContactEngine,
  list: CaseList,
): Omit<PossibleTransmission, 'survives'> {
  const { session, via, write, artifact, time, basis, hit } = exposure;
  const from = via === undefined ? -1 : list.placeOf(via);
  return {
    from,
    to: list.placeOf(session),
    channel: hit?.channel ?? engine.artifacts.list[artifact]?.ref.channel ?? 'tool',
    artifact,
    written: write === undefined ? undefined : timeOf(engine.writes.get('time', write)),
    read: timeOf(time),
    basis,
    contact: -1,
    ...(from < 0 && via !== undefined && { writer: via }),
  };
}

/** Without times nobody can say which came first: it is kept, and weighed as such. */
function isBefore(read: number | undefined, onset: number | undefined): boolean {
  return read === undefined || onset === undefined || read <= onset;
}
