import { isObject, type Json } from '../read/json.ts';
import type { OpenUse, SessionLog } from './session.ts';
import { contextArtifact } from './user-text.ts';

/** Tools that start a sub-agent or speak to one. */
const AGENT_TOOLS = new Set(['Task', 'Agent', 'SendMessage']);

export function startsAgent(tool: string): boolean {
  return AGENT_TOOLS.has(tool);
}

/**
 * Sub-agents whose records stand among those of their parent: old logs mark them with `isSidechain` alone. Records of one
 * chain of parents are one agent, named by the first eight characters of its first record's id.
 */
export class Sidechains {
  private readonly agents = new Map<string, string>();
  /** Bounds the memory of a log that is one endless chain. */
  private static readonly LIMIT = 500_000;

  agentOf(record: Json): string {
    const uuid = typeof record.uuid === 'string' ? record.uuid : '';
    const parent = typeof record.parentUuid === 'string' ? this.agents.get(record.parentUuid) : undefined;
    const agent = parent ?? (uuid.slice(0, 8) || 'sidechain');
    if (uuid !== '' && this.agents.size < Sidechains.LIMIT) this.agents.set(uuid, agent);
    return agent;
  }
}

/** The agent that a tool's answer names (`toolUseResult.agentId`). */
export function agentIdOf(structured: unknown): string | undefined {
  if (!isObject(structured)) return undefined;
  const id = structured.agentId ?? structured.agent_id;
  return typeof id === 'string' && id !== '' && id.length <= 200 ? id : undefined;
}

/** What the tool use says of the agent that it starts. */
export function agentInput(open: OpenUse): { prompt: string | undefined; type: string | undefined } {
  const input = isObject(open.use.input) ? open.use.input : {};
  const prompt = typeof input.prompt === 'string' ? input.prompt : input.message;
  return {
    prompt: typeof prompt === 'string' ? prompt : undefined,
    type: typeof input.subagent_type === 'string' ? input.subagent_type : undefined,
  };
}

/** The parent's side of starting a sub-agent: it writes the prompt, and knows what kind of agent it is. */
export function writePrompt(parent: SessionLog, agentId: string, open: OpenUse, parentAgent: string): void {
  const { prompt, type } = agentInput(open);
  const n = (parent.asked.sent.get(agentId) ?? 0) + 1;
  parent.asked.sent.set(agentId, n);
  const at = { time: open.time, file: open.file, line: open.line };
  if (type !== undefined) {
    const base = { ...parent.base(at), session: `${parent.root}/${agentId}` };
    parent.emit({ kind: 'session', info: { agent: `${parentAgent}/${type}`, parent: parent.root }, ...base });
  }
  if (prompt === undefined) return;
  const artifact = contextArtifact(parent.root, agentId, 'prompt', n);
  parent.write({ channel: 'context', artifact, text: prompt, how: 'observed', mode: 'replace' }, at, open.use);
}

/** The sub-agent's side of answering: the last thing that it said is what its parent gets. */
export function writeAnswer(agent: SessionLog): void {
  const answer = agent.agentId === undefined ? undefined : agent.takeAnswer();
  if (answer === undefined) return;
  const artifact = contextArtifact(agent.root, agent.agentId!, 'result', Math.max(1, agent.prompts));
  agent.write({ channel: 'context', artifact, text: answer.text, how: 'observed', mode: 'replace' }, answer);
}
