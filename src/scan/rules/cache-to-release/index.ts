import type { SiteFacts } from '../../graph/build.ts';
import { isOutside } from '../../graph/entries.ts';
import { accessTo } from '../../graph/powers.ts';
import { restoresCache, runsOnDefaultBranch } from '../../graph/relays.ts';
import type { Job, Repository, Step } from '../../repository/model.ts';
import type { Span } from '../../repository/position.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const cacheToRelease: Rule = {
  id: 'cache-to-release',
  page: {
    title: 'An agent that outsiders steer shares the Actions cache with a job that releases',
    what:
      'An agent that can run any command on text of outsiders runs on the default branch, and another workflow restores a ' +
      'cache in the same scope and holds publishing secrets, or publishes with the identity of its run (id-token: write).',
    why:
      'Caches of the default branch are shared by all its workflows. Code that runs in the agent job can fill the cache ' +
      'that the release job unpacks, and so release what it likes, without ever seeing the secret. This was done in public.',
    fix: 'Take `cache:` out of jobs that publish, and close the way of outsiders to the agent.',
    misses: 'Caches outside of Actions; keys that cannot collide, since an attacker may also evict and refill.',
  },
  *check({ sites, repository, paths }): Iterable<RawFinding> {
    const steered = paths.filter(
      ({ outcome, fact }) =>
        outcome === 'shell' && isOutside(fact.entries[0]?.writer ?? 'nobody') && runsOnDefaultBranch(fact.site),
    );
    const first = steered[0];
    if (first === undefined) return;
    for (const { job, cache, worth } of releases(repository, sites)) {
      yield {
        severity: first.sureness === 'able' ? 'medium' : 'high',
        confidence: first.sureness === 'certain' ? 'high' : 'medium',
        span: cache.span,
        message: `Job ${job.id} restores a cache that ${first.fact.site.agent.name} in ${first.fact.site.workflow.path} can fill, and holds ${worth.what}.`,
        path: [
          ...first.hops.slice(0, 3),
          { span: cache.span, message: 'this job restores a cache of the default branch' },
          { span: worth.span, message: `and holds ${worth.what}` },
        ],
        assumes: ['the cache has room to be filled or refilled'],
        edits: [
          {
            id: `cache ${cache.span.file}:${cache.span.line}`,
            span: cache.span,
            change: 'restore no cache in a job that publishes',
            put: '',
            cost: 1,
          },
          ...first.edits,
        ],
        key: `${cache.span.file} ${job.id}`,
      };
    }
  },
};

interface Release {
  readonly job: Job;
  readonly cache: Step;
  /** What releases: a secret, or the identity of the run. */
  readonly worth: { readonly what: string; readonly span: Span };
}

function releases(repository: Repository, sites: readonly SiteFacts[]): Release[] {
  const agents = new Set(sites.map(({ site }) => site.job));
  return repository.workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => {
      if (agents.has(job)) return [];
      const cache = job.steps.find(restoresCache);
      const worth = cache === undefined ? undefined : worthOf(job);
      return cache === undefined || worth === undefined ? [] : [{ job, cache, worth }];
    }),
  );
}

const PUBLISH_COMMAND =
  /\b(?:npm|pnpm|yarn|bun|vsce|ovsx|uv|poetry|cargo|lerna|changeset|nx release) publish\b|\b(?:twine upload|gem push|docker push|semantic-release|goreleaser release|mvn\b[^\n]{0,200} deploy)\b/;
const PUBLISH_ACTION = new Set([
  'pypa/gh-action-pypi-publish',
  'js-devtools/npm-publish',
  'changesets/action',
  'cycjimmy/semantic-release-action',
  'goreleaser/goreleaser-action',
  'docker/build-push-action',
  'rubygems/release-gem',
  'rust-lang/crates-io-auth-action',
]);

function worthOf(job: Job): Release['worth'] | undefined {
  const secrets = job.steps.flatMap((step) => step.secrets);
  const named = secrets.find(({ kind }) => kind === 'publish');
  if (named !== undefined) return { what: `the secret ${named.name}`, span: named.span };
  const publisher = job.steps.find(publishes);
  if (publisher === undefined) return undefined;
  if (accessTo(job.permissions, 'id-token') === 'write') {
    return { what: 'id-token: write, with which it publishes', span: job.permissions.span };
  }
  const other = secrets.find(({ name }) => name !== 'GITHUB_TOKEN');
  return other && { what: `the secret ${other.name}, with which it publishes`, span: other.span };
}

function publishes({ uses, run }: Step): boolean {
  if (uses?.kind === 'action') return PUBLISH_ACTION.has(`${uses.owner}/${uses.repo}`.toLowerCase());
  return PUBLISH_COMMAND.test(run?.value ?? '');
}
