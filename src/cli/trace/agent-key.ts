import type { Session } from '../../contacts/index.ts';
import { CordonError, type SessionInfo } from '../../fleet/index.ts';

/** What `--agent-key` may name; several are joined by commas. */
export const AGENT_KEYS = [
  'agent',
  'service',
  'repository',
  'cwd',
  'branch',
  'user',
  'host',
  'client',
  'model',
] as const;

/** @throws CordonError `usage` for a key that no session has */
export function checkAgentKey(key: string): void {
  for (const part of key.split(',')) {
    if ((AGENT_KEYS as readonly string[]).includes(part)) continue;
    throw new CordonError('usage', `--agent-key does not know "${part}"`, {
      hint: `One or more of ${AGENT_KEYS.join(', ')}, joined by commas.`,
    });
  }
}

/** The agent that a session belongs to; `unknown` where the telemetry does not say. */
export function agentOf(session: Session, key = 'agent'): string {
  const parts = key.split(',').map((part) => session.info[part as keyof SessionInfo]);
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? 'unknown' : known.join('/');
}
