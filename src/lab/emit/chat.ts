import type { Observation } from '../observation.ts';
import { Rng } from '../rng.ts';
import type { LabSession } from '../run.ts';
import { systemOpening, TOOL_NAMES } from './dialect.ts';
import { jsonLine, type LabFile } from './lab-file.ts';
import { mixUp } from './late.ts';
import { Teller, type ToolCall } from './teller.ts';

/**
 * JSON Lines, one record a session: `{id, agent, time, scope, messages}`, each message with its own `time`. Half of the
 * agents write OpenAI's message shape, half Anthropic's. Records stand in the order in which the sessions ended.
 */
export function emitChat(observation: Observation): LabFile[] {
  return [{ path: 'sessions.jsonl', chunks: records(observation) }];
}

function* records(observation: Observation): Generator<string> {
  const { run } = observation;
  const teller = new Teller(observation);
  const ended = run.sessions
    .filter((session) => observation.session(session))
    .sort((a, b) => a.acts.at(-1)!.time - b.acts.at(-1)!.time);
  for (const session of mixUp(ended, run.knobs.late, Rng.of(run.rngSeed, 'late/chat'))) {
    yield jsonLine(record(observation, teller, session));
  }
}

function record(observation: Observation, teller: Teller, session: LabSession): unknown {
  const { run } = observation;
  const at = (time: number) => new Date(observation.clock(session, time)).toISOString();
  const anthropic = session.agent % 2 === 1;
  const content = run.knobs.content === 'full';
  const messages: unknown[] = [];
  for (const act of session.acts) {
    if (act.kind !== 'load') continue;
    const text = `${systemOpening(run, session)}\n\n${teller.text(act.pieces)}`;
    messages.push({ role: 'system', ...(content && { content: text }), time: at(act.time) });
  }
  messages.push({ role: 'user', ...(content && { content: teller.text(session.task) }), time: at(session.start) });
  for (const item of teller.calls(session, anthropic ? 'toolu_' : 'call_')) {
    if ('say' in item) messages.push({ role: 'assistant', ...(content && { content: item.say }), time: at(item.time) });
    else messages.push(...(anthropic ? anthropicCall(item, content, at) : openaiCall(item, content, at)));
  }
  return {
    id: session.id,
    agent: run.agents[session.agent]!.name,
    time: at(session.start),
    scope: run.repositories[session.repository]!.name,
    messages,
  };
}

function openaiCall(call: ToolCall, content: boolean, at: (time: number) => string): unknown[] {
  const args = JSON.stringify(content ? { ...call.address, ...call.content } : call.address);
  return [
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: call.id, type: 'function', function: { name: TOOL_NAMES[call.operation], arguments: args } }],
      time: at(call.called),
    },
    { role: 'tool', tool_call_id: call.id, ...(content && { content: call.result }), time: at(call.answered) },
  ];
}

function anthropicCall(call: ToolCall, content: boolean, at: (time: number) => string): unknown[] {
  const input = content ? { ...call.address, ...call.content } : call.address;
  const result = { type: 'tool_result', tool_use_id: call.id, ...(content && { content: call.result }) };
  return [
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: call.id, name: TOOL_NAMES[call.operation], input }],
      time: at(call.called),
    },
    { role: 'user', content: [call.failed ? { ...result, is_error: true } : result], time: at(call.answered) },
  ];
}
