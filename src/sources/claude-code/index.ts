import type { Head, Source } from '../source.ts';
import { familiesOf, marksOf } from './families.ts';
import { ClaudeCodeReader } from './reader.ts';
import { runState } from './run-state.ts';

/**
 * Claude Code: transcripts (`~/.claude/projects/**\/*.jsonl`), what `--output-format stream-json` prints, and the
 * execution file of its GitHub action (the same messages as one JSON array).
 *
 * A sub-agent is a session of its own, `<session>/<agent>`. Its prompt and its answer are artifacts of channel `context`,
 * written by one of the two and read by the other. Records that a resumed or forked session repeats are read once: they
 * are those of the session that they were copied from.
 */
export const claudeCode: Source = {
  id: 'claude-code',
  recognise,
  byFolder: true,
  marks: marksOf,
  survey: async (files, state) => {
    runState(state).families = await familiesOf(files);
  },
  finish: (state) => runState(state).finish(),
  lines: (context) => new ClaudeCodeReader(context),
};

function recognise({ records }: Head): number {
  let sure = 0;
  let fitting = 0;
  for (const record of records) {
    const { type } = record;
    if (typeof type !== 'string') continue;
    const named = typeof record.sessionId === 'string' || typeof record.session_id === 'string';
    const conversation = (type === 'user' || type === 'assistant') && typeof record.message === 'object';
    if (conversation && named) sure++;
    else if (named && OWN_TYPES.has(type)) sure++;
    else if (type === 'file-history-snapshot' || (type === 'summary' && 'leafUuid' in record)) sure++;
    else if (conversation || OWN_TYPES.has(type)) fitting++;
  }
  if (records.length === 0) return 0;
  return (0.95 * sure + 0.4 * fitting) / records.length;
}

const OWN_TYPES = new Set([
  ...[
    'system',
    'attachment',
    'progress',
    'queue-operation',
    'result',
    'stream_event',
    'permission-mode',
    'last-prompt',
  ],
  ...[
    'custom-title',
    'ai-title',
    'agent-name',
    'agent-setting',
    'mode',
    'pr-link',
    'worktree-state',
    'rate_limit_event',
  ],
]);
