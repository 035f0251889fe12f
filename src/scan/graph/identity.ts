import type { Persona } from '../expressions/situation.ts';
import type { TokenUse } from '../repository/agent.ts';
import type { AgentSite } from '../repository/model.ts';

/** With whose name something is written, and what the forge does about it. */
export interface Identity {
  readonly key: string;
  readonly label: string;
  readonly kind: 'github-token' | 'app' | 'user' | 'unclear';
  /** As conditions and actor gates see it. */
  readonly persona: Persona;
  /** False when the login is that of some App or account that the tree does not name. */
  readonly knownLogin: boolean;
}

const APP_LOGINS: Partial<Record<string, string>> = {
  'claude-code': 'claude[bot]',
  droid: 'factory-droid[bot]',
  'letta-code': 'letta-code[bot]',
  opencode: 'opencode-agent[bot]',
};

/** A login that no condition names. GitHub allows no dots in logins, so it is nobody's. */
const SOME_APP = 'some.app[bot]';

/** Whom a token of an agent of `product` acts as; `undefined` when it is none. */
export function identityOf(token: TokenUse, product: string): Identity | undefined {
  switch (token.kind) {
    case 'none':
      return undefined;
    case 'github-token':
      return identity('github-token', 'github-token', 'GITHUB_TOKEN', bot('github-actions[bot]'));
    case 'oidc-app': {
      const login = APP_LOGINS[product] ?? SOME_APP;
      return identity(`app:${login}`, 'app', login === SOME_APP ? 'an App' : login, bot(login));
    }
    case 'app':
      return identity(`app:${token.name ?? ''}`, 'app', named('an App token', token.name), bot(SOME_APP));
    case 'pat':
      return identity(`user:${token.name ?? ''}`, 'user', named('a personal token', token.name), member('User'));
    case 'secret':
    case 'unknown':
      return identity(`unclear:${token.name ?? ''}`, 'unclear', named('a token', token.name), member('unknown'));
  }
}

/** Every identity that the agent holds, once. */
export function identitiesOf(site: AgentSite): readonly { readonly identity: Identity; readonly token: TokenUse }[] {
  const found = new Map<string, { identity: Identity; token: TokenUse }>();
  for (const token of site.agent.tokens) {
    const who = identityOf(token, site.agent.product);
    if (who !== undefined && !found.has(who.key)) found.set(who.key, { identity: who, token });
  }
  return [...found.values()];
}

/** A persona by login, for declared agents and for guards that name a bot. */
export function bot(login: string): Persona {
  return {
    id: `bot:${login}`,
    logins: [login],
    type: 'Bot',
    associations: ['NONE', 'CONTRIBUTOR'],
    writes: true,
  };
}

export function declaredIdentity(login: string): Identity {
  const isBot = login.endsWith('[bot]');
  return identity(
    `declared:${login}`,
    isBot ? 'app' : 'user',
    login,
    isBot ? bot(login) : { ...member('User'), logins: [login] },
  );
}

function member(type: Persona['type']): Persona {
  return {
    id: `token:${type}`,
    logins: 'other',
    type,
    associations: ['MEMBER', 'OWNER', 'COLLABORATOR'],
    writes: true,
  };
}

function identity(key: string, kind: Identity['kind'], label: string, persona: Persona): Identity {
  const knownLogin = persona.logins !== 'other' && !persona.logins.includes(SOME_APP);
  return { key, kind, label, persona, knownLogin };
}

function named(what: string, name: string | undefined): string {
  return name === undefined || name === '' ? what : `${what} (${name})`;
}
