import { objectOf, wordOf } from '../read/json.ts';
import type { Head, Source } from '../source.ts';
import { CodexReader } from './reader.ts';

/**
 * Rollouts of the Codex CLI (`~/.codex/sessions/YYYY/MM/DD/rollout-*.jsonl`): one session a file. Records are
 * `{timestamp, type, payload}`; early versions wrote a first line of metadata and then bare response items.
 */
export const codex: Source = {
  id: 'codex',
  recognise,
  lines: (context) => new CodexReader(context),
};

const ENVELOPES = new Set(['session_meta', 'response_item', 'event_msg', 'turn_context', 'compacted']);
const ITEMS = new Set(['message', 'reasoning', 'function_call', 'function_call_output', 'local_shell_call']);

function recognise({ records }: Head): number {
  const [first] = records;
  if (first === undefined) return 0;
  if (records.some((record) => ENVELOPES.has(wordOf(record.type)) && objectOf(record.payload) === record.payload)) {
    return 0.95;
  }
  const bare = records.slice(1).filter((record) => record.record_type === 'state' || ITEMS.has(wordOf(record.type)));
  const hasMeta = typeof first.id === 'string' && typeof first.timestamp === 'string' && first.type === undefined;
  return hasMeta && ('instructions' in first || 'git' in first || bare.length > 0) ? 0.8 : 0;
}
