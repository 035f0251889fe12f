// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import { describe, expect, it } from 'vitest';
import { claudeWorkflow, siteOf } from '../repository/test-support.ts';
import { ACTIONS_BOT, agentPersona, CONTRIBUTOR, OUTSIDE_APP, OUTSIDER, WRITER } from './personas.ts';
import type { Situation } from './situation.ts';

/** What an `if:` of the job says to a situation; the action itself is told to let everybody in. */
function answer(condition: string, situation: Situation, on?: string): string {
  const open = "allowed_non_write_users: '*'\nallowed_bots: '*'\ngithub_token: x";
  const site = siteOf(
    claudeWorkflow({
      condition: JSON.stringify(condition),
      with: `${open}\nprompt: go`,
      ...(on === undefined ? {} : { on }),
    }),
  );
  const gate = site.reach(situation).gates.find((one) => one.kind === 'job-if');
  return `${gate?.answer} ${gate?.binds}`;
}

const comment = (actor = OUTSIDER, author = actor): Situation => ({
  event: 'issue_comment',
  action: 'created',
  actor,
  author,
});

describe('conditions of a comment', () => {
  it.each([
    [
      'contains(fromJSON(\'["OWNER","MEMBER","COLLABORATOR"]\'), github.event.comment.author_association)',
      'no actor',
      'no actor',
      'yes nobody',
    ],
    [
      "github.event.comment.author_association == 'OWNER' || github.event.comment.author_association == 'MEMBER'",
      'no actor',
      'no actor',
      'yes nobody',
    ],
    [
      'contains(fromJSON(\'["OWNER","CONTRIBUTOR"]\'), github.event.comment.author_association)',
      'no actor',
      'yes nobody',
      'yes nobody',
    ],
    ["contains(github.event.comment.body, '@claude')", 'yes nobody', 'yes nobody', 'yes nobody'],
    ["github.actor == 'alice' || github.actor == 'bob'", 'no actor', 'no actor', 'no actor'],
    ['contains(\'["alice","bob"]\', github.actor)', 'no actor', 'no actor', 'no actor'],
    ["github.actor != 'dependabot[bot]'", 'yes nobody', 'yes nobody', 'yes nobody'],
    ['github.actor == github.repository_owner', 'no actor', 'no actor', 'yes nobody'],
    ["vars.ENABLED == 'true'", 'unknown nobody', 'unknown nobody', 'unknown nobody'],
    [
      "github.event.sender.type != 'Bot' && startsWith(github.event.comment.body, '/run')",
      'yes nobody',
      'yes nobody',
      'yes nobody',
    ],
    ["github.event_name == 'issues'", 'no nobody', 'no nobody', 'no nobody'],
    [
      "!(github.event.comment.author_association == 'NONE' || github.event.comment.author_association == 'FIRST_TIMER' || github.event.comment.author_association == 'FIRST_TIME_CONTRIBUTOR')",
      'no actor',
      'yes nobody',
      'yes nobody',
    ],
  ])('%s', (condition, outsider, contributor, writer) => {
    expect([OUTSIDER, CONTRIBUTOR, WRITER].map((one) => answer(condition, comment(one)))).toEqual([
      outsider,
      contributor,
      writer,
    ]);
  });

  it('tells who comments from who opened the issue', () => {
    const onAuthor = "github.event.issue.author_association == 'MEMBER'";
    expect(answer(onAuthor, comment(OUTSIDER, WRITER))).toBe('yes nobody');
    expect(answer(onAuthor, comment(WRITER, OUTSIDER))).toBe('no author');
  });

  it('tells bots from people', () => {
    expect(answer("!endsWith(github.actor, '[bot]')", comment(OUTSIDE_APP))).toBe('no actor');
    expect(answer("github.event.comment.user.type == 'User'", comment(ACTIONS_BOT))).toBe('no actor');
    expect(answer("github.actor == 'helper[bot]'", comment(agentPersona('helper', 'helper[bot]', 'Bot')))).toBe(
      'yes nobody',
    );
  });

  it('takes a text around braces for true, as GitHub does', () => {
    expect(answer("${{ github.actor == 'alice' }} && true", comment())).toBe('yes nobody');
  });

  it('does not decide what does not parse', () => {
    expect(answer('github.actor === alice', comment())).toBe('unknown nobody');
  });
});

describe('conditions of a pull request', () => {
  const on = 'pull_request_target:\n    types: [opened, labeled]';
  const opened: Situation = { event: 'pull_request_target', action: 'opened', actor: OUTSIDER };

  it.each([
    ['github.event.pull_request.head.repo.full_name == github.repository', 'no origin', 'yes nobody'],
    ['github.event.pull_request.head.repo.fork == false', 'no origin', 'yes nobody'],
    ['!github.event.pull_request.head.repo.fork', 'no origin', 'yes nobody'],
    ["github.event.pull_request.user.login == 'alice'", 'no actor', 'no actor'],
    ["startsWith(github.head_ref, 'agent/')", 'yes nobody', 'yes nobody'],
    ['github.event.pull_request.merged == true', 'no actor', 'no actor'],
  ])('%s', (condition, outsider, writer) => {
    expect(answer(condition, opened, on)).toBe(outsider);
    expect(answer(condition, { ...opened, actor: WRITER }, on)).toBe(writer);
  });

  it('counts a label as a state that somebody has to set', () => {
    const label = "contains(github.event.pull_request.labels.*.name, 'agent-ok')";
    expect(answer(label, opened, on)).toBe('unknown state');
    const site = siteOf(claudeWorkflow({ on, condition: label, with: 'prompt: go' }));
    expect(site.reach({ ...opened, actor: WRITER }).approvals).toMatchObject({ min: 0, max: 1 });
  });
});
