import type { GateReading, Situation } from '../expressions/situation.ts';
import { isFork } from '../expressions/value.ts';
import type { AgentStep } from './agent.ts';
import type { Trigger, Workflow } from './model.ts';

/** Events that only accounts with write access, or with triage rights, cause. */
const WRITERS_EVENTS = new Set([
  'push',
  'create',
  'delete',
  'release',
  'workflow_dispatch',
  'repository_dispatch',
  'deployment',
  'deployment_status',
  'label',
  'milestone',
  'branch_protection_rule',
  'merge_group',
  'page_build',
  'public',
  'registry_package',
  'status',
  'check_run',
  'check_suite',
  'workflow_call',
]);
/** Activity types that take rights in the repository, whoever wrote the issue or pull request. */
const WRITERS_TYPES = new Set([
  'labeled',
  'unlabeled',
  'assigned',
  'unassigned',
  'milestoned',
  'demilestoned',
  'pinned',
  'unpinned',
  'transferred',
  'deleted',
  'locked',
  'unlocked',
  'dismissed',
  'review_requested',
  'review_request_removed',
  'auto_merge_enabled',
  'auto_merge_disabled',
  'enqueued',
  'dequeued',
]);
/** Events of a fork's pull request that run without secrets and with a token that only reads. */
const WITHOUT_SECRETS = new Set(['pull_request', 'pull_request_review', 'pull_request_review_comment']);
/** Events that nobody but a timer causes. */
const TIMER_EVENTS = new Set(['schedule']);

/** Whether the trigger lets a situation through at all. */
export function triggerGate(
  trigger: Trigger | undefined,
  situation: Situation,
  workflow: Workflow,
  agent: AgentStep,
  workflows: readonly Workflow[],
): GateReading {
  const gate = (
    answer: GateReading['answer'],
    reason: string,
    binds: GateReading['binds'] = 'nobody',
  ): GateReading => ({
    kind: 'trigger',
    answer,
    span: trigger?.span ?? workflow.span,
    reason,
    binds,
  });
  const { event, actor } = situation;
  if (trigger === undefined) return gate('no', `the workflow does not run on ${event}`);
  if (situation.action !== undefined && trigger.types.length > 0 && !trigger.types.includes(situation.action)) {
    return gate('no', `only on ${event} of type ${trigger.types.join(', ')}`);
  }
  if (TIMER_EVENTS.has(event))
    return actor.id === 'timer' ? gate('yes', 'on a timer') : gate('no', 'only on a timer', 'actor');
  if (WRITERS_EVENTS.has(event) && !actor.writes) return gate('no', `${event} takes write access`, 'actor');
  if (!actor.writes && onlyWritersTypes(trigger, situation))
    return gate('no', `${event} of these types takes triage rights`, 'actor');
  if (event === 'workflow_run' && !actor.writes && !startedByOutsiders(trigger, workflows)) {
    return gate('no', 'it follows workflows that only run for accounts with write access', 'actor');
  }
  if (WITHOUT_SECRETS.has(event) && isFork(situation) && needsSecrets(agent)) {
    return gate('no', "a fork's pull request gets no secrets, and the agent needs one", 'origin');
  }
  return gate('yes', `on ${event}${trigger.types.length > 0 ? `: ${trigger.types.join(', ')}` : ''}`);
}

function onlyWritersTypes(trigger: Trigger, situation: Situation): boolean {
  const types = situation.action === undefined ? trigger.types : [situation.action];
  return types.length > 0 && types.every((type) => WRITERS_TYPES.has(type));
}

/** A `workflow_run` is as open as the workflows that it follows; one that is not in the tree is taken for open. */
function startedByOutsiders(trigger: Trigger, workflows: readonly Workflow[]): boolean {
  const followed = workflows.filter((one) => trigger.workflows.includes(one.name ?? one.path));
  if (followed.length < trigger.workflows.length) return true;
  return followed.some((one) => one.triggers.some(({ event }) => event !== 'schedule' && !WRITERS_EVENTS.has(event)));
}

function needsSecrets(agent: AgentStep): boolean {
  if (agent.tokens.some((token) => token.kind === 'oidc-app' || token.kind === 'app')) return true;
  return agent.secrets.some(
    (secret) => secret.name !== 'GITHUB_TOKEN' && (secret.kind === 'provider' || secret.via === 'input'),
  );
}
