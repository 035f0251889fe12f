import type { TraceAfter, TraceArtifact, TraceExposure, TraceSeed, TraceSession } from '../../fleet/index.ts';
import { caseLines } from '../cases/text.ts';
import { outbreakLines } from '../outbreak/text.ts';
import { middleCut, oneLine } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';
import { count, plural, table } from '../output/table.ts';
import type { LazyDocument } from './long-list.ts';

/** Rows of the table of exposed sessions; the rest is in the other formats. */
const ROWS = 40;
const WIDTH = 110;
const HINTS = 2;
/** Artifacts that still carry it. */
const LIVE = 2;
const SKIPPED = 3;
const MOST_READ = 10;

/** The finding for a terminal: the answer first, in at most 24 lines for one seed, then the table of sessions. */
export function traceText(doc: LazyDocument, style: Styler): string {
  const lines = [style('bold', headline(doc)), ...coverageLines(doc, style)];
  const nobody = doc.coverage.sessions === 0;
  for (const seed of doc.seeds) lines.push('', ...seedLines(seed, doc, style));
  if (doc.summary !== undefined && !nobody) lines.push('', ...caseLines(doc, style));
  if (doc.seeds.length === 0)
    lines.push('', ...(nobody ? [style('yellow', nobodyActive(doc))] : summaryLines(doc, style)));
  lines.push(...outbreakLines(doc, style), ...skippedLines(doc, style));
  return `${lines.join('\n')}\n`;
}

function headline(doc: LazyDocument): string {
  const [from, to] = datesOf(doc);
  const span = from === '' ? 'no times' : from === to ? from : `${from} to ${to}`;
  const events = doc.coverage.sources.reduce((sum, source) => sum + source.events, 0);
  return `cordon trace: ${plural(doc.coverage.sessions, 'session')}, ${plural(events, 'event')}, ${span}`;
}

/** The first and the last date on which a session was active; `''` where no time is known. */
function datesOf(doc: LazyDocument): [from: string, to: string] {
  let [from, to] = ['', ''];
  for (const { start, end } of doc.sessions) {
    for (const time of [start, end]) {
      if (time === null) continue;
      if (from === '' || time < from) from = time;
      if (time > to) to = time;
    }
  }
  return [from.slice(0, 10), to.slice(0, 10)];
}

function coverageLines(doc: LazyDocument, style: Styler): string[] {
  const c = doc.coverage;
  const named = [
    c.reads > c.prompts ? `${share(c.readsIdentified, c.reads - c.prompts)} of reads (prompts left out)` : '',
    c.writes > 0 ? `${share(c.writesIdentified, c.writes)} of writes` : '',
  ].filter((part) => part !== '');
  const hints = c.hints.slice(0, HINTS).map((hint) => `           hint: ${oneLine(hint, WIDTH + 40)}`);
  if (c.hints.length > HINTS) hints.push(`${hints.pop()} (and ${c.hints.length - HINTS} more in the JSON)`);
  return [
    `Coverage   ${count(c.withContent)} of ${plural(c.sessions, 'session')} fully seen; ` +
      (named.length === 0 ? 'no reads or writes in them' : `${named.join(' and ')} name what they touched`),
    ...hints.map((line) => style('dim', line)),
  ];
}

