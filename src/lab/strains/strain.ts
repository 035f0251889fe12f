import type { Alteration } from '../alter.ts';
import type { Step } from '../hands.ts';
import type { SeedCopy } from '../passage.ts';
import type { Rng } from '../rng.ts';

/** What spreads in a made fleet: a false rule, an instruction that nobody in charge gave, a refusal. */
export const STRAIN_KINDS = ['rule', 'instruction', 'refusal'] as const;

export type StrainKind = (typeof STRAIN_KINDS)[number];

/** One strain of a run: its text, how it is copied, and what taking it up looks like. */
export interface Strain {
  kind: StrainKind;
  text: string;
  /** Strings that nothing else in the fleet holds; a command with one of them carries the strain out. */
  values: readonly string[];
  /** A copy of a copy, or what its copier says in words of its own. */
  copy(source: SeedCopy, alteration: Alteration, quoted: boolean, rng: Rng): SeedCopy;
  /** What a session does that takes it up. */
  takeUp(copy: SeedCopy): Step;
}

/** The strain as its first writer put it. */
export function original(text: string): SeedCopy {
  return { kind: 'seed', text, wording: text, alterations: ['verbatim'], quoted: false };
}
