import { usageOf } from '../chat/messages.ts';
import { firstText, isObject, type Json, objectOf, unwrapJson } from '../read/json.ts';
import { timeOf } from '../read/time.ts';

/** One row of an observation export, whichever of Langfuse's spellings (`traceId`, `trace_id`) it uses. */
export interface Observation {
  id: string;
  trace: string;
  session: string | undefined;
  parent: string | undefined;
  /** `GENERATION`, `SPAN`, `EVENT`, `TOOL`, `AGENT`, `RETRIEVER`, ... */
  type: string;
  name: string | undefined;
  start: number | undefined;
  end: number | undefined;
  input: unknown;
  output: unknown;
  metadata: Json;
  failed: boolean;
  model: string | undefined;
  user: string | undefined;
  traceName: string | undefined;
  project: string | undefined;
  environment: string | undefined;
  version: string | undefined;
  usage: { input: number; output: number } | undefined;
  line: number;
}

/** The observation that a row is, with what its trace says about it; `undefined` when it has no id, trace or type. */
export function observationOf(row: Json, line: number, trace: Json = {}): Observation | undefined {
  const id = firstText(row, 'id');
  const traceId = firstText(row, 'traceId', 'trace_id') ?? firstText(trace, 'id');
  const type = firstText(row, 'type');
  if (id === undefined || traceId === undefined || type === undefined) return undefined;
  const start = timeOf(row.startTime) ?? timeOf(row.start_time) ?? timeOf(trace.timestamp);
  const metadata = { ...objectOf(unwrapJson(trace.metadata)), ...objectOf(unwrapJson(row.metadata)) };
  return {
    id,
    trace: traceId,
    session: firstText(row, 'sessionId', 'session_id') ?? firstText(trace, 'sessionId', 'session_id'),
    parent: firstText(row, 'parentObservationId', 'parent_observation_id'),
    type: type.toUpperCase(),
    name: firstText(row, 'name'),
    start,
    end: timeOf(row.endTime) ?? timeOf(row.end_time) ?? start,
    input: unwrapJson(row.input),
    output: unwrapJson(row.output),
    metadata,
    failed: row.level === 'ERROR',
    model: firstText(row, 'model', 'providedModelName', 'provided_model_name'),
    user: firstText(row, 'userId', 'user_id') ?? firstText(trace, 'userId', 'user_id'),
    traceName: firstText(row, 'traceName', 'trace_name') ?? firstText(trace, 'name'),
    project: firstText(row, 'projectId', 'project_id') ?? firstText(trace, 'projectId', 'project_id'),
    environment: firstText(row, 'environment') ?? firstText(trace, 'environment'),
    version: firstText(row, 'version'),
    usage: usageIn(row),
    line,
  };
}

function usageIn(row: Json): Observation['usage'] {
  for (const field of [row.usageDetails, row.usage_details, row.usage, row]) {
    const usage = usageOf(unwrapJson(field));
    if (usage !== undefined && usage.input + usage.output > 0) return usage;
  }
  return undefined;
}

/** A trace with its observations, as the page downloads it: `{...trace, observations}` or `{trace, observations}`. */
export function traceRows(record: Json): { trace: Json; rows: unknown[] } | undefined {
  if (!Array.isArray(record.observations)) return undefined;
  return { trace: isObject(record.trace) ? record.trace : record, rows: record.observations };
}
