import { fetchesInScript } from '../../expressions/sources.ts';
import { taintsOf } from '../../expressions/taint.ts';
import type { Grants } from '../../grants/capability.ts';
import type { Prompt, RuntimeRead } from '../agent.ts';
import type { DraftStep } from '../workflow/draft.ts';
import type { Place } from './agents.ts';

const SAYS_TO_FETCH = /\bgh\s+(?:issue|pr|discussion)\s+(?:view|diff|list|checks)\b|\bgh\s+(?:api|search)\b/;
const NAMES_ENTITY =
  /github\.event\.(?:issue|pull_request|discussion)\.(?:number|html_url|url)|(?:ISSUE|PR|PULL_REQUEST)_NUMBER/;

/** A task that is about what others wrote: `triage the new issues`, `review this pull request`. */
const SPEAKS_OF =
  /\b(?:triage|label|answer|classify|review|read|summari[sz]e|analy[sz]e|sort)\b[^.\n]{0,40}\b(?:issues?|pull requests?|PRs?|discussions?)\b/i;

/** Where a command puts what it prints: `> issues.json`, `| tee notes.md`. */
const WRITES_TO = /(?:(?<![0-9&])>>?|\btee(?:\s+-a)?)\s*["']?([\w./-]{3,100})/g;

/** Tools that read pages of the web, of agents themselves and of servers that are named after what they do. */
const WEB_TOOL = /web[-_]?(?:fetch|search)|playwright|puppeteer|firecrawl|tavily|brave|browser|^url$|^fetch$/i;

/** Outside text that an agent meets while it runs. */
export function readsOf(
  step: DraftStep,
  prompts: readonly Prompt[],
  grants: Grants,
  fetches: readonly ('issue-or-pull-request' | 'comments' | 'diff')[],
  place: Place,
): readonly RuntimeRead[] {
  const reads: RuntimeRead[] = [];
  const span = step.uses?.span ?? step.span;
  for (const what of fetches)
    reads.push({ what, certainty: 'certain', span, reason: 'the action fetches it for the model' });
  const remote = grants.items.find(
    ({ capability }) => capability === 'read-remote' || (capability === 'any-shell' && grants.network !== 'no'),
  );
  if (remote !== undefined) {
    const told = prompts.flatMap((prompt) => firstIn(prompt, [SAYS_TO_FETCH, NAMES_ENTITY, SPEAKS_OF]))[0];
    if (told !== undefined) {
      reads.push({
        what: 'issue-or-pull-request',
        certainty: 'certain',
        span: told,
        reason: `the prompt points at it, and ${remote.reason}`,
      });
    } else reads.push({ what: 'any-issue', certainty: 'able', span: remote.span, reason: remote.reason });
  }
  reads.push(...namedInEnv(step, prompts, grants));
  const webTool = grants.items.find(({ tool, from }) => from !== 'default' && WEB_TOOL.test(tool));
  if (webTool !== undefined) {
    // Nobody names a tool for the web that is not to be used.
    reads.push({ what: 'web', certainty: 'certain', span: webTool.span, reason: webTool.reason });
  } else if (grants.network === 'yes') {
    const shell = grants.items.find((grant) => grant.capability === 'any-shell');
    reads.push({
      what: 'web',
      certainty: 'able',
      span: shell?.span ?? span,
      reason: shell?.reason ?? 'it reaches other hosts',
    });
  }
  for (const checkout of place.checkouts) {
    if (checkout.tree === 'head') {
      reads.push({
        what: 'checkout',
        certainty: 'certain',
        span: checkout.span,
        reason: 'the tree of the pull request lies in the workspace',
      });
    }
  }
  for (const earlier of place.before) {
    const { uses } = earlier;
    reads.push(...fetchedInto(earlier, prompts));
    if (
      uses?.kind === 'action' &&
      /\/(?:action-)?download-(?:workflow-)?artifact$/i.test(`${uses.owner}/${uses.repo}`)
    ) {
      reads.push({
        what: 'artifact',
        certainty: 'able',
        span: uses.span,
        reason: 'an artifact of another job or run lies in the workspace',
      });
    }
  }
  return reads;
}

const READS_ENV = /^(?:printenv|env|echo|printf)$/;

/** A variable of the step that outsiders fill, that the prompt names without a `$`, and that a command of the agent prints. */
function namedInEnv({ env, names }: DraftStep, prompts: readonly Prompt[], grants: Grants): RuntimeRead[] {
  const able = grants.items.some(
    ({ capability, commands }) => capability === 'any-shell' || commands?.some((one) => READS_ENV.test(one)) === true,
  );
  if (!able) return [];
  for (const { name, text } of env) {
    if (!/^[A-Z][A-Z0-9]*_[A-Z0-9_]{1,60}$/.test(name)) continue;
    const told = prompts.flatMap((prompt) => placeIn(prompt, new RegExp(`(?<![\\w$])${name}(?!\\w)`)) ?? [])[0];
    const taint = told === undefined ? undefined : taintsOf({ text, scope: names }, 'env')[0];
    if (told === undefined || taint === undefined) continue;
    const reason = `the prompt names ${name}, which holds ${taint.source}`;
    return [{ what: 'issue-or-pull-request', certainty: 'certain', span: told, reason }];
  }
  return [];
}

/** A file that an earlier step fills with what others wrote on the forge, and that a prompt names. */
function fetchedInto({ run }: DraftStep, prompts: readonly Prompt[]): RuntimeRead[] {
  const fetch = run === undefined ? undefined : fetchesInScript(run.value)[0];
  if (run === undefined || fetch === undefined) return [];
  const targets = [...run.value.matchAll(WRITES_TO)].map((match) => match[1]!.slice(match[1]!.lastIndexOf('/') + 1));
  const file = targets.find((name) => name.length > 2 && prompts.some(({ text }) => text.value.includes(name)));
  if (file === undefined) return [];
  const span = run.spanOf(fetch.start, fetch.end);
  const reason = `an earlier step fetches it into ${file}, which the prompt names`;
  return [{ what: 'issue-or-pull-request', certainty: 'certain', span, reason }];
}

function firstIn(prompt: Prompt, patterns: readonly RegExp[]): RuntimeRead['span'][] {
  return patterns.flatMap((pattern) => placeIn(prompt, pattern) ?? []).slice(0, 1);
}

function placeIn(prompt: Prompt, pattern: RegExp): RuntimeRead['span'] | undefined {
  const match = pattern.exec(prompt.text.value);
  return match === null ? undefined : prompt.text.spanOf(match.index, match.index + match[0].length);
}
