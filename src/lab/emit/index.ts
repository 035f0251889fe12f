import { CordonError } from '../../fleet/index.ts';
import { Observation, type TelemetryKind } from '../observation.ts';
import type { LabRun } from '../run.ts';
import { emitChat } from './chat.ts';
import { emitClaudeCode } from './claude-code.ts';
import { emitCodex } from './codex.ts';
import type { LabFile } from './lab-file.ts';
import { emitLangfuse } from './langfuse.ts';
import { emitOtlp } from './otlp.ts';

const EMITTERS: Record<TelemetryKind, (observation: Observation) => Iterable<LabFile>> = {
  chat: emitChat,
  'claude-code': emitClaudeCode,
  codex: emitCodex,
  langfuse: emitLangfuse,
  otlp: emitOtlp,
};

/** Kinds that can leave content out, and how. A transcript always holds its content. */
const WITHOUT_CONTENT: Partial<Record<TelemetryKind, readonly string[]>> = {
  otlp: ['hashes', 'structure'],
  langfuse: ['structure'],
  chat: ['structure'],
};

/**
 * The telemetry that a run leaves, file by file. Nothing is rendered before it is asked for; read the chunks of a file
 * before you ask for the next.
 *
 * @throws CordonError `usage` when this kind of telemetry cannot leave content out in the way that the run's knobs ask.
 */
export function emitTelemetry(run: LabRun, kind: TelemetryKind): Iterable<LabFile> {
  const { content } = run.knobs;
  if (content !== 'full' && !WITHOUT_CONTENT[kind]?.includes(content)) {
    throw new CordonError('usage', `${kind} telemetry always carries content; ${content} is not one of its forms.`, {
      hint: 'Use otlp for hashes only, and otlp, langfuse or chat for structure only.',
    });
  }
  return EMITTERS[kind](new Observation(run, kind));
}
