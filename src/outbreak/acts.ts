import type { Act, Hit, SeedTrace, ValueUse } from '../cases/index.ts';
import type { Exposure } from './exposures.ts';

/** What an exposed session did that carries something of the seed. */
export interface CarryingAct {
  kind: 'call' | 'write' | 'say';
  order: number;
  what: string;
  call: string | undefined;
  artifact: number;
  time: number | undefined;
  carries: 'text' | 'value';
  /** Carried to speak about it, to look it up or to take it out. */
  quoted: boolean;
  /** The whole seed, word for word: only white space, case, quoting, escaping or wrapping differ. */
  verbatim: boolean;
  passage: string;
  value: string | undefined;
  file: number;
  line: number;
}

export interface Deeds {
  acted: 'no' | 'used' | 'relayed' | 'quoted' | 'unknown';
  /** It wrote the whole seed on, word for word, and not as a quotation. */
  relayedExactly: boolean;
  carrying: CarryingAct[];
  /** Other acts after the first read, the first of them. */
  others: Act[];
  more: number;
  tokens: number | undefined;
}

/** A value that this many sessions use which never met the seed is common knowledge. */
const COMMON_VALUE = 3;

/**
 * What each exposed session did after its first read.
 *
 * relayed: it wrote a copy. used: a call carries a copy, or a call or write carries a value that it had from nowhere
 * else: not from its principal, not from another text that it read, not from itself before. quoted: only to speak about
 * it, to look it up or to take it out.
 */
export function deedsOf(
  trace: SeedTrace,
  counts: (hit: Hit) => boolean,
  exposures: Map<number, Exposure>,
): Map<number, Deeds> {
  const hits = groupBySession(trace.hits.filter((h) => h.kind !== 'read' && counts(h)));
  const uses = groupBySession(trace.uses);
  const common = commonValues(trace, exposures);
  const deeds = new Map<number, Deeds>();
  for (const exposure of exposures.values()) {
    const mine = hits.get(exposure.session) ?? [];
    const values = uses.get(exposure.session) ?? [];
    deeds.set(exposure.session, judge(trace, exposure, mine, values, common));
  }
  return deeds;
}

function judge(trace: SeedTrace, exposure: Exposure, hits: Hit[], uses: ValueUse[], common: Set<number>): Deeds {
  const after = trace.after.get(exposure.session);
  const carrying: CarryingAct[] = [];
  const written = new Set<string>();
  for (const hit of hits) {
    if (hit.order <= exposure.order || hit.kind !== 'write') continue;
    if (hit.call !== undefined) written.add(hit.call);
    carrying.push(actOf(hit));
  }
  for (const hit of hits) {
    if (hit.order <= exposure.order || hit.kind !== 'call') continue;
    if (hit.call !== undefined && written.has(hit.call)) continue; // the write of that call is listed
    carrying.push(actOf(hit, isRemoval(trace, hit)));
  }
  carrying.push(...valueActs(trace, exposure, uses, common, written));
  carrying.sort((a, b) => a.order - b.order);
  const told = new Set(carrying.map((act) => act.order));
  const toldCalls = new Set(carrying.flatMap((act) => (act.call === undefined ? [] : [act.call])));
  const acted = verdict(carrying, after?.blind ?? 0);
  return {
    acted,
    relayedExactly: carrying.some((act) => act.kind === 'write' && act.verbatim && !act.quoted),
    carrying,
    others: (after?.acts ?? []).filter(
      (act) =>
        act.order > exposure.order && !told.has(act.order) && !(act.call !== undefined && toldCalls.has(act.call)),
    ),
    more: after?.more ?? 0,
    tokens: after?.hasTokens === true ? after.tokens : undefined,
  };
}

function verdict(carrying: CarryingAct[], blind: number): Deeds['acted'] {
  const own = carrying.filter((act) => !act.quoted);
  if (own.some((act) => act.kind === 'write' && act.carries === 'text')) return 'relayed';
  if (own.length > 0) return 'used';
  if (carrying.length > 0) return 'quoted';
  // Where some of what it did has no text, "no" would be a guess.
  return blind > 0 ? 'unknown' : 'no';
}

function actOf(hit: Hit, removed = false): CarryingAct {
  return {
    kind: hit.kind === 'write' ? 'write' : 'call',
    order: hit.order,
    what: hit.tool ?? hit.kind,
    call: hit.call,
    artifact: hit.artifact,
    time: hit.time,
    carries: 'text',
    quoted: hit.quoted || removed,
    verbatim: hit.verbatim && hit.kind === 'write',
    passage: hit.passage,
    value: undefined,
    file: hit.file,
    line: hit.line,
  };
}

function valueActs(
  trace: SeedTrace,
  exposure: Exposure,
  uses: ValueUse[],
  common: Set<number>,
  written: Set<string>,
): CarryingAct[] {
  /** Values that the session had from elsewhere, and since when. */
  const elsewhere = new Map<number, number>();
  for (const use of uses) {
    const own = use.kind !== 'read';
    if (own && use.order > exposure.order) continue;
    const since = elsewhere.get(use.value);
    if (since === undefined || use.order < since) elsewhere.set(use.value, use.order);
  }
  /** One for each call: a use of a value rather than a quotation of one. */
  const acts = new Map<string, CarryingAct>();
  for (const use of uses) {
    if (use.order <= exposure.order || (use.kind !== 'call' && use.kind !== 'write')) continue;
    if (common.has(use.value) || (elsewhere.get(use.value) ?? Number.POSITIVE_INFINITY) < use.order) continue;
    if (use.call !== undefined && written.has(use.call)) continue;
    const key = use.call ?? `${use.order}`;
    const quoted = use.quoted || isRemoval(trace, use);
    if (acts.has(key) && (quoted || !acts.get(key)!.quoted)) continue;
    acts.set(key, {
      kind: use.kind,
      order: use.order,
      what: use.tool ?? use.kind,
      call: use.call,
      artifact: use.artifact,
      time: use.time,
      carries: 'value',
      quoted,
      verbatim: false,
      passage: use.passage,
      value: trace.values[use.value],
      file: use.file,
      line: use.line,
    });
  }
  return [...acts.values()];
}

/** An edit that takes the seed out of a text carries it in its arguments. */
function isRemoval(trace: SeedTrace, { session, call }: { session: number; call: string | undefined }): boolean {
  return call !== undefined && trace.removals.has(`${session} ${call}`);
}

function commonValues(trace: SeedTrace, exposures: Map<number, Exposure>): Set<number> {
  const common = new Set<number>();
  trace.valueSessions.forEach((sessions, value) => {
    let strangers = 0;
    for (const session of sessions) if (!exposures.has(session)) strangers++;
    if (strangers >= COMMON_VALUE) common.add(value);
  });
  return common;
}

function groupBySession<T extends { session: number }>(items: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(item.session);
    if (group === undefined) groups.set(item.session, [item]);
    else group.push(item);
  }
  return groups;
}
