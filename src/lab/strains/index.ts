import type { Rng } from '../rng.ts';
import { instructionStrain } from './instruction.ts';
import { refusalStrain } from './refusal.ts';
import { makeSeedText, ruleStrain } from './rule.ts';
import type { Strain, StrainKind } from './strain.ts';

export function makeStrain(kind: StrainKind, rng: Rng): Strain {
  switch (kind) {
    case 'rule':
      return ruleStrain(makeSeedText(rng));
    case 'instruction':
      return instructionStrain(rng);
    case 'refusal':
      return refusalStrain(rng);
  }
}
