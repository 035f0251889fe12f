import { type ContactEngine, contentOf } from '../../contacts/index.ts';
import { binomialInterval } from '../../fleet/index.ts';
import type { CaseExposure, CaseSet, Onset } from '../cases/index.ts';
import { caseExposures } from '../cases/index.ts';
import type { Exposure } from '../exposures.ts';
import type { SeedOutbreak } from '../seed-outbreak.ts';
import type { Background } from './risk.ts';

/** One outbreak as exposures and cuts need it, whether a seed was traced or a behaviour was looked for. */
export interface OutbreakState {
  set: CaseSet;
  /** Reads of a payload, or of what a case wrote, before the reader's own onset. */
  exposures: readonly CaseExposure[];
  /** The same by session, once for each read: several writes that one read brought are one read. */
  reads: ReadonlyMap<number, readonly CaseExposure[]>;
  /** Artifacts, by number, in which something that a case wrote still stands. */
  carriers: ReadonlySet<number>;
  /**
   * Probability that a session shows it without having met it, in [0, 1): the share of cases among those who met nothing.
   * 0 for a traced text, which nobody comes to by chance.
   */
  background: Background;
  /** First and last moment of the telemetry, milliseconds; `undefined` where nothing has a time. */
  from: number | undefined;
  until: number | undefined;
  /** A session that was last seen at this moment or later may still be running. */
  runningSince: number;
}

/**
 * The state of a traced seed. Cases are the first writer, whoever wrote it on or used it after reading it, and whoever
 * wrote it without having been seen to read it; quoting it makes no case.
 */
export function seedState(outbreak: SeedOutbreak, engine: ContactEngine): OutbreakState {
  const cases = new Map<number, Onset>();
  const note = (session: number, onset: Onset) => {
    const known = cases.get(session);
    if (known === undefined || onset.order < known.order) cases.set(session, onset);
  };
  const unassessed = new Set<number>();
  for (const [session, { acted, carrying }] of outbreak.deeds) {
    if (acted === 'unknown') unassessed.add(session);
    if (acted !== 'used' && acted !== 'relayed') continue;
    const first = carrying.find((act) => !act.quoted)!;
    note(session, { order: first.order, time: first.time });
  }
  for (const { hit } of outbreak.copies) {
    if (hit.quoted || outbreak.exposures.has(hit.session)) continue;
    note(hit.session, { order: hit.order, time: hit.time });
  }
  const { firstWriter, firstSeen } = outbreak;
  if (firstWriter !== undefined && !cases.has(firstWriter)) {
    note(firstWriter, { order: firstSeen?.order ?? 0, time: firstSeen?.time });
  }
  const sessions = engine.sessions.list;
  const set: CaseSet = {
    cases,
    assessed: (no) => cases.has(no) || (!unassessed.has(no) && contentOf(sessions[no]!) !== 'none'),
  };
  const exposures = [...outbreak.exposures.values()].map((exposure) => caseExposureOf(exposure, set, engine));
  const reads = bySession(exposures);
  return {
    set,
    exposures,
    reads,
    carriers: carriersOf(outbreak),
    background: { estimate: 0, upper: 0 },
    ...periodOf(engine),
  };
}

/** Where nothing but quotations of it stands, a review or a report, there is nothing to purge. */
function carriersOf({ live, copies }: SeedOutbreak): Set<number> {
  const quoting = new Set<number>();
  const telling = new Set<number>();
  for (const copy of copies) if (copy.live) (copy.hit.quoted ? quoting : telling).add(copy.hit.artifact);
  return new Set([...live].filter((artifact) => !quoting.has(artifact) || telling.has(artifact)));
}

function caseExposureOf(exposure: Exposure, set: CaseSet, engine: ContactEngine): CaseExposure {
  const { session, artifact, time, via, write, hit, basis } = exposure;
  return {
    session,
    channel: hit?.channel ?? engine.artifacts.list[artifact]?.ref.channel ?? 'human',
    artifact,
    time,
    written: write === undefined ? undefined : known(engine.writes.get('time', write)),
    from: via !== undefined && set.cases.has(via) ? via : -1,
    contact: -1,
    basis,
  };
}

/**
 * The state of a behaviour. What a case wrote before its onset does not count; where one of the two has no time, it does,
 * since nobody can say that it came before.
 */
export function behaviourState(set: CaseSet, engine: ContactEngine): OutbreakState {
  const exposures = caseExposures(set, engine).filter(
    ({ from, written }) => from < 0 || !isBeforeOnset(written, set.cases.get(from)),
  );
  const carriers = new Set<number>();
  for (const { no, live } of engine.artifacts.list) {
    const carries = live.some((row) => {
      const onset = set.cases.get(engine.writes.get('session', row));
      return onset !== undefined && !isBeforeOnset(known(engine.writes.get('time', row)), onset);
    });
    if (carries) carriers.add(no);
  }
  const reads = bySession(exposures);
  return {
    set,
    exposures,
    reads,
    carriers,
    background: backgroundOf(set, reads, engine.sessions.list.length),
    ...periodOf(engine),
  };
}

function bySession(exposures: readonly CaseExposure[]): Map<number, CaseExposure[]> {
  const groups = new Map<number, CaseExposure[]>();
  const reads = new Set<string>();
  for (const exposure of exposures) {
    const read = `${exposure.session} ${exposure.artifact} ${exposure.time} ${exposure.channel}`;
    if (reads.has(read)) continue;
    reads.add(read);
    const group = groups.get(exposure.session);
    if (group === undefined) groups.set(exposure.session, [exposure]);
    else group.push(exposure);
  }
  return groups;
}

/** Whether something was written before the writer met the case definition; false where that cannot be said. */
export function isBeforeOnset(written: number | undefined, onset: Onset | undefined): boolean {
  return written !== undefined && onset?.time !== undefined && written < onset.time;
}

function backgroundOf(set: CaseSet, met: ReadonlyMap<number, unknown>, sessions: number): Background {
  let [unexposed, cases] = [0, 0];
  for (let no = 0; no < sessions; no++) {
    if (met.has(no) || !set.assessed(no)) continue;
    unexposed++;
    if (set.cases.has(no)) cases++;
  }
  // Every outbreak has a first case; where nobody else was without exposure, that alone says nothing.
  if (unexposed === 0) return { estimate: 0, upper: 0 };
  return { estimate: cases / (unexposed + 1), upper: binomialInterval(cases, unexposed).upper };
}

/** When the telemetry begins and ends; running is what was seen within the median length of a session before its end. */
function periodOf(engine: ContactEngine): Pick<OutbreakState, 'from' | 'until' | 'runningSince'> {
  let from = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  const lengths: number[] = [];
  for (const { start, end } of engine.sessions.list) {
    if (start === undefined || end === undefined) continue;
    if (start < from) from = start;
    if (end > until) until = end;
    lengths.push(end - start);
  }
  if (lengths.length === 0) return { from: undefined, until: undefined, runningSince: Number.POSITIVE_INFINITY };
  lengths.sort((a, b) => a - b);
  return { from, until, runningSince: until - lengths[lengths.length >> 1]! };
}

function known(time: number): number | undefined {
  return Number.isNaN(time) ? undefined : time;
}
