import { useState } from 'react';
import type { TraceOutbreak } from '../../../../../src/fleet/trace-outbreak.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { Name } from '../../../shared/ui/Raw.tsx';
import { aheadText, rangeText } from './figures.ts';
import { cutWords } from './Story.tsx';

/** Cuts shown before one asks for all of them. */
const FIRST = 8;

/** What stops it: each cut by itself, the most cases prevented per disruption first. */
export function Cuts({ cuts }: { cuts: TraceOutbreak['cuts'] }) {
  const [all, setAll] = useState(false);
  const useful = cuts.ranked.filter(({ prevents }) => prevents.estimate >= 0.005);
  if (useful.length === 0) return null;
  const shown = all ? useful : useful.slice(0, FIRST);
  const most = Math.max(...useful.map(({ prevents }) => prevents.estimate));
  return (
    <Panel
      title="What would stop it"
      note={
        cuts.untold === null
          ? `Of ${rangeText(cuts.baseline)} further cases ${aheadText(cuts)}. Cordon changes nothing by itself: cordon cut --plan writes the steps.`
          : `How many cases follow cannot be told: ${cuts.untold}. The order is that of cases prevented per read lost.`
      }
      className="cuts"
    >
      <div className="scroll">
        <table className="cut-table">
          <thead>
            <tr>
              <th scope="col">Cut</th>
              <th scope="col">Cases prevented</th>
              <th scope="col" className="number">
                Other reads lost
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((cut) => (
              <tr key={`${cut.kind} ${cut.target}`}>
                <td>
                  {cutWords(cut)} <Name text={cut.target} />
                </td>
                <td className="cut-prevents">
                  <span className="cut-bar" style={{ width: `${(120 * cut.prevents.estimate) / most}px` }} />
                  {cuts.untold === null ? rangeText(cut.prevents) : <span className="quiet">cannot tell</span>}
                </td>
                <td className="number cut-cost">{number(Math.round(cut.disruption))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {useful.length > FIRST && (
        <p className="behaviour-line no-print">
          <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Show the best ${FIRST}` : `Show all ${useful.length}`}
          </button>
        </p>
      )}
      {cuts.possible > cuts.examined && (
        <p className="behaviour-line quiet">
          {count(cuts.examined, 'cut')} worked out of {number(cuts.possible)} possible ones, those that most could pass
          through.
        </p>
      )}
    </Panel>
  );
}
