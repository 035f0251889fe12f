import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { TraceDocument } from '../../../src/fleet/trace-document.ts';
import { visible } from '../shared/lib/text.ts';
import { useTheme } from '../shared/theme.ts';
import { useShortcuts } from '../shared/ui/hooks.ts';
import { type SetView, useView } from './state/address.ts';
import { buildCases } from './state/cases.ts';
import { buildModel, type Model } from './state/model.ts';
import { aboutOf, type View } from './state/view.ts';
import { computeVisibility } from './state/visibility.ts';
import { colouring } from './ui/colour.ts';
import { CasesView } from './views/cases/CasesView.tsx';
import { CopiesPanel } from './views/copies/CopiesPanel.tsx';
import { CoveragePanel } from './views/coverage/CoveragePanel.tsx';
import { CoverageStrip } from './views/coverage/CoverageStrip.tsx';
import { SeedCard } from './views/detail/SeedCard.tsx';
import { SessionDetail } from './views/detail/SessionDetail.tsx';
import { FilterBar } from './views/filters/FilterBar.tsx';
import { Finding } from './views/finding/Finding.tsx';
import { GraphPanel } from './views/graph/GraphPanel.tsx';
import { TopBar } from './views/header/TopBar.tsx';
import { OutbreakPanels } from './views/outbreak/OutbreakPanels.tsx';
import { SessionList } from './views/sessions/SessionList.tsx';
import { Summary, SummaryFinding } from './views/summary/Summary.tsx';
import { Timeline } from './views/timeline/Timeline.tsx';

/** The page. The address is the state, the model is the document joined once, and all panels share one visibility. */
export function App({ doc }: { doc: TraceDocument }) {
  const [view, setView] = useView();
  const [theme, setTheme] = useTheme();
  const model = useMemo(() => buildModel(doc, view.seed), [doc, view.seed]);
  const cases = useMemo(() => buildCases(doc, model), [doc, model]);
  const about = aboutOf(doc, view);
  const { seed } = model;
  useEffect(() => {
    document.title =
      about === 'cases'
        ? 'Cordon trace: cases'
        : seed
          ? `Cordon trace: ${visible(seed.seed).slice(0, 60)}`
          : 'Cordon trace: contacts';
  }, [seed, about]);
  return (
    <div className="app">
      <TopBar doc={doc} view={view} setView={setView} theme={theme} setTheme={setTheme} />
      {about === 'cases' && cases ? (
        <CasesView model={model} cases={cases} view={view} setView={setView} />
      ) : (
        <TraceView model={model} view={view} setView={setView} />
      )}
    </div>
  );
}

/** What became of a seed; without one, who could hand what to whom. */
function TraceView({ model, view, setView }: { model: Model; view: View; setView: SetView }) {
  const { doc, seed } = model;
  const { picked: _picked, pickedCase: _case, colour: _colour, graph: _graph, ...listView } = view;
  const listKey = JSON.stringify(listView);
  // biome-ignore lint/correctness/useExhaustiveDependencies: listKey stands for the parts of the view that the list needs.
  const visibility = useMemo(() => computeVisibility(model, view), [model, listKey]);
  const shown = useDeferredValue(visibility);
  const colour = useMemo(() => colouring(model, view.colour), [model, view.colour]);
  const searchRef = useRef<HTMLInputElement>(null);

  const index = view.picked === null ? -1 : visibility.rows.findIndex((row) => row.id === view.picked);
  const step = (by: number) => {
    const { rows } = visibility;
    if (rows.length === 0) return;
    const next = index < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, index + by));
    const row = rows[next];
    if (row) setView({ picked: row.id }, view.picked === null ? 'push' : 'replace');
  };
  useShortcuts((key, event) => {
    if (key === 'j') step(1);
    else if (key === 'k') step(-1);
    else if (key === 'Escape') setView({ picked: null });
    else if (key === '/') {
      event.preventDefault();
      searchRef.current?.focus();
    }
  });

  const picked = view.picked === null ? undefined : model.byId.get(view.picked);
  const outbreak = doc.outbreaks?.find((each) => seed && each.seed === doc.seeds.indexOf(seed));
  return (
    <>
      <div className="head">
        <CoverageStrip doc={doc} />
        {!seed && <SummaryFinding doc={doc} />}
        {seed && <Finding model={model} seed={seed} view={view} setView={setView} />}
      </div>
      <FilterBar model={model} view={view} setView={setView} visibility={visibility} searchRef={searchRef} />
      <div className="columns">
        <main>
          {model.traced && <Timeline model={model} view={view} setView={setView} visibility={shown} colour={colour} />}
          {outbreak && <OutbreakPanels outbreak={outbreak} picked={view.picked} setView={setView} />}
          {!seed && <Summary model={model} setView={setView} />}
          <SessionList
            model={model}
            view={view}
            setView={setView}
            visibility={visibility}
            colour={colour}
            onStep={step}
          />
          {model.traced && (
            <GraphPanel model={model} view={view} setView={setView} visibility={shown} colour={colour} />
          )}
          {model.traced && <CopiesPanel model={model} visibility={shown} setView={setView} />}
          <CoveragePanel doc={doc} />
        </main>
        <aside className={picked ? 'dock open' : 'dock'} aria-label={picked ? 'Session' : 'Seed'}>
          {picked ? (
            <SessionDetail
              key={picked.id}
              model={model}
              row={picked}
              colour={colour}
              index={index}
              total={visibility.rows.length}
              setView={setView}
              onStep={step}
            />
          ) : seed ? (
            <SeedCard model={model} seed={seed} setView={setView} />
          ) : (
            <section className="panel detail">
              <h2 className="detail-title">No seed was given</h2>
              <p className="detail-outcome">
                This page shows who could hand what to whom. To ask who read a text, run{' '}
                <code>cordon trace --seed "the text"</code>.
              </p>
              <p className="detail-note">Choose a session in the list to see its contacts.</p>
            </section>
          )}
        </aside>
      </div>
    </>
  );
}
