import { type RefObject, useEffect, useState } from 'react';
import { Name } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';

/** A filter that is set, and the button that takes it away. */
export function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="chip no-print" onClick={onRemove} title="Remove this filter">
      <span className="chip-text">
        <Name text={label} />
      </span>
      <span aria-hidden="true">×</span>
      <span className="sr-only">, remove this filter</span>
    </button>
  );
}

interface SearchBoxProps {
  query: string;
  setView: SetView;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** Typing filters after a short rest; the first letter makes a step for the back button, the rest refine it. */
export function SearchBox({ query, setView, inputRef }: SearchBoxProps) {
  const [text, setText] = useState(query);
  useEffect(() => setText(query), [query]);
  useEffect(() => {
    if (text === query) return;
    const timer = setTimeout(() => setView({ query: text }, query === '' ? 'push' : 'replace'), 150);
    return () => clearTimeout(timer);
  }, [text, query, setView]);
  return (
    <input
      ref={inputRef}
      type="search"
      className="search"
      placeholder="Search text, ids, files  /"
      aria-label="Search in sessions and passages"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
