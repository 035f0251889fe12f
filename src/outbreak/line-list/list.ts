import { type ContactEngine, contentOf, type Session } from '../../contacts/index.ts';
import type { Channel } from '../../fleet/index.ts';
import type { Controls, LineList, ListedCase, PossibleTransmission } from './line-list.ts';

export interface ListOptions {
  behaviour: string;
  /** The agent that a session belongs to. Default: as the telemetry names it; a session without one is an agent of its own. */
  agent?(session: Session): string;
  /** Number of the strain that a session carries, where that is known. */
  strain?(session: number): number | undefined;
}

/** A case as its builder knows it. */
export interface Found {
  session: number;
  onset: number | undefined;
  probability: number;
}

/** Cases by onset, the sessions' numbers between those of one instant; and the place of each session among them. */
export class CaseList {
  readonly cases: ListedCase[];
  private readonly places = new Map<number, number>();

  constructor(found: readonly Found[], engine: ContactEngine, options: ListOptions) {
    const agents = new Map<string, number>();
    const numberOf = (name: string) => {
      const known = agents.get(name);
      if (known !== undefined) return known;
      agents.set(name, agents.size);
      return agents.size - 1;
    };
    const sorted = [...found].sort((a, b) => instant(a.onset) - instant(b.onset) || a.session - b.session);
    this.cases = sorted.map(({ session, onset, probability }) => {
      const strain = options.strain?.(session);
      return {
        session,
        agent: numberOf(agentOf(engine.sessions.list[session]!, options)),
        onset: timeOf(onset),
        probability,
        ...(strain !== undefined && { strain }),
      };
    });
    this.cases.forEach(({ session }, place) => {
      this.places.set(session, place);
    });
  }

  has(session: number): boolean {
    return this.places.has(session);
  }

  /** -1 for a session that is no case. */
  placeOf(session: number): number {
    return this.places.get(session) ?? -1;
  }

  onsetOf(session: number): number | undefined {
    return this.cases[this.places.get(session)!]?.onset;
  }
}

/** What the telemetry covers. */
export function covered({ sessions }: ContactEngine): Pick<LineList, 'from' | 'until'> {
  let from = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  for (const { start, end } of sessions.list) {
    if (start !== undefined && start < from) from = start;
    if (end !== undefined && end > until) until = end;
  }
  return until < from ? { from: undefined, until: undefined } : { from, until };
}

/** Share of sessions, 1 where there is none. */
export function shareOf(sessions: readonly Session[], counts: (session: Session) => boolean): number {
  return sessions.length === 0 ? 1 : sessions.filter(counts).length / sessions.length;
}

/** Something that it read is in the telemetry with its text. */
export function hasContent(session: Session): boolean {
  return contentOf(session) !== 'none';
}

/**
 * Counts what sessions that are no cases read of cases: a writer and a moment of reading, once.
 *
 * Only between the first and the last onset: who was there at another time could not have been a case among these, and met
 * less of them, so that any burst of cases would look like contagion (Cox, "Partial likelihood", Biometrika 62, 1975: who
 * was at risk when it happened).
 */
export class ControlContacts {
  private readonly first: number;
  private readonly last: number;
  private readonly sessions = new Set<number>();
  private readonly seen = new Set<string>();
  private readonly byChannel: Partial<Record<Channel, number>> = {};
  private readonly unlisted = new Set<string>();

  constructor(cases: readonly ListedCase[]) {
    const onsets = cases.flatMap(({ onset }) => (onset === undefined ? [] : [onset]));
    this.first = onsets.reduce((least, onset) => Math.min(least, onset), Number.POSITIVE_INFINITY);
    this.last = onsets.reduce((most, onset) => Math.max(most, onset), Number.NEGATIVE_INFINITY);
  }

  /** A session that is no case, assessed: before what it read. */
  addSession({ no, start, end }: Session): void {
    const isThere = (end ?? this.first) >= this.first && (start ?? this.last) <= this.last;
    if (this.first > this.last || isThere) this.sessions.add(no);
  }

  add(session: number, from: number, time: number | undefined, channel: Channel): void {
    if (!this.counts(session, time)) return;
    const contact = `${session} ${from} ${time}`;
    if (this.seen.has(contact)) return;
    this.seen.add(contact);
    this.byChannel[channel] = (this.byChannel[channel] ?? 0) + 1;
  }

  /** A read of the payload that no listed case wrote; `from` is -1 where nobody is known to have written it. */
  addUnlisted(session: number, from: number, artifact: number, time: number | undefined): void {
    if (!this.counts(session, time)) return;
    this.unlisted.add(`${session} ${from} ${artifact} ${time}`);
  }

  private counts(session: number, time: number | undefined): boolean {
    return this.sessions.has(session) && (time === undefined || this.first > this.last || time <= this.last);
  }

  /** `showsReads`: such reads are all there. */
  counted(showsReads: boolean): Controls {
    const { sessions, byChannel, unlisted } = this;
    return {
      sessions: sessions.size,
      contacts: this.seen.size,
      byChannel,
      ...(showsReads && { unlisted: unlisted.size }),
    };
  }
}

/** The writer had become a case before the reader's session ended: of two cases, too, the infector is the earlier one. */
export function wasCase(writer: number, reader: Session, list: CaseList): boolean {
  if (!list.has(writer)) return false;
  const onset = list.onsetOf(writer);
  return onset === undefined || reader.end === undefined || onset <= reader.end;
}

/** Rows in the order of their reader's onset, then of reading: the same list, however the contacts came in. */
export function inOrder(rows: PossibleTransmission[]): PossibleTransmission[] {
  return rows.sort(
    (a, b) => a.to - b.to || instant(a.read) - instant(b.read) || a.from - b.from || a.contact - b.contact,
  );
}

/** Telemetry says "no time" in two ways. */
export function timeOf(time: number | undefined): number | undefined {
  return time === undefined || !Number.isFinite(time) ? undefined : time;
}

/** For sorting: what has no time comes last. */
function instant(time: number | undefined): number {
  return time ?? Number.MAX_VALUE;
}

function agentOf(session: Session, options: ListOptions): string {
  return options.agent?.(session) ?? session.info.agent ?? `session ${session.id}`;
}
