import type { Audit } from '../../../../src/motives/audit/audit.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Raw } from '../../shared/ui/Raw.tsx';
import { figure } from '../state/words.ts';

/** Which test tells most about the kind of pattern that one has. */
export function AuditPanel({ audit }: { audit: Audit }) {
  const most = Math.max(audit.entropy, 1e-9);
  return (
    <Panel
      title="The audit that tells them apart"
      note={`Expected information about the kind, of ${figure(audit.entropy)} bits that are not known. What all kinds answer alike tells nothing, however often it is asked.`}
    >
      <div className="scroll">
        <table className="motives-table">
          <thead>
            <tr>
              <th>Test</th>
              <th className="num">Bits</th>
              <th className="num">Cost</th>
              <th className="num">Bits per cost</th>
              <th className="wide">
                <span className="sr-only">Bits, drawn</span>
              </th>
              <th>Tells apart best</th>
            </tr>
          </thead>
          <tbody>
            {audit.tests.map(({ test, gain, perCost, separates }) => (
              <tr key={test.id}>
                <td>
                  <Raw text={test.label} />
                </td>
                <td className="num">
                  {figure(gain.bits)}
                  {gain.standardError !== null && <span className="quiet"> ± {figure(2 * gain.standardError)}</span>}
                </td>
                <td className="num">{figure(test.cost)}</td>
                <td className="num">{figure(perCost)}</td>
                <td className="wide">
                  <svg className="share" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect y="2" height="8" width={(100 * gain.bits) / most} className="bits" />
                  </svg>
                </td>
                <td className="quiet">{separates && `${separates.a} / ${separates.b}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {audit.alike.length > 0 && (
        <p className="motives-reason">
          No test here tells apart: {audit.alike.map(({ a, b }) => `${a} from ${b}`).join('; ')}.
        </p>
      )}
    </Panel>
  );
}
