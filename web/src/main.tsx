import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { type Loaded, loadDocument } from './state/document.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';

/** In development there is no CLI to put a document in: a made one stands in, its size in the address (`?sessions=2000`). */
async function load(): Promise<Loaded> {
  if (!import.meta.env.DEV) return loadDocument();
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
