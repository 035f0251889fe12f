export { type ArtifactRef, artifactId } from './artifact.ts';
export {
  BEHAVIOURS_FILE_VERSION,
  type Behaviour,
  type BehavioursFile,
  behavioursFile,
  type Condition,
  type JudgeDeclaration,
  type LeafCondition,
} from './behaviours-file.ts';
export { binomialInterval, wilsonInterval } from './binomial.ts';
export { BASES, type Basis, CHANNELS, type Channel } from './channel.ts';
export { Columns } from './columns.ts';
export { type ConfigFile, configFile } from './config-file.ts';
export * from './cut-document.ts';
export { CordonError, type CordonErrorCode, EXIT } from './error.ts';
export type {
  CallEvent,
  EventBase,
  FleetEvent,
  How,
  Purpose,
  ReadEvent,
  SayEvent,
  SessionEvent,
  SessionInfo,
  Skipped,
  UsageEvent,
  WriteEvent,
} from './event.ts';
export { FLEET_FILE_VERSION, type FleetFile, type FleetOutbreak, fleetFile, type Rate } from './fleet-file.ts';
export { gammaP, gammaQuantile } from './gamma.ts';
export { logGamma } from './log-gamma.ts';
export { poissonInterval } from './poisson.ts';
export * from './scan-document.ts';
export * from './trace-cases.ts';
export * from './trace-document.ts';
export * from './trace-outbreak.ts';
export type { Verdict } from './verdict.ts';
