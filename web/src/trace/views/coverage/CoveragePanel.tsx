import type { TraceDocument } from '../../../../../src/fleet/trace-document.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';
import './coverage.css';

const SHOWN = 200;

/** What was read, what was not, and what would bring more. */
export function CoveragePanel({ doc }: { doc: TraceDocument }) {
  const { coverage, skipped } = doc;
  const facts: [number, string][] = [
    [coverage.sessions, coverage.sessions === 1 ? 'session' : 'sessions'],
    [coverage.withContent, 'with the text of all that was read'],
    [coverage.reads, coverage.reads === 1 ? 'read' : 'reads'],
    [coverage.readsWithText, 'of the reads with their text'],
    [coverage.prompts, 'of the reads are prompts: typed by a person or set by an operator'],
    [coverage.readsIdentified, 'of the other reads name what was read'],
    [coverage.writes, coverage.writes === 1 ? 'write' : 'writes'],
    [coverage.writesWithText, 'of the writes with their text'],
    [coverage.writesIdentified, 'of the writes name what was written'],
    [coverage.eventsWithoutTime, 'events without a time: no link is drawn from order'],
    [coverage.lateEvents, 'events that came after later ones had been joined'],
  ];
  return (
    <div id="coverage">
      <Panel
        title="What could be seen"
        note="Nothing here is clear for want of evidence: what cannot be judged is unassessed."
        className="long"
      >
        <div className="coverage-body">
          <div>
            <h3>In this telemetry</h3>
            <table className="facts">
              <tbody>
                {facts.map(([value, label]) => (
                  <tr key={label}>
                    <td>{number(value)}</td>
                    <td>{label}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div>
            <h3>Read from</h3>
            <table className="facts">
              <tbody>
                {coverage.sources.map((source) => (
                  <tr key={source.source}>
                    <td>{number(source.sessions)}</td>
                    <td>
                      <strong>
                        <Raw text={source.source} />
                      </strong>{' '}
                      <span className="quiet">
                        {source.sessions === 1 ? 'session' : 'sessions'}, {count(source.files, 'file')},{' '}
                        {count(source.events, 'event')}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="hints">
            <h3>What would bring more</h3>
            {coverage.hints.length === 0 ? (
              <p className="quiet">Nothing that an exporter’s setting would change.</p>
            ) : (
              <ul>
                {coverage.hints.map((hint) => (
                  <li key={hint}>
                    <Raw text={hint} />
                  </li>
                ))}
              </ul>
            )}
          </div>
          <div className="skipped">
            <h3>Skipped</h3>
            {skipped.length === 0 ? (
              <p className="quiet">Every record was read.</p>
            ) : (
              <ul className="scroll">
                {skipped.slice(0, SHOWN).map((each) => (
                  <li key={`${each.file}:${each.line}:${each.reason}`}>
                    <code>
                      <Name text={each.line > 0 ? `${each.file}:${each.line}` : each.file} />
                    </code>
                    {(each.count ?? 1) > 1 && <span className="tag">×{number(each.count ?? 1)}</span>}
                    <br />
                    <span className="quiet">
                      <Raw text={each.reason} />
                    </span>
                  </li>
                ))}
                {skipped.length > SHOWN && (
                  <li className="quiet">and {number(skipped.length - SHOWN)} more, in the JSON document.</li>
                )}
              </ul>
            )}
          </div>
        </div>
      </Panel>
    </div>
  );
}
