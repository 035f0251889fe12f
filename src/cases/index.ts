export {
  type BehaviourCase,
  type BehaviourFinding,
  BehaviourWatch,
  findCases,
  globPattern,
  isPassingOn,
  patternProblem,
  type Question,
  type Sighting,
} from './behaviours/index.ts';
export {
  CASE_STATUSES,
  type CaseDefinition,
  type CaseStatus,
  DEFAULT_PREVALENCE,
  HIJACK,
  HIJACK_RATIOS,
} from './definitions.ts';
export {
  type HijackAct,
  type HijackFinding,
  type HijackOptions,
  HijackWatch,
  type Moment,
  type Span,
  SpanFinder,
  type SpanRead,
  type Tie,
} from './hijack/index.ts';
/** What carries a known bad thing: seeds, copies of them, and what sessions did after they met one. */
export { COPY_RULE, isCopy, isLone, NEARLY_WHOLE, RUN_WEIGHT, runOf } from './seed/copy.ts';
export { parseSeed, type Seed, type SeedWorld } from './seed/seed.ts';
export { namesArtifact, textOf } from './seed/seen.ts';
export type { Act, After, Hit, Place, SeedTrace, Touch, ValueUse } from './seed/trace.ts';
export { SeedTracer, type TracerOptions } from './seed/tracer.ts';
export { distinctiveValues } from './seed/values.ts';
