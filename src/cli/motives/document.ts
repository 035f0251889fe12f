import {
  auditOf,
  compareRoutes,
  describeRun,
  type Model,
  type MotivesDocument,
  prepareRun,
  routeInputs,
  type Settings,
  testsOf,
} from '../../motives/index.ts';
import { readTests } from './tests-file.ts';

interface Asked {
  readonly model: Model;
  readonly warnings: readonly string[];
  readonly file: string | null;
  readonly settings: Settings;
  /** Path of the file of candidate tests, if one was named. */
  readonly tests: string | undefined;
  /** Of the tool. */
  readonly version: string;
}

/** Runs the model and everything that stands on a run. */
export function motivesDocument({ model, warnings, file, settings, tests: path, version }: Asked): MotivesDocument {
  const { tests, observed } = path === undefined ? { tests: testsOf(model), observed: [] } : readTests(path, model);
  const run = prepareRun(model, settings);
  const result = describeRun(run);
  return {
    version: 1,
    tool: { name: 'cordon', version },
    file,
    warnings,
    model,
    settings,
    tests,
    observed,
    result,
    audit: auditOf(run, tests, observed),
    routes: compareRoutes(routeInputs(result)),
  };
}
