/** Who may be infected and does not show it, what still carries it, and who may have infected a case. */
export {
  type BackwardSet,
  backwardFromExposures,
  backwardFromPosterior,
  type PossibleInfector,
} from './backward-set.ts';
export { type StandingCarrier, standingCarriers } from './carriers.ts';
export { type DelayCurve, fitDelays, type ObservedDelay, type Ranged } from './delay.ts';
export { forwardSet, type MayBeInfected } from './forward-set.ts';
export { type ExposureModel, fitExposures } from './model.ts';
export { type ChannelRisk, fitRisks, type Trials } from './risk.ts';
export { behaviourState, type OutbreakState, seedState } from './state.ts';
