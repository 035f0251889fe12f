import type { Answer, GateReading, Persona, Situation } from '../expressions/situation.ts';
import type { AccountList } from '../facts/action.ts';
import type { AgentStep } from './agent.ts';

const COMMENT_EVENTS = new Set(['issue_comment', 'pull_request_review', 'pull_request_review_comment']);

/** What the action itself checks before its agent runs; `undefined` for a command that checks nothing. */
export function actionGate(agent: AgentStep, situation: Situation): GateReading | undefined {
  const { gate } = agent;
  if (agent.via === 'cli' && gate.default === 'none') return undefined;
  const span = gate.allowedUsers.span ?? gate.allowedBots.span ?? agent.span;
  const say = (answer: Answer, reason: string, at = span): GateReading => ({
    kind: 'action-gate',
    answer,
    span: at,
    reason,
    binds: 'actor',
  });
  const silent = untriggered(agent, situation);
  if (silent !== undefined) return { ...say('no', silent, agent.span), binds: 'nobody' };
  if (gate.events.length > 0 && !gate.events.includes(situation.event)) {
    return say('yes', `${agent.name} does not check who caused ${situation.event}`);
  }
  const { actor } = situation;
  if (actor.type === 'Bot' && gate.refusesBots) {
    const listed = onList(gate.allowedBots, actor);
    if (listed === 'no') return say('no', `${agent.name} refuses bots that its inputs do not name`);
    return say(
      listed,
      gate.allowedBots.kind === 'anyone' ? 'every bot is let in' : 'the bot is let in by name',
      gate.allowedBots.span,
    );
  }
  if (gate.default === 'none') return say('yes', `${agent.name} lets anybody start it`);
  if (gate.default === 'not-bot') return say(actor.type === 'Bot' ? 'no' : 'yes', `${agent.name} refuses bots alone`);
  // To the forge a bot is no collaborator, whatever its App may do: who asks for its permission gets an error or none.
  const passes = actor.type === 'Bot' ? gate.default === 'write-access-or-bot' : actor.writes;
  if (passes) return say('yes', `${agent.name} lets in accounts with write access`);
  const listed = onList(gate.allowedUsers, actor);
  if (listed === 'no') return say('no', `${agent.name} asks for write access`);
  return say(
    listed,
    gate.allowedUsers.kind === 'anyone'
      ? 'accounts without write access are let in, all of them'
      : 'the account is let in by name',
    gate.allowedUsers.span,
  );
}

/** Why the action would do nothing in this situation: no mention can be made there. */
function untriggered(agent: AgentStep, situation: Situation): string | undefined {
  if (agent.product !== 'claude-code' || agent.mode !== 'tag' || agent.via !== 'action') return undefined;
  const { event, action } = situation;
  if (COMMENT_EVENTS.has(event)) return undefined;
  if (event === 'issues') {
    if (action === 'labeled' && situation.label !== undefined && situation.label !== agent.labelTrigger)
      return `only the label ${agent.labelTrigger} starts it`;
    if (action === 'assigned' && agent.assigneeTrigger === undefined) return 'no assignee starts it';
    return action === undefined || ['opened', 'labeled', 'assigned'].includes(action)
      ? undefined
      : `without a prompt it does nothing on ${action}`;
  }
  return `without a prompt it does nothing on ${event}`;
}

function onList(list: AccountList, actor: Persona): Answer {
  if (list.kind === 'anyone') return 'yes';
  if (list.kind === 'unknown') return 'unknown';
  if (list.kind === 'nobody' || actor.logins === 'other') return 'no';
  const names = new Set(list.names.map(normal));
  return actor.logins.some((login) => names.has(normal(login))) ? 'yes' : 'no';
}

function normal(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, '');
}
