import type { ResolvedSettings, Settings } from './result.ts';
import { prepareRun, type Run } from './run.ts';
import { learn } from './selection/covariance.ts';
import { trainExclusive } from './selection/train.ts';
import { resolveSettings } from './settings.ts';

/**
 * The same model run with other settings, keeping what they do not touch: a slider over priors or selection steps needs
 * no new beliefs. The result is that of `prepareRun`.
 */
export function rerun(run: Run, settings: Settings): Run {
  const { world, classes, stages, minds } = run;
  const { model } = world;
  const resolved = resolveSettings(model, settings);
  if (keyOf(resolved) !== keyOf(run.settings)) return prepareRun(model, settings);
  const start: Float64Array = Float64Array.from(model.patterns, (pattern) => pattern.weight);
  const relearned = resolved.learning !== run.settings.learning;
  return {
    ...run,
    settings: resolved,
    trained: minds.map(({ alone }) => trainExclusive(world, stages, alone, classes, resolved)),
    weights: relearned
      ? minds.map(({ votes }) =>
          stages.reduce<Float64Array>(
            (weights, stage) => learn(world, votes, stage, weights, resolved.learning * stage.steps),
            start,
          ),
        )
      : run.weights,
  };
}

/** Everything but what selection alone reads: priors, steps, learning, mutation. */
function keyOf(settings: ResolvedSettings): string {
  const { priors: _, priorStrength: __, steps: ___, learning: ____, mutation: _____, ...rest } = settings;
  // JSON has no Infinity.
  return JSON.stringify({ ...rest, capability: String(rest.capability) });
}
