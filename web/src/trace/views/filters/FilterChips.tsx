import { shortTime } from '../../../shared/lib/time.ts';
import type { SetView } from '../../state/address.ts';
import { type View, withoutFilters } from '../../state/view.ts';
import { Chip } from './parts.tsx';

interface FilterChipsProps<F extends keyof View['facets']> {
  facets: readonly F[];
  labelOf?: (facet: F, value: string) => string;
  view: View;
  setView: SetView;
}

/** Every filter that is set, each with a way to take it off, and one way to take off all. */
export function FilterChips<F extends keyof View['facets']>({ facets, labelOf, view, setView }: FilterChipsProps<F>) {
  const { from, to, query } = view;
  const drop = (facet: F, value: string) =>
    setView((now) => ({
      ...now,
      facets: { ...now.facets, [facet]: now.facets[facet].filter((each) => each !== value) },
    }));
  const inTime = from !== null || to !== null;
  const filtered = inTime || query !== '' || facets.some((facet) => view.facets[facet].length > 0);
  return (
    <>
      {facets.flatMap((facet) =>
        view.facets[facet].map((value) => (
          <Chip
            key={`${facet} ${value}`}
            label={labelOf?.(facet, value) ?? value}
            onRemove={() => drop(facet, value)}
          />
        )),
      )}
      {inTime && (
        <Chip
          label={`${from === null ? 'start' : shortTime(from)} – ${to === null ? 'end' : shortTime(to)}`}
          onRemove={() => setView({ from: null, to: null })}
        />
      )}
      {query !== '' && <Chip label={`“${query}”`} onRemove={() => setView({ query: '' })} />}
      {filtered && (
        <button type="button" className="button plain clear-filters no-print" onClick={() => setView(withoutFilters)}>
          Clear filters
        </button>
      )}
    </>
  );
}
