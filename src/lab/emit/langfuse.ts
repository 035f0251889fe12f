import type { Observation } from '../observation.ts';
import { Rng } from '../rng.ts';
import type { LabSession } from '../run.ts';
import { systemOpening, TOOL_NAMES } from './dialect.ts';
import { jsonLine, type LabFile } from './lab-file.ts';
import { mixUp } from './late.ts';
import { Teller, type ToolCall } from './teller.ts';
import { type Turn, turnsOf } from './turns.ts';

const MODEL = 'gpt-5.2';

/**
 * Langfuse's observation export as JSON Lines, one observation a line: an `AGENT` for the session, a `GENERATION` for
 * each turn with the whole history as input, a `TOOL` for each call. Trace fields are repeated on every observation.
 */
export function emitLangfuse(observation: Observation): LabFile[] {
  const { run } = observation;
  const chunks = mixUp(observations(observation), run.knobs.late, Rng.of(run.rngSeed, 'late/langfuse'));
  return [{ path: 'observations.jsonl', chunks }];
}

function* observations(observation: Observation): Generator<string> {
  const teller = new Teller(observation);
  for (const session of observation.run.sessions) {
    if (observation.session(session)) yield* sessionLines(teller, session);
  }
}

function* sessionLines(teller: Teller, session: LabSession): Generator<string> {
  const { observation } = teller;
  const { run } = observation;
  const ids = teller.ids(session).stream('langfuse');
  const agent = run.agents[session.agent]!;
  const repository = run.repositories[session.repository]!;
  const content = run.knobs.content === 'full';
  const at = (time: number) => new Date(observation.clock(session, time)).toISOString();
  const traceId = ids.hex(32);
  const root = ids.hex(16);
  const line = (fields: Record<string, unknown>) =>
    jsonLine({
      id: ids.hex(16),
      traceId,
      traceName: agent.name,
      sessionId: session.id,
      userId: agent.user,
      environment: 'default',
      parentObservationId: root,
      level: 'DEFAULT',
      statusMessage: null,
      version: null,
      metadata: { repository: repository.url, cwd: repository.cwd, agent: agent.name },
      ...fields,
    });

  const load = session.acts.find((act) => act.kind === 'load');
  const instructions = load?.kind === 'load' ? teller.text(load.pieces) : '';
  const task = teller.text(session.task);
  const history: unknown[] = [
    { role: 'system', content: `${systemOpening(run, session)}\n\n${instructions}` },
    { role: 'user', content: task },
  ];
  let time = session.start;
  let last = '';
  for (const turn of turnsOf(teller, session)) {
    const output = answer(turn);
    yield line({
      type: 'GENERATION',
      name: 'chat',
      startTime: at(time),
      endTime: at(turn.time),
      model: MODEL,
      modelParameters: { temperature: 1 },
      input: content ? history : null,
      output: content ? output : null,
      usageDetails: { input: 400 + 90 * history.length, output: turn.call === undefined ? 20 : 50 },
    });
    history.push(output);
    const { call } = turn;
    if (call !== undefined) {
      yield line(toolFields(call, content, at));
      history.push({ role: 'tool', tool_call_id: call.id, content: call.result });
    }
    time = call?.answered ?? turn.time;
    last = turn.say ?? last;
  }
  yield line({
    id: root,
    parentObservationId: null,
    type: 'AGENT',
    name: agent.name,
    startTime: at(session.start),
    endTime: at(time),
    input: content ? task : null,
    output: content ? last : null,
  });
}

function toolFields(call: ToolCall, content: boolean, at: (time: number) => string): Record<string, unknown> {
  return {
    type: 'TOOL',
    name: TOOL_NAMES[call.operation],
    startTime: at(call.called),
    endTime: at(call.answered),
    ...(call.failed && { level: 'ERROR' }),
    input: content ? { ...call.address, ...call.content } : call.address,
    output: content ? call.result : null,
  };
}

function answer({ call, say }: Turn): unknown {
  if (call === undefined) return { role: 'assistant', content: say };
  const args = JSON.stringify({ ...call.address, ...call.content });
  const made = { id: call.id, type: 'function', function: { name: TOOL_NAMES[call.operation], arguments: args } };
  return { role: 'assistant', content: null, tool_calls: [made] };
}
