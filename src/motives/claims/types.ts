import type { Lab } from './lab.ts';

/** A statement of a source that this model can be asked about. */
export interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  /** What is measured, so that a positive number is what the claim says. */
  readonly experiment: string;
  /** What the claim says is the cause, and how it is switched off. */
  readonly ablation: string;
  /** The effect has to be above this to count as holding. */
  readonly margin: number;
  /** Why it fails in this model, or holds without the mechanism that is named; with the experiment that shows it. */
  readonly why?: string;
  /** @param on false: with the mechanism that is said to cause it switched off */
  measure(lab: Lab, on: boolean): number;
}

/** A statement that this model has no place for. */
export interface Unrepresented {
  readonly claim: string;
  readonly source: string;
  readonly why: string;
}

export interface ClaimResult {
  readonly claim: Claim;
  readonly effect: number;
  readonly ablated: number;
  readonly verdict: 'holds' | 'fails';
  /** What becomes of the effect without its mechanism; `none` where there was no effect to lose. */
  readonly withoutMechanism: 'goes away' | 'gets weaker' | 'stays' | 'none';
}

/** At most this part of an effect is left where it goes away. */
const GONE = 0.1;
const STAYS = 0.9;

export function judge(claim: Claim, lab: Lab): ClaimResult {
  const effect = claim.measure(lab, true);
  const ablated = claim.measure(lab, false);
  const holds = effect > claim.margin;
  const left = ablated <= claim.margin ? 0 : ablated / effect;
  const withoutMechanism = !holds ? 'none' : left <= GONE ? 'goes away' : left < STAYS ? 'gets weaker' : 'stays';
  return { claim, effect, ablated, verdict: holds ? 'holds' : 'fails', withoutMechanism };
}
