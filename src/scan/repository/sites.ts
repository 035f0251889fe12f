import { CONTRIBUTOR, OUTSIDE_APP, OUTSIDER, TIMER, WRITER } from '../expressions/personas.ts';
import type { Reach, Situation } from '../expressions/situation.ts';
import type { AgentStep } from './agent.ts';
import type { AgentSite, Job, Repository, Step, Trigger, Workflow } from './model.ts';
import { reachOf } from './reach.ts';

/** Events on an issue or pull request, whose author may be another than who acts. */
const ENTITY_EVENTS = new Set([
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
  'discussion',
  'discussion_comment',
]);
/** Types in which the actor is the author, as far as outsiders go. */
const OWN_TYPES = new Set(['opened', 'created', 'synchronize', 'reopened', 'ready_for_review', 'converted_to_draft']);

/** Every agent of the workflows, with where it runs and what gates it. Workflows that are only called appear in their callers. */
export function agentSites(repository: Pick<Repository, 'workflows'>): AgentSite[] {
  const sites: AgentSite[] = [];
  const called = new Set(
    repository.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.uses?.path ?? [])),
  );
  for (const workflow of repository.workflows) {
    if (workflow.onlyCalled && called.has(workflow.path)) continue;
    for (const job of workflow.jobs) {
      for (const step of job.steps) {
        step.agents.forEach((agent, n) => {
          const id = `${workflow.path}#${job.id}/${step.index}${n === 0 ? '' : `@${n + 1}`}`;
          sites.push(new Site(id, workflow, job, step, agent, repository.workflows));
        });
      }
    }
  }
  return sites;
}

class Site implements AgentSite {
  readonly id: string;
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
  readonly agent: AgentStep;
  readonly #workflows: readonly Workflow[];
  #situations: readonly Situation[] | undefined;
  readonly #reaches = new WeakMap<Situation, Reach>();

  constructor(id: string, workflow: Workflow, job: Job, step: Step, agent: AgentStep, workflows: readonly Workflow[]) {
    this.id = id;
    this.workflow = workflow;
    this.job = job;
    this.step = step;
    this.agent = agent;
    this.#workflows = workflows;
  }

  get situations(): readonly Situation[] {
    this.#situations ??= this.workflow.triggers.flatMap(situationsOf);
    return this.#situations;
  }

  reach(situation: Situation): Reach {
    let reach = this.#reaches.get(situation);
    if (reach === undefined) {
      reach = reachOf(this, situation, this.#workflows);
      this.#reaches.set(situation, reach);
    }
    return reach;
  }
}

/** Who may act on whose issue or pull request, for each type of a trigger. */
function situationsOf(trigger: Trigger): Situation[] {
  const { event } = trigger;
  if (event === 'schedule') return [{ event, actor: TIMER }];
  const situations: Situation[] = [];
  for (const action of trigger.types.length > 0 ? trigger.types : [undefined]) {
    const base = action === undefined ? { event } : { event, action };
    for (const actor of [OUTSIDER, CONTRIBUTOR, OUTSIDE_APP, WRITER]) situations.push({ ...base, actor });
    if (!ENTITY_EVENTS.has(event)) continue;
    // A person with rights acts on what an outsider wrote; an outsider comments on what a person with rights opened.
    const own =
      action !== undefined &&
      OWN_TYPES.has(action) &&
      (event === 'issues' || (event.startsWith('pull_request') && !event.includes('review')));
    if (!own) {
      situations.push({ ...base, actor: WRITER, author: OUTSIDER });
      situations.push({ ...base, actor: OUTSIDER, author: WRITER });
    }
  }
  return situations;
}
