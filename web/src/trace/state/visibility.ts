import { ACTED, ALL_BASES } from '../../shared/lib/words.ts';
import type { Model, Role, Row } from './model.ts';
import { byTime } from './tree.ts';
import { FACETS, type Facet, type Scope, type SortKey, type View } from './view.ts';

/** What the filters leave, worked out once for all panels. */
export interface Visibility {
  /** Sessions that pass the scope and every filter, in the list's order. */
  rows: Row[];
  ids: Set<string>;
  /** Sessions that pass the scope. */
  inScope: number;
  /** For each facet's value, sessions that pass all *other* filters: what choosing it would show. */
  counts: Record<Facet, Map<string, number>>;
}

const IN_SCOPE: Record<Scope, ReadonlySet<Role>> = {
  touched: new Set<Role>(['writer', 'exposed', 'copier']),
  reachable: new Set<Role>(['writer', 'exposed', 'copier', 'reachable']),
  all: new Set<Role>(['writer', 'exposed', 'copier', 'reachable', 'other']),
};

export function computeVisibility(model: Model, view: View): Visibility {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Visibility['counts'];
  const chosen = FACETS.map((facet) => new Set(view.facets[facet]));
  const query = view.query.trim().toLowerCase();
  const roles = IN_SCOPE[model.traced ? view.scope : 'all'];
  const rows: Row[] = [];
  let inScope = 0;
  for (const row of model.rows) {
    if (!roles.has(row.role)) continue;
    inScope++;
    if (!inTime(row, view) || (query !== '' && !row.haystack().includes(query))) continue;
    let failed = -1;
    let failures = 0;
    FACETS.forEach((facet, index) => {
      const values = chosen[index] as Set<string>;
      if (values.size === 0 || values.has(facetValue(row, facet) ?? '')) return;
      failed = index;
      failures++;
    });
    if (failures > 1) continue;
    FACETS.forEach((facet, index) => {
      const value = facetValue(row, facet);
      if (value === null || (failures === 1 && failed !== index)) return;
      counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    });
    if (failures === 0) rows.push(row);
  }
  rows.sort(comparator(view));
  return { rows, ids: new Set(rows.map((row) => row.id)), inScope, counts };
}

/** What a filter by this facet looks at; `null` where the session has no such thing. */
export function facetValue(row: Row, facet: Facet): string | null {
  switch (facet) {
    case 'agent':
      return row.session.agent;
    case 'generation':
      return row.generation === null ? null : String(row.generation);
    default:
      return row[facet];
  }
}

function inTime(row: Row, view: View): boolean {
  if (view.from === null && view.to === null) return true;
  return row.time !== null && row.time >= (view.from ?? -Infinity) && row.time <= (view.to ?? Infinity);
}

const RANK: Record<Role, number> = { writer: 0, exposed: 1, copier: 2, reachable: 3, other: 4 };
const STATUS = ['confirmed', 'probable', 'suspected', 'exposed', 'unassessed', 'clear'];

function comparator(view: View): (a: Row, b: Row) => number {
  const key = ORDER[view.sort] ?? ORDER.time;
  const sign = view.descending ? -1 : 1;
  return (a, b) => {
    const left = key(a);
    const right = key(b);
    // What has no value stays last in both directions.
    if (left === null || right === null) return left === right ? tie(a, b) : left === null ? 1 : -1;
    return left < right ? -sign : left > right ? sign : tie(a, b);
  };
}

const tie = (a: Row, b: Row) => RANK[a.role] - RANK[b.role] || byTime(a, b);

type Ordering = (row: Row) => string | number | null;
// An order that only the list of cases has leaves this list in order of time.
const ORDER: Record<SortKey, Ordering> & Partial<Record<View['sort'], Ordering>> = {
  time: (row) => row.time,
  agent: (row) => row.session.agent,
  session: (row) => row.id,
  via: (row) => row.channel,
  acted: (row) => (row.acted === null ? null : ACTED.indexOf(row.acted)),
  generation: (row) => row.generation,
  status: (row) => STATUS.indexOf(row.status),
};

/** The order in which a facet's values are listed: a fixed one where there is one, else the most frequent first. */
export function facetOrder(facet: Facet, counts: Map<string, number>): string[] {
  const values = [...counts.keys()];
  if (facet === 'acted') return ACTED.filter((value) => counts.has(value));
  if (facet === 'basis') return ALL_BASES.filter((value) => counts.has(value));
  if (facet === 'generation') return values.sort((a, b) => Number(a) - Number(b));
  return values.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}
