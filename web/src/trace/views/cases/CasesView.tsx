import { useDeferredValue, useMemo, useRef } from 'react';
import { useShortcuts } from '../../../shared/ui/hooks.ts';
import type { SetView } from '../../state/address.ts';
import { computeCases } from '../../state/case-visibility.ts';
import { type Cases, caseKey } from '../../state/cases.ts';
import type { Model } from '../../state/model.ts';
import type { View } from '../../state/view.ts';
import { colouring } from '../../ui/colour.ts';
import { CoveragePanel } from '../coverage/CoveragePanel.tsx';
import { CoverageStrip } from '../coverage/CoverageStrip.tsx';
import { SessionDetail } from '../detail/SessionDetail.tsx';
import { OutbreakPanels } from '../outbreak/OutbreakPanels.tsx';
import { BehaviourPanels } from './BehaviourPanels.tsx';
import { CaseCard } from './CaseCard.tsx';
import { CaseFilters } from './CaseFilters.tsx';
import { CaseFinding } from './CaseFinding.tsx';
import { CaseGuide } from './CaseGuide.tsx';
import { CaseList } from './CaseList.tsx';
import { CaseTimeline } from './CaseTimeline.tsx';

interface CasesViewProps {
  model: Model;
  cases: Cases;
  view: View;
  setView: SetView;
}

/** The page of a trace that looked for cases: how many, how fast, from whom, and the evidence of each. */
export function CasesView({ model, cases, view, setView }: CasesViewProps) {
  const { doc } = model;
  const { picked: _picked, pickedCase: _case, about: _about, ...listView } = view;
  const listKey = JSON.stringify(listView);
  // biome-ignore lint/correctness/useExhaustiveDependencies: listKey stands for the parts of the view that the list needs.
  const visibility = useMemo(() => computeCases(cases, view), [cases, listKey]);
  const shown = useDeferredValue(visibility);
  const colour = useMemo(() => colouring(model, 'acted'), [model]);
  const searchRef = useRef<HTMLInputElement>(null);

  const picked =
    view.picked === null
      ? undefined
      : view.pickedCase === null
        ? cases.bySession.get(view.picked)?.[0]
        : cases.byId.get(caseKey(view.picked, view.pickedCase));
  const session = view.picked === null || picked ? undefined : model.byId.get(view.picked);
  const { rows } = visibility;
  const index = picked ? rows.indexOf(picked) : -1;
  const step = (by: number) => {
    if (rows.length === 0) return;
    const next = index < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, index + by));
    const row = rows[next];
    if (row) setView({ picked: row.session, pickedCase: row.behaviour }, picked ? 'replace' : 'push');
  };
  useShortcuts((key, event) => {
    if (key === 'j') step(1);
    else if (key === 'k') step(-1);
    else if (key === 'Escape') setView({ picked: null, pickedCase: null });
    else if (key === '/') {
      event.preventDefault();
      searchRef.current?.focus();
    }
  });
  const chosen = view.facets.behaviour;
  const outbreaks = (doc.outbreaks ?? []).filter(
    (each) => each.seed === undefined && (chosen.length === 0 || chosen.includes(each.behaviour)),
  );
  const open = picked !== undefined || session !== undefined;
  return (
    <>
      <div className="head">
        <CoverageStrip doc={doc} />
        <CaseFinding doc={doc} cases={cases} view={view} setView={setView} />
      </div>
      <CaseFilters
        view={view}
        setView={setView}
        visibility={visibility}
        all={cases.rows.length}
        dismissed={cases.rows.filter((row) => row.status === 'dismissed').length}
        searchRef={searchRef}
      />
      <div className={open ? 'columns case-columns picked' : 'columns case-columns'}>
        <main>
          <BehaviourPanels cases={cases} judges={doc.judges ?? []} view={view} setView={setView} />
          {outbreaks.map((outbreak) => (
            <OutbreakPanels key={outbreak.behaviour} outbreak={outbreak} picked={view.picked} setView={setView} />
          ))}
          {cases.trees.size > 0 && (
            <CaseTimeline cases={cases} visibility={shown} view={view} setView={setView} picked={picked} />
          )}
          <CaseList
            model={model}
            cases={cases}
            view={view}
            setView={setView}
            visibility={visibility}
            picked={picked}
            onStep={step}
          />
          <CoveragePanel doc={doc} />
        </main>
        <aside className={open ? 'dock open' : 'dock'} aria-label={picked ? 'Case' : session ? 'Session' : 'Words'}>
          {picked ? (
            <CaseCard
              key={picked.id}
              model={model}
              cases={cases}
              row={picked}
              index={index}
              total={rows.length}
              setView={setView}
              onStep={step}
            />
          ) : session ? (
            <SessionDetail
              key={session.id}
              model={model}
              row={session}
              colour={colour}
              index={-1}
              total={rows.length}
              setView={setView}
              onStep={step}
            />
          ) : (
            <CaseGuide cases={rows.length} />
          )}
        </aside>
      </div>
    </>
  );
}
