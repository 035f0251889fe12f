import type { AccountList, ActorGate } from '../../facts/action.ts';
import type { ActionFacts } from '../../facts/agent-actions.ts';
import { atLeast, floor } from '../../facts/claude-code-action.ts';
import type { FoundAnchor } from '../../facts/cli-anchors.ts';
import type { VersionUse } from '../agent.ts';
import type { Span } from '../position.ts';
import type { DraftStep } from '../workflow/draft.ts';

const NOBODY: AccountList = { kind: 'nobody', names: [] };

/** Nothing checks who starts it: a bare command. */
export function openGate(): ActorGate {
  return {
    default: 'none',
    refusesBots: false,
    events: [],
    allowedUsers: NOBODY,
    allowedBots: NOBODY,
    onlyCommentsBy: NOBODY,
    notCommentsBy: NOBODY,
    notes: [],
  };
}

/** The gate of a command: `opencode github run` checks who caused the event, as the action that calls it does. */
export function commandGate({ program, args }: FoundAnchor): ActorGate {
  const checks = program === 'opencode' && args[0] === 'github' && args[1] === 'run';
  return checks ? { ...openGate(), default: 'write-access', events: OPENCODE_CHECKS } : openGate();
}

/** Events that have an actor to OpenCode; the others that it takes are schedules and dispatches. */
const OPENCODE_CHECKS = ['issue_comment', 'pull_request_review_comment', 'issues', 'pull_request'];

/** The actor gate of an action as it is used. */
export function gateOf(
  facts: ActionFacts,
  step: DraftStep,
  mode: 'tag' | 'agent' | 'either',
  version: VersionUse,
): ActorGate {
  const notes: { reason: string; span: Span }[] = [];
  let allowedUsers = accounts(step, facts.allowedUsers);
  const allowedBots = botList(facts, step);
  let refusesBots = facts.refusesBots;
  let gate = facts.gate;
  if (facts.slugs.includes('anthropics/claude-code-action')) {
    if (allowedUsers.kind !== 'nobody' && !step.with.has('github_token')) {
      notes.push({ reason: 'allowed_non_write_users has no effect without github_token', span: allowedUsers.span! });
      allowedUsers = NOBODY;
    }
    if (mode !== 'tag' && atLeast(version.version, floor('bot-actor').version) === 'no') {
      refusesBots = false;
      gate = 'write-access-or-bot';
      notes.push({
        reason: `before v${floor('bot-actor').version} any bot may start it when it has a prompt`,
        span: version.span,
      });
    }
    if (atLeast(version.version, floor('upstream-actor').version) === 'no') {
      notes.push({
        reason: `before v${floor('upstream-actor').version} the actor of the run before a workflow_run is not checked`,
        span: version.span,
      });
    }
  }
  const permissions = step.with.get('permissions')?.value.trim().toLowerCase();
  if (facts.product === 'bonk' && permissions !== undefined && ['admin', 'write', 'codeowners'].includes(permissions))
    gate = 'write-access';
  return {
    default: gate,
    refusesBots,
    events: facts.gateEvents,
    allowedUsers,
    allowedBots,
    onlyCommentsBy: accounts(step, ['include_comments_by_actor']),
    notCommentsBy: accounts(step, ['exclude_comments_by_actor']),
    notes,
  };
}

function botList(facts: ActionFacts, step: DraftStep): AccountList {
  const named = accounts(step, facts.allowedBots);
  const actions = facts.product === 'codex' ? step.with.get('allow-bots') : undefined;
  if (actions?.value.trim().toLowerCase() !== 'true') return named;
  return { kind: 'named', names: [...named.names, 'github-actions[bot]'], span: named.span ?? actions.span };
}

function accounts(step: DraftStep, inputs: readonly string[]): AccountList {
  for (const input of inputs) {
    const text = step.with.get(input);
    if (text === undefined) continue;
    const names = text.value.split(/[\s,]+/).filter((name) => name !== '');
    if (names.length === 0) return NOBODY;
    if (text.expressions.length > 0) return { kind: 'unknown', names: [], span: text.span };
    if (names.some((name) => name.replace(/['"]/g, '') === '*')) return { kind: 'anyone', names: [], span: text.span };
    return { kind: 'named', names, span: text.span };
  }
  return NOBODY;
}
