/** What carries a known bad thing: seeds, copies of them, and what sessions did after they met one. */
export { COPY_RULE, isCopy } from './seed/copy.ts';
export { parseSeed, type Seed, type SeedWorld } from './seed/seed.ts';
export { textOf } from './seed/seen.ts';
export type { Act, After, Hit, Place, SeedTrace, Touch, ValueUse } from './seed/trace.ts';
export { SeedTracer, type TracerOptions } from './seed/tracer.ts';
export { distinctiveValues } from './seed/values.ts';
