import type { TraceDocument } from '../../../../../src/fleet/trace-document.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import type { Cases } from '../../state/cases.ts';
import type { CaseStatus, View } from '../../state/view.ts';
import { rateText } from './RatePlot.tsx';
import './cases.css';

interface CaseFindingProps {
  doc: TraceDocument;
  cases: Cases;
  view: View;
  setView: SetView;
}

/** How many are called, suspected and dismissed, of how many that could be judged, and what that does not prove. */
export function CaseFinding({ doc, cases, view, setView }: CaseFindingProps) {
  const tally = new Map<CaseStatus, number>();
  for (const row of cases.rows) tally.set(row.status, (tally.get(row.status) ?? 0) + 1);
  const of = (status: CaseStatus) => tally.get(status) ?? 0;
  const called = of('probable') + of('confirmed');
  const assessed = cases.behaviours.map(({ behaviour }) => behaviour.assessed);
  const unassessed = cases.behaviours.map(({ behaviour }) => behaviour.unassessed);
  const one = cases.behaviours.length === 1 ? cases.behaviours[0]?.behaviour : undefined;
  const toggle = (statuses: readonly CaseStatus[]) =>
    setView((now) => ({
      ...now,
      facets: { ...now.facets, status: sameSet(now.facets.status, statuses) ? [] : statuses },
    }));
  const step = (label: string, value: number, statuses: readonly CaseStatus[], detail: string) => (
    <button
      type="button"
      className={`step case-step ${statuses[0]}`}
      aria-pressed={sameSet(view.facets.status, statuses)}
      onClick={() => toggle(statuses)}
    >
      <span className="step-value">{number(value)}</span>
      <span className="step-word">{label}</span>
      <span className="step-detail">{detail}</span>
    </button>
  );
  const behaviourWords = one ? (
    <>
      of “<Raw text={one.title} />”
    </>
  ) : (
    `over ${count(cases.behaviours.length, 'behaviour')}`
  );
  return (
    <section className="finding case-finding panel" aria-label="Finding">
      <div className="finding-words">
        <h1>
          {called + of('suspected') === 0 ? 'No case was found' : count(called, 'called case')}
          {of('suspected') > 0 && `, ${number(of('suspected'))} more suspected`}, {behaviourWords}, among{' '}
          {range(assessed)} assessed {Math.max(0, ...assessed) === 1 ? 'session' : 'sessions'}.
        </h1>
        {Math.max(0, ...unassessed) > 0 && (
          <p className="case-unjudged">
            <strong>{range(unassessed)}</strong> of {count(doc.coverage.sessions, 'session')} cannot be judged: what the
            definition looks at has no text there. They count in no rate, and are not clear.
          </p>
        )}
        <p className="first-writer">
          Cases that follow one another through contacts need not be transmission: a shared model, a shared task or
          coincidence make sessions alike too.
        </p>
        {doc.summary && doc.summary.trueShare !== null && (
          <p className="first-writer">
            At an assumed prevalence of {rateText(doc.summary.prevalence)} of sessions, about{' '}
            {rateText(doc.summary.trueShare)} of the called hijack cases would be true.
          </p>
        )}
      </div>
      <div className="funnel-steps case-steps">
        {step('Called', called, ['probable', 'confirmed'], `${number(of('confirmed'))} confirmed`)}
        {step('Suspected', of('suspected'), ['suspected'], 'weaker condition only')}
        {step('Dismissed', of('dismissed'), ['dismissed'], 'by a person')}
        <div className="step">
          <span className="step-value">{range(assessed)}</span>
          <span className="step-word">Assessed</span>
          <span className="step-detail">
            {Math.max(0, ...unassessed) === 0 ? 'that is all of them' : `${range(unassessed)} cannot be judged`}
          </span>
        </div>
      </div>
    </section>
  );
}

/** `246`, or `240–246` where behaviours differ. */
export function range(values: readonly number[]): string {
  if (values.length === 0) return '0';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && b.every((value) => a.includes(value));
}
