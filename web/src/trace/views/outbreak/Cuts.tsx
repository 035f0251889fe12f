import type { TraceOutbreak } from '../../../../../src/fleet/trace-outbreak.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { Name } from '../../../shared/ui/Raw.tsx';
import { figureText, rangeText } from './figures.ts';
import { cutWords } from './Story.tsx';

/** What stops it: each cut by itself, the most cases prevented per disruption first. */
export function Cuts({ cuts }: { cuts: TraceOutbreak['cuts'] }) {
  const shown = cuts.ranked.filter(({ prevents }) => prevents.estimate >= 0.005);
  if (shown.length === 0) return null;
  const most = Math.max(...shown.map(({ prevents }) => prevents.estimate));
  return (
    <Panel
      title="What would stop it"
      note={`Of ${figureText(cuts.baseline.estimate)} further cases over a period as long as the one observed. Cordon changes nothing by itself: cordon cut --plan writes the steps.`}
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
                  {rangeText(cut.prevents)}
                </td>
                <td className="number">{number(Math.round(cut.disruption))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cuts.possible > cuts.examined && (
        <p className="behaviour-line quiet">
          {count(cuts.examined, 'cut')} worked out of {number(cuts.possible)} possible ones, those that most could pass
          through.
        </p>
      )}
    </Panel>
  );
}
