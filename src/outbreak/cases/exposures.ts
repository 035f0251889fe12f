import type { ContactEngine } from '../../contacts/index.ts';
import type { CaseExposure, CaseSet, Onset } from './case-set.ts';

/**
 * Who met a behaviour, in order of time: whoever read what a case wrote, or in whose reading the detector saw a payload.
 * What a session met after its own onset did not bring it there, and is left out; so is a contact without a time, since
 * nobody can say which came first.
 */
export function caseExposures(set: CaseSet, engine: ContactEngine): CaseExposure[] {
  const { contacts, writes } = engine;
  const withdrawn = engine.withdrawn();
  const exposures: CaseExposure[] = [];
  for (let row = 0; row < contacts.length; row++) {
    const from = writes.get('session', contacts.get('write', row));
    if (!set.cases.has(from) || withdrawn.has(row)) continue;
    const session = contacts.get('to', row);
    const time = contacts.get('time', row);
    if (session === from || Number.isNaN(time) || !isBefore(time, set.cases.get(session))) continue;
    exposures.push({
      session,
      channel: engine.channelOf(row),
      artifact: contacts.get('artifact', row),
      time,
      written: writes.get('time', contacts.get('write', row)),
      from,
      contact: row,
      basis: engine.basisOf(row),
    });
  }
  for (const { session, channel, artifact, order, time } of set.seen ?? []) {
    const onset = set.cases.get(session);
    if (onset !== undefined && order > onset.order) continue;
    exposures.push({ session, channel, artifact, time, written: undefined, from: -1, contact: -1, basis: 'none' });
  }
  return exposures.sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || a.session - b.session || a.contact - b.contact);
}

function isBefore(time: number, onset: Onset | undefined): boolean {
  return onset === undefined || (onset.time !== undefined && time <= onset.time);
}
