import type { RefObject } from 'react';
import { ACTED_LABEL, type Acted, count } from '../../../shared/lib/words.ts';
import { Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model } from '../../state/model.ts';
import { viewSentence } from '../../state/sentence.ts';
import { type ColourBy, FACETS, type Facet, type Scope, type View } from '../../state/view.ts';
import { facetOrder, type Visibility } from '../../state/visibility.ts';
import { FacetMenu } from './FacetMenu.tsx';
import { FilterChips } from './FilterChips.tsx';
import { SearchBox } from './parts.tsx';
import { TimeMenu } from './TimeMenu.tsx';
import './filters.css';

interface FilterBarProps {
  model: Model;
  view: View;
  setView: SetView;
  visibility: Visibility;
  searchRef: RefObject<HTMLInputElement | null>;
}

const COLOUR_LABEL: Record<ColourBy, string> = {
  acted: 'what it did',
  channel: 'channel',
  agent: 'agent',
  basis: 'basis',
  generation: 'generation',
};

/** Every filter in one place: as a menu, as a chip, and as a sentence. */
export function FilterBar({ model, view, setView, visibility, searchRef }: FilterBarProps) {
  const setFacet = (facet: Facet, values: readonly string[]) =>
    setView((now) => ({ ...now, facets: { ...now.facets, [facet]: values } }));
  return (
    <section className="filter-bar" aria-label="Filters">
      <div className="filter-row no-print">
        {model.traced && (
          <label className="scope">
            <span className="sr-only">Sessions shown</span>
            <select value={view.scope} onChange={(event) => setView({ scope: event.target.value as Scope })}>
              <option value="touched">Read or wrote it</option>
              <option value="reachable">+ could have read it</option>
              <option value="all">All sessions</option>
            </select>
          </label>
        )}
        {FACETS.map((facet) =>
          model.traced || facet === 'agent' ? (
            <FacetMenu
              key={facet}
              facet={facet}
              counts={visibility.counts[facet]}
              order={(counts) => facetOrder(facet, counts)}
              chosen={view.facets[facet]}
              onChange={(values) => setFacet(facet, values)}
            />
          ) : null,
        )}
        <TimeMenu view={view} setView={setView} what={model.traced ? 'first read' : 'start'} />
        <SearchBox key={`${view.seed}`} query={view.query} setView={setView} inputRef={searchRef} />
      </div>
      <div className="chips">
        <p aria-live="polite" className="sentence" data-testid="sentence">
          <Raw
            text={viewSentence(
              model.traced ? view : { ...view, scope: 'all' },
              visibility.rows.length,
              visibility.inScope,
            )}
          />
        </p>
        <FilterChips facets={FACETS} {...{ labelOf, view, setView }} />
        {model.traced && (
          <label className="colour-by no-print">
            Colour by{' '}
            <select value={view.colour} onChange={(event) => setView({ colour: event.target.value as ColourBy })}>
              {Object.entries(COLOUR_LABEL).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="sr-only">{count(visibility.rows.length, 'session')} in the list</p>
    </section>
  );
}

function labelOf(facet: Facet, value: string): string {
  if (facet === 'generation') return `generation ${value}`;
  return facet === 'acted' ? ACTED_LABEL[value as Acted] : value;
}
