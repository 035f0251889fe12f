import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { TraceDocument } from '../../../src/fleet/trace-document.ts';
import { type Loaded, loadDocument } from '../shared/document.ts';
import { App } from './App.tsx';
import '../shared/styles/tokens.css';
import '../shared/styles/base.css';
import '../shared/styles/layout.css';

/** In development there is no CLI to put a document in: a made one stands in, its size in the address (`?sessions=2000`). */
async function load(): Promise<Loaded<TraceDocument>> {
  if (!import.meta.env.DEV) return loadDocument<TraceDocument>('cordon trace');
  const { sampleDocument } = await import('./dev/sample.ts');
  const options = new URLSearchParams(window.location.search);
  return { doc: sampleDocument({ sessions: Number(options.get('sessions') ?? 60), seeds: 'several', hostile: true }) };
}

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
const loaded = await load();
createRoot(root).render(
  <StrictMode>
    {'doc' in loaded ? (
      <App doc={loaded.doc} />
    ) : (
      <p className="empty" role="alert">
        {loaded.problem}
      </p>
    )}
  </StrictMode>,
);
