/**
 * Releases of anthropics/claude-code-action before which something was open, with the commit that closed it. Read from the
 * action's history on the `FACTS_AS_OF` day. `v1` and `main` move and are taken as `NEWEST`; `beta` and `v0` are older
 * than every row.
 */
export interface Floor {
  readonly id: string;
  /** First release with the change. */
  readonly version: string;
  /** Leading hex digits of the commit. */
  readonly commit: string;
  readonly date: string;
  readonly what: string;
}

export const CLAUDE_CODE_ACTION_NEWEST = '1.0.200';

export const CLAUDE_CODE_ACTION_FLOORS: readonly Floor[] = [
  {
    id: 'body-race',
    version: '1.0.22',
    commit: '6337623e',
    date: '2025-12-01',
    what: 'an issue or pull request body edited after the trigger was read',
  },
  {
    id: 'branch-injection',
    version: '1.0.24',
    commit: '609c3883',
    date: '2025-12-12',
    what: 'commands could be injected through branch names',
  },
  {
    id: 'title-race',
    version: '1.0.29',
    commit: '964b8355',
    date: '2026-01-07',
    what: 'a title edited after the trigger was read',
  },
  {
    id: 'human-actor',
    version: '1.0.30',
    commit: '1bbc9e7f',
    date: '2026-01-15',
    what: 'agent mode did not check that the actor is a person',
  },
  {
    id: 'comment-filter',
    version: '1.0.37',
    commit: 'fe72061e',
    date: '2026-01-27',
    what: 'comments cannot be filtered by their author',
  },
  {
    id: 'body-payload',
    version: '1.0.45',
    commit: 'f09dc9a6',
    date: '2026-02-05',
    what: 'the body was fetched anew, not taken from the event',
  },
  {
    id: 'blanket-edit',
    version: '1.0.72',
    commit: 'f956510b',
    date: '2026-03-12',
    what: 'tag mode could edit any file of the host and push with any arguments',
  },
  {
    id: 'config-restore',
    version: '1.0.74',
    commit: '9ddce40d',
    date: '2026-03-18',
    what: "configuration was taken from the pull request's own tree",
  },
  {
    id: 'env-scrub',
    version: '1.0.77',
    commit: 'ff9acae5',
    date: '2026-03-23',
    what: 'commands saw the environment even with allowed_non_write_users',
  },
  {
    id: 'config-aside',
    version: '1.0.89',
    commit: '5150ea96',
    date: '2026-04-04',
    what: "the pull request's configuration was not kept aside",
  },
  {
    id: 'oidc-variables',
    version: '1.0.89',
    commit: 'f37c786a',
    date: '2026-04-04',
    what: 'the agent could see the variables that request OIDC tokens',
  },
  {
    id: 'pinned-bun',
    version: '1.0.91',
    commit: 'b2fdd801',
    date: '2026-04-08',
    what: 'post steps ran an unpinned bun',
  },
  {
    id: 'bot-actor',
    version: '1.0.94',
    commit: 'ff49ec5f',
    date: '2026-04-12',
    what: 'programs of the checkout could stand before those of the system; by its reporter also the last release in which any bot may start agent mode',
  },
  {
    id: 'proc-environ',
    version: '1.0.112',
    commit: '2cc1ac13',
    date: '2026-05-04',
    what: 'the Read tool could read /proc/self/environ',
  },
  {
    id: 'non-user-actor',
    version: '1.0.123',
    commit: '9eb125af',
    date: '2026-05-14',
    what: 'accounts that are no users were not handled',
  },
  {
    id: 'account-type',
    version: '1.0.127',
    commit: '1dc994ee',
    date: '2026-05-19',
    what: 'allowed_bots was matched before the account type was known',
  },
  {
    id: 'unquoted-bash',
    version: '1.0.149',
    commit: 'a5e5d3b8',
    date: '2026-06-13',
    what: 'an unquoted Bash(x:*) in claude_args became plain Bash',
  },
  {
    id: 'review-time',
    version: '1.0.155',
    commit: '6b806304',
    date: '2026-06-22',
    what: 'reviews written after the trigger were read',
  },
  {
    id: 'config-links',
    version: '1.0.166',
    commit: 'd060ddc9',
    date: '2026-07-03',
    what: 'a linked CLAUDE.md escaped the restore',
  },
  {
    id: 'event-time',
    version: '1.0.185',
    commit: 'b2963b91',
    date: '2026-08-03',
    what: 'issue and pull request events had no trigger time',
  },
  {
    id: 'upstream-actor',
    version: '1.0.185',
    commit: 'acb03858',
    date: '2026-08-04',
    what: 'the actor of the run before a workflow_run was not checked',
  },
];

/**
 * Events in which the action takes `.claude`, `CLAUDE.md`, `.mcp.json` and the like at the root of the tree from the base of
 * the pull request, since `config-restore`; an `issue_comment` counts when its issue is a pull request.
 */
export const RESTORING_EVENTS: readonly string[] = [
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
  'issue_comment',
];

export function floor(id: string): Floor {
  const found = CLAUDE_CODE_ACTION_FLOORS.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no floor ${id}`);
  return found;
}

/** The first release that contains a commit, when a row names it: the table is our only map from commits to releases. */
export function versionOfCommit(sha: string): string | undefined {
  return CLAUDE_CODE_ACTION_FLOORS.find((row) => sha.toLowerCase().startsWith(row.commit))?.version;
}

/** Whether a version is at or above a floor; `undefined` (unknown version) is `unknown`. */
export function atLeast(version: string | undefined, floorVersion: string): 'yes' | 'no' | 'unknown' {
  if (version === undefined) return 'unknown';
  const have = version.split('.');
  const want = floorVersion.split('.');
  for (let i = 0; i < want.length; i++) {
    const difference = Number(have[i] ?? 0) - Number(want[i]);
    if (Number.isNaN(difference)) return 'unknown';
    if (difference !== 0) return difference > 0 ? 'yes' : 'no';
  }
  return 'yes';
}
