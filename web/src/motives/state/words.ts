import type { Archetype, Classification } from '../../../../src/motives/result.ts';

/** A colour of each kind; the number of the pattern and the word stand beside it everywhere. */
export const KIND_COLOUR: Record<Archetype, string> = {
  'fitness-seeker': 'var(--series-0)',
  schemer: 'var(--series-5)',
  kludge: 'var(--series-1)',
  intended: 'var(--series-2)',
  sibling: 'var(--series-7)',
  'by-construction': 'var(--series-4)',
  wireheader: 'var(--series-3)',
};

export function kindWords({ archetype, subtype }: Classification): string {
  return subtype === null ? archetype : `${archetype}, ${subtype}`;
}

/** `28.6 %`, `<0.1 %`. */
export function percent(share: number): string {
  const p = 100 * share;
  if (p > 0 && p < 0.05) return '<0.1 %';
  return `${p.toFixed(p < 99.95 ? 1 : 0)} %`;
}

/** Three figures; JSON has null where there is no bound. */
export function figure(x: number | null): string {
  if (x === null || !Number.isFinite(x)) return 'no bound';
  const size = Math.abs(x);
  if (size < 1e-12) return '0';
  if (size < 1e-3 || size >= 1e7) return x.toExponential(0).replace('e+', 'e');
  return Number(x.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
