import { type Alteration, cutPart, dress, reword } from '../alter.ts';
import type { SeedCopy } from '../passage.ts';
import type { Rng } from '../rng.ts';

/** A copy of a copy; `keep` are values that a shortened copy always has. Alterations of the wording stay; whitespace, case, quoting and the like are taken off first. */
export function copyOf(
  source: SeedCopy,
  alteration: Alteration,
  quoted: boolean,
  keep: readonly string[],
  rng: Rng,
): SeedCopy {
  const inherited = source.alterations.filter((a) => a === 'partial' || a === 'reworded');
  // A text is shortened and reworded once in a chain, or a long chain would end in something that is no copy.
  const applied = inherited.some((a) => a === alteration) ? 'verbatim' : alteration;
  if (applied === 'reworded' || applied === 'partial') {
    const wording =
      applied === 'reworded' ? reword(source.wording, rng, 0.6) : cutPart(source.wording, rng, 0.55, keep);
    return { kind: 'seed', text: wording, wording, alterations: [...inherited, applied], quoted };
  }
  const alterations: Alteration[] =
    applied === 'verbatim' && inherited.length > 0 ? inherited : [...inherited, applied];
  return { kind: 'seed', text: dress(source.wording, applied, rng), wording: source.wording, alterations, quoted };
}
