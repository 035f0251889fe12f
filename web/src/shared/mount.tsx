import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type Loaded, loadDocument } from './document.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';

/**
 * Draws a page: its application with the document that the command put in, or why there is none.
 *
 * @param command what writes such a page, as it is typed
 * @param sample in development there is no command to put a document in: a made one stands in. `undefined` elsewhere, so
 *   that the built page does not hold it
 */
export async function mount<D>(
  command: string,
  App: ComponentType<{ doc: D }>,
  sample: (() => Promise<D>) | undefined,
): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  const loaded: Loaded<D> = sample !== undefined ? { doc: await sample() } : loadDocument<D>(command);
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
}
