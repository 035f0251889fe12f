import type { PatternResult, Result } from '../../../../src/motives/result.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Raw } from '../../shared/ui/Raw.tsx';
import { KIND_COLOUR, kindWords, percent } from '../state/words.ts';
import { PatternMark } from './PatternMark.tsx';

interface PatternsProps {
  result: Result;
  picked: PatternResult;
  pick: (id: string) => void;
}

/** Every pattern: its kind with the reason, fitness, prior and share. */
export function PatternsPanel({ result, picked, pick }: PatternsProps) {
  const most = Math.max(...result.patterns.flatMap(({ share, prior }) => [share.mean, prior]), 1e-9);
  const order = result.patterns
    .map((pattern, i) => ({ pattern, i }))
    .sort((a, b) => b.pattern.share.mean - a.pattern.share.mean);
  return (
    <Panel
      title="Patterns"
      note="Share: of candidate AIs with one pattern in charge, before selection (line) and after (bar). ± is twice the standard error over random beliefs."
    >
      <div className="scroll">
        <table className="motives-table">
          <thead>
            <tr>
              <th>Pattern</th>
              <th>Kind</th>
              <th className="num">Fitness E[S]</th>
              <th className="num">Share</th>
              <th className="wide">
                <span className="sr-only">Share, drawn</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {order.map(({ pattern, i }) => (
              <tr key={pattern.id} aria-selected={pattern.id === picked.id}>
                <td>
                  <button type="button" className="motives-pattern" onClick={() => pick(pattern.id)}>
                    <PatternMark number={i + 1} archetype={pattern.classification.archetype} />
                    <Raw text={pattern.label} />
                  </button>
                </td>
                <td title={pattern.classification.reason}>{kindWords(pattern.classification)}</td>
                <td className="num">{pattern.fitness.mean.toFixed(3)}</td>
                <td className="num">
                  {percent(pattern.share.mean)}
                  {pattern.share.standardError !== null && (
                    <span className="quiet"> ± {(200 * pattern.share.standardError).toFixed(1)}</span>
                  )}
                </td>
                <td className="wide">
                  <svg className="share" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect
                      y="2"
                      height="8"
                      width={(100 * pattern.share.mean) / most}
                      style={{ fill: KIND_COLOUR[pattern.classification.archetype] }}
                    />
                    <rect
                      className="prior"
                      x={Math.max(0, (100 * pattern.prior) / most - 0.4)}
                      width="0.8"
                      height="12"
                    />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="motives-reason">
        <Raw
          text={`${picked.label} is told to be ${kindWords(picked.classification)}: ${picked.classification.reason}.`}
        />
      </p>
    </Panel>
  );
}
