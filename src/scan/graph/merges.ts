import type { Repository, Step } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';
import { noMerge } from './edits.ts';
import type { Identity } from './identity.ts';
import type { Edit } from './model.ts';

/** A step of a workflow without an agent that merges pull requests. */
interface Merge {
  readonly span: Span;
  readonly reason: string;
  readonly edits: readonly Edit[];
}

const ACTIONS =
  /^(?:pascalgn\/automerge-action|peter-evans\/enable-pull-request-automerge|reitermarkus\/automerge|fastify\/github-action-merge-dependabot|alexwilson\/enable-github-automerge-action)$/;
const SCRIPT = /\bgh pr merge\b|pulls\.merge\(|enablePullRequestAutoMerge/;

/** Merges for others than this bot are none of ours. */
const OTHERS = /dependabot|renovate|github-actions\[bot\]|pre-commit-ci/i;

/** Workflows that merge what an agent opened. */
export class AutoMerges {
  private readonly found: readonly {
    readonly merge: Merge;
    readonly names: readonly string[];
    readonly onlyOthers: boolean;
  }[];

  constructor(repository: Repository) {
    this.found = repository.workflows
      .filter(({ triggers }) =>
        triggers.some(({ event }) => /^pull_request|^check_|^workflow_run$|^schedule$/.test(event)),
      )
      .flatMap((workflow) =>
        workflow.jobs
          .filter((job) => job.steps.every(({ agents }) => agents.length === 0))
          .flatMap((job) =>
            job.steps.filter(merges).map((step) => {
              const conditions = [job.condition, step.condition, step.run].map((text) => text?.value ?? '').join('\n');
              const action = step.uses?.raw ?? '';
              const names = [...conditions.matchAll(/'([^']{1,60})'/g)].map((match) => match[1]!);
              return {
                merge: {
                  span: step.span,
                  reason: `${workflow.path} merges pull requests by itself`,
                  edits: [noMerge(step.span)],
                },
                names,
                onlyOthers: OTHERS.test(conditions) || /dependabot/.test(action),
              };
            }),
          ),
      );
  }

  /** Those that take pull requests of this identity, as far as their conditions name anybody. */
  of(identity: Identity): readonly Merge[] {
    const logins = identity.persona.logins === 'other' ? [] : identity.persona.logins;
    return this.found
      .filter(({ names, onlyOthers }) => !onlyOthers || logins.some((login) => names.includes(login)))
      .map(({ merge }) => merge);
  }
}

function merges(step: Step): boolean {
  const action = step.uses?.kind === 'action' ? `${step.uses.owner}/${step.uses.repo}`.toLowerCase() : '';
  return (
    ACTIONS.test(action) || SCRIPT.test(step.run?.value ?? '') || SCRIPT.test(step.with.get('script')?.value ?? '')
  );
}
