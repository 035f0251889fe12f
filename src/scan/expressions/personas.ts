import type { Persona } from './situation.ts';

/** Anybody with an account and no part in the repository. */
export const OUTSIDER: Persona = {
  id: 'outsider',
  logins: 'other',
  type: 'User',
  associations: ['NONE', 'FIRST_TIMER', 'FIRST_TIME_CONTRIBUTOR'],
  writes: false,
};

/** Somebody whose pull request was merged once. */
export const CONTRIBUTOR: Persona = {
  id: 'contributor',
  logins: 'other',
  type: 'User',
  associations: ['CONTRIBUTOR'],
  writes: false,
};

/** A GitHub App of somebody else: on a public repository it may open issues and comment. */
export const OUTSIDE_APP: Persona = {
  id: 'outside-app',
  logins: 'other',
  type: 'Bot',
  associations: ['NONE'],
  writes: false,
};

/** A person with write access. */
export const WRITER: Persona = {
  id: 'writer',
  logins: 'other',
  type: 'User',
  associations: ['OWNER', 'MEMBER', 'COLLABORATOR'],
  writes: true,
};

/** What acts with GITHUB_TOKEN. */
export const ACTIONS_BOT: Persona = {
  id: 'github-actions',
  logins: ['github-actions[bot]'],
  type: 'Bot',
  associations: ['NONE', 'CONTRIBUTOR'],
  writes: true,
};

/** Nobody: a timer. */
export const TIMER: Persona = { id: 'timer', logins: 'other', type: 'User', associations: ['NONE'], writes: true };

/** The persona of an App's or machine user's login, which has write access. */
export function agentPersona(id: string, login: string | undefined, type: 'User' | 'Bot'): Persona {
  return {
    id,
    logins: login === undefined ? 'other' : [login],
    type,
    associations: type === 'Bot' ? ['NONE', 'CONTRIBUTOR'] : ['OWNER', 'MEMBER', 'COLLABORATOR', 'CONTRIBUTOR'],
    writes: true,
  };
}
