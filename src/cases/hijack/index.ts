/** The built-in behaviour: sessions that acted on instructions which their principal never gave. */
export type { HijackAct, HijackFinding, HijackOptions, Moment, Span, SpanRead, Tie } from './finding.ts';
export { EVIDENCE, type Evidence, type Weights } from './score.ts';
export { SpanFinder } from './spans/finder.ts';
export type { SpanModel } from './spans/model.ts';
export { HijackWatch, type Parts } from './watch.ts';
