import type { Basis } from '../../../../src/fleet/channel.ts';
import type { TraceExposure, TraceSession } from '../../../../src/fleet/trace-document.ts';

export type Acted = TraceExposure['acted'];
export type AnyBasis = Basis | 'none';

/** Worst first: the order of legends, stacks and sorting. */
export const ACTED: readonly Acted[] = ['relayed', 'used', 'quoted', 'unknown', 'no'];
export const ACTED_LABEL: Record<Acted, string> = {
  relayed: 'Relayed',
  used: 'Used',
  quoted: 'Quoted',
  unknown: 'Cannot tell',
  no: 'Only read',
};
export const ACTED_MEANING: Record<Acted, string> = {
  relayed: 'It wrote the text on, where another session may read it.',
  used: 'A call carries text or values that it had only from the seed.',
  quoted: 'It carried the text as a quotation, a report or a search. Not counted as acting.',
  unknown: 'No content to judge by.',
  no: 'Nothing that it did afterwards carries the seed.',
};

/** Strongest first. `none`: there is no link to a writer. */
export const ALL_BASES: readonly AnyBasis[] = ['signed', 'id', 'content', 'hash', 'rule', 'structure', 'none'];
export const BASIS_MEANING: Record<AnyBasis, string> = {
  signed: 'a signed record names writer and reader',
  id: 'both sides name the same version of the artifact',
  content: 'the written text survives in what was read',
  hash: 'both sides carry the same hash, and no text',
  rule: 'the client loads that file by itself; the read was not recorded',
  structure: 'the same artifact, later; nothing more is known',
  none: 'no session is known to have written what it read',
};

export const STATUS_MEANING: Record<TraceSession['status'], string> = {
  unassessed: 'Cannot tell: not all of what it read has its text.',
  clear: 'Its content was fully seen, and the seed is not in it.',
  exposed: 'It read a seed, or what a case wrote.',
  suspected: 'Suspected case: some evidence, not enough to call it one.',
  probable: 'Probable case: it wrote an altered or partial copy on, or meets a behaviour.',
  confirmed: 'It wrote a seed, whole and word for word, or a person confirmed it.',
};

/** `1 session`, `1,204 sessions`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** With thousands separated by a comma, in every locale the same. */
export function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share in whole percent that never rounds to all or nothing: 99.6 % of something is `99 %`. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return 'none';
  if (part === whole) return '100 %';
  if (part === 0) return '0 %';
  return `${Math.min(99, Math.max(1, Math.round((100 * part) / whole)))} %`;
}

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
