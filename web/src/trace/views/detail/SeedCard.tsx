import type { TraceSeed } from '../../../../../src/fleet/trace-document.ts';
import { number } from '../../../shared/lib/words.ts';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model } from '../../state/model.ts';
import './detail.css';

const KIND: Record<TraceSeed['kind'], string> = {
  text: 'A text',
  file: 'The text of a file',
  url: 'What a page said',
  hash: 'A hash of raw bytes',
  session: 'All that a session wrote',
  artifact: 'An artifact',
};

/** What was looked for, and where it may have come from. Stands in the dock while no session is chosen. */
export function SeedCard({ model, seed, setView }: { model: Model; seed: TraceSeed; setView: SetView }) {
  return (
    <section className="panel detail" aria-label="The seed">
      <h2 className="detail-title">The seed</h2>
      <p className="quiet">{KIND[seed.kind]}</p>
      <blockquote className="passage seed-text">
        <Raw text={seed.text ?? seed.seed} />
      </blockquote>
      {seed.found === 'found' && (
        <p className="detail-explanation">
          <Raw text={seed.explanation} />
        </p>
      )}
      {seed.origins.length > 0 && (
        <div className="detail-part">
          <h3>Where it may come from</h3>
          <ol className="origins">
            {seed.origins.map((origin) => (
              <li key={`${origin.session} ${origin.artifact} ${origin.label}`}>
                <p>
                  {origin.session !== null && model.byId.has(origin.session) ? (
                    <button type="button" className="link" onClick={() => setView({ picked: origin.session })}>
                      <Name text={origin.label} />
                    </button>
                  ) : (
                    <strong>
                      <Name text={origin.label} />
                    </strong>
                  )}
                  <span className="number">{Math.round(origin.weight * 100)} %</span>
                </p>
                <svg className="weight" height="5" aria-hidden="true">
                  <rect width="100%" height="5" rx="2.5" className="meter-track" />
                  <rect width={`${origin.weight * 100}%`} height="5" rx="2.5" className="meter-fill" />
                </svg>
                <p className="quiet small">
                  <Raw text={origin.why} />
                </p>
              </li>
            ))}
          </ol>
          <p className="quiet small">Relative support, which adds up to 100 %: not a probability of guilt.</p>
        </div>
      )}
      {seed.tokensAfter !== undefined && seed.tokensAfter > 0 && (
        <div className="detail-part">
          <h3>What it may have cost</h3>
          <p>
            At most <strong>{number(seed.tokensAfter)}</strong> tokens{' '}
            <span className="quiet">
              were spent by exposed sessions after their first read. Most of them for other reasons.
            </span>
          </p>
        </div>
      )}
      <p className="detail-note no-print">Choose a session in the list or in a picture to see what it read and did.</p>
    </section>
  );
}
