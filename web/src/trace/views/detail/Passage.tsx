import { useMemo } from 'react';
import { seedRanges } from '../../../shared/lib/highlight.ts';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';

/** A passage of a transcript, with what of it stands in the seed marked. */
export function Passage({ text, seed }: { text: string; seed: string }) {
  const parts = useMemo(() => {
    const out: { from: number; text: string; marked: boolean }[] = [];
    let at = 0;
    for (const [from, to] of seedRanges(text, seed)) {
      if (from > at) out.push({ from: at, text: text.slice(at, from), marked: false });
      out.push({ from, text: text.slice(from, to), marked: true });
      at = to;
    }
    if (at < text.length) out.push({ from: at, text: text.slice(at), marked: false });
    return out;
  }, [text, seed]);
  return (
    <blockquote className="passage">
      {parts.map((part) =>
        part.marked ? (
          <mark key={part.from}>
            <Raw text={part.text} />
          </mark>
        ) : (
          <span key={part.from}>
            <Raw text={part.text} />
          </span>
        ),
      )}
    </blockquote>
  );
}

/** A place in the input: file and line. */
export function Place({ at }: { at: { file: string; line: number } | undefined }) {
  if (!at) return null;
  return (
    <code className="place">
      <Name text={at.line > 0 ? `${at.file}:${at.line}` : at.file} />
    </code>
  );
}
