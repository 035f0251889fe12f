import { taintsOf } from '../../expressions/taint.ts';
import type { Checkout } from '../agent.ts';
import type { DraftStep } from '../workflow/draft.ts';
import { tokenOf } from './credentials.ts';

const HEAD =
  /pull_request\.head|head_ref|workflow_run\.head|refs\/pull\/|merge_commit_sha|pull_requests\[|head\.(?:sha|ref)/i;
const BASE = /base_ref|pull_request\.base|default_branch/i;
const BY_COMMAND =
  /\bgh\s+pr\s+checkout\b|\bgit\s+fetch\b[^\n]{0,200}(?:refs\/)?pull\/|\bgit\s+(?:checkout|switch|reset)\b[^\n]{0,200}(?:HEAD_REF|HEAD_SHA|head_ref|head\.(?:sha|ref)|FETCH_HEAD)/;

/** The tree that a step puts into the workspace; `undefined` when it puts none there. */
export function checkoutOf(step: DraftStep): Checkout | undefined {
  const { uses, run } = step;
  if (uses?.kind === 'action' && `${uses.owner}/${uses.repo}`.toLowerCase() === 'actions/checkout')
    return byAction(step);
  const command = run === undefined ? null : BY_COMMAND.exec(run.value);
  if (run === undefined || command === null) return undefined;
  return {
    path: step.workingDirectory?.value ?? '.',
    tree: 'head',
    persistsToken: false,
    taints: [],
    span: run.spanOf(command.index, command.index + command[0].length),
  };
}

function byAction(step: DraftStep): Checkout {
  const ref = step.with.get('ref');
  const repository = step.with.get('repository');
  const token = step.with.get('token');
  const taints = [ref, repository].flatMap((text) =>
    text === undefined ? [] : taintsOf({ text, scope: step.names }, 'checkout'),
  );
  return {
    path: step.with.get('path')?.value.replace(/^\.\//, '').replace(/\/$/, '') || '.',
    tree: treeOf(ref?.value.trim() ?? '', repository?.value.trim() ?? '', taints.length > 0),
    persistsToken: step.with.get('persist-credentials')?.value.trim().toLowerCase() !== 'false',
    ...(token === undefined ? {} : { token: tokenOf(token, step.names, 'checkout') }),
    taints,
    span: (ref ?? repository)?.span ?? step.span,
  };
}

function treeOf(ref: string, repository: string, tainted: boolean): Checkout['tree'] {
  if (HEAD.test(ref) || HEAD.test(repository) || tainted) return 'head';
  if (repository !== '' && !/github\.repository\b/.test(repository))
    return repository.includes('${{') ? 'unknown' : 'other';
  if (ref === '' || /^\$\{\{\s*github\.(?:sha|ref)\s*\}\}$/.test(ref)) return 'event';
  if (BASE.test(ref)) return 'base';
  return ref.includes('${{') ? 'unknown' : 'base';
}
