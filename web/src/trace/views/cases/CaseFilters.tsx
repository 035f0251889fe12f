import type { RefObject } from 'react';
import { shortTime } from '../../../shared/lib/time.ts';
import { Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import { caseSentence } from '../../state/case-sentence.ts';
import { type CaseVisibility, caseFacetOrder } from '../../state/case-visibility.ts';
import { CASE_FACETS, type CaseFacet, type View, withoutFilters } from '../../state/view.ts';
import { FacetMenu } from '../filters/FacetMenu.tsx';
import { Chip, SearchBox } from '../filters/parts.tsx';
import { TimeMenu } from '../filters/TimeMenu.tsx';
import '../filters/filters.css';

interface CaseFiltersProps {
  view: View;
  setView: SetView;
  visibility: CaseVisibility;
  /** Cases and dismissals of the document, and how many of them are dismissed. */
  all: number;
  dismissed: number;
  searchRef: RefObject<HTMLInputElement | null>;
}

/** The filters of the case view: as a menu, as a chip, and as a sentence. */
export function CaseFilters({ view, setView, visibility, all, dismissed, searchRef }: CaseFiltersProps) {
  const setFacet = (facet: CaseFacet, values: readonly string[]) =>
    setView((now) => ({ ...now, facets: { ...now.facets, [facet]: values } }));
  const filtered =
    CASE_FACETS.some((facet) => view.facets[facet].length > 0) ||
    view.from !== null ||
    view.to !== null ||
    view.query !== '';
  return (
    <section className="filter-bar" aria-label="Filters">
      <div className="filter-row no-print">
        {CASE_FACETS.map((facet) => (
          <FacetMenu
            key={facet}
            facet={facet}
            counts={visibility.counts[facet]}
            order={(counts) => caseFacetOrder(facet, counts)}
            chosen={view.facets[facet]}
            onChange={(values) => setFacet(facet, values)}
          />
        ))}
        <TimeMenu view={view} setView={setView} what="onset" />
        <SearchBox query={view.query} setView={setView} inputRef={searchRef} />
      </div>
      <div className="chips">
        <p aria-live="polite" className="sentence" data-testid="sentence">
          <Raw text={caseSentence(view, visibility.rows.length, all, dismissed)} />
        </p>
        {CASE_FACETS.flatMap((facet) =>
          view.facets[facet].map((value) => (
            <Chip
              key={`${facet} ${value}`}
              label={value}
              onRemove={() =>
                setFacet(
                  facet,
                  view.facets[facet].filter((each) => each !== value),
                )
              }
            />
          )),
        )}
        {(view.from !== null || view.to !== null) && (
          <Chip
            label={`${view.from === null ? 'start' : shortTime(view.from)} – ${view.to === null ? 'end' : shortTime(view.to)}`}
            onRemove={() => setView({ from: null, to: null })}
          />
        )}
        {view.query !== '' && <Chip label={`“${view.query}”`} onRemove={() => setView({ query: '' })} />}
        {filtered && (
          <button type="button" className="button plain clear-filters no-print" onClick={() => setView(withoutFilters)}>
            Clear filters
          </button>
        )}
      </div>
    </section>
  );
}
