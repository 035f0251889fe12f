import type { AgentSite, Job, Repository, Step, Workflow } from '../repository/model.ts';
import type { Span } from '../repository/position.ts';
import type { ArtifactNode } from './model.ts';

/** How one workflow hands something to another without a message: files that a run leaves, and runs that follow runs. */

/** A file store of a run: an artifact by name, or a cache by the beginning of its key. */
export interface Handover {
  readonly kind: 'artifact' | 'cache';
  readonly name: string;
  readonly span: Span;
}

/** What a job leaves behind. */
export function leaves(job: Job): readonly Handover[] {
  return job.steps.flatMap((step) => {
    const repo = repoOf(step);
    if (repo === 'upload-artifact') return [handover('artifact', step.with.get('name')?.value ?? 'artifact', step)];
    if (repo === 'cache') return [handover('cache', keyOf(step), step)];
    return [];
  });
}

/** What a job takes up. */
export function takes(job: Job): readonly Handover[] {
  return job.steps.flatMap((step) => {
    const repo = repoOf(step);
    if (repo === 'download-artifact' || repo === 'action-download-artifact') {
      return [handover('artifact', step.with.get('name')?.value ?? '*', step)];
    }
    if (/\bgh run download\b/.test(step.run?.value ?? '')) return [handover('artifact', '*', step)];
    if (repo === 'cache') return [handover('cache', keyOf(step), step)];
    return [];
  });
}

/** Whether what one job leaves is what another takes; names with expressions are compared by their fixed beginning. */
export function sameHandover(left: Handover, taken: Handover): boolean {
  if (left.kind !== taken.kind) return false;
  if (taken.name === '*' || left.name === taken.name) return true;
  const [a, b] = [fixed(left.name), fixed(taken.name)];
  return (
    (a !== '' || left.kind === 'cache') && (a.startsWith(b) || b.startsWith(a)) && (a !== left.name || b !== taken.name)
  );
}

/** Whether a cache holds what an agent reads as notes, by the path that is kept. */
export function keepsNotes(step: Step): boolean {
  return (
    repoOf(step) === 'cache' &&
    /memor|notes|\.claude|\.gemini|\.codex|agent|learn|context/i.test(step.with.get('path')?.value ?? '')
  );
}

export function handoverNode({ kind, name }: Handover): ArtifactNode {
  return {
    type: 'artifact',
    id: `${kind}:${name}`,
    label: kind === 'cache' ? `the Actions cache ${fixed(name) || name}` : `run artifact ${name}`,
    channel: 'tool',
    writers: ['nobody'],
    files: [],
  };
}

export function runNode(workflow: Workflow): ArtifactNode {
  return {
    type: 'artifact',
    id: `run:${workflow.path}`,
    label: `runs of ${workflow.name ?? workflow.path}: logs, outcome, artifacts`,
    channel: 'tool',
    writers: ['nobody'],
    files: [],
  };
}

/** Workflows of the repository that a `workflow_run` of this one follows. */
export function followed(workflow: Workflow, byName: ReadonlyMap<string, Workflow>): readonly Workflow[] {
  const names = workflow.triggers.filter(({ event }) => event === 'workflow_run').flatMap(({ workflows }) => workflows);
  return [...new Set(names)].flatMap((name) => byName.get(name) ?? []);
}

export function workflowsByName(repository: Repository): Map<string, Workflow> {
  return new Map(repository.workflows.map((w) => [w.name ?? w.path, w]));
}

/** Whether a run of this agent's job on the default branch can be started at all: that is the scope of shared caches. */
export function runsOnDefaultBranch(site: AgentSite): boolean {
  return site.situations.some(
    (situation) =>
      !/^pull_request(?:_review|_review_comment)?$/.test(situation.event) && site.reach(situation).answer !== 'no',
  );
}

const CACHING_SETUPS: Record<string, readonly string[]> = {
  'setup-node': ['cache'],
  'setup-python': ['cache'],
  'setup-java': ['cache'],
  'setup-go': [],
  'setup-uv': ['enable-cache'],
  'rust-cache': [],
  'gradle-build-action': [],
  'setup-gradle': [],
};

/** A step that restores a shared cache: by name, or by a setup action's own. */
export function restoresCache(step: Step): boolean {
  const repo = repoOf(step);
  if (repo === 'cache') return step.uses!.path !== 'save';
  const inputs = CACHING_SETUPS[repo];
  if (inputs === undefined) return false;
  if (repo === 'setup-go') return step.with.get('cache')?.value !== 'false';
  return inputs.length === 0 || inputs.some((name) => !/^(?:|false)$/.test(step.with.get(name)?.value ?? ''));
}

function handover(kind: Handover['kind'], name: string, step: Step): Handover {
  return { kind, name, span: step.span };
}

function keyOf(step: Step): string {
  return step.with.get('key')?.value ?? step.with.get('path')?.value ?? 'cache';
}

function fixed(name: string): string {
  const brace = name.indexOf('${{');
  return brace < 0 ? name : name.slice(0, brace);
}

function repoOf(step: Step): string {
  return step.uses?.kind === 'action' ? step.uses.repo.toLowerCase() : '';
}
