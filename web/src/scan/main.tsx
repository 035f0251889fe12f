import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ScanDocument } from '../../../src/fleet/scan-document.ts';
import { type Loaded, loadDocument } from '../shared/document.ts';
import { App } from './App.tsx';
import '../shared/styles/tokens.css';
import '../shared/styles/base.css';
import '../shared/styles/layout.css';
import './scan.css';

/** In development there is no CLI to put a document in: a made one stands in. */
async function load(): Promise<Loaded<ScanDocument>> {
  if (!import.meta.env.DEV) return loadDocument<ScanDocument>('cordon scan');
  const { sampleDocument } = await import('./dev/sample.ts');
  return { doc: sampleDocument({ hostile: true }) };
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
