import type { ExpressionText } from '../expressions/situation.ts';
import type { TokenUse } from '../repository/agent.ts';
import type { AgentSite, EnvEntry, Job, Step } from '../repository/model.ts';
import { dropStep, noMerge, reviewFiles } from './edits.ts';
import { identityOf } from './identity.ts';
import type { Edit } from './model.ts';
import { type Act, type PathLimit, type Power, tokenAllows, tokenEdits } from './powers.ts';

/** An act that a step does after the agent, with what it has made: changed files, or its words in an output. */
interface Deed {
  readonly act: Act;
  readonly token: TokenUse;
  readonly what: string;
  readonly paths: PathLimit | undefined;
}

const COMMENTERS =
  /^(?:peter-evans\/(?:create-or-update-comment|commit-comment)|marocchino\/sticky-pull-request-comment|thollander\/actions-comment-pull-request|mshick\/add-pr-comment)$/;
const COMMITTERS =
  /^(?:stefanzweifel\/git-auto-commit-action|endbug\/add-and-commit|ad-m\/github-push-action|actions-js\/push|planetscale\/ghcommit-action)$/;
const NEW_BRANCH =
  /\bgit (?:checkout -[bB]|switch -[cC]|worktree add)\b|\bgit push\b[^\n]*HEAD:(?!(?:refs\/heads\/)?(?:main|master)\b)/;

/** What is done for the agent by later steps of its job, and by jobs that need it. */
export function carriedPowers(site: AgentSite): readonly Power[] {
  const { job, step } = site;
  const files = canWriteFiles(site);
  const powers: Power[] = [];
  const kept: string[] = [];
  let branched = false;
  const later = job.steps.filter((s) => s.index > step.index || (s === step && site.agent.via === 'cli'));
  const followers = site.workflow.jobs.filter((j) => j !== job && j.needs.includes(job.id));
  const places: [Job, Step][] = [
    ...later.map((s): [Job, Step] => [job, s]),
    ...followers.flatMap((j) => j.steps.map((s): [Job, Step] => [j, s])),
  ];
  for (const [place, next] of places) {
    const text = next.run?.value ?? '';
    kept.push(...guardedPaths(text));
    branched ||= NEW_BRANCH.test(text);
    // Another job has the files only when it fetches them.
    const hasFiles = files && (place === job || place.steps.some(fetchesArtifact));
    for (const deed of deedsOf(site, place, next, hasFiles, branched)) {
      const who = identityOf(deed.token, site.agent.product);
      const allowed = tokenAllows(deed.token, place.permissions, deed.act);
      if (who === undefined || allowed === 'no') continue;
      const not = [...(deed.paths?.not ?? []), ...kept];
      powers.push({
        act: deed.act,
        identity: who,
        span: next.span,
        reason: `${deed.what} after ${site.agent.name}, as ${who.label}`,
        paths: deed.paths?.only !== undefined || not.length > 0 ? { ...deed.paths, not } : undefined,
        edits: [...editsOf(site, deed, next), ...tokenEdits(site, deed.token, deed.act)],
        certain: allowed === 'yes',
        carried: true,
      });
    }
  }
  return powers;
}

export function canWriteFiles(site: AgentSite): boolean {
  return site.agent.grants.items.some(({ capability }) => capability === 'write-files' || capability === 'any-shell');
}

function deedsOf(site: AgentSite, job: Job, step: Step, files: boolean, branched: boolean): readonly Deed[] {
  const action = step.uses?.kind === 'action' ? `${step.uses.owner}/${step.uses.repo}`.toLowerCase() : '';
  const given = (name: string): ExpressionText | undefined => step.with.get(name);
  const deeds: Deed[] = [];
  const what = step.name ?? step.uses?.raw ?? 'a step';
  if (files && action === 'peter-evans/create-pull-request') {
    const token = tokenOf(given('token') ?? given('branch-token'), job, step);
    const only = lines(given('add-paths'));
    deeds.push({ act: 'open-pull-request', token, what: `${what} opens a pull request`, paths: only && { only } });
  }
  if (files && COMMITTERS.test(action)) {
    const token = tokenOf(given('github_token') ?? given('token'), job, step, 'push');
    const only = lines(given('file_pattern') ?? given('add'))?.flatMap((line) => line.split(/\s+/));
    const limited = only !== undefined && !only.includes('.') && !only.includes('-A') ? { only } : undefined;
    deeds.push({
      act: given('branch') !== undefined || branched ? 'push-branch' : 'push',
      token,
      what: `${what} pushes the changed files`,
      paths: limited,
    });
  }
  const run = step.run?.value ?? (action === 'actions/github-script' ? (given('script')?.value ?? '') : '');
  if (run !== '') deeds.push(...deedsOfScript(site, job, step, run, what, files, branched));
  if (COMMENTERS.test(action) && speaks(site, step)) {
    const token = tokenOf(
      given('token') ?? given('github_token') ?? given('github-token') ?? given('repo-token'),
      job,
      step,
    );
    deeds.push({ act: 'comment', token, what: `${what} posts the agent's words`, paths: undefined });
  }
  if (action === 'peter-evans/repository-dispatch' && speaks(site, step)) {
    deeds.push({
      act: 'repository-dispatch',
      token: tokenOf(given('token'), job, step),
      what: `${what} dispatches`,
      paths: undefined,
    });
  }
  return deeds;
}

