import type { ArtifactRef } from '../../fleet/index.ts';
import type { Outcome } from '../chat/conversation.ts';
import { firstText, isObject, type Json, objectOf, unwrapJson } from '../read/json.ts';
import type { DraftRead, ToolUse } from '../tools/index.ts';

/** Who a session is among its agents, from its `session_meta`. */
export interface Family {
  /** The session that the user started. */
  root: string;
  parent: string | undefined;
  /** What other agents call this one: its path (`/root/task`) in later versions, its thread id before. */
  name: string;
}

export function familyOf(meta: Json, id: string): Family {
  const subagent = objectOf(objectOf(meta.source).subagent ?? objectOf(meta.source).subAgent);
  const spawn = objectOf(subagent.thread_spawn ?? subagent.threadSpawn);
  const parent = firstText(meta, 'parent_thread_id') ?? firstText(spawn, 'parent_thread_id');
  return {
    root: firstText(meta, 'session_id') ?? parent ?? id,
    parent: parent ?? firstText(meta, 'forked_from_id'),
    name: firstText(meta, 'agent_path') ?? firstText(spawn, 'agent_path') ?? id,
  };
}

/** True for a session that another agent started (a fork that a user made has a parent too). */
export function isSubAgent(family: Family, id: string): boolean {
  return family.parent !== undefined && (family.root !== id || family.name !== id);
}

/** What one agent says to another through the client: the task that it gives, the answer that it gets. */
export function contextArtifact(name: string, root: string, what: 'prompt' | 'answer'): ArtifactRef {
  // A path is unique among the agents of one session, a thread id everywhere.
  const scope = name.startsWith('/') ? root : '';
  return { channel: 'context', scope, key: `${name}:${what}` };
}

/**
 * What the tools for agents do: `spawn_agent` and `send_input` write to the agent, `wait` reads its answers.
 * `undefined` for every other tool.
 */
export function agentOutcome(use: ToolUse, text: string | undefined, root: string): Outcome | undefined {
  const answer = objectOf(unwrapJson(text));
  const input = objectOf(use.input);
  const tool = use.tool.slice(use.tool.lastIndexOf('.') + 1);
  if (tool === 'spawn_agent' || tool === 'send_input' || tool === 'send_message' || tool === 'followup_task') {
    const name = firstText(answer, 'agent_id', 'task_name', 'agent_path') ?? firstText(input, 'id', 'target');
    const message = firstText(input, 'message', 'prompt');
    if (name === undefined || message === undefined) return undefined;
    const artifact = contextArtifact(name, root, 'prompt');
    return { writes: [{ channel: 'context', artifact, text: message, how: 'observed', mode: 'replace' }], reads: [] };
  }
  if (tool === 'wait' || tool === 'wait_agent' || tool === 'close_agent') {
    const reads = Object.entries(objectOf(answer.status)).flatMap(([name, status]) => statusRead(name, status, root));
    return reads.length === 0 ? undefined : { writes: [], reads };
  }
  return undefined;
}

const NOTIFICATION = /^<subagent_notification>\s*([\s\S]*?)\s*<\/subagent_notification>/;

/** The message in which the client tells an agent that another one is done. */
export function notificationReads(text: string, root: string): DraftRead[] | undefined {
  const body = NOTIFICATION.exec(text)?.[1];
  if (body === undefined) return undefined;
  const notice = objectOf(unwrapJson(body));
  const name = firstText(notice, 'agent_path', 'agent_id');
  const reads = name === undefined ? [] : statusRead(name, notice.status, root);
  return reads.length > 0 ? reads : [{ channel: 'context', text: body, how: 'observed' }];
}

function statusRead(name: string, status: unknown, root: string): DraftRead[] {
  const text = isObject(status) ? firstText(status, 'completed', 'errored') : undefined;
  return text === undefined
    ? []
    : [{ channel: 'context', artifact: contextArtifact(name, root, 'answer'), text, how: 'observed' }];
}
