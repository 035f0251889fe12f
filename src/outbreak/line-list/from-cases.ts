import type { ContactEngine } from '../../contacts/index.ts';
import { type CaseExposure, type CaseSet, caseExposures } from '../cases/index.ts';
import type { LineList, PossibleTransmission } from './line-list.ts';
import { CaseList, ControlContacts, covered, inOrder, type ListOptions, shareOf, timeOf, wasCase } from './list.ts';

export interface CaseListOptions extends ListOptions {
  /** The behaviour is writing on what was read: see `LineList.passingOn`. */
  passingOn?: boolean;
  /** Probability that a session of the set is a case. Default 1. */
  probability?(session: number): number;
}

/**
 * The line list of one behaviour: each case with what it read before its onset that another case wrote.
 *
 * Where the detector sees payloads, only a read in which it saw one counts, and one that no case wrote is a row without a
 * writer among the cases. Elsewhere, what a session wrote that had itself read a case, or that could not be assessed, is
 * such a row: it may be a case that was missed. Contacts that were taken back as boilerplate are in no row.
 */
export function caseLineList(set: CaseSet, engine: ContactEngine, options: CaseListOptions): LineList {
  const sessions = engine.sessions.list;
  const found = [...set.cases].filter(([session]) => sessions[session] !== undefined);
  const list = new CaseList(
    found.map(([session, { time }]) => ({ session, onset: time, probability: options.probability?.(session) ?? 1 })),
    engine,
    options,
  );
  const exposures = caseExposures(set, engine);
  const rows: PossibleTransmission[] = [];
  const others = new ControlContacts(list.cases);
  for (const session of sessions) {
    if (!list.has(session.no) && set.assessed(session.no)) others.addSession(session);
  }
  for (const exposure of exposures) {
    if (list.has(exposure.session)) rows.push(rowOf(exposure, list));
    else if (set.assessed(exposure.session)) {
      const { session, from, time, channel, artifact } = exposure;
      if (wasCase(from, sessions[session]!, list)) others.add(session, from, time, channel);
      else if (!list.has(from)) others.addUnlisted(session, from, artifact, time);
    }
  }
  rows.push(...missedWriters(set, engine, list, exposures));
  return {
    behaviour: options.behaviour,
    ...(options.passingOn === true && { passingOn: true }),
    ...(set.seen !== undefined && { showsReads: true }),
    cases: list.cases,
    transmissions: inOrder(rows),
    ...covered(engine),
    assessed: shareOf(sessions, ({ no }) => list.has(no) || set.assessed(no)),
    controls: others.counted(set.seen !== undefined),
  };
}

function rowOf(exposure: CaseExposure, list: CaseList): PossibleTransmission {
  const { session, channel, artifact, time, written, from, contact, basis } = exposure;
  return {
    from: list.placeOf(from),
    to: list.placeOf(session),
    channel,
    artifact,
    written: timeOf(written),
    read: timeOf(time),
    basis,
    survives: undefined,
    contact,
  };
}

/**
 * Contacts of cases with sessions that are none, and that may have been missed: they had read a case (or, where the
 * detector sees payloads, wrote what carried one), or nobody can say.
 */
function missedWriters(
  set: CaseSet,
  engine: ContactEngine,
  list: CaseList,
  exposures: readonly CaseExposure[],
): PossibleTransmission[] {
  const { contacts, writes } = engine;
  const withdrawn = engine.withdrawn();
  const exposedAt = firstExposures(exposures);
  const payloads = set.seen && new Set(set.seen.map((seen) => `${seen.session} ${seen.artifact} ${seen.time}`));
  const rows: PossibleTransmission[] = [];
  for (let row = 0; row < contacts.length; row++) {
    const to = contacts.get('to', row);
    const write = contacts.get('write', row);
    const writer = writes.get('session', write);
    if (!list.has(to) || list.has(writer) || withdrawn.has(row)) continue;
    const read = contacts.get('time', row);
    const onset = list.onsetOf(to);
    if (Number.isNaN(read) || onset === undefined || read > onset) continue;
    const written = writes.get('time', write);
    const artifact = contacts.get('artifact', row);
    const counts =
      payloads?.has(`${to} ${artifact} ${read}`) ??
      (!set.assessed(writer) || (exposedAt.get(writer) ?? Number.POSITIVE_INFINITY) <= written);
    if (!counts) continue;
    rows.push({
      from: -1,
      to: list.placeOf(to),
      channel: engine.channelOf(row),
      artifact,
      written: timeOf(written),
      read,
      basis: engine.basisOf(row),
      survives: undefined,
      contact: row,
      writer,
    });
  }
  return rows;
}

function firstExposures(exposures: readonly CaseExposure[]): Map<number, number> {
  const first = new Map<number, number>();
  for (const { session, time } of exposures) {
    if (time !== undefined && time < (first.get(session) ?? Number.POSITIVE_INFINITY)) first.set(session, time);
  }
  return first;
}
