import type { SiteFacts } from '../../graph/build.ts';
import { isOutside } from '../../graph/entries.ts';
import { restoresCache, runsOnDefaultBranch } from '../../graph/relays.ts';
import type { SecretUse } from '../../repository/agent.ts';
import type { Job, Repository, Step } from '../../repository/model.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const cacheToRelease: Rule = {
  id: 'cache-to-release',
  page: {
    title: 'An agent that outsiders steer shares the Actions cache with a job that releases',
    what:
      'An agent that can run any command on text of outsiders runs on the default branch, and another workflow restores a ' +
      'cache in the same scope and holds publishing secrets.',
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
    for (const { job, cache, secret } of releases(repository, sites)) {
      yield {
        severity: first.sureness === 'able' ? 'medium' : 'high',
        confidence: first.sureness === 'certain' ? 'high' : 'medium',
        span: cache.span,
        message: `Job ${job.id} restores a cache that ${first.fact.site.agent.name} in ${first.fact.site.workflow.path} can fill, and holds ${secret.name}.`,
        path: [
          ...first.hops.slice(0, 3),
          { span: cache.span, message: 'this job restores a cache of the default branch' },
          { span: secret.span, message: `and holds the secret ${secret.name}` },
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
  readonly secret: SecretUse;
}

function releases(repository: Repository, sites: readonly SiteFacts[]): Release[] {
  const agents = new Set(sites.map(({ site }) => site.job));
  return repository.workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => {
      if (agents.has(job)) return [];
      const cache = job.steps.find(restoresCache);
      const secret = job.steps.flatMap(({ secrets }) => secrets).find(({ kind }) => kind === 'publish');
      return cache === undefined || secret === undefined ? [] : [{ job, cache, secret }];
    }),
  );
}
