import { emitTelemetry } from './emit/index.ts';
import type { LabFile } from './emit/lab-file.ts';
import type { TelemetryKind } from './observation.ts';
import type { LabRun } from './run.ts';
import { truthOf } from './truth-of.ts';

export { ALTERATIONS } from './alter.ts';
export { emitTelemetry } from './emit/index.ts';
export type { LabFile } from './emit/lab-file.ts';
export { HASH_ATTRIBUTE } from './emit/otlp.ts';
export { type Knobs, TELEMETRY_KINDS, type TelemetryKind } from './observation.ts';
export type { RunOptions } from './play.ts';
export type { LabRun } from './run.ts';
export { runScenario } from './run-scenario.ts';
export { type ScenarioDraft, type ScenarioFile, scenarioFile } from './scenario/file.ts';
export { INCUBATION } from './scenario/parts.ts';
export * from './truth.ts';
export { truthOf } from './truth-of.ts';
export { writeLab } from './write.ts';

/**
 * All files of a run for some kinds of telemetry: each kind in a folder of its name, its truth beside the folder, so
 * that what is traced does not hold the answers.
 *
 * @example
 * writeLab('out', labFiles(runScenario(scenario, { seed: 1 }), ['chat', 'codex']));
 * // out/chat/sessions.jsonl, out/chat.truth.json, out/codex/sessions/2026/…, out/codex.truth.json
 */
export function* labFiles(run: LabRun, kinds: readonly TelemetryKind[]): Generator<LabFile> {
  for (const kind of kinds) {
    for (const file of emitTelemetry(run, kind)) yield { path: `${kind}/${file.path}`, chunks: file.chunks };
    yield { path: `${kind}.truth.json`, chunks: [`${JSON.stringify(truthOf(run, kind), undefined, 1)}\n`] };
  }
}
