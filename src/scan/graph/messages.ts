import type { GateReading, Persona, Reach, Situation } from '../expressions/situation.ts';
import type { AgentSite } from '../repository/model.ts';
import { closeList, refuseBots } from './edits.ts';
import { bot, type Identity } from './identity.ts';
import { type Approvals, type Edit, NO_APPROVAL, sumApprovals } from './model.ts';

/** Kinds of things on the forge that an identity makes and that start runs. */
export type MessageKind =
  | 'comments'
  | 'issues'
  | 'labels'
  | 'pulls'
  | 'pushes'
  | 'dispatches'
  | 'repository-dispatches';

interface Event {
  readonly event: string;
  readonly actions: readonly string[];
}

const ON: Record<MessageKind, readonly Event[]> = {
  comments: [
    { event: 'issue_comment', actions: ['created'] },
    { event: 'pull_request_review', actions: ['submitted'] },
    { event: 'pull_request_review_comment', actions: ['created'] },
    { event: 'discussion_comment', actions: ['created'] },
  ],
  issues: [{ event: 'issues', actions: ['opened'] }],
  labels: [
    { event: 'issues', actions: ['labeled', 'edited'] },
    { event: 'pull_request', actions: ['labeled'] },
    { event: 'pull_request_target', actions: ['labeled'] },
  ],
  pulls: [
    { event: 'pull_request', actions: ['opened', 'synchronize', 'ready_for_review', 'closed'] },
    { event: 'pull_request_target', actions: ['opened', 'synchronize', 'ready_for_review', 'closed'] },
  ],
  pushes: [{ event: 'push', actions: [] }],
  dispatches: [{ event: 'workflow_dispatch', actions: [] }],
  'repository-dispatches': [{ event: 'repository_dispatch', actions: [] }],
};

/** People with rights, as authors of the thread that an agent comments on. */
const INSIDER: Persona = {
  id: 'insider',
  logins: 'other',
  type: 'User',
  associations: ['OWNER', 'MEMBER', 'COLLABORATOR'],
  writes: true,
};

/** What an identity's act starts, and what stands in the way. */
export interface Start {
  readonly event: string;
  readonly gate: string | null;
  readonly approvals: Approvals;
  readonly edits: readonly Edit[];
  readonly certain: boolean;
}

const APPROVE_RUN: Approvals = { min: 1, max: 1, assumes: [] };

/** Whether what `who` makes starts the agent; the way with the fewest approvals. */
export function startedBy(site: AgentSite, kind: MessageKind, who: Identity): Start | undefined {
  let best: Start | undefined;
  for (const { event, actions } of ON[kind]) {
    const triggers = site.workflow.triggers.filter((trigger) => trigger.event === event);
    if (triggers.length === 0) continue;
    const byToken = tokenStarts(who, event);
    if (byToken === undefined) continue;
    const types = actions.filter((a) => triggers.some((t) => t.types.length === 0 || t.types.includes(a)));
    if (actions.length > 0 && types.length === 0) continue;
    for (const action of actions.length > 0 ? types : [undefined]) {
      for (const { situation, taken } of situations(site, event, action, who)) {
        const reach = site.reach(situation);
        if (reach.answer === 'no' || guarded(site, situation, who)) continue;
        const start = startOf(site, event, reach, byToken, who, taken);
        if (best === undefined || start.approvals.min < best.approvals.min) best = start;
      }
    }
  }
  return best;
}

/** Events of GITHUB_TOKEN start no runs but for dispatches, and pull requests whose runs wait for a person. */
export function tokenStarts(who: Identity, event: string): Approvals | undefined {
  if (who.kind !== 'github-token') return NO_APPROVAL;
  if (event === 'workflow_dispatch' || event === 'repository_dispatch') return NO_APPROVAL;
  return event === 'pull_request' || event === 'pull_request_target' ? APPROVE_RUN : undefined;
}

interface Try {
  readonly situation: Situation;
  /** What is taken for granted about who acts. */
  readonly taken: readonly string[];
}