function seedLines(seed: TraceSeed, doc: LazyDocument, style: Styler): string[] {
  const text = seed.text === undefined ? '' : ` “${oneLine(seed.text, WIDTH - 20)}”`;
  const lines = [`Seed       ${oneLine(seed.seed, WIDTH - 20)} (${seed.kind})${text}`];
  if (doc.coverage.sessions === 0) return [...lines, '', style('yellow', nobodyActive(doc))];
  if (seed.found !== 'found')
    return [...lines, '', style('yellow', seed.explanation), ...nearestLines(seed), ...leftOutLines(seed)];
  const inferred =
    seed.exposedInferred > 0
      ? ` (${count(seed.exposedObserved)} observed, ${count(seed.exposedInferred)} inferred)`
      : '';
  const quoted = seed.quoted > 0 ? `; ${count(seed.quoted)} more only quoted it` : '';
  if (doc.coverage.reads === 0) {
    const writers = new Set(seed.copies.map((copy) => copy.session)).size;
    lines.push(
      '',
      `${number(writers, style)} ${writers === 1 ? 'author' : 'authors'} wrote it, in ${plural(seed.copies.length, 'text')}`,
      '       who read it cannot be told: there is no read in this telemetry',
    );
    return [...lines, '', ...storyLines(seed, doc), '', ...copyTable(seed, style)];
  }
  lines.push(
    '',
    `${number(seed.reachable, style)} reachable  touched, or loaded by their client, what carried it`,
    `${number(seed.exposedCount, style)} exposed    read it${inferred}`,
    `${number(seed.acted, style)} acted      ${count(seed.relayed)} wrote it on${statuses(seed, doc)}, ${count(seed.used)} used it${quoted}`,
    ...leftOutLines(seed),
    ...noteLines(seed),
    '',
    ...storyLines(seed, doc),
  );
  if (seed.exposed.length > 0) lines.push('', ...exposureTable(seed, style));
  else if (seed.copies.length > 0) lines.push('', ...copyTable(seed, style));
  return lines;
}

