export { type CaseListOptions, caseLineList } from './from-cases.ts';
export { seedLineList } from './from-seed.ts';
export {
  type Controls,
  INTRODUCTION,
  type Infector,
  type LineList,
  type ListedCase,
  type PossibleTransmission,
  type TransmissionPosterior,
  UNOBSERVED,
} from './line-list.ts';
export type { ListOptions } from './list.ts';
