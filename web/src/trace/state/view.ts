import { CHANNELS } from '../../../../src/fleet/channel.ts';
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

/** Filters that are a choice of values; none chosen means all. */
export const FACETS = ['agent', 'channel', 'acted', 'basis', 'generation'] as const;
export type Facet = (typeof FACETS)[number];

/** Everything that makes two looks at the page differ, and so everything that the address carries. */
export interface View {
  seed: number;
  scope: Scope;
  facets: Record<Facet, readonly string[]>;
  /** Limits on the first read, milliseconds; `null`: open. */
  from: number | null;
  to: number | null;
  query: string;
  colour: ColourBy;
  sort: SortKey;
  descending: boolean;
  graph: 'paths' | 'fleet';
  /** The session shown in detail. A selection, not a filter. */
  picked: string | null;
}

export const DEFAULT_VIEW: View = {
  seed: 0,
  scope: 'touched',
  facets: { agent: [], channel: [], acted: [], basis: [], generation: [] },
  from: null,
  to: null,
  query: '',
  colour: 'acted',
  sort: 'time',
  descending: false,
  graph: 'paths',
  picked: null,
};

const KNOWN: Partial<Record<Facet, readonly string[]>> = { channel: CHANNELS, acted: ACTED, basis: ALL_BASES };

/** The fragment of a view, without `#`. A key stands in it only where the view differs from the default. */
export function writeView(view: View): string {
  const out = new URLSearchParams();
  if (view.seed !== DEFAULT_VIEW.seed) out.set('seed', String(view.seed + 1));
  if (view.scope !== DEFAULT_VIEW.scope) out.set('scope', view.scope);
  for (const facet of FACETS) for (const value of view.facets[facet]) out.append(facet, value);
  if (view.from !== null) out.set('from', new Date(view.from).toISOString());
  if (view.to !== null) out.set('to', new Date(view.to).toISOString());
  if (view.query !== '') out.set('q', view.query);
  if (view.colour !== DEFAULT_VIEW.colour) out.set('colour', view.colour);
  if (view.sort !== DEFAULT_VIEW.sort || view.descending) out.set('sort', `${view.descending ? '-' : ''}${view.sort}`);
  if (view.graph !== DEFAULT_VIEW.graph) out.set('graph', view.graph);
  if (view.picked !== null) out.set('session', view.picked);
  return out.toString();
}

/** The view of a fragment. What is not understood is left at its default: an old link still opens. */
export function readView(fragment: string): View {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const one = <T extends string>(key: string, values: readonly T[], otherwise: T): T =>
    values.find((value) => value === params.get(key)) ?? otherwise;
  const facet = (key: Facet) => {
    const known = KNOWN[key];
    return [...new Set(params.getAll(key))].filter((value) => value !== '' && (!known || known.includes(value)));
  };
  const sort = params.get('sort') ?? '';
  const sortKey = SORTS.find((key) => key === sort.replace(/^-/, ''));
  const seed = Number(params.get('seed') ?? 1);
  return {
    seed: Number.isInteger(seed) && seed >= 1 ? seed - 1 : 0,
    scope: one('scope', SCOPES, DEFAULT_VIEW.scope),
    facets: {
      agent: facet('agent'),
      channel: facet('channel'),
      acted: facet('acted'),
      basis: facet('basis'),
      generation: facet('generation'),
    },
    from: parseTime(params.get('from')),
    to: parseTime(params.get('to')),
    query: params.get('q') ?? '',
    colour: one('colour', COLOURS, DEFAULT_VIEW.colour),
    sort: sortKey ?? DEFAULT_VIEW.sort,
    descending: sortKey !== undefined && sort.startsWith('-'),
    graph: one('graph', ['paths', 'fleet'], DEFAULT_VIEW.graph),
    picked: params.get('session') || null,
  };
}

/** Whether any filter is set. Scope, colour, order and selection are none. */
export function isFiltered(view: View): boolean {
  return (
    FACETS.some((facet) => view.facets[facet].length > 0) || view.from !== null || view.to !== null || view.query !== ''
  );
}

/** The same view without filters. */
export function withoutFilters(view: View): View {
  return { ...view, facets: DEFAULT_VIEW.facets, from: null, to: null, query: '' };
}
