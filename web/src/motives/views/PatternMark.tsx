import type { Archetype } from '../../../../src/motives/result.ts';
import { KIND_COLOUR } from '../state/words.ts';

/** The number of a pattern in the colour of its kind: how it is named in every picture. */
export function PatternMark({ number, archetype }: { number: number; archetype: Archetype }) {
  return (
    <span className="pattern-mark number" style={{ background: KIND_COLOUR[archetype] }}>
      {number}
    </span>
  );
}
