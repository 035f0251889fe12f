/** From what carries a seed to its outbreak: exposures by generation, deeds, copies, origins, reach. */
export type { CarryingAct, Deeds } from './acts.ts';
export {
  attackRates,
  type CaseExposure,
  type CaseSet,
  type ChannelAttack,
  caseExposures,
  chainTo,
  leadingExposures,
  type Onset,
  riskRatio,
  type SeenExposure,
  type Share,
} from './cases/index.ts';
export * from './cuts/index.ts';
export type { Exposure } from './exposures.ts';
export * from './forward/index.ts';
export * from './line-list/index.ts';
export type { Origin } from './origins.ts';
export * from './reproduction/index.ts';
export { type Copy, type SeedOutbreak, seedOutbreak } from './seed-outbreak.ts';
export * from './tree/index.ts';
export { transmissionVerdict } from './verdict.ts';
