import type { TraceReproduction } from '../../../../../src/fleet/trace-outbreak.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { figureText, percentText } from './figures.ts';

const MOST = 12;

/** How many cases infected nobody, one, two, … */
export function Offspring({ offspring }: { offspring: TraceReproduction['offspring'] }) {
  const bars = grouped(offspring.cases);
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <Panel
      title="Offspring"
      note={
        offspring.shareOfCasesFor80 === null
          ? 'How many cases infected how many others.'
          : `How many cases infected how many others. Four of five transmissions come from ${percentText(offspring.shareOfCasesFor80)} of the cases.`
      }
      className="offspring"
    >
      <ol className="bars">
        {bars.map(({ label, value }) => (
          <li key={label}>
            <span className="number">{figureText(value)}</span>
            <span className="bar" style={{ height: `${(100 * value) / most}px` }} />
            <span className="quiet number">{label}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function grouped(cases: readonly number[]): { label: string; value: number }[] {
  if (cases.length <= MOST) return cases.map((value, i) => ({ label: String(i), value }));
  const rest = cases.slice(MOST - 1).reduce((sum, value) => sum + value, 0);
  return [
    ...cases.slice(0, MOST - 1).map((value, i) => ({ label: String(i), value })),
    { label: `${MOST - 1}+`, value: rest },
  ];
}
