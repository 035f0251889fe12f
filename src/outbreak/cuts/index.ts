/** What stops an outbreak: cuts by cases prevented per disruption, minimum cuts, and whether the cure held. */

export type { MeetingRisk } from './flows.ts';
export { type Bound, CUT_KINDS, type Cut, type CutKind } from './forecast.ts';
export { FlowNetwork, UNCUTTABLE } from './min-cut.ts';
export { type Plan, type PlannedCut, planOf } from './plan.ts';
export { type Choke, type CutRanking, type RankedCut, rankCuts } from './rank.ts';
export { cutToProtect, type Protected, type ReachAnswer } from './reach.ts';
export {
  behaviourRelapse,
  type FormerCarrier,
  type Relapse,
  type RelapseKind,
  type RelapseReport,
  seedRelapse,
} from './relapse.ts';
export { type Agents, type Situation, situationOf } from './situation.ts';