/** Which case status those have who wrote it on. */
function statuses(seed: TraceSeed, doc: LazyDocument): string {
  const relayed = new Set(seed.exposed.flatMap(({ session, acted }) => (acted === 'relayed' ? [session] : [])));
  const of = { confirmed: 0, probable: 0 };
  for (const { id, status } of doc.sessions) {
    if ((status === 'confirmed' || status === 'probable') && relayed.has(id)) of[status]++;
  }
  const parts = Object.entries(of).flatMap(([status, n]) => (n === 0 ? [] : [`${count(n)} ${status}`]));
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function sessionOf(wanted: string, doc: LazyDocument): TraceSession | undefined {
  for (const session of doc.sessions) if (session.id === wanted) return session;
  return undefined;
}

function storyLines(seed: TraceSeed, doc: LazyDocument): string[] {
  const lines: string[] = [];
  const writer = seed.firstWriter === null ? undefined : sessionOf(seed.firstWriter, doc);
  const first = seed.firstSeen;
  if (seed.firstWriter !== null) {
    const agent = writer === undefined ? '' : ` (${oneLine(writer.agent, 30)})`;
    lines.push(
      `First writer   ${oneLine(seed.firstWriter, 50)}${agent}, ${minute(first?.time ?? null)}, in ${oneLine(first?.artifact ?? '-', 50)}${writer === undefined ? '' : `: ${writer.status}`}`,
    );
  } else if (first !== null) {
    // It may have been a write: a read without a time leaves open which came first.
    const how = seed.exposed.some(({ session }) => session === first.session) ? 'read by' : 'with';
    lines.push(
      `First seen     ${how} ${oneLine(first.session, 50)}, ${minute(first.time)}, in ${oneLine(first.artifact ?? 'a text without address', 50)}`,
    );
  }
  const origins = seed.origins
    .filter((o) => o.weight >= 0.005)
    .slice(0, 3)
    .map((o) => `${oneLine(o.label, 60)} ${Math.round(o.weight * 100)} %`);
  if (origins.length > 0) lines.push(`Origins        ${origins.join('; ')}`);
  const generations = new Map<number, number>();
  for (const e of seed.exposed) generations.set(e.generation, (generations.get(e.generation) ?? 0) + 1);
  if (generations.size > 0) {
    const counts = [...generations].map(([g, n]) => `${g}: ${count(n)}`).join(', ');
    lines.push(`Generations    ${oneLine(counts, WIDTH)}`);
  }
  const at = doc.seeds.indexOf(seed);
  const live: string[] = [];
  for (const { id, carries } of doc.artifacts) if (carries?.includes(at)) live.push(id);
  const altered = seed.copies.filter((c) => c.altered).length;
  const quoted = seed.copies.filter((c) => c.quoted).length;
  lines.push(
    `Copies         ${plural(seed.copies.length, 'write')} of it, ${count(altered)} altered, ${count(quoted)} in quotation; ` +
      `${plural(live.length, 'artifact')} still ${live.length === 1 ? 'carries' : 'carry'} one`,
  );
  const carriers = live.slice(0, LIVE).map((id) => `               ${oneLine(id, 90)}`);
  if (live.length > LIVE) carriers.push(`${carriers.pop()} and ${count(live.length - LIVE)} more`);
  lines.push(...carriers);
  if (seed.tokensAfter !== undefined) {
    lines.push(
      `Tokens         ${count(seed.tokensAfter)} in and out, cached ones included, after first reads (an upper bound)`,
    );
  }
  return lines;
}

function exposureTable(seed: TraceSeed, style: Styler): string[] {
  const shown = seed.exposed.slice(0, ROWS);
  const rows = shown.map((e) => [
    e.session,
    String(e.generation),
    minute(e.time),
    e.artifact ?? '(no address)',
    e.via ?? (e.how === 'observed' ? 'outside' : 'unknown'),
    e.how === 'observed' || e.how === e.basis ? e.basis : `${e.basis} (${e.how})`,
    e.acted,
  ]);
  const [head, ...body] = table(
    ['SESSION', 'GEN', 'FIRST READ', 'IN', 'FROM', 'BASIS', 'ACTED'],
    rows,
    [36, 3, 16, 34, 24, 20, 8],
  );
  const lines = [style('bold', head!)];
  body.forEach((line, i) => {
    lines.push(line, ...evidenceLines(shown[i]!, style));
  });
  if (seed.exposed.length > ROWS) {
    lines.push(`and ${count(seed.exposed.length - ROWS)} more: --format csv lists every one`);
  }
  return lines;
}

/** The matched passage, and the first act that carries something of the seed. */
function evidenceLines(exposure: TraceExposure, style: Styler): string[] {
  const lines: string[] = [];
  if (exposure.passage !== undefined) lines.push(style('dim', `    read   “${oneLine(exposure.passage, WIDTH - 16)}”`));
  const act = tellingAct(exposure);
  if (act !== undefined) {
    const did = act.quoted === true ? 'quoted' : act.kind === 'write' ? 'wrote ' : 'called';
    const what = act.kind === 'write' ? (act.artifact ?? act.what) : act.what;
    const carried = act.passage ?? act.value;
    const text = carried === undefined ? '' : `: “${oneLine(carried, WIDTH - 12 - Math.min(what.length, 40))}”`;
    lines.push(style('dim', `    ${did} ${middleCut(what, 40)}${text}`));
  }
  return lines;
}

/** Of what it did, the act for which it counts as what it counts. */
function tellingAct({ acted, after }: TraceExposure): TraceAfter | undefined {
  const carrying = after.filter((act) => act.carries !== 'nothing');
  return (
    carrying.find(
      (act) => acted === 'relayed' && act.kind === 'write' && act.carries === 'text' && act.quoted !== true,
    ) ??
    carrying.find((act) => act.quoted !== true) ??
    carrying[0]
  );
}

function copyTable(seed: TraceSeed, style: Styler): string[] {
  const rows = seed.copies
    .slice(0, ROWS)
    .map((c) => [
      c.session,
      minute(c.time),
      c.artifact ?? '-',
      c.altered ? `altered (${Math.round(c.similarity * 100)} %)` : 'verbatim',
    ]);
  const [head, ...body] = table(['WRITTEN BY', 'WHEN', 'IN', 'COPY'], rows, [36, 16, 44, 16]);
  const more =
    seed.copies.length > ROWS ? [`and ${count(seed.copies.length - ROWS)} more: --format json lists every one`] : [];
  return [style('bold', head!), ...body, ...more];
}

function leftOutLines(seed: TraceSeed): string[] {
  return seed.leftOut.map(
    ({ sessions, reason }, i) => `${i === 0 ? 'Left out   ' : '           '}${plural(sessions, 'session')} ${reason}`,
  );
}

function nobodyActive({ window }: LazyDocument): string {
  if (window.since === null && window.until === null) return 'No session in this telemetry.';
  const since = window.since === null ? '' : ` from ${minute(window.since)}`;
  const until = window.until === null ? '' : ` up to ${minute(window.until)}`;
  return `Cannot tell: no session was active${since}${until} (UTC). Nothing is reported of other times.`;
}

/** What the explanation says beyond the numbers. */
function noteLines(seed: TraceSeed): string[] {
  const note = /acted on it\.\s+(.+)$/.exec(seed.explanation)?.[1];
  return note === undefined ? [] : [`Note       ${oneLine(note, WIDTH)}`];
}

function nearestLines(seed: TraceSeed): string[] {
  if (seed.nearest === undefined) return [];
  const { session, similarity, passage, at } = seed.nearest;
  const where = at === undefined ? '' : ` (${oneLine(at.file, 60)}:${at.line})`;
  const text = passage === undefined ? '' : `: “${oneLine(passage, WIDTH)}”`;
  return [`Nearest passage, ${Math.round(similarity * 100)} % of it, in ${oneLine(session, 50)}${where}${text}`];
}

function summaryLines(doc: LazyDocument, style: Styler): string[] {
  const total = doc.contacts.length;
  const lines = [`${plural(total, 'contact')}: one session read what another wrote`];
  const byChannel = new Map<string, string[]>();
  for (const { channel, basis, contacts } of doc.contactsByChannel) {
    byChannel.set(channel, [...(byChannel.get(channel) ?? []), `${basis} ${count(contacts)}`]);
  }
  for (const [channel, parts] of byChannel) lines.push(`  ${channel.padEnd(10)} ${parts.join(', ')}`);
  const chain = doc.longestChains[0];
  if (chain !== undefined && chain.length > 2) {
    const ends = [chain[0]!, chain.at(-1)!].map((id) => oneLine(id, 36));
    lines.push(`Longest chain  of contacts: ${plural(chain.length, 'session')}, from ${ends[0]} to ${ends[1]}`);
  }
  const reached = mostRead(doc);
  if (reached.length > 0) {
    const rows = reached.map((a) => [a.id, count(a.readers), count(a.writers)]);
    const [head, ...body] = table(['WRITTEN BY SESSIONS AND READ BY MOST', 'READERS', 'WRITERS'], rows, [70, 7, 7]);
    lines.push('', style('bold', head!), ...body);
  }
  lines.push('', 'Trace one of them, or any text: cordon trace PATH --seed artifact:NAME, or --seed "the sentence"');
  if (doc.summary === undefined) lines.push('Look for cases without a seed:   cordon trace PATH --behaviours shipped');
  return lines;
}

/** The artifacts that sessions both wrote and read, those with most readers first. */
function mostRead(doc: LazyDocument): TraceArtifact[] {
  const most: TraceArtifact[] = [];
  for (const artifact of doc.artifacts) {
    if (artifact.readers === 0 || artifact.writers === 0) continue;
    if (most.length === MOST_READ && artifact.readers < most.at(-1)!.readers) continue;
    most.push(artifact);
    most.sort((a, b) => b.readers - a.readers || (a.id < b.id ? -1 : 1));
    if (most.length > MOST_READ) most.pop();
  }
  return most;
}

function skippedLines(doc: LazyDocument, style: Styler): string[] {
  const total = doc.skipped.reduce((sum, s) => sum + (s.count ?? 1), 0);
  if (total === 0) return [];
  const lines = ['', `${plural(total, 'record')} skipped:`];
  for (const s of doc.skipped.slice(0, SKIPPED)) {
    const times = s.count !== undefined && s.count > 1 ? ` (${count(s.count)} times)` : '';
    lines.push(
      style('dim', `  ${oneLine(s.file, Number.POSITIVE_INFINITY)}:${s.line}  ${oneLine(s.reason, WIDTH)}${times}`),
    );
  }
  const more = doc.skipped.length - SKIPPED;
  if (more > 0)
    lines.push(style('dim', `  and ${plural(more, 'more entry', 'more entries')} (--format json lists all)`));
  return lines;
}

function number(n: number, style: Styler): string {
  return style('bold', count(n).padStart(6));
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${Math.floor((part / whole) * 100)} %`;
}

function minute(iso: string | null): string {
  return iso === null ? 'no time' : iso.slice(0, 16).replace('T', ' ');
}
