import type { TraceSeed } from '../../../../../src/fleet/trace-document.ts';
import { visible } from '../../../shared/lib/text.ts';
import { longTime, parseTime } from '../../../shared/lib/time.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model } from '../../state/model.ts';
import type { View } from '../../state/view.ts';
import { Funnel } from './Funnel.tsx';
import './finding.css';

interface FindingProps {
  model: Model;
  seed: TraceSeed;
  view: View;
  setView: SetView;
}

/** The answer in words, then the three numbers and what they leave out. */
export function Finding({ model, seed, view, setView }: FindingProps) {
  if (seed.found !== 'found') return <NoFinding seed={seed} sessions={model.doc.coverage.sessions} />;
  return (
    <section className="finding panel" aria-label="Finding">
      <div className="finding-words">
        <SeedLine seed={seed} />
        <h1>{headline(seed, model.doc.coverage.sessions)}</h1>
        <FirstWriter model={model} seed={seed} setView={setView} />
      </div>
      {seed.exposedCount > 0 && (
        <Funnel seed={seed} sessions={model.doc.coverage.sessions} view={view} setView={setView} />
      )}
      {seed.leftOut.length > 0 && (
        <div className="left-out">
          <h2>Left out of these numbers</h2>
          <ul>
            {seed.leftOut.map((each) => (
              <li key={each.reason}>
                <span className="number">{number(each.sessions)}</span>{' '}
                <span>
                  <Raw text={each.reason} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function SeedLine({ seed }: { seed: TraceSeed }) {
  return (
    <p className="seed-line" title={visible(seed.seed)}>
      <span className="quiet">Seed</span> <Raw text={seed.text ?? seed.seed} />
    </p>
  );
}

function headline(seed: TraceSeed, sessions: number): string {
  if (seed.exposedCount === 0) {
    const writers = new Set(seed.copies.map((copy) => copy.session)).size;
    if (writers === 0) return 'The seed is here, and no session is seen to have read or written it.';
    return `${count(writers, 'session')} wrote it; no read of it can be seen.`;
  }
  const acted =
    seed.acted === 0
      ? 'none is seen to have acted on it'
      : `${number(seed.acted)} acted on it${seed.relayed > 0 ? `, ${seed.relayed === seed.acted && seed.acted > 1 ? 'all by passing it on' : `${number(seed.relayed)} by passing it on`}` : ''}`;
  const could = Math.max(0, seed.reachable - seed.exposedCount);
  return `${number(seed.exposedCount)} of ${count(sessions, 'session')} read it; ${acted}${could > 0 ? `; ${number(could)} more could have read it` : ''}.`;
}

function FirstWriter({ model, seed, setView }: { model: Model; seed: TraceSeed; setView: SetView }) {
  const writer = seed.firstWriter === null ? undefined : model.byId.get(seed.firstWriter);
  const seen = seed.firstSeen;
  const where = seen?.artifact ? (model.artifacts.get(seen.artifact)?.label ?? seen.artifact) : null;
  return (
    <p className="first-writer">
      {writer ? (
        <>
          First written by{' '}
          <button type="button" className="link" onClick={() => setView({ picked: writer.id })}>
            <Name text={writer.session.agent} />
          </button>
        </>
      ) : (
        'No session of this telemetry is known to have written it first: it came from outside, or its writer is not recorded'
      )}
      {where && (
        <>
          {writer ? ' in ' : '. First seen in '}
          <code>
            <Name text={where} />
          </code>
        </>
      )}
      {seen && `, ${longTime(parseTime(seen.time))}`}.
    </p>
  );
}

const HEAD: Record<'not-there' | 'cannot-tell', string> = {
  'not-there': 'It is not there.',
  'cannot-tell': 'This telemetry cannot tell.',
};

function NoFinding({ seed, sessions }: { seed: TraceSeed; sessions: number }) {
  if (seed.found === 'found') return null;
  return (
    <section className={`finding panel ${seed.found}`} aria-label="Finding">
      <div className="finding-words">
        <SeedLine seed={seed} />
        <h1>{HEAD[seed.found]}</h1>
        <p className="first-writer">
          <Raw text={seed.explanation} />{' '}
          {seed.found === 'cannot-tell' &&
            'That is no all-clear: a session may have read it without leaving a trace here.'}
        </p>
        {seed.leftOut.map((each) => (
          <p key={each.reason} className="quiet">
            {number(each.sessions)} of {count(sessions, 'session')}: <Raw text={each.reason} />
          </p>
        ))}
      </div>
      {seed.nearest && (
        <div className="nearest">
          <h2>The nearest passage, {Math.round(seed.nearest.similarity * 100)} % alike</h2>
          {seed.nearest.passage && (
            <blockquote>
              <Raw text={seed.nearest.passage} />
            </blockquote>
          )}
          <p className="quiet">
            in <Name text={seed.nearest.session} />
            {seed.nearest.at && (
              <>
                ,{' '}
                <code>
                  <Name text={`${seed.nearest.at.file}:${seed.nearest.at.line}`} />
                </code>
              </>
            )}
          </p>
        </div>
      )}
    </section>
  );
}
