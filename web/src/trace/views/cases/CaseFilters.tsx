import type { RefObject } from 'react';
import { Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import { caseSentence } from '../../state/case-sentence.ts';
import { type CaseVisibility, caseFacetOrder } from '../../state/case-visibility.ts';
import { CASE_FACETS, type CaseFacet, type View } from '../../state/view.ts';
import { FacetMenu } from '../filters/FacetMenu.tsx';
import { FilterChips } from '../filters/FilterChips.tsx';
import { SearchBox } from '../filters/parts.tsx';
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
        <FilterChips facets={CASE_FACETS} {...{ view, setView }} />
      </div>
    </section>
  );
}
