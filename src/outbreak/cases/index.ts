export { attackRates, type ChannelAttack, riskRatio, type Share } from './attack-rate.ts';
export type { CaseExposure, CaseSet, Onset, SeenExposure } from './case-set.ts';
export { chainTo, leadingExposures } from './chains.ts';
export { caseExposures } from './exposures.ts';
