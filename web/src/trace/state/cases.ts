import type { Channel } from '../../../../src/fleet/channel.ts';
import type {
  CaseEvidence,
  CaseLink,
  TraceBehaviour,
  TraceCase,
  TraceChannelRate,
} from '../../../../src/fleet/trace-cases.ts';
import type { TraceDocument, TraceSession } from '../../../../src/fleet/trace-document.ts';
import { parseTime } from '../../shared/lib/time.ts';
import type { AnyBasis } from '../../shared/lib/words.ts';
import { groupBy, type Model } from './model.ts';
import { treeOrder } from './tree.ts';
import type { CaseStatus } from './view.ts';

/** One case, or one dismissal, as the panels of the case view see it. */
export interface CaseRow {
  /** `caseKey` of session and behaviour. */
  id: string;
  session: string;
  behaviour: string;
  agent: string;
  run: TraceSession | undefined;
  /** The case of the document; absent for a dismissal, of which it keeps the reason alone. */
  found: TraceCase | undefined;
  status: CaseStatus;
  /** Why: of the case, or of the person who dismissed it. */
  reason: string;
  score: number | null;
  /** Onset, milliseconds. */
  time: number | null;
  /** What it had read last before its onset, of what is known: the first link of the chain back. */
  link: CaseLink | undefined;
  /** Id of the case row that wrote what it read; `null`: an introduction, or nobody known. */
  via: string | null;
  /** When it read that. */
  read: number | null;
  channel: Channel | null;
  basis: AnyBasis | null;
  /** Cases from the first one of its tree, which is 0; `null` for a dismissal. */
  generation: number | null;
  haystack: () => string;
}

/** What a behaviour's panel shows. */
export interface BehaviourView {
  behaviour: TraceBehaviour;
  rates: TraceChannelRate[];
  dismissed: number;
}

/** The cases of a document, joined once. */
export interface Cases {
  rows: CaseRow[];
  byId: Map<string, CaseRow>;
  /** Cases and dismissals of a session. */
  bySession: Map<string, CaseRow[]>;
  /** Cases by behaviour, those before what descends from them. */
  trees: Map<string, CaseRow[]>;
  /** Direct descendants. */
  children: Map<string, number>;
  /** Those with most cases first. */
  behaviours: BehaviourView[];
  titles: Map<string, string>;
}

/** The one name of a session and a behaviour. A line break parts them: ids of behaviours have none. */
export function caseKey(session: string, behaviour: string): string {
  return `${behaviour}\n${session}`;
}

/** `undefined` where the document's trace did not look for cases. */
export function buildCases(doc: TraceDocument, model: Model): Cases | undefined {
  if (!doc.summary) return undefined;
  const byId = new Map<string, CaseRow>();
  for (const found of doc.cases ?? []) {
    if (found.verdict?.verdict === 'dismissed') continue;
    const row = rowOf(found, model);
    byId.set(row.id, row);
  }
  for (const each of doc.dismissals ?? []) {
    const row = dismissalRow(each.session, each.behaviour, each.reason, model);
    if (!byId.has(row.id)) byId.set(row.id, row);
  }
  const rows = [...byId.values()];
  const children = new Map<string, number>();
  for (const row of rows) {
    if (row.via !== null && (row.via === row.id || !byId.has(row.via))) row.via = null;
    if (row.via !== null) children.set(row.via, (children.get(row.via) ?? 0) + 1);
  }
  const bySession = groupBy(rows, (row) => row.session);
  const trees = new Map<string, CaseRow[]>();
  for (const [behaviour, group] of groupBy(
    rows.filter((row) => row.found),
    (row) => row.behaviour,
  )) {
    const tree = treeOrder(group);
    for (const row of tree) row.generation = (byId.get(row.via ?? '')?.generation ?? -1) + 1;
    trees.set(behaviour, tree);
  }
  const behaviours = (doc.behaviours ?? [])
    .map((behaviour) => ({
      behaviour,
      rates: (doc.channels ?? []).filter((rate) => rate.behaviour === behaviour.id),
      dismissed: rows.filter((row) => row.status === 'dismissed' && row.behaviour === behaviour.id).length,
    }))
    .sort((a, b) => total(b.behaviour) - total(a.behaviour));
  const titles = new Map(behaviours.map(({ behaviour }) => [behaviour.id, behaviour.title]));
  return { rows, byId, bySession, trees, children, behaviours, titles };
}

export const called = (behaviour: TraceBehaviour) => behaviour.probable + behaviour.confirmed;
export const total = (behaviour: TraceBehaviour) => behaviour.suspected + called(behaviour);

function rowOf(found: TraceCase, model: Model): CaseRow {
  const link = found.chain[0];
  const payload = found.evidence.find((each) => each.role === 'payload');
  return withSearch(
    {
      ...base(found.session, found.behaviour, model),
      found,
      status: found.status,
      reason: found.reason,
      score: found.score ?? null,
      time: parseTime(found.onset),
      link,
      via: link?.from ? caseKey(link.from, found.behaviour) : null,
      read: parseTime(link?.time),
      channel: link?.channel ?? payload?.channel ?? null,
      basis: link?.basis ?? null,
      generation: 0,
    },
    model,
  );
}

function dismissalRow(session: string, behaviour: string, reason: string, model: Model): CaseRow {
  return withSearch(
    {
      ...base(session, behaviour, model),
      found: undefined,
      status: 'dismissed',
      reason,
      score: null,
      time: null,
      link: undefined,
      via: null,
      read: null,
      channel: null,
      basis: null,
      generation: null,
    },
    model,
  );
}

function base(session: string, behaviour: string, model: Model) {
  const run = model.byId.get(session)?.session;
  return { id: caseKey(session, behaviour), session, behaviour, run, agent: run?.agent ?? 'unknown' };
}

function withSearch(row: Omit<CaseRow, 'haystack'>, model: Model): CaseRow {
  let text: string | undefined;
  const label = (id: string | null | undefined) => (id ? (model.artifacts.get(id)?.label ?? id) : '');
  const haystack = () => {
    text ??= [
      row.session,
      row.agent,
      row.behaviour,
      row.reason,
      label(row.link?.artifact),
      ...(row.found?.evidence ?? []).flatMap((each) => [each.what, each.passage, label(each.artifact)]),
    ]
      .filter(Boolean)
      .join('\n')
      .toLowerCase();
    return text;
  };
  return { ...row, haystack };
}

/** The two sides of a case: what it had read, and what it did. */
export interface Sides {
  read: CaseEvidence[];
  did: CaseEvidence[];
}

/** Evidence that is a reading stands left, whatever its role; everything else is what the session did. */
export function sidesOf(found: TraceCase): Sides {
  const isRead = (each: CaseEvidence) => each.role === 'payload' || each.kind === 'read';
  return { read: found.evidence.filter(isRead), did: found.evidence.filter((each) => !isRead(each)) };
}

/**
 * What the case before this one wrote in the place that this one read, latest first before the read. It is the writer's
 * evidence: that this case read these very words is what the link's basis says, or does not say.
 */
export function writerEvidence(row: CaseRow, byId: ReadonlyMap<string, CaseRow>): CaseEvidence | undefined {
  const writer = byId.get(row.via ?? '');
  let best: CaseEvidence | undefined;
  for (const each of writer?.found?.evidence ?? []) {
    if (each.kind === 'read' || each.artifact === undefined || each.artifact !== row.link?.artifact) continue;
    const time = parseTime(each.time);
    if (time !== null && row.read !== null && time > row.read) continue;
    if (!best || (time ?? 0) >= (parseTime(best.time) ?? 0)) best = each;
  }
  return best;
}
