import { CHANNELS } from '../../../../src/fleet/channel.ts';
import type { TraceDocument } from '../../../../src/fleet/trace-document.ts';
import { parseTime } from '../../shared/lib/time.ts';
import { ACTED, ALL_BASES } from '../../shared/lib/words.ts';

/** Which sessions the list is about: those the seed is known to have touched, also those it could have, or all. */
export const SCOPES = ['touched', 'reachable', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a mark's colour means. */
export const COLOURS = ['acted', 'channel', 'agent', 'basis', 'generation'] as const;
export type ColourBy = (typeof COLOURS)[number];

export const SORTS = ['time', 'agent', 'session', 'via', 'acted', 'generation', 'status'] as const;
export type SortKey = (typeof SORTS)[number];
/** Of the list of cases; `time` is the onset, `via` what it had read before. */
export const CASE_SORTS = ['status', 'time', 'agent', 'session', 'behaviour', 'score', 'via'] as const;
export type CaseSortKey = (typeof CASE_SORTS)[number];

/** Filters that are a choice of values; none chosen means all. */
export const FACETS = ['agent', 'channel', 'acted', 'basis', 'generation'] as const;
export type Facet = (typeof FACETS)[number];
/** Those of the case view. Agent and channel are the same in both. */
export const CASE_FACETS = ['behaviour', 'status', 'channel', 'agent'] as const;
export type CaseFacet = (typeof CASE_FACETS)[number];
export type AnyFacet = Facet | CaseFacet;
const ALL_FACETS: readonly AnyFacet[] = [...FACETS, 'behaviour', 'status'];

/** What the page is about: the seed, the cases, or who could hand what to whom. */
export const ABOUTS = ['seed', 'cases', 'contacts'] as const;
export type About = (typeof ABOUTS)[number];

/** Of a case, worst first. `dismissed`: a person looked and found none. */
export const CASE_STATUSES = ['confirmed', 'probable', 'suspected', 'dismissed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Everything that makes two looks at the page differ, and so everything that the address carries. */
export interface View {
  /** `null`: what the document is about first. */
  about: About | null;
  seed: number;
  scope: Scope;
  facets: Record<AnyFacet, readonly string[]>;
  /** Limits on the first read, or on the onset of a case, milliseconds; `null`: open. */
  from: number | null;
  to: number | null;
  query: string;
  colour: ColourBy;
  sort: SortKey | CaseSortKey;
  descending: boolean;
  graph: 'paths' | 'fleet';
  /** The session shown in detail. A selection, not a filter. */
  picked: string | null;
  /** The behaviour of which that session is shown as a case; `null`: the session as such. */
  pickedCase: string | null;
}

export const DEFAULT_VIEW: View = {
  about: null,
  seed: 0,
  scope: 'touched',
  facets: { agent: [], channel: [], acted: [], basis: [], generation: [], behaviour: [], status: [] },
  from: null,
  to: null,
  query: '',
  colour: 'acted',
  sort: 'time',
  descending: false,
  graph: 'paths',
  picked: null,
  pickedCase: null,
};

const KNOWN: Partial<Record<AnyFacet, readonly string[]>> = {
  channel: CHANNELS,
  acted: ACTED,
  basis: ALL_BASES,
  status: CASE_STATUSES,
};

/** The fragment of a view, without `#`. A key stands in it only where the view differs from the default. */
export function writeView(view: View): string {
  const out = new URLSearchParams();
  if (view.about !== DEFAULT_VIEW.about) out.set('about', view.about as About);
  if (view.seed !== DEFAULT_VIEW.seed) out.set('seed', String(view.seed + 1));
  if (view.scope !== DEFAULT_VIEW.scope) out.set('scope', view.scope);
  for (const facet of ALL_FACETS) for (const value of view.facets[facet]) out.append(facet, value);
  if (view.from !== null) out.set('from', new Date(view.from).toISOString());
  if (view.to !== null) out.set('to', new Date(view.to).toISOString());
  if (view.query !== '') out.set('q', view.query);
  if (view.colour !== DEFAULT_VIEW.colour) out.set('colour', view.colour);
  if (view.sort !== DEFAULT_VIEW.sort || view.descending) out.set('sort', `${view.descending ? '-' : ''}${view.sort}`);
  if (view.graph !== DEFAULT_VIEW.graph) out.set('graph', view.graph);
  if (view.picked !== null) out.set('session', view.picked);
  if (view.picked !== null && view.pickedCase !== null) out.set('case', view.pickedCase);
  return out.toString();
}

/** The view of a fragment. What is not understood is left at its default: an old link still opens. */
export function readView(fragment: string): View {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const one = <T extends string>(key: string, values: readonly T[], otherwise: T): T =>
    values.find((value) => value === params.get(key)) ?? otherwise;
  const facet = (key: AnyFacet) => {
    const known = KNOWN[key];
    return [...new Set(params.getAll(key))].filter((value) => value !== '' && (!known || known.includes(value)));
  };
  const sort = params.get('sort') ?? '';
  const sortKey = [...SORTS, ...CASE_SORTS].find((key) => key === sort.replace(/^-/, ''));
  const seed = Number(params.get('seed') ?? 1);
  const picked = params.get('session') || null;
  return {
    about: ABOUTS.find((about) => about === params.get('about')) ?? null,
    seed: Number.isInteger(seed) && seed >= 1 ? seed - 1 : 0,
    scope: one('scope', SCOPES, DEFAULT_VIEW.scope),
    facets: {
      agent: facet('agent'),
      channel: facet('channel'),
      acted: facet('acted'),
      basis: facet('basis'),
      generation: facet('generation'),
      behaviour: facet('behaviour'),
      status: facet('status'),
    },
    from: parseTime(params.get('from')),
    to: parseTime(params.get('to')),
    query: params.get('q') ?? '',
    colour: one('colour', COLOURS, DEFAULT_VIEW.colour),
    sort: sortKey ?? DEFAULT_VIEW.sort,
    descending: sortKey !== undefined && sort.startsWith('-'),
    graph: one('graph', ['paths', 'fleet'], DEFAULT_VIEW.graph),
    picked,
    pickedCase: picked === null ? null : params.get('case') || null,
  };
}

/** Whether any filter is set. Scope, colour, order and selection are none. */
export function isFiltered(view: View): boolean {
  return (
    ALL_FACETS.some((facet) => view.facets[facet].length > 0) ||
    view.from !== null ||
    view.to !== null ||
    view.query !== ''
  );
}

/** The same view without filters. */
export function withoutFilters(view: View): View {
  return { ...view, facets: DEFAULT_VIEW.facets, from: null, to: null, query: '' };
}

/** What a document can be looked at for, first what it opens with. Without a seed, its cases come before its contacts. */
export function aboutsOf(doc: Pick<TraceDocument, 'seeds' | 'summary'>): About[] {
  const cases: About[] = doc.summary ? ['cases'] : [];
  return doc.seeds.length > 0 ? ['seed', ...cases] : [...cases, 'contacts'];
}

/** What the page shows: what the address asks for, where the document has it. */
export function aboutOf(doc: Pick<TraceDocument, 'seeds' | 'summary'>, view: View): About {
  const abouts = aboutsOf(doc);
  return abouts.find((about) => about === view.about) ?? (abouts[0] as About);
}
