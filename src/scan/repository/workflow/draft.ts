import type { ExpressionText } from '../../expressions/situation.ts';
import type { Call, EnvEntry, Job, Uses } from '../model.ts';
import type { Span } from '../position.ts';
import type { Names } from './names.ts';

/** A step before its agents and outside texts are worked out. */
export interface DraftStep {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly span: Span;
  readonly condition: ExpressionText | undefined;
  readonly uses: Uses | undefined;
  readonly run: ExpressionText | undefined;
  readonly shell: string | undefined;
  readonly workingDirectory: ExpressionText | undefined;
  readonly with: ReadonlyMap<string, ExpressionText>;
  readonly env: readonly EnvEntry[];
  readonly continueOnError: boolean;
  readonly chain: readonly Call[];
  readonly outerConditions: readonly ExpressionText[];
  readonly missing: string | undefined;
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
