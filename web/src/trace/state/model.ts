import type { Channel } from '../../../../src/fleet/channel.ts';
import type {
  TraceArtifact,
  TraceContact,
  TraceCopy,
  TraceDocument,
  TraceExposure,
  TraceSeed,
  TraceSession,
} from '../../../../src/fleet/trace-document.ts';
import { parseTime } from '../../shared/lib/time.ts';
import type { Acted, AnyBasis } from '../../shared/lib/words.ts';
import { treeOrder } from './tree.ts';

/** What a session is to the seed. `writer`: it wrote the earliest copy. `copier`: it wrote a copy without a seen read. */
export type Role = 'writer' | 'exposed' | 'copier' | 'reachable' | 'other';

/** One session as the panels see it: the document's parts about it, joined once. */
export interface Row {
  id: string;
  session: TraceSession;
  role: Role;
  exposure: TraceExposure | undefined;
  copies: TraceCopy[];
  /** Steps from the first writer; `null` when the session is not in the tree. */
  generation: number | null;
  /** As the document has it, the highest of all seeds and behaviours; what this seed did not touch, by this seed alone. */
  status: TraceSession['status'];
  acted: Acted | null;
  channel: Channel | null;
  basis: AnyBasis | null;
  /** Row id of the infector; `null`: outside the telemetry or unknown. */
  via: string | null;
  /** First read, or first write of a copy where there is no read; where no seed was found, the start. Milliseconds. */
  time: number | null;
  /** When the infector wrote what was read. */
  written: number | null;
  /** Everything about it that the text search looks into, in lower case; made on first use. */
  haystack: () => string;
}

/** A document seen from one seed. */
export interface Model {
  doc: TraceDocument;
  seed: TraceSeed | undefined;
  /** The seed was found: there is a tree, and sessions have a first read. */
  traced: boolean;
  /** All sessions of the document, and any that only the seed names. */
  rows: Row[];
  byId: Map<string, Row>;
  /** Rows of the transmission tree, parents before children, siblings in order of time. */
  tree: Row[];
  artifacts: Map<string, TraceArtifact>;
  /** Contacts by reader and by writer. */
  contactsTo: Map<string, TraceContact[]>;
  contactsFrom: Map<string, TraceContact[]>;
  /** Text to underline in passages: the seed's own, or that of its earliest copy when the seed was named otherwise. */
  seedText: string;
  agents: string[];
}

export function buildModel(doc: TraceDocument, seedIndex: number): Model {
  const seed = doc.seeds[Math.min(seedIndex, doc.seeds.length - 1)];
  const artifacts = new Map(doc.artifacts.map((artifact) => [artifact.id, artifact]));
  const contactsTo = groupBy(doc.contacts, (contact) => contact.to);
  const contactsFrom = groupBy(doc.contacts, (contact) => contact.from);
  const exposures = new Map((seed?.exposed ?? []).map((exposure) => [exposure.session, exposure]));
  const copies = groupBy(seed?.copies ?? [], (copy) => copy.session);
  const reachable = new Set(seed?.reachableSessions ?? []);

  const sessions = new Map(doc.sessions.map((session) => [session.id, session]));
  for (const id of [seed?.firstWriter, ...exposures.keys(), ...copies.keys()]) {
    if (id && !sessions.has(id)) sessions.set(id, unlisted(id, exposures.has(id)));
  }

  const rows: Row[] = [];
  const byId = new Map<string, Row>();
  for (const session of sessions.values()) {
    const own = copies.get(session.id) ?? [];
    const row = makeRow(session, exposures.get(session.id), own, seed, reachable, artifacts, doc.seeds.length > 1);
    rows.push(row);
    byId.set(row.id, row);
  }
  for (const row of rows) if (row.via !== null) row.written = writtenTime(row, byId, contactsTo);

  return {
    doc,
    seed,
    traced: seed?.found === 'found',
    rows,
    byId,
    tree: treeOrder(rows.filter((row) => row.role !== 'reachable' && row.role !== 'other')),
    artifacts,
    contactsTo,
    contactsFrom,
    seedText: seedText(seed),
    agents: [...groupBy(rows, (row) => row.session.agent)]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([agent]) => agent),
  };
}

