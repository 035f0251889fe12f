export { type BehaviourCase, type BehaviourFinding, findCases } from './find-cases.ts';
export { isPassingOn } from './passing-on.ts';
export { globPattern, patternProblem } from './pattern.ts';
export type { Sighting } from './record.ts';
export { BehaviourWatch, type Question } from './watch.ts';
