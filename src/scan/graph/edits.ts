import type { AccountList } from '../facts/action.ts';
import type { TokenUse } from '../repository/agent.ts';
import type { AgentSite } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';
import type { Edit } from './model.ts';

/** Each kind of change in one place, so that the same change has the same id wherever it is proposed. */

const TRUSTED = `contains(fromJSON('["OWNER","MEMBER","COLLABORATOR"]'), github.event.comment.author_association)`;

/** Let only people with rights start the job. */
export function gateJob(site: AgentSite, event: string): Edit {
  const field = /comment/.test(event)
    ? 'github.event.comment'
    : event === 'issues'
      ? 'github.event.issue'
      : /review/.test(event)
        ? 'github.event.review'
        : 'github.event.pull_request';
  const test = TRUSTED.replace('github.event.comment', field);
  return edit('gate', site.job.condition?.span ?? site.job.span, {
    change: `let only people with rights start job ${site.job.id}`,
    put: `if: ${test}`,
    cost: 3,
  });
}

/** Keep bots from starting the job. */
export function refuseBots(site: AgentSite): Edit {
  return edit('refuse-bots', site.job.condition?.span ?? site.job.span, {
    change: `do not let bots start job ${site.job.id}`,
    put: "if: github.event.sender.type != 'Bot'",
    cost: 2,
  });
}

export function closeList(list: AccountList, input: string, span: Span): Edit {
  return edit(`list:${input}`, list.span ?? span, {
    change: `take ${list.kind === 'anyone' ? "'*'" : 'other agents'} out of ${input}`,
    put: `${input}: ''`,
    cost: 2,
  });
}

/** GITHUB_TOKEN starts no runs. */
export function plainToken(site: AgentSite, token: TokenUse): Edit {
  return edit('token', token.via === 'default' ? site.step.span : token.span, {
    change: `write with GITHUB_TOKEN, whose comments and pushes start no runs, in place of ${token.name ?? 'an App token'}`,
    put: 'github_token: ${{ secrets.GITHUB_TOKEN }}',
    cost: 2,
  });
}

export function withoutTool(span: Span, tool: string, what: string): Edit {
  return edit(`tool:${tool}`, span, {
    change: `take ${tool} out of the tools, so that the agent cannot ${what}`,
    put: '',
    cost: 4,
  });
}

export function readPermission(span: Span, scope: string): Edit {
  return edit(`permission:${scope}`, span, {
    change: `give the job ${scope}: read`,
    put: `permissions:\n  ${scope}: read`,
    cost: 3,
  });
}

/** Between a push and the files that agents load stands a person. */
export function reviewFiles(span: Span, files: string): Edit {
  return edit('review', span, {
    change: `open a pull request for people to merge in place of pushing, and let CODEOWNERS ask for a review of ${files}`,
    put: 'gh pr create --fill',
    cost: 3,
  });
}

export function keepFiles(span: Span, files: readonly string[]): Edit {
  return edit('keep', span, {
    change: `put back ${files.join(', ')} before anything is committed`,
    put: `- run: git checkout HEAD -- ${files.join(' ')}`,
    cost: 1,
  });
}

export function noMerge(span: Span): Edit {
  return edit('merge', span, { change: 'leave the merge to people', put: '', cost: 3 });
}

export function dropStep(span: Span, what: string, put = ''): Edit {
  return edit(`step:${what}`, span, { change: what, put, cost: 2 });
}

function edit(kind: string, span: Span, rest: Pick<Edit, 'change' | 'put' | 'cost'>): Edit {
  return { id: `${kind} ${span.file}:${span.line}`, span, ...rest };
}
