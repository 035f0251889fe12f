import type { Handling, ToolPlace, ToolUse } from './contract.ts';

/** Handles the tools that are known by name; `undefined` for all others. */
export function knownHandling(_use: ToolUse, _place: ToolPlace): Handling | undefined {
  return undefined;
}