function makeRow(
  session: TraceSession,
  exposure: TraceExposure | undefined,
  copies: TraceCopy[],
  seed: TraceSeed | undefined,
  reachable: Set<string>,
  artifacts: Map<string, TraceArtifact>,
  several: boolean,
): Row {
  const first = copies.reduce<TraceCopy | undefined>(
    (best, copy) => (best && (parseTime(best.time) ?? Infinity) <= (parseTime(copy.time) ?? Infinity) ? best : copy),
    undefined,
  );
  const role = roleOf(session.id, exposure, copies, seed, reachable);
  // Of several seeds, another one may be what gave a session its status, unless it is a case of a behaviour.
  const untouched = (role === 'reachable' || role === 'other') && session.evidence === undefined;
  const copyOf = role === 'copier' ? (first?.from ?? null) : null;
  let haystack: string | undefined;
  const row: Row = {
    id: session.id,
    session,
    role,
    exposure,
    copies,
    generation: exposure?.generation ?? (role === 'writer' ? 0 : null),
    status: untouched && several ? towards(seed, session) : session.status,
    acted: exposure?.acted ?? null,
    channel: exposure ? exposure.channel : (first?.channel ?? null),
    basis: exposure?.basis ?? (copyOf ? 'content' : null),
    via: exposure ? exposure.via : copyOf,
    time: seed?.found === 'found' ? parseTime(exposure ? exposure.time : first?.time) : parseTime(session.start),
    written: null,
    haystack: () => {
      haystack ??= searchText(row, artifacts);
      return haystack;
    },
  };
  return row;
}

function roleOf(
  id: string,
  exposure: TraceExposure | undefined,
  copies: TraceCopy[],
  seed: TraceSeed | undefined,
  reachable: Set<string>,
): Role {
  if (exposure) return 'exposed';
  if (seed?.firstWriter === id || copies.some((copy) => copy.original)) return 'writer';
  if (copies.length > 0) return 'copier';
  return reachable.has(id) ? 'reachable' : 'other';
}

/** What a session is towards a seed of which it shows nothing. */
function towards(seed: TraceSeed | undefined, session: TraceSession): TraceSession['status'] {
  const told = seed?.found !== 'cannot-tell' && session.content === 'full' && session.status !== 'unassessed';
  return told ? 'clear' : 'unassessed';
}

/** The latest copy that the infector had put into that artifact before it was read. */
function writtenTime(row: Row, byId: Map<string, Row>, contactsTo: Map<string, TraceContact[]>): number | null {
  const artifact = row.exposure?.artifact ?? null;
  const read = row.time ?? Infinity;
  let best: number | null = null;
  for (const copy of byId.get(row.via ?? '')?.copies ?? []) {
    const time = parseTime(copy.time);
    if (time === null || time > read || (artifact !== null && copy.artifact !== artifact)) continue;
    if (best === null || time > best) best = time;
  }
  if (best !== null) return best;
  const contact = contactsTo.get(row.id)?.find((each) => each.from === row.via && each.artifact === artifact);
  return parseTime(contact?.written);
}

/** A session that a seed names and the list of sessions lacks: shown, and known for nothing but what the seed says of it. */
function unlisted(id: string, exposed: boolean): TraceSession {
  return {
    id,
    agent: 'unknown',
    source: 'unknown',
    start: null,
    end: null,
    status: exposed ? 'exposed' : 'unassessed',
    content: 'none',
    events: 0,
  };
}

function searchText(row: Row, artifacts: Map<string, TraceArtifact>): string {
  const { session, exposure, copies } = row;
  const label = (id: string | null | undefined) => (id ? (artifacts.get(id)?.label ?? id) : '');
  return [
    session.id,
    session.agent,
    session.source,
    label(exposure?.artifact),
    exposure?.passage,
    ...(exposure?.after ?? []).flatMap((act) => [act.what, act.passage, act.value, label(act.artifact)]),
    ...copies.flatMap((copy) => [label(copy.artifact), copy.passage]),
  ]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
}

function seedText(seed: TraceSeed | undefined): string {
  if (!seed) return '';
  if (seed.kind === 'text') return seed.seed.replace(/^text:/, '');
  const earliest = seed.copies.find((copy) => copy.original) ?? seed.copies[0];
  return earliest?.passage ?? (seed.kind === 'url' ? seed.seed.replace(/^url:/, '') : '');
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
