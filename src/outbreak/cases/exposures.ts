import type { ContactEngine } from '../../contacts/index.ts';
import type { CaseExposure, CaseSet, Onset, SeenExposure } from './case-set.ts';

/**
 * Who met a behaviour, in order of time: in whose reading the detector saw a payload, or, where a behaviour has no
 * payload, whoever read what a case wrote. What a session met after its own onset did not bring it there, and is left
 * out; so is a contact without a time, since nobody can say which came first.
 */
export function caseExposures(set: CaseSet, engine: ContactEngine): CaseExposure[] {
  const written = fromCases(set, engine);
  const exposures = set.seen === undefined ? written : seenExposures(set, set.seen, written);
  return exposures.sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || a.session - b.session || a.contact - b.contact);
}

/** Reads of what a case wrote. */
function fromCases(set: CaseSet, engine: ContactEngine): CaseExposure[] {
  const { contacts, writes } = engine;
  const withdrawn = engine.withdrawn();
  const exposures: CaseExposure[] = [];
  for (let row = 0; row < contacts.length; row++) {
    const write = contacts.get('write', row);
    const from = writes.get('session', write);
    if (!set.cases.has(from) || withdrawn.has(row)) continue;
    const session = contacts.get('to', row);
    const time = contacts.get('time', row);
    if (session === from || Number.isNaN(time) || !isBefore(time, set.cases.get(session))) continue;
    exposures.push({
      session,
      channel: engine.channelOf(row),
      artifact: contacts.get('artifact', row),
      time,
      written: writes.get('time', write),
      from,
      contact: row,
      basis: engine.basisOf(row),
    });
  }
  return exposures;
}

/** Payloads that were read, and for each the case that had written there what was read, where one had. */
function seenExposures(set: CaseSet, seen: readonly SeenExposure[], written: CaseExposure[]): CaseExposure[] {
  const byRead = new Map<string, CaseExposure[]>();
  for (const exposure of written) {
    const key = `${exposure.session} ${exposure.artifact} ${exposure.time}`;
    const known = byRead.get(key);
    if (known === undefined) byRead.set(key, [exposure]);
    else known.push(exposure);
  }
  return seen.flatMap(({ session, channel, artifact, order, time }) => {
    const onset = set.cases.get(session);
    if (onset !== undefined && order > onset.order) return [];
    const sources = byRead.get(`${session} ${artifact} ${time}`);
    if (sources !== undefined) return sources;
    return { session, channel, artifact, time, written: undefined, from: -1, contact: -1, basis: 'none' as const };
  });
}

function isBefore(time: number, onset: Onset | undefined): boolean {
  return onset === undefined || (onset.time !== undefined && time <= onset.time);
}
