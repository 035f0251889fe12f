import type { CaseRow, Cases } from './cases.ts';
import { byTime } from './tree.ts';
import { CASE_FACETS, CASE_STATUSES, type CaseFacet, type CaseSortKey, type View } from './view.ts';

/** What the filters leave of the cases, worked out once for all panels. */
export interface CaseVisibility {
  /** Cases and dismissals that pass every filter, in the list's order. */
  rows: CaseRow[];
  ids: Set<string>;
  /** Those that pass all but the time limits: the curve keeps the whole of time in sight. */
  anyTime: CaseRow[];
  /** For each facet's value, cases that pass all *other* filters. */
  counts: Record<CaseFacet, Map<string, number>>;
}

export function computeCases(cases: Cases, view: View): CaseVisibility {
  const counts: CaseVisibility['counts'] = {
    behaviour: new Map(),
    status: new Map(),
    channel: new Map(),
    agent: new Map(),
  };
  const chosen = CASE_FACETS.map((facet) => new Set(view.facets[facet]));
  const query = view.query.trim().toLowerCase();
  const rows: CaseRow[] = [];
  const anyTime: CaseRow[] = [];
  for (const row of cases.rows) {
    if (query !== '' && !row.haystack().includes(query)) continue;
    const failed = CASE_FACETS.filter((facet, index) => {
      const values = chosen[index] as Set<string>;
      return values.size > 0 && !values.has(row[facet] ?? '');
    });
    if (failed.length === 0) anyTime.push(row);
    if (failed.length > 1 || !inTime(row, view)) continue;
    for (const facet of CASE_FACETS) {
      const value = row[facet];
      if (value === null || (failed.length === 1 && failed[0] !== facet)) continue;
      counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    }
    if (failed.length === 0) rows.push(row);
  }
  rows.sort(comparator(view));
  return { rows, ids: new Set(rows.map((row) => row.id)), anyTime, counts };
}

function inTime(row: CaseRow, view: View): boolean {
  if (view.from === null && view.to === null) return true;
  return row.time !== null && row.time >= (view.from ?? -Infinity) && row.time <= (view.to ?? Infinity);
}

function comparator(view: View): (a: CaseRow, b: CaseRow) => number {
  const key = (ORDER as Partial<Record<View['sort'], Ordering>>)[view.sort] ?? ORDER.time;
  const sign = view.descending ? -1 : 1;
  return (a, b) => {
    const left = key(a);
    const right = key(b);
    // What has no value stays last in both directions.
    if (left === null || right === null) return left === right ? byTime(a, b) : left === null ? 1 : -1;
    return left < right ? -sign : left > right ? sign : byTime(a, b);
  };
}

type Ordering = (row: CaseRow) => string | number | null;
const ORDER: Record<CaseSortKey, Ordering> = {
  time: (row) => row.time,
  status: (row) => CASE_STATUSES.indexOf(row.status),
  agent: (row) => row.agent,
  session: (row) => row.session,
  behaviour: (row) => row.behaviour,
  score: (row) => row.score,
  via: (row) => row.channel,
};

/** The order in which a facet's values are listed. */
export function caseFacetOrder(facet: CaseFacet, counts: Map<string, number>): string[] {
  if (facet === 'status') return CASE_STATUSES.filter((status) => counts.has(status));
  return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}
