import type { Model } from '../../../../src/motives/model/types.ts';
import type { PatternResult, Result } from '../../../../src/motives/result.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Raw } from '../../shared/ui/Raw.tsx';
import { figure } from '../state/words.ts';
import { PatternMark } from './PatternMark.tsx';

interface KappaProps {
  model: Model;
  result: Result;
  picked: PatternResult;
  pick: (id: string) => void;
}

/** The motive to write to other instances, by channel. */
export function KappaPanel({ model, result, picked, pick }: KappaProps) {
  const channels = model.channels.map(({ channel }) => channel);
  if (channels.length === 0) return null;
  return (
    <Panel
      title="Kappa: the motive to write to other instances"
      note="This project’s own step, not the authors’. What a write adds to the pattern’s goal, as it believes, in units of its votes; mean over deployment. R0 has the corners of its ranges."
    >
      <div className="scroll">
        <table className="motives-table kappa">
          <thead>
            <tr>
              <th>Pattern</th>
              {channels.map((channel) => (
                <th key={channel} className="num">
                  {channel}
                </th>
              ))}
              <th className="num">R0</th>
              <th className="num">from</th>
              <th className="num">to</th>
            </tr>
          </thead>
          <tbody>
            {result.patterns.map((pattern, i) => (
              <tr key={pattern.id} aria-selected={pattern.id === picked.id}>
                <td>
                  <button type="button" className="motives-pattern" onClick={() => pick(pattern.id)}>
                    <PatternMark number={i + 1} archetype={pattern.classification.archetype} />
                    <Raw text={pattern.label} />
                  </button>
                </td>
                {channels.map((channel) => (
                  <Cell key={channel} value={meanKappa(pattern, channel)} />
                ))}
                <td className="num">{figure(pattern.strain.r0.estimate)}</td>
                <td className="num quiet">{figure(pattern.strain.r0.lower)}</td>
                <td className="num quiet">{figure(pattern.strain.r0.upper)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Cell({ value }: { value: number }) {
  const strength = Math.min(70, Math.round(140 * Math.abs(value)));
  const colour = value > 0 ? 'var(--series-5)' : 'var(--series-0)';
  const text = Math.abs(value) < 0.005 ? '0' : value.toFixed(2).replace('-', '−');
  return (
    <td className="num" style={{ background: `color-mix(in srgb, ${colour} ${strength}%, transparent)` }}>
      {text}
    </td>
  );
}

function meanKappa({ kappa }: PatternResult, channel: string): number {
  const some = kappa.filter((one) => one.channel === channel);
  return some.reduce((sum, one) => sum + one.kappa.mean, 0) / Math.max(1, some.length);
}
