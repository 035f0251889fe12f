import { count } from '../../../shared/lib/words.ts';
import { CASE_STATUSES } from '../../state/view.ts';
import { Mark } from '../../ui/Mark.tsx';
import '../detail/detail.css';
import { CASE_MEANING, STATUS_HUES } from './status.ts';

/** Beside the list while no case is chosen: what the words mean. */
export function CaseGuide({ cases }: { cases: number }) {
  return (
    <section className="panel detail">
      <h2 className="detail-title">What the words mean</h2>
      <dl className="case-words">
        {CASE_STATUSES.map((status, index) => (
          <div key={status}>
            <dt>
              <Mark shape={STATUS_HUES[index]?.shape ?? 'ring'} colour={STATUS_HUES[index]?.colour ?? ''} />
              {STATUS_HUES[index]?.label}
            </dt>
            <dd>{CASE_MEANING[status]}</dd>
          </div>
        ))}
        <div>
          <dt>Exposed</dt>
          <dd>It read what a case wrote, before its own onset; for hijack, it read a payload.</dd>
        </div>
        <div>
          <dt>Cannot be judged</dt>
          <dd>What the definition looks at has no text in that session. It is not clear, and counts in no rate.</dd>
        </div>
      </dl>
      <p className="detail-note">
        The definitions say what was done, never why. A refusal may be right, and a credential may be read on purpose.
      </p>
      {cases > 0 && (
        <p className="quiet small">
          Choose one of {count(cases, 'case')} to see what it had read beside what it did, or press <kbd>J</kbd>.
        </p>
      )}
    </section>
  );
}
