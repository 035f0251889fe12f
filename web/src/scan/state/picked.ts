import { useCallback, useSyncExternalStore } from 'react';

/** What is lit: a loop by its id, a finding by its fingerprint. The page's address is its only home. */
export type Picked = { kind: 'loop' | 'finding'; id: string } | null;

export function readPicked(fragment: string): Picked {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  for (const kind of ['loop', 'finding'] as const) {
    const id = params.get(kind);
    if (id !== null && id !== '') return { kind, id };
  }
  return null;
}

export function writePicked(picked: Picked): string {
  return picked === null ? '' : `#${new URLSearchParams({ [picked.kind]: picked.id })}`;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}

/** What is lit, and how to light something else; the back button undoes it. */
export function usePicked(): [Picked, (picked: Picked) => void] {
  const fragment = useSyncExternalStore(subscribe, () => window.location.hash);
  const pick = useCallback((picked: Picked) => {
    const { pathname, search, hash } = window.location;
    const address = writePicked(picked);
    if (address === hash) return;
    window.history.pushState(null, '', address === '' ? pathname + search : address);
    for (const listener of listeners) listener();
  }, []);
  return [readPicked(fragment), pick];
}