function deedsOfScript(
  site: AgentSite,
  job: Job,
  step: Step,
  run: string,
  what: string,
  files: boolean,
  branched: boolean,
): Deed[] {
  const deeds: Deed[] = [];
  const token = tokenOf(step.with.get('github-token'), job, step);
  if (files && /\bgit push\b/.test(run)) {
    const only = stagedPaths(run);
    const opens = branched || /\bgh pr create\b/.test(run);
    const paths = only && { only };
    deeds.push({
      act: opens ? 'push-branch' : 'push',
      token: tokenOf(undefined, job, step, 'push'),
      what: `${what} pushes the changed files`,
      paths,
    });
  }
  if (files && /\bgh pr create\b|pulls\.create\(/.test(run)) {
    deeds.push({ act: 'open-pull-request', token, what: `${what} opens a pull request`, paths: undefined });
  }
  if (/\bgh pr merge\b|pulls\.merge\(/.test(run))
    deeds.push({ act: 'merge', token, what: `${what} merges`, paths: undefined });
  if (!speaks(site, step)) return deeds;
  if (/\bgh (?:pr|issue) (?:comment|review)\b|createComment\(|createReview\(/.test(run)) {
    deeds.push({ act: 'comment', token, what: `${what} posts the agent's words`, paths: undefined });
  }
  if (/\bgh issue create\b|issues\.create\(/.test(run)) {
    deeds.push({ act: 'issue', token, what: `${what} opens an issue`, paths: undefined });
  }
  if (/\bgh workflow run\b|createWorkflowDispatch\(|\/workflows\/[^\s"']{1,100}\/dispatches\b/.test(run)) {
    deeds.push({ act: 'dispatch', token, what: `${what} starts a workflow`, paths: undefined });
  } else if (/createDispatchEvent\(|\/dispatches\b/.test(run)) {
    deeds.push({ act: 'repository-dispatch', token, what: `${what} starts workflows`, paths: undefined });
  }
  return deeds;
}

/** Whether the model's words reach the step: through an output of its own, or of its job, or a file that it wrote. */
function speaks(site: AgentSite, step: Step): boolean {
  const texts = [step.run, ...step.with.values(), ...step.env.map(({ text }) => text)].filter((t) => t !== undefined);
  const id = site.step.id;
  const answers = answerFiles(site);
  // A bare command's words are in the script that runs it.
  if (step === site.step && site.agent.via === 'cli') return true;
  return texts.some(
    ({ value }) =>
      (id !== undefined && value.includes(`steps.${id}.outputs`)) ||
      value.includes(`needs.${site.job.id}.outputs`) ||
      (canWriteFiles(site) && /--body-file|body-path|-F \S+\.md|readFile/.test(value)) ||
      answers.some((file) => value.includes(file)),
  );
}

/** Files that the words of a bare command go to: `claude -p ... > answer.md`, `... | tee answer.md`. */
function answerFiles(site: AgentSite): string[] {
  if (site.agent.via !== 'cli') return [];
  const targets = (site.step.run?.value ?? '').matchAll(/(?:(?<![0-9&])>>?|\btee(?:\s+-a)?)\s*["']?([\w./-]{3,100})/g);
  return [...targets].map((match) => match[1]!).filter((file) => !file.startsWith('/dev/'));
}

/** The token that a step acts with: its input, its environment, or what the checkout left for git. */
export function tokenOf(
  given: ExpressionText | undefined,
  job: Job,
  step: Step,
  use: 'api' | 'push' = 'api',
): TokenUse {
  if (given !== undefined) return tokenIn(given, 'input');
  const checkout = job.steps.map((s) => s.checkout).filter((c) => c?.persistsToken === true);
  if (use === 'push') {
    const token = checkout.at(-1)?.token;
    if (token !== undefined) return token;
  }
  const env = named([...step.env, ...job.env]);
  if (env !== undefined) return tokenIn(env.text, 'env');
  const span = step.span;
  return { kind: 'github-token', via: 'default', span, reason: 'GITHUB_TOKEN, since nothing else is given' };
}

function named(env: readonly EnvEntry[]): EnvEntry | undefined {
  return env.find(({ name }) => name === 'GH_TOKEN') ?? env.find(({ name }) => name === 'GITHUB_TOKEN');
}

function tokenIn(text: ExpressionText, via: TokenUse['via']): TokenUse {
  const expression = text.expressions[0]?.text ?? '';
  const rest = { via, span: text.span };
  if (/\bgithub\.token\b|secrets\.GITHUB_TOKEN\b/i.test(expression) && !/\|\|/.test(expression)) {
    return { ...rest, kind: 'github-token', reason: 'GITHUB_TOKEN' };
  }
  const secret = /\bsecrets\.([A-Za-z0-9_]+)/.exec(expression)?.[1];
  if (secret !== undefined) {
    const kind = /PAT(?:_|$)|PERSONAL|MACHINE_USER/i.test(secret) ? 'pat' : 'secret';
    return { ...rest, kind, name: secret, reason: `secret ${secret}` };
  }
  const minted = /\bsteps\.([\w-]+)\.outputs\.\w*token\b/i.exec(expression)?.[1];
  if (minted !== undefined) return { ...rest, kind: 'app', name: `steps.${minted}`, reason: `token of step ${minted}` };
  return { ...rest, kind: 'unknown', reason: 'a token that could not be followed' };
}

function editsOf(site: AgentSite, deed: Deed, step: Step): readonly Edit[] {
  if (deed.act === 'merge') return [noMerge(step.span)];
  if (deed.act === 'push') return [reviewFiles(step.span, 'the files that agents load')];
  return [dropStep(step.span, `${deed.what}: let a person do it`)].filter(() => site.agent.grants.items.length > 0);
}

/** Paths that a script puts back, or refuses to go on with. */
function guardedPaths(run: string): string[] {
  const found: string[] = [];
  for (const line of run.split('\n')) {
    const restore = /\bgit (?:checkout|restore)\b(.*)/.exec(line)?.[1];
    const test = /\bgrep\b/.test(line) && /\bexit 1\b/.test(run) ? line : undefined;
    const words = restore !== undefined && /--\s|\brestore\b/.test(line) ? restore.replace(/^.*?--\s/, '') : test;
    for (const word of words?.split(/[\s"'|()^$;]+/) ?? []) {
      const path = word.replace(/\\\./g, '.');
      if (/^[\w.*/-]+$/.test(path) && (/[./]/.test(path) || path === path.toUpperCase()) && !path.startsWith('-'))
        found.push(path);
    }
  }
  return found;
}

/** What `git add` names; `undefined` when it adds everything, or is not there. */
function stagedPaths(run: string): string[] | undefined {
  const adds = [...run.matchAll(/\bgit add ([^\n&;|]+)/g)].map((match) => match[1]!.trim().split(/\s+/));
  const words = adds.flat().filter((word) => word !== '--');
  if (words.length === 0 || /\bgit commit\b[^\n]* -(?:a|am)\b/.test(run)) return undefined;
  return words.every((word) => !/^(?:-A|--all|-u|\.|\*|:\/)$/.test(word) && !word.includes('$'))
    ? words.map((word) => word.replace(/^["']|["']$/g, ''))
    : undefined;
}

function lines(text: ExpressionText | undefined): string[] | undefined {
  if (text === undefined || text.expressions.length > 0) return undefined;
  const found = text.value.split(/[\n,]/).map((line) => line.trim());
  const kept = found.filter((line) => line !== '');
  return kept.length > 0 ? kept : undefined;
}

function fetchesArtifact(step: Step): boolean {
  return step.uses?.repo.toLowerCase() === 'download-artifact';
}
