import type { LabSession } from '../run.ts';
import type { Teller, ToolCall } from './teller.ts';

/** One answer of the model: a tool call, or its last words. */
export interface Turn {
  time: number;
  call?: ToolCall;
  say?: string;
}

/**
 * One call a turn, as a model does that waits for an answer before it goes on. Calls side by side would save repeated
 * history, but tell of a write before the read that it came from.
 */
export function* turnsOf(teller: Teller, session: LabSession): Generator<Turn> {
  for (const item of teller.calls(session, 'call_')) {
    if ('say' in item) yield { time: item.time, say: item.say };
    else yield { time: item.called, call: item };
  }
}
