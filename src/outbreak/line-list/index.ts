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
