import type { TraceDocument } from '../../../../../src/fleet/trace-document.ts';
import { count, number, percent } from '../../../shared/lib/words.ts';
import './coverage.css';

/** What could be seen at all. It stands before every finding: a number means nothing without it. */
export function CoverageStrip({ doc }: { doc: TraceDocument }) {
  const { coverage } = doc;
  const missing = doc.skipped.reduce((sum, each) => sum + (each.count ?? 1), 0);
  return (
    <section className="coverage-strip" aria-label="Coverage">
      <dl>
        <div>
          <dt>Sessions</dt>
          <dd>{number(coverage.sessions)}</dd>
        </div>
        <Share label="with all content" part={coverage.withContent} whole={coverage.sessions} />
        <Share label="reads identified" part={coverage.readsIdentified} whole={coverage.reads - coverage.prompts} />
        <Share label="writes identified" part={coverage.writesIdentified} whole={coverage.writes} />
      </dl>
      <button type="button" className="link coverage-more" onClick={toCoverage}>
        {coverage.hints.length > 0 ? `${count(coverage.hints.length, 'way')} to see more` : 'What could be seen'}
        {missing > 0 && ` · ${count(missing, 'record')} skipped`}
      </button>
    </section>
  );
}

function Share({ label, part, whole }: { label: string; part: number; whole: number }) {
  const share = whole === 0 ? 0 : part / whole;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {percent(part, whole)}
        <svg className="meter" width="44" height="6" viewBox="0 0 44 6" aria-hidden="true">
          <rect width="44" height="6" rx="3" className="meter-track" />
          <rect width={44 * share} height="6" rx="3" className="meter-fill" />
        </svg>
      </dd>
    </div>
  );
}

/** The address belongs to the view, so a jump inside the page must not change it. */
function toCoverage() {
  document.getElementById('coverage')?.scrollIntoView({ block: 'start' });
}
