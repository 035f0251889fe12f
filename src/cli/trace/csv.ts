import { printable } from '../output/printable.ts';
import type { LazyDocument } from './long-list.ts';

const COLUMNS = [
  'seed',
  'session',
  'agent',
  'role',
  'generation',
  'first_read',
  'artifact',
  'channel',
  'via',
  'basis',
  'how',
  'similarity',
  'altered',
  'acted',
  'file',
  'line',
  'passage',
  'status',
  'behaviour',
  'onset',
  'reason',
] as const;

const ARTIFACT_COLUMNS = ['artifact', 'channel', 'scope', 'label', 'readers', 'writers'] as const;

/** The recall list of the seeds and the cases; where neither was asked for, the artifacts. RFC 4180. */
export function traceCsv(doc: LazyDocument): Generator<string> {
  return doc.seeds.length > 0 || doc.cases !== undefined ? recallList(doc) : artifactList(doc);
}

/** The artifacts, those that reach most sessions first. */
function* artifactList(doc: LazyDocument): Generator<string> {
  yield `${ARTIFACT_COLUMNS.join(',')}\r\n`;
  const order = [...doc.artifacts].sort(
    (a, b) => b.readers - a.readers || b.writers - a.writers || (a.id < b.id ? -1 : 1),
  );
  for (const { id, channel, scope, label, readers, writers } of order) {
    yield `${[id, channel, scope, label, readers, writers].map(cell).join(',')}\r\n`;
  }
}

/**
 * The recall list: a row for each session that read a seed, wrote it first, or could have read it, for each seed; then one
 * for each case, by behaviour.
 */
function* recallList(doc: LazyDocument): Generator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  const known = new Map<string, { agent: string; status: string }>();
  for (const { id, agent, status } of doc.sessions) known.set(id, { agent, status });
  const of = (session: string) => ({ session, ...known.get(session) });
  for (const seed of doc.seeds) {
    const row = (cells: Partial<Record<(typeof COLUMNS)[number], unknown>>) =>
      `${COLUMNS.map((name) => cell({ seed: seed.seed.slice(0, 200), ...cells }[name])).join(',')}\r\n`;
    if (seed.firstWriter !== null) {
      const session = seed.firstWriter;
      const first = seed.firstSeen;
      yield row({
        ...of(session),
        role: 'first-writer',
        generation: 0,
        artifact: first?.artifact,
        file: first?.at?.file,
        line: first?.at?.line,
      });
    }
    const exposed = new Set<string>();
    for (const e of seed.exposed) {
      exposed.add(e.session);
      yield row({
        ...e,
        ...of(e.session),
        role: 'exposed',
        first_read: e.time,
        file: e.at?.file,
        line: e.at?.line,
      });
    }
    for (const session of seed.reachableSessions) {
      if (!exposed.has(session)) yield row({ ...of(session), role: 'reachable' });
    }
  }
  for (const { session, status, behaviour, onset, reason, chain, evidence } of doc.cases ?? []) {
    const [before] = chain;
    const seen = evidence.find(({ role }) => role !== 'payload') ?? evidence[0];
    const cells: Partial<Record<(typeof COLUMNS)[number], unknown>> = {
      ...of(session),
      role: 'case',
      artifact: before?.artifact,
      channel: before?.channel,
      first_read: before?.time,
      via: before?.from,
      basis: before?.basis,
      file: seen?.at?.file,
      line: seen?.at?.line,
      passage: seen?.passage,
      status,
      behaviour,
      onset,
      reason,
    };
    yield `${COLUMNS.map((name) => cell(cells[name])).join(',')}\r\n`;
  }
}

/** A cell that a spreadsheet would take for a formula is made text. */
function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  let text = printable(String(value));
  if (/^\s*[=+\-@＝＋－＠]/.test(text) && Number.isNaN(Number(text))) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
