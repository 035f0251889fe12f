import type { Persona, Situation } from './situation.ts';

/**
 * What a path of an expression may be in a situation.
 *
 * - `set`: one of these, by circumstances
 * - `choice`: whatever somebody writes
 * - `login`: an account name that nobody names (`Persona.logins` is `other`), of this type
 * - `same-repository`, `other-repository`: a repository's name or owner, known only as own or foreign
 * - `state`: labels, assignees, approvals: set by people with triage rights, or by agents
 * - `unknown`: the tree does not show it
 */
export type Value =
  | { readonly kind: 'set'; readonly values: readonly (string | number | boolean | null)[]; readonly binds: Binds }
  | { readonly kind: 'choice'; readonly binds: Binds }
  | { readonly kind: 'login'; readonly type: Persona['type']; readonly owner: boolean; readonly binds: Binds }
  | { readonly kind: 'same-repository' | 'other-repository'; readonly binds: Binds }
  | { readonly kind: 'list'; readonly items: readonly (string | number | boolean | null)[]; readonly binds: Binds }
  | { readonly kind: 'state'; readonly binds: 'state' }
  /** Only who writes may make it true: what a permission check puts out. */
  | { readonly kind: 'writers-only'; readonly writes: boolean; readonly binds: 'actor' }
  | { readonly kind: 'unknown'; readonly binds: 'nobody' };

export type Binds = 'actor' | 'author' | 'origin' | 'state' | 'nobody';

export const UNKNOWN: Value = { kind: 'unknown', binds: 'nobody' };

/** Events in which the event's own object was written by the actor, not by the author of an issue or pull request. */
const ACTORS_OBJECT = new Set(['comment', 'review', 'sender']);
const AUTHORS_OBJECT = new Set(['issue', 'pull_request', 'discussion']);

/** Events that run on the default branch whatever caused them. */
const ON_DEFAULT_BRANCH = new Set([
  'issues',
  'issue_comment',
  'pull_request_target',
  'discussion',
  'discussion_comment',
  'schedule',
  'workflow_run',
  'watch',
  'fork',
  'repository_dispatch',
]);

export function isFork(situation: Situation): boolean {
  return situation.fork ?? !(situation.author ?? situation.actor).writes;
}

/** Value of `github.*` in a situation. Other contexts are the scope's business. */
export function githubValue(parts: readonly string[], situation: Situation, types: readonly string[]): Value {
  const [, first, object, field] = parts;
  const actor = situation.actor;
  if (first === 'event_name') return set([situation.event], 'nobody');
  if (first === 'actor' || first === 'triggering_actor') return login(actor, 'actor');
  if (first === 'repository' || first === 'repository_owner') return { kind: 'same-repository', binds: 'nobody' };
  if (first === 'head_ref') return { kind: 'choice', binds: 'author' };
  if (first === 'base_ref') return { kind: 'choice', binds: 'nobody' };
  if (first === 'ref' || first === 'ref_name') return refValue(first, situation);
  if (first !== 'event' || object === undefined) return UNKNOWN;
  if (object === 'action') {
    const values = situation.action === undefined ? types : [situation.action];
    return values.length === 0 ? UNKNOWN : set(values, 'nobody');
  }
  if (object === 'repository') return { kind: 'same-repository', binds: 'nobody' };
  if (object === 'label') {
    return situation.label === undefined ? { kind: 'state', binds: 'state' } : set([situation.label], 'state');
  }
  if (object === 'inputs' || object === 'client_payload') return { kind: 'choice', binds: 'actor' };
  if (object === 'workflow_run') return workflowRunValue(parts.slice(3), situation);
  if (ACTORS_OBJECT.has(object))
    return personValue(actor, 'actor', object === 'sender' ? field : parts.slice(3), field);
  if (AUTHORS_OBJECT.has(object)) return entityValue(object, parts.slice(3), situation);
  return UNKNOWN;
}

