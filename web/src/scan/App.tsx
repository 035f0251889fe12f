import { useEffect, useMemo } from 'react';
import type { ScanDocument } from '../../../src/fleet/scan-document.ts';
import { visibleName } from '../shared/lib/text.ts';
import { useTheme } from '../shared/theme.ts';
import { useShortcuts } from '../shared/ui/hooks.ts';
import { buildModel, litBy } from './state/model.ts';
import { usePicked } from './state/picked.ts';
import { Answer } from './views/Answer.tsx';
import { CoveragePanel } from './views/CoveragePanel.tsx';
import { CutsPanel } from './views/CutsPanel.tsx';
import { FindingsPanel } from './views/FindingsPanel.tsx';
import { GraphPanel } from './views/GraphPanel.tsx';
import { LoopsPanel } from './views/LoopsPanel.tsx';
import { TopBar } from './views/TopBar.tsx';

/** The page: what a scan answers, the graph with the chosen loop or path lit, and what to change. */
export function App({ doc }: { doc: ScanDocument }) {
  const [address, pick] = usePicked();
  const [theme, setTheme] = useTheme();
  const model = useMemo(() => buildModel(doc), [doc]);
  const first = doc.loops[0];
  // Loops come worst first, and a page about loops opens with one lit.
  const picked = useMemo(
    () => address ?? (first === undefined ? null : { kind: 'loop' as const, id: first.id }),
    [address, first],
  );
  const lit = useMemo(() => litBy(doc, picked), [doc, picked]);
  useEffect(() => {
    document.title = `Cordon scan: ${visibleName(doc.coverage.root).slice(0, 60)}`;
  }, [doc]);
  useShortcuts((key) => {
    if (key === 'Escape') pick(null);
  });
  const panels = { model, picked, pick };
  return (
    <div className="app scan">
      <TopBar doc={doc} theme={theme} setTheme={setTheme} />
      <Answer doc={doc} />
      <div className="scan-columns">
        <main>
          <GraphPanel model={model} lit={lit} />
          <FindingsPanel {...panels} />
        </main>
        <aside aria-label="Loops and cuts">
          <LoopsPanel {...panels} />
          <CutsPanel {...panels} />
          <CoveragePanel doc={doc} />
        </aside>
      </div>
    </div>
  );
}
