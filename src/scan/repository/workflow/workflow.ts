import { taintsOf } from '../../expressions/taint.ts';
import type { Checkout } from '../agent.ts';
import { agentsOf } from '../agents/agents.ts';
import { checkoutOf } from '../agents/checkout.ts';
import { secretsIn } from '../agents/credentials.ts';
import type { EnvEntry, Job, Step, Workflow } from '../model.ts';
import type { Reading } from '../reading.ts';
import { MapNode } from '../yaml-node.ts';
import type { DraftJob, DraftStep } from './draft.ts';
import { entriesOf, stringOf } from './fields.ts';
import { readConcurrency, readJobs } from './jobs.ts';
import { readPermissions, undeclared } from './permissions.ts';
import { readTriggers } from './triggers.ts';

/** What the gates of a job need beyond the model: what its names mean. Kept beside it, since it is nobody else's. */
export const DRAFTS = new WeakMap<Job, DraftJob>();
export const STEP_DRAFTS = new WeakMap<Step, DraftStep>();

/** A workflow file; `undefined` when it is none. */
export function readWorkflow(path: string, reading: Reading): Workflow | undefined {
  const root = reading.yaml(path);
  if (!(root instanceof MapNode)) {
    const opened = reading.text(path);
    const empty = opened?.text.trim() === '';
    if (root !== undefined || empty) {
      const reason = empty ? 'an empty file' : 'not a workflow: no map at the top';
      reading.leaveOut({ file: path, line: 1, reason, weight: 'error' });
    }
    return undefined;
  }
  return workflowOf(root, path, 'actions', reading);
}

export function workflowOf(root: MapNode, path: string, kind: Workflow['kind'], reading: Reading): Workflow {
  const triggers = readTriggers(root.get('on'), root.span);
  const env = entriesOf(root.get('env'));
  const drafts = readJobs(root, triggers, reading, path);
  if (drafts.length === 0) reading.leaveOut({ file: path, line: root.span.line, reason: 'no jobs', weight: 'warning' });
  const finished = new Map<DraftJob, Job>();
  for (const draft of drafts) finished.set(draft, finishJob(draft, env, reading, finished));
  return {
    path,
    name: stringOf(root.get('name')),
    kind,
    span: root.span,
    triggers,
    permissions:
      readPermissions(root.get('permissions'), 'workflow', root.entry('permissions')?.keySpan) ?? undeclared(root.span),
    concurrency: readConcurrency(root.get('concurrency')),
    env,
    jobs: [...finished.values()],
    onlyCalled: triggers.length > 0 && triggers.every((trigger) => trigger.event === 'workflow_call'),
  };
}

function finishJob(
  draft: DraftJob,
  workflowEnv: readonly EnvEntry[],
  reading: Reading,
  finished: ReadonlyMap<DraftJob, Job>,
): Job {
  const { names: _names, outputNames: _outputNames, caller, steps: drafts, ...plain } = draft;
  const steps: Step[] = [];
  const checkouts: Checkout[] = [];
  drafts.forEach((step, index) => {
    const checkout = checkoutOf(step);
    const before = drafts.slice(0, index);
    // The list as it is now: what is checked out later is not in the workspace yet.
    const agents = agentsOf(step, { job: draft, before, checkouts: [...checkouts], workflowEnv, reading });
    if (checkout !== undefined) checkouts.push(checkout);
    const done = finishStep(step, index, agents, checkout);
    STEP_DRAFTS.set(done, step);
    steps.push(done);
  });
  const job: Job = { ...plain, steps, caller: caller === undefined ? undefined : finished.get(caller) };
  DRAFTS.set(job, draft);
  return job;
}

/** Field by field: copies by spread are slow to make and to read, and there is one for every step. */
function finishStep(step: DraftStep, index: number, agents: Step['agents'], checkout: Checkout | undefined): Step {
  return {
    id: step.id,
    name: step.name,
    index,
    span: step.span,
    condition: step.condition,
    uses: step.uses,
    run: step.run,
    shell: step.shell,
    workingDirectory: step.workingDirectory,
    with: step.with,
    env: step.env,
    continueOnError: step.continueOnError,
    chain: step.chain,
    outerConditions: step.outerConditions,
    missing: step.missing,
    agents,
    checkout,
    taints: taintsIn(step),
    secrets: secretsOf(step),
  };
}

function taintsIn(step: DraftStep): Step['taints'] {
  const found: Step['taints'][number][] = [];
  const add = (where: 'run' | 'with' | 'env', name: string, text: Parameters<typeof taintsOf>[0]['text']) => {
    if (!text.value.includes('${{')) return;
    for (const taint of taintsOf({ text, scope: step.names }, name)) found.push({ in: where, name, taint });
  };
  if (step.run !== undefined) add('run', 'run', step.run);
  for (const [name, text] of step.with) add('with', name, text);
  for (const entry of step.env) add('env', entry.name, entry.text);
  return found;
}

function secretsOf(step: DraftStep): Step['secrets'] {
  const texts = [...step.with.values()].map((text) => [text, 'input'] as const);
  const env = step.env.map((entry) => [entry.text, 'env'] as const);
  return [...texts, ...env].flatMap(([text, via]) => secretsIn(text, via));
}
