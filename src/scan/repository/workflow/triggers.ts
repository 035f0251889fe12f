import type { CallInput, Trigger } from '../model.ts';
import type { Span } from '../position.ts';
import type { Node } from '../yaml-node.ts';
import { mapOf, stringOf, stringsOf, textOf } from './fields.ts';

/** Activity types that start a workflow when none is given. Events that are absent here have none, or take all of theirs. */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
  issues: [
    'opened',
    'edited',
    'deleted',
    'transferred',
    'pinned',
    'unpinned',
    'closed',
    'reopened',
    'assigned',
    'unassigned',
    'labeled',
    'unlabeled',
    'locked',
    'unlocked',
    'milestoned',
    'demilestoned',
  ],
  issue_comment: ['created', 'edited', 'deleted'],
  pull_request_review: ['submitted', 'edited', 'dismissed'],
  pull_request_review_comment: ['created', 'edited', 'deleted'],
  discussion: ['created', 'edited', 'deleted', 'answered', 'labeled', 'unlabeled', 'pinned', 'category_changed'],
  discussion_comment: ['created', 'edited', 'deleted'],
  workflow_run: ['completed', 'requested', 'in_progress'],
  release: ['published', 'created', 'edited', 'released', 'prereleased', 'deleted', 'unpublished'],
  watch: ['started'],
  check_run: ['created', 'rerequested', 'completed', 'requested_action'],
  check_suite: ['completed'],
};

const MAX_TRIGGERS = 100;

/** `on:` in its three forms: a name, a list of names, a map. */
export function readTriggers(node: Node | undefined, fallback: Span): Trigger[] {
  if (node === undefined) return [];
  if (node.kind === 'map') {
    return node.entries.slice(0, MAX_TRIGGERS).map(({ key, keySpan, value }) => readTrigger(key, value, keySpan));
  }
  const items = node.kind === 'seq' ? node.items : [node];
  return items.slice(0, MAX_TRIGGERS).flatMap((item) => {
    const event = stringOf(item);
    return event === undefined ? [] : [readTrigger(event, undefined, item.span ?? fallback)];
  });
}

function readTrigger(event: string, node: Node | undefined, span: Span): Trigger {
  const map = mapOf(node);
  const types = stringsOf(map?.get('types'));
  return {
    event,
    types: types.length > 0 ? types : (DEFAULT_TYPES[event] ?? []),
    branches: stringsOf(map?.get('branches')),
    branchesIgnore: stringsOf(map?.get('branches-ignore')),
    tags: stringsOf(map?.get('tags')),
    paths: stringsOf(map?.get('paths')),
    pathsIgnore: stringsOf(map?.get('paths-ignore')),
    workflows: stringsOf(map?.get('workflows')),
    crons: crons(node),
    inputs: readInputs(map?.get('inputs')),
    span,
  };
}

function crons(node: Node | undefined): string[] {
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) => stringOf(mapOf(item)?.get('cron')) ?? []);
}

/** `inputs:` of a trigger or of an action. */
export function readInputs(node: Node | undefined): CallInput[] {
  return (mapOf(node)?.entries ?? []).map(({ key, keySpan, value }) => ({
    name: key,
    default: textOf(mapOf(value)?.get('default')),
    required: stringOf(mapOf(value)?.get('required')) === 'true',
    span: keySpan,
  }));
}
