import { type Audit, auditOf } from '../../../../src/motives/audit/audit.ts';
import { type MotivesDocument, modelOfJson } from '../../../../src/motives/document.ts';
import type { Range } from '../../../../src/motives/model/types.ts';
import { rerun } from '../../../../src/motives/rerun.ts';
import type { Result } from '../../../../src/motives/result.ts';
import { routeInputs } from '../../../../src/motives/routes/inputs.ts';
import { type Comparison, compareRoutes } from '../../../../src/motives/routes/routes.ts';
import { describeRun, prepareRun, type Run } from '../../../../src/motives/run.ts';
import { type Choice, NOTHING, settingsOf } from './choice.ts';

/** Everything that the views show, for one choice. */
export interface Shown {
  readonly result: Result;
  readonly audit: Audit;
  readonly routes: Comparison;
}

/** Recomputes in the page: the document as it is until something is chosen, then the model itself. */
export class Computer {
  readonly #doc: MotivesDocument;
  #run: Run | undefined;

  constructor(doc: MotivesDocument) {
    this.#doc = doc;
  }

  /** Makes the run that the first slider would otherwise wait for. */
  warm(): void {
    this.#run ??= prepareRun(modelOfJson(this.#doc.model), settingsOf(this.#doc, NOTHING));
  }

  /** For a model that cannot be run with these settings it throws, and the page says why. */
  shown(choice: Choice): Shown {
    const { model, tests, observed, result, audit, routes } = this.#doc;
    const { pattern: _, ...chosen } = choice;
    if (Object.keys(chosen).length === 1 && Object.keys(chosen.operations).length === 0) {
      return { result, audit, routes };
    }
    const settings = settingsOf(this.#doc, choice);
    this.#run = this.#run ? rerun(this.#run, settings) : prepareRun(modelOfJson(model), settings);
    const strength = choice.audit ?? 1;
    const next = describeRun(this.#run);
    const inputs = routeInputs(next);
    return {
      result: next,
      audit: auditOf(
        this.#run,
        tests.map((test) => ({ ...test, strength: Math.min(1, test.strength * strength) })),
        observed,
      ),
      routes: compareRoutes({ ...inputs, auditStrength: times(inputs.auditStrength, strength) }),
    };
  }
}

function times({ estimate, lower, upper }: Range, by: number): Range {
  return { estimate: Math.min(1, estimate * by), lower: Math.min(1, lower * by), upper: Math.min(1, upper * by) };
}
