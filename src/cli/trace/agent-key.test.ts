import { expect, test } from 'vitest';
import type { Session } from '../../contacts/index.ts';
import type { SessionInfo } from '../../fleet/index.ts';
import { AGENT_KEYS, agentOf, checkAgentKey } from './agent-key.ts';

const session = (info: SessionInfo) => ({ info }) as Session;

test('an agent is what the telemetry calls it, unless a key says otherwise', () => {
  const known = session({ agent: 'coder', repository: 'shop', user: 'bob' });
  expect(agentOf(known)).toBe('coder');
  expect(agentOf(known, 'repository,user')).toBe('shop/bob');
  expect(agentOf(known, 'repository,host')).toBe('shop');
  expect(agentOf(known, 'host')).toBe('unknown');
  expect(agentOf(session({}))).toBe('unknown');
});

test('a key that no session has is refused, with those that there are', () => {
  for (const key of AGENT_KEYS) expect(() => checkAgentKey(key)).not.toThrow();
  checkAgentKey('repository,user');
  for (const key of ['', 'nobody', 'agent,', 'agent,__proto__', 'toString']) {
    expect(() => checkAgentKey(key)).toThrow(/does not know/);
  }
});
