import type { ExpressionText } from '../../expressions/situation.ts';
import type { Job, Step } from '../model.ts';
import type { Names } from './names.ts';

/** What is worked out of a step once all steps of its job are known. */
type FromText = 'index' | 'agents' | 'checkout' | 'taints' | 'secrets';

/** A step before its agents and outside texts are worked out. */
export interface DraftStep extends Omit<Step, FromText> {
  readonly names: Names;
  /** Outputs of a composite action, when the step calls one. Its steps then follow it, and it runs nothing itself. */
  readonly outputs: ReadonlyMap<string, ExpressionText> | undefined;
  readonly outputNames: Names | undefined;
}

/** A job before its steps are finished. */
export interface DraftJob extends Omit<Job, 'steps' | 'caller'> {
  readonly caller: DraftJob | undefined;
  readonly names: Names;
  /** What the names in `outputs` mean: those of the job's steps, or of the workflow that it calls. */
  readonly outputNames: Names | undefined;
  readonly steps: readonly DraftStep[];
}
