import { ACTED_LABEL, type Acted, number } from '../../../shared/lib/words.ts';
import { Name } from '../../../shared/ui/Raw.tsx';
import type { AnyFacet } from '../../state/view.ts';
import { Menu } from './Menu.tsx';

const FACET_LABEL: Record<AnyFacet, string> = {
  agent: 'Agent',
  channel: 'Channel',
  acted: 'What it did',
  basis: 'Basis',
  generation: 'Generation',
  behaviour: 'Behaviour',
  status: 'Status',
};

interface FacetMenuProps {
  facet: AnyFacet;
  counts: Map<string, number>;
  /** The order in which the values are listed. */
  order: (counts: Map<string, number>) => string[];
  chosen: readonly string[];
  onChange: (values: readonly string[]) => void;
}

/** A choice of values with how many each would show. A chosen value stays listed when nothing has it. */
export function FacetMenu({ facet, counts, order, chosen, onChange }: FacetMenuProps) {
  const listed = new Map(counts);
  for (const value of chosen) if (!listed.has(value)) listed.set(value, 0);
  const values = order(listed);
  return (
    <Menu label={FACET_LABEL[facet]} active={chosen.length}>
      {values.length === 0 && <p className="quiet">Nothing here has one.</p>}
      {values.map((value) => (
        <label key={value} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
          <span className="choice-label">
            <Name text={facet === 'acted' ? ACTED_LABEL[value as Acted] : value} />
          </span>
          <span className="quiet number">{number(listed.get(value) ?? 0)}</span>
        </label>
      ))}
    </Menu>
  );
}
