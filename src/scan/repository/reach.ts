import { judge, type Lookup, type Verdict } from '../expressions/judge.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { ExpressionText, GateReading, Reach, Situation } from '../expressions/situation.ts';
import { actionGate } from './action-gate.ts';
import type { AgentStep } from './agent.ts';
import type { Job, Step, Workflow } from './model.ts';
import { checksPermission, refuses } from './permission-check.ts';
import { triggerGate } from './trigger-gate.ts';
import type { DraftJob } from './workflow/draft.ts';
import type { Names } from './workflow/names.ts';
import { DRAFTS, STEP_DRAFTS } from './workflow/workflow.ts';

const MAX_NEEDS = 20;

/** What is assumed of a gate that asks for a label, an assignee or an approval. */
export const BY_A_PERSON = 'a person sets the label, not an agent';

/** All gates between an event and an agent, in the order in which they are met. */
export function reachOf(
  place: { workflow: Workflow; job: Job; step: Step; agent: AgentStep },
  situation: Situation,
  workflows: readonly Workflow[],
): Reach {
  const { workflow, job, step, agent } = place;
  const trigger = workflow.triggers.find((one) => one.event === situation.event);
  const walk = new Walk(situation, trigger?.types ?? []);
  walk.push(triggerGate(trigger, situation, workflow, agent, workflows));
  const draft = DRAFTS.get(job);
  if (draft !== undefined) walk.job(draft, new Set(), 0);
  const stepDraft = STEP_DRAFTS.get(step);
  if (draft !== undefined && stepDraft !== undefined) {
    for (const earlier of draft.steps.slice(0, step.index)) walk.refusal(earlier);
    for (const outer of step.outerConditions) walk.condition(outer, stepDraft.names, 'step-if');
    walk.condition(step.condition, stepDraft.names, 'step-if');
  }
  walk.push(actionGate(agent, situation));
  return walk.reach();
}

class Walk {
  readonly #situation: Situation;
  readonly #types: readonly string[];
  readonly #gates: GateReading[] = [];
  readonly #assumes: string[] = [];
  #max = 0;

  constructor(situation: Situation, types: readonly string[]) {
    this.#situation = situation;
    this.#types = types;
  }

  push(gate: GateReading | undefined): void {
    if (gate !== undefined) this.#gates.push(gate);
  }

  /** A job runs when its caller runs, its needs have run and its condition holds. */
  job(job: DraftJob, seen: Set<DraftJob>, depth: number): void {
    if (seen.has(job) || depth > MAX_NEEDS) return;
    seen.add(job);
    if (job.caller !== undefined) this.job(job.caller, seen, depth + 1);
    const verdict = this.condition(job.condition, job.names, 'job-if');
    if (!verdict.ignoresNeeds) for (const need of job.needs) this.#need(job, need, seen, depth);
    const { environment } = job;
    if (environment !== undefined) {
      this.#max++;
      this.#assumes.push(`whether the environment ${environment.value} asks reviewers is a setting`);
      this.push({
        kind: 'environment',
        answer: 'yes',
        span: environment.span,
        reason: `environment ${environment.value}`,
        binds: 'state',
      });
    }
  }

  #need(job: DraftJob, need: string, seen: Set<DraftJob>, depth: number): void {
    // Ids of called jobs carry their callers' in front; inside of the called file they are plain.
    const needed = job.names.job(need.split(' / ').at(-1)!);
    if (needed === undefined) return;
    const before = this.#gates.length;
    this.job(needed, seen, depth + 1);
    for (const step of needed.steps) this.refusal(step);
    for (let i = before; i < this.#gates.length; i++) {
      const gate = this.#gates[i]!;
      if (gate.kind !== 'environment')
        this.#gates[i] = { ...gate, kind: 'needs', reason: `needs ${needed.id}: ${gate.reason}` };
    }
  }

  /** A step that fails for whom has no write access stops the job there. */
  refusal(step: DraftJob['steps'][number]): void {
    if (!refuses(step)) return;
    const { answer } = judge(step.condition, this.#situation, this.#types, lookupIn(step.names, this.#situation));
    if (answer === 'no') return;
    const writes = this.#situation.actor.writes;
    this.push({
      kind: 'step-if',
      answer: writes ? 'yes' : 'no',
      span: step.span,
      reason: 'an earlier step fails for actors without write access',
      binds: 'actor',
    });
  }

  condition(condition: ExpressionText | undefined, names: Names, kind: 'job-if' | 'step-if'): Verdict {
    const verdict = judge(condition, this.#situation, this.#types, lookupIn(names, this.#situation));
    if (condition !== undefined) {
      const text = condition.value.replace(/\s+/g, ' ').trim();
      const reason = `if: ${text.length > 160 ? `${text.slice(0, 157)}...` : text}`;
      this.push({ kind, answer: verdict.answer, span: condition.span, reason, binds: verdict.binds });
      if (verdict.needsState) {
        this.#max++;
        this.#assumes.push(BY_A_PERSON);
      }
    }
    return verdict;
  }

  reach(): Reach {
    const answer = this.#gates.some((gate) => gate.answer === 'no')
      ? 'no'
      : this.#gates.some((gate) => gate.answer === 'unknown')
        ? 'unknown'
        : 'yes';
    return { answer, gates: this.#gates, approvals: { min: 0, max: this.#max, assumes: [...new Set(this.#assumes)] } };
  }
}

/** Values of `env`, `inputs`, `steps` and `needs` where a condition stands. */
function lookupIn(names: Names, situation: Situation): Lookup {
  return (parts) => {
    const [context, name = '', , output = ''] = parts;
    if (context === 'env') {
      const text = names.env(name)?.text;
      return text === undefined ? undefined : treeOf(text);
    }
    if (context === 'inputs') {
      const input = names.input(name);
      if (input === undefined) return undefined;
      return 'open' in input ? { kind: 'choice', binds: 'actor' } : treeOf(input.text);
    }
    if (context === 'steps') {
      const step = names.step(name);
      return step !== undefined && checksPermission(step)
        ? { kind: 'writers-only', writes: situation.actor.writes, binds: 'actor' }
        : undefined;
    }
    if (context === 'needs') {
      const job = names.job(name);
      const text = job?.outputs.find((entry) => entry.name.toLowerCase() === output)?.text;
      if (job === undefined || text === undefined) return undefined;
      const id = /steps\.([\w-]+)\.outputs/.exec(text.value)?.[1];
      const step = id === undefined ? undefined : job.steps.find((one) => one.id?.toLowerCase() === id.toLowerCase());
      if (step !== undefined && checksPermission(step))
        return { kind: 'writers-only', writes: situation.actor.writes, binds: 'actor' };
    }
    return undefined;
  };
}

/** A text as an expression: fixed words, or the one `${{ }}` that it consists of. */
function treeOf(text: ExpressionText): ReturnType<Lookup> {
  const [only] = text.expressions;
  if (only === undefined) return { kind: 'literal', value: text.value };
  return only.start === 0 && only.end === text.value.length ? parseExpression(only.text) : undefined;
}
