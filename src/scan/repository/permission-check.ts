import type { DraftStep } from './workflow/draft.ts';

/** Actions that look up what the actor may do, and fail or say so. */
const CHECKING_ACTIONS =
  /^(?:actions-cool\/check-user-permission|prince-chrismc\/check-actor-permissions-action|sushichop\/action-repository-permission|lannonbr\/repo-permission-check-action|tspascoal\/get-user-teams-membership|morfien101\/actions-authorized-user|octodemo\/membership-action|im-open\/is-actor-authorized|skjnldsv\/check-actor-permission|73\w*\/is-org-member)$/i;
const CHECKING_SCRIPT =
  /collaborators\/[^\n]{0,120}permission|getCollaboratorPermissionLevel|checkMembershipForUser|getMembershipForUser|checkCollaborator|check_membership|orgs\/[^\n]{0,80}\/(?:members|memberships)\/|author_association|AUTHOR_ASSOCIATION/;
const FAILS = /\bexit\s+[1-9]|setFailed|core\.error|throw\b/;

/** True when a step asks what the actor may do in the repository. What it compares with is taken to be write access. */
export function checksPermission(step: DraftStep): boolean {
  if (step.uses?.kind === 'action' && CHECKING_ACTIONS.test(`${step.uses.owner}/${step.uses.repo}`)) return true;
  return CHECKING_SCRIPT.test(scriptOf(step));
}

/** True when such a step ends the job for whom it does not let in. */
export function refuses(step: DraftStep): boolean {
  if (step.continueOnError || !checksPermission(step)) return false;
  if (step.uses?.kind === 'action' && CHECKING_ACTIONS.test(`${step.uses.owner}/${step.uses.repo}`)) {
    return !/check-user-permission|get-user-teams-membership|membership-action/.test(step.uses.repo);
  }
  return FAILS.test(scriptOf(step));
}

function scriptOf(step: DraftStep): string {
  return step.run?.value ?? step.with.get('script')?.value ?? '';
}
