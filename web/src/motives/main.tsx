import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { MotivesDocument } from '../../../src/motives/document.ts';
import { type Loaded, loadDocument } from '../shared/document.ts';
import { App } from './App.tsx';
import '../shared/styles/tokens.css';
import '../shared/styles/base.css';
import '../shared/styles/layout.css';
import './motives.css';

/** In development there is no CLI to put a document in: the built-in model stands in. */
async function load(): Promise<Loaded<MotivesDocument>> {
  if (!import.meta.env.DEV) return loadDocument<MotivesDocument>('cordon motives');
  const { sampleDocument } = await import('./dev/sample.ts');
  return { doc: sampleDocument() };
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
