import type { Taint, Writer } from './situation.ts';

type Source = readonly [path: string, writer: Writer, by: Taint['by'], events: readonly string[]];

const PULL_REQUEST = ['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'];
const ISSUE = ['issues', 'issue_comment'];
const COMMENT = ['issue_comment', 'pull_request_review_comment', 'commit_comment', 'discussion_comment'];

/** Texts of an event that somebody writes freely. Numbers, dates, logins and commit ids carry no instructions. */
const SOURCES: readonly Source[] = [
  ['github.event.issue.title', 'anyone', 'author', ISSUE],
  ['github.event.issue.body', 'anyone', 'author', ISSUE],
  ['github.event.comment.body', 'anyone', 'actor', COMMENT],
  ['github.event.comment.path', 'anyone', 'actor', COMMENT],
  ['github.event.comment.diff_hunk', 'anyone', 'author', COMMENT],
  ['github.event.review.body', 'anyone', 'actor', ['pull_request_review']],
  ['github.event.pull_request.title', 'anyone', 'author', PULL_REQUEST],
  ['github.event.pull_request.body', 'anyone', 'author', PULL_REQUEST],
  ['github.event.pull_request.head.ref', 'anyone', 'author', PULL_REQUEST],
  ['github.event.pull_request.head.label', 'anyone', 'author', PULL_REQUEST],
  ['github.event.pull_request.head.repo.name', 'anyone', 'author', PULL_REQUEST],
  ['github.event.pull_request.head.repo.full_name', 'anyone', 'author', PULL_REQUEST],
  ['github.event.pull_request.head.repo.description', 'anyone', 'author', PULL_REQUEST],
  ['github.event.pull_request.head.repo.default_branch', 'anyone', 'author', PULL_REQUEST],
  ['github.head_ref', 'anyone', 'author', PULL_REQUEST],
  ['github.event.discussion.title', 'anyone', 'author', ['discussion', 'discussion_comment']],
  ['github.event.discussion.body', 'anyone', 'author', ['discussion', 'discussion_comment']],
  ['github.event.changes.title.from', 'anyone', 'author', [...ISSUE, ...PULL_REQUEST]],
  ['github.event.changes.body.from', 'anyone', 'author', [...ISSUE, ...PULL_REQUEST]],
  ['github.event.pages.*.page_name', 'anyone', 'actor', ['gollum']],
  ['github.event.workflow_run.head_branch', 'anyone', 'author', ['workflow_run']],
  ['github.event.workflow_run.display_title', 'anyone', 'author', ['workflow_run']],
  ['github.event.workflow_run.head_commit.message', 'anyone', 'author', ['workflow_run']],
  ['github.event.workflow_run.head_commit.author.name', 'anyone', 'author', ['workflow_run']],
  ['github.event.workflow_run.head_commit.author.email', 'anyone', 'author', ['workflow_run']],
  ['github.event.workflow_run.head_repository.description', 'anyone', 'author', ['workflow_run']],
  ['github.event.workflow_run.pull_requests.*.head.ref', 'anyone', 'author', ['workflow_run']],
  ['github.event.commits.*.message', 'writer', 'author', ['push']],
  ['github.event.commits.*.author.name', 'writer', 'author', ['push']],
  ['github.event.commits.*.author.email', 'writer', 'author', ['push']],
  ['github.event.head_commit.message', 'writer', 'author', ['push']],
  ['github.event.head_commit.author.name', 'writer', 'author', ['push']],
  ['github.event.head_commit.author.email', 'writer', 'author', ['push']],
  ['github.event.label.name', 'writer', 'actor', [...ISSUE, ...PULL_REQUEST]],
  ['github.event.issue.labels.*.name', 'writer', 'other', ISSUE],
  ['github.event.pull_request.labels.*.name', 'writer', 'other', PULL_REQUEST],
  ['github.event.release.body', 'writer', 'actor', ['release']],
  ['github.event.release.name', 'writer', 'actor', ['release']],
  ['github.event.client_payload.*', 'writer', 'actor', ['repository_dispatch']],
  ['github.event.inputs.*', 'writer', 'actor', ['workflow_dispatch']],
];

const SPLIT = SOURCES.map(([path, ...rest]) => [path.split('.'), ...rest] as const);

/** The source that a path of the `github` context is, or an object that holds one (`toJSON(github.event.issue)`). */
export function sourceOf(parts: readonly string[]): Omit<Taint, 'path'> | undefined {
  if (parts[0] !== 'github') return undefined;
  const hits = SPLIT.filter(([path]) => {
    if (parts.length > path.length && path.at(-1) !== '*') return false;
    return parts.every(
      (part, i) => i >= path.length || path[i] === part || path[i] === '*' || part === '*' || part === '?',
    );
  });
  const [first] = hits;
  if (first === undefined) return undefined;
  const source = parts.join('.');
  if (hits.length === 1) return { source, writer: first[1], by: first[2], events: first[3] };
  const writer = hits.some((hit) => hit[1] === 'anyone') ? 'anyone' : 'writer';
  const by = hits.every((hit) => hit[2] === first[2]) ? first[2] : 'other';
  return { source, writer, by, events: [...new Set(hits.flatMap((hit) => hit[3]))] };
}

/** Sources named in an expression that does not parse, or in a script that reads the event by itself. */
const IN_TEXT =
  /(?:github\.event|context\.payload|GITHUB_EVENT_PATH[^\n]{0,80})[.\s'"|]{1,8}(issue|comment|pull_request|review|discussion)\??\.(title|body)/g;

export function sourcesInScript(text: string): readonly { source: Omit<Taint, 'path'>; start: number; end: number }[] {
  const found: { source: Omit<Taint, 'path'>; start: number; end: number }[] = [];
  for (const match of text.matchAll(IN_TEXT)) {
    const source = sourceOf(['github', 'event', match[1]!, match[2]!]);
    if (source !== undefined) found.push({ source, start: match.index, end: match.index + match[0].length });
    if (found.length >= 20) break;
  }
  return found;
}

/** Commands and calls of a script that fetch what others wrote on the forge, so that their output is outside text. */
const FETCHES =
  /\bgh\s+(?:issue|pr|discussion)\s+(?:view|list|diff|status)\b|\bgh\s+search\b|\bgh\s+api\b[^\n]{0,200}\b(?:issues|pulls|comments|reviews)\b|\b(?:issues|pulls|rest\.issues|rest\.pulls)\.(?:get|list|listComments|listReviews|listForRepo)\s*\(/g;

export function fetchesInScript(text: string): readonly { what: string; start: number; end: number }[] {
  const found: { what: string; start: number; end: number }[] = [];
  for (const match of text.matchAll(FETCHES)) {
    const what = match[0].replace(/\s+/g, ' ').slice(0, 60);
    found.push({ what, start: match.index, end: match.index + match[0].length });
    if (found.length >= 20) break;
  }
  return found;
}