function entityValue(object: string, rest: readonly string[], situation: Situation): Value {
  const author = situation.author ?? situation.actor;
  const [first, second] = rest;
  if (first === undefined) {
    if (object === 'issue') return set([situation.event.startsWith('issue')], 'nobody');
    if (object === 'pull_request') return set([situation.event.startsWith('pull_request')], 'nobody');
  }
  if (object === 'issue' && first === 'pull_request') {
    if (situation.event !== 'issue_comment') return set([null], 'nobody');
    return situation.onPullRequest === undefined
      ? { kind: 'choice', binds: 'nobody' }
      : set([situation.onPullRequest ? 'yes' : null], 'nobody');
  }
  if (
    first === 'labels' ||
    first === 'assignee' ||
    first === 'assignees' ||
    first === 'milestone' ||
    first === 'state'
  ) {
    return { kind: 'state', binds: 'state' };
  }
  if (first === 'merged') {
    // Merging takes write access, and is an event of its own: `closed`.
    if (situation.action !== undefined && situation.action !== 'closed') return set([false], 'actor');
    return situation.actor.writes ? { kind: 'state', binds: 'state' } : set([false], 'actor');
  }
  if (first === 'draft') return { kind: 'choice', binds: 'author' };
  if (first === 'head') {
    if (second === 'ref' || second === 'label' || second === 'sha') return { kind: 'choice', binds: 'author' };
    if (second === 'user') return { kind: isFork(situation) ? 'other-repository' : 'same-repository', binds: 'origin' };
    if (second === 'repo') {
      if (rest[2] === 'fork') return set([isFork(situation)], 'origin');
      return { kind: isFork(situation) ? 'other-repository' : 'same-repository', binds: 'origin' };
    }
  }
  if (first === 'base') {
    if (second === 'repo' || second === 'user') return { kind: 'same-repository', binds: 'nobody' };
    return { kind: 'choice', binds: 'nobody' };
  }
  return personValue(author, author === situation.actor ? 'actor' : 'author', rest, first);
}

function workflowRunValue(rest: readonly string[], situation: Situation): Value {
  const [first, second] = rest;
  if (first === 'actor' || first === 'triggering_actor') return personOf(situation.actor, 'actor', second);
  if (first === 'head_repository') {
    if (second === 'fork') return set([isFork(situation)], 'origin');
    return { kind: isFork(situation) ? 'other-repository' : 'same-repository', binds: 'origin' };
  }
  if (first === 'repository') return { kind: 'same-repository', binds: 'nobody' };
  if (first === 'head_branch' || first === 'display_title' || first === 'head_commit')
    return { kind: 'choice', binds: 'author' };
  if (first === 'conclusion' || first === 'name' || first === 'event' || first === 'status')
    return { kind: 'choice', binds: 'nobody' };
  return UNKNOWN;
}

function personValue(
  person: Persona,
  binds: 'actor' | 'author',
  rest: readonly string[] | string | undefined,
  field: string | undefined,
): Value {
  if (typeof rest === 'string') return personOf(person, binds, rest);
  if (field === 'user') return personOf(person, binds, rest?.[1]);
  if (field === 'author_association') return set(person.associations, binds);
  if (field === 'title' || field === 'body' || field === 'path' || field === 'state') return { kind: 'choice', binds };
  return UNKNOWN;
}

function personOf(person: Persona, binds: 'actor' | 'author', field: string | undefined): Value {
  if (field === 'login') return login(person, binds);
  if (field === 'type') return person.type === 'unknown' ? UNKNOWN : set([person.type], binds);
  return UNKNOWN;
}

function login(person: Persona, binds: 'actor' | 'author'): Value {
  if (person.logins !== 'other') return set(person.logins, binds);
  return { kind: 'login', type: person.type, owner: person.associations.includes('OWNER'), binds };
}

function refValue(which: string, situation: Situation): Value {
  if (ON_DEFAULT_BRANCH.has(situation.event)) {
    const names = ['main', 'master'];
    return set(which === 'ref' ? names.map((name) => `refs/heads/${name}`) : names, 'nobody');
  }
  if (situation.event.startsWith('pull_request')) return set(['refs/pull/1/merge'], 'nobody');
  return situation.actor.writes ? { kind: 'choice', binds: 'actor' } : UNKNOWN;
}

function set(values: readonly (string | number | boolean | null)[], binds: Binds): Value {
  return { kind: 'set', values, binds };
}
