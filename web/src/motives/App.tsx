import { useEffect, useMemo, useState } from 'react';
import type { MotivesDocument } from '../../../src/motives/document.ts';
import { visible } from '../shared/lib/text.ts';
import { useTheme } from '../shared/theme.ts';
import { Name, Raw } from '../shared/ui/Raw.tsx';
import { type Choice, useChoice } from './state/choice.ts';
import { Computer, type Shown } from './state/compute.ts';
import { Answer } from './views/Answer.tsx';
import { AuditPanel } from './views/AuditPanel.tsx';
import { BehaviourPanel } from './views/BehaviourPanel.tsx';
import { Controls } from './views/Controls.tsx';
import { GraphPanel } from './views/GraphPanel.tsx';
import { KappaPanel } from './views/KappaPanel.tsx';
import { PatternsPanel } from './views/PatternsPanel.tsx';
import { RoutesPanel } from './views/RoutesPanel.tsx';

/** The page: the address is the choice, and the model is run again in the page for each choice. */
export function App({ doc }: { doc: MotivesDocument }) {
  const [choice, change] = useChoice();
  const [theme, setTheme] = useTheme();
  const computer = useMemo(() => new Computer(doc), [doc]);
  const settled = useSettled(choice, 120);
  const { pattern: _, ...chosen } = settled;
  const key = JSON.stringify({ ...chosen, capability: String(chosen.capability) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for what the model is run with.
  const shown = useMemo(() => attempt(computer, settled), [computer, key]);
  useEffect(() => {
    document.title = `Cordon motives: ${visible(doc.model.name).slice(0, 60)}`;
  }, [doc]);

  useEffect(() => {
    const later = setTimeout(() => computer.warm(), 500);
    return () => clearTimeout(later);
  }, [computer]);

  const result = 'problem' in shown ? doc.result : shown.result;
  const picked = result.patterns.find(({ id }) => id === choice.pattern) ?? mostShare(result.patterns);
  const pick = (id: string) => change({ pattern: id });
  return (
    <div className="app motives">
      <div className="motives-bar">
        <span className="brand">
          cordon <span className="quiet">motives</span>
        </span>
        <span className="motives-name">
          <Name text={doc.model.name} />
          <span className="quiet"> · {doc.file === null ? 'built in' : <Name text={doc.file} length={60} />}</span>
        </span>
        <button
          type="button"
          className="button no-print"
          onClick={() => setTheme(theme === 'dark' ? 'light' : theme === 'light' ? 'system' : 'dark')}
          aria-label={`Colours: ${theme}. Change.`}
        >
          {theme === 'system' ? 'Auto' : theme === 'dark' ? 'Dark' : 'Light'}
        </button>
      </div>
      {'problem' in shown ? (
        <p className="empty" role="alert">
          <Raw text={shown.problem} />
        </p>
      ) : (
        <Answer doc={doc} shown={shown} pick={pick} />
      )}
      <div className="motives-columns">
        <Controls doc={doc} choice={choice} change={change} />
        {!('problem' in shown) && picked && (
          <main aria-busy={settled !== choice}>
            <GraphPanel model={doc.model} result={shown.result} picked={picked} pick={pick} />
            <PatternsPanel result={shown.result} picked={picked} pick={pick} />
            <BehaviourPanel model={doc.model} result={shown.result} picked={picked} pick={pick} />
            <AuditPanel audit={shown.audit} />
            <KappaPanel model={doc.model} result={shown.result} picked={picked} pick={pick} />
            <RoutesPanel routes={shown.routes} />
            <section className="panel motives-notes">
              <h2>Read with it</h2>
              <ul>
                {[...shown.result.notes, ...doc.warnings].map((note) => (
                  <li key={note}>
                    <Raw text={note} />
                  </li>
                ))}
              </ul>
            </section>
          </main>
        )}
      </div>
    </div>
  );
}

function mostShare<T extends { share: { mean: number } }>(patterns: readonly T[]): T | undefined {
  return [...patterns].sort((a, b) => b.share.mean - a.share.mean)[0];
}

function attempt(computer: Computer, choice: Choice): Shown | { problem: string } {
  try {
    return computer.shown(choice);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The value once it has not changed for a while: a run takes longer than a slider takes to move on. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const later = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(later);
  }, [value, milliseconds]);
  return settled;
}
