import { markPath, OUTLINED, type Shape } from './marks.ts';

/** One mark beside a word. */
export function Mark({ shape, colour, size = 14 }: { shape: Shape; colour: string; size?: number }) {
  const outlined = OUTLINED.has(shape);
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <path
        d={markPath(shape, 7, 7, 4.4)}
        style={{ fill: outlined ? 'var(--surface)' : colour, stroke: colour, strokeWidth: outlined ? 1.8 : 1 }}
      />
    </svg>
  );
}

/** A swatch for what has a colour and no shape. */
export function Swatch({ colour }: { colour: string }) {
  return (
    <svg className="mark" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <rect width="10" height="10" rx="2.5" style={{ fill: colour }} />
    </svg>
  );
}