function situations(site: AgentSite, event: string, action: string | undefined, who: Identity): Try[] {
  const base = { event, ...(action !== undefined && { action }), fork: false };
  const authors = /comment|review/.test(event) ? [INSIDER, who.persona] : [who.persona];
  const plain = authors.map((author) => ({ situation: { ...base, actor: who.persona, author }, taken: [] }));
  // An App or account that the tree does not name may be the one that the agent lets in by name.
  const names = who.knownLogin || who.persona.type === 'User' ? [] : site.agent.gate.allowedBots.names;
  const named = names.filter((name) => !OTHER_BOTS.test(name)).slice(0, NAMES_TRIED);
  return [
    ...plain,
    ...named.map((name) => {
      const persona = bot(name.endsWith('[bot]') ? name : `${name}[bot]`);
      const taken = [`${who.label} acts as ${name}, which is let in`];
      return { situation: { ...base, actor: persona, author: persona }, taken };
    }),
  ];
}

/** Bots that are no agents, and that everybody knows. */
const OTHER_BOTS = /^(?:dependabot|renovate|github-actions|pre-commit-ci|mergify|codecov|sonarcloud)\b/i;
const NAMES_TRIED = 5;

/** A condition that turns away one login by name is taken to know the name of the bot that it guards against. */
function guarded(site: AgentSite, situation: Situation, who: Identity): boolean {
  if (who.kind === 'github-token' || who.knownLogin) return false;
  const conditions = [site.job.condition, site.step.condition, ...site.step.outerConditions];
  const names = conditions.flatMap((text) => namesRefused(text?.value ?? ''));
  return names.some((name) => {
    const actor = name.endsWith('[bot]') ? bot(name) : { ...who.persona, logins: [name] };
    return site.reach({ ...situation, actor }).answer === 'no';
  });
}

function namesRefused(condition: string): string[] {
  const found = [...condition.matchAll(/(?:actor|login)\s*!=\s*'([^']{1,60})'/g)].map((match) => match[1]!);
  return found.filter((name) => name !== 'github-actions[bot]' && name !== 'dependabot[bot]').slice(0, 5);
}

function startOf(
  site: AgentSite,
  event: string,
  reach: Reach,
  byToken: Approvals,
  who: Identity,
  taken: readonly string[],
): Start {
  const open = reach.gates.filter(({ answer }) => answer === 'unknown');
  const said = reach.gates
    .filter((gate) => gate.answer === 'unknown' || gate.kind === 'action-gate')
    .map(({ reason }) => reason);
  if (byToken.min > 0) said.push('runs of a pull request by GITHUB_TOKEN wait until a person approves them');
  return {
    event,
    gate: said.length > 0 ? [...new Set(said)].join('; ') : null,
    approvals: sumApprovals([byToken, reach.approvals, { min: 0, max: 0, assumes: [...assumptions(open), ...taken] }]),
    edits: [botEdit(site, who)],
    certain: open.length === 0 && taken.length === 0,
  };
}

export function assumptions(open: readonly GateReading[]): string[] {
  return open.map(({ reason, span }) => `${reason} (${span.file}:${span.line}) lets it pass`);
}

function botEdit(site: AgentSite, who: Identity): Edit {
  const list = site.agent.gate.allowedBots;
  if (who.persona.type !== 'User' && site.agent.gate.refusesBots && list.kind !== 'nobody') {
    return closeList(list, site.agent.product === 'codex' ? 'allow-bots' : 'allowed_bots', site.step.span);
  }
  return refuseBots(site);
}

/** Whether text of the thread, branch or run that started the agent comes before the model at all. */
export function readsItsEvent(site: AgentSite): boolean {
  const { agent } = site;
  return (
    agent.mode !== 'agent' ||
    agent.reads.some(({ what }) => what !== 'web' && what !== 'prompt-file') ||
    agent.prompts.some(({ taints }) => taints.length > 0)
  );
}
