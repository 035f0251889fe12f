import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { readView, type View, writeView } from './view.ts';

const listeners = new Set<() => void>();
const notify = () => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('popstate', notify);
    window.addEventListener('hashchange', notify);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('popstate', notify);
    window.removeEventListener('hashchange', notify);
  };
}

/** `push` makes a step that the back button undoes; `replace` is for typing and for stepping through the list. */
export type SetView = (change: Partial<View> | ((view: View) => View), how?: 'push' | 'replace') => void;

/** The view, whose only home is the page's address: there is no second copy that could disagree with it. */
export function useView(): [View, SetView] {
  const fragment = useSyncExternalStore(subscribe, () => window.location.hash);
  const view = useMemo(() => readView(fragment), [fragment]);
  const setView = useCallback<SetView>((change, how = 'push') => {
    const before = readView(window.location.hash);
    const after = typeof change === 'function' ? change(before) : { ...before, ...change };
    const text = writeView(after);
    if (text === writeView(before)) return;
    const address = text === '' ? window.location.pathname + window.location.search : `#${text}`;
    if (how === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
    notify();
  }, []);
  return [view, setView];
}
