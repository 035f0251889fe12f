import type { Bound, Outflow, Scope } from '../../expressions/taint.ts';
import type { EnvEntry } from '../model.ts';
import type { Span } from '../position.ts';
import type { DraftJob, DraftStep } from './draft.ts';
import { outflowOf } from './outflow.ts';

export type Input = Bound | { readonly open: 'writer' | 'unknown'; readonly span: Span };

interface Layer {
  readonly inputs?: ReadonlyMap<string, Input>;
  readonly steps?: ReadonlyMap<string, DraftStep>;
  readonly jobs?: ReadonlyMap<string, DraftJob>;
}

/**
 * What names mean at one place: workflow, job, step, and the inside of a composite action, each a layer over the one
 * around it. A layer that has inputs or steps of its own hides those of the layers around it, as GitHub does.
 */
export class Names implements Scope {
  readonly #parent: Names | undefined;
  readonly #env = new Map<string, Bound>();
  readonly #layer: Layer;

  constructor(parent: Names | undefined, env: readonly EnvEntry[], layer: Layer = {}) {
    this.#parent = parent;
    this.#layer = layer;
    // An entry may name the one that it hides: `env: { X: ${{ env.X }} }` means the outer X.
    const scope = parent ?? this;
    for (const entry of env) this.#env.set(entry.name.toLowerCase(), { text: entry.text, scope });
  }

  env(name: string): Bound | undefined {
    return this.#env.get(name.toLowerCase()) ?? this.#parent?.env(name);
  }

  input(name: string): Input | undefined {
    return this.#layer.inputs !== undefined ? this.#layer.inputs.get(name.toLowerCase()) : this.#parent?.input(name);
  }

  step(id: string): DraftStep | undefined {
    return this.#layer.steps !== undefined ? this.#layer.steps.get(id.toLowerCase()) : this.#parent?.step(id);
  }

  job(id: string): DraftJob | undefined {
    return this.#layer.jobs !== undefined ? this.#layer.jobs.get(id.toLowerCase()) : this.#parent?.job(id);
  }

  stepOutput(id: string, name: string): Outflow | undefined {
    const step = this.step(id);
    return step === undefined ? undefined : outflowOf(step, name);
  }

  jobOutput(id: string, name: string): Bound | undefined {
    const job = this.job(id);
    const output = job?.outputs.find((entry) => entry.name.toLowerCase() === name);
    return job === undefined || output === undefined
      ? undefined
      : { text: output.text, scope: job.outputNames ?? job.names };
  }

  /** Every environment variable that is set here, by the workflow's own files. */
  variables(): readonly string[] {
    return [...new Set([...this.#env.keys(), ...(this.#parent?.variables() ?? [])])];
  }
}
