import type { LabSession } from '../run.ts';
import type { Teller, ToolCall } from './teller.ts';

/** One answer of the model: several tool calls at once, or its last words. */
export interface Turn {
  time: number;
  calls: ToolCall[];
  say?: string;
}

/**
 * Calls that one turn of the model makes side by side. A chat span repeats the whole history, so that few turns with
 * several calls keep the telemetry of a long session small.
 */
const CALLS = 6;

export function turnsOf(teller: Teller, session: LabSession): Turn[] {
  const turns: Turn[] = [];
  for (const item of teller.calls(session, 'call_')) {
    const last = turns.at(-1);
    if ('say' in item) turns.push({ time: item.time, calls: [], say: item.say });
    else if (
      last === undefined ||
      last.calls.length >= CALLS ||
      item.operation === 'delegate' ||
      last.calls[0]?.operation === 'delegate'
    ) {
      turns.push({ time: item.called, calls: [item] });
    } else last.calls.push(item);
  }
  return turns;
}
