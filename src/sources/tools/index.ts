import { valuesText } from './arguments.ts';
import type { DraftRead, DraftWrite, Handling, ToolEffect, ToolPlace, ToolResult, ToolUse } from './contract.ts';
import { genericHandling } from './generic.ts';
import { knownHandling } from './known.ts';

export type { DraftRead, DraftWrite, ToolEffect, ToolPlace, ToolResult, ToolUse } from './contract.ts';
export { fileArtifact, normalisePath, urlArtifact } from './place.ts';

/**
 * What a use of a tool does: its arguments as text, what it is for, and what it writes. Known tools are read by their own
 * rules, all others by the verbs and nouns of their name and arguments. Never throws.
 */
export function effectOf(use: ToolUse, place: ToolPlace): ToolEffect {
  const { purpose, writes } = handlingOf(use, place);
  const effect: ToolEffect = { args: valuesText(use.input), writes };
  if (purpose !== undefined) effect.purpose = purpose;
  return effect;
}

/**
 * What the answer brought into the context: one read for each artifact in it. An answer that has text always gives at
 * least one read, of channel `tool` and without artifact where nothing better is known; so does an answer whose content
 * the telemetry left out. An empty answer about no artifact gives none.
 */
export function readsOf(use: ToolUse, result: ToolResult, place: ToolPlace): DraftRead[] {
  return answerReads(handlingOf(use, place), result);
}

/**
 * The writes of `effectOf`, refined by the answer: a tool that assigns an id (`{"id": "mem_123"}`) names its artifact
 * only there. An error answer gives none. A source emits these at the time of the call.
 */
export function writesOf(use: ToolUse, result: ToolResult, place: ToolPlace): DraftWrite[] {
  return answerWrites(handlingOf(use, place), result);
}

/** `writesOf` and `readsOf` in one pass, for a source that has the call and its answer at hand. */
export function outcomeOf(
  use: ToolUse,
  result: ToolResult,
  place: ToolPlace,
): { writes: DraftWrite[]; reads: DraftRead[] } {
  const handling = handlingOf(use, place);
  return { writes: answerWrites(handling, result), reads: answerReads(handling, result) };
}

function handlingOf(use: ToolUse, place: ToolPlace): Handling {
  return knownHandling(use, place) ?? genericHandling(use, place);
}

function answerWrites(handling: Handling, result: ToolResult): DraftWrite[] {
  if (result.error) return [];
  return handling.assigned ? handling.assigned(result) : handling.writes;
}

function answerReads(handling: Handling, result: ToolResult): DraftRead[] {
  if (!result.error) {
    const reads = handling.reads(result);
    if (reads.length > 0) return reads;
  }
  if (result.text === '') return [];
  const read: DraftRead = { channel: 'tool', how: 'observed' };
  if (result.text !== undefined) read.text = result.text;
  if (result.hash !== undefined) read.hash = result.hash;
  return [read];
}
