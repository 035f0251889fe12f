import { CordonError } from '../fleet/error.ts';
import { classify } from './classify.ts';
import { adoption, personasAfter } from './deployment/personas.ts';
import { divergences, patternResults } from './describe.ts';
import { type Minds, mindsOf } from './minds.ts';
import type { Model } from './model/types.ts';
import type { Classification, ResolvedSettings, Result, Settings } from './result.ts';
import { learn } from './selection/covariance.ts';
import { type StageLandscape, stagesOf, type Trained, trainExclusive } from './selection/train.ts';
import { resolveSettings } from './settings.ts';
import { makeWorld, type World } from './world.ts';

/** What stands beside the numbers of every run. */
const NOTES = [
  'Every number of the model is an assumption; shares and rates are what follows from them, not a forecast.',
  'Kappa, and the writes and R0 that follow from it, are a step of this project; the authors of the behavioural selection model do not take it.',
  'The model leaves out that patterns are made in an order, and that developers may shape motivations in other ways.',
];
const REFLECTION_NOTE =
  'Reflection or deliberation is on. The behavioural selection model leaves both out; how they work here is assumed.';

/** All that a run works with, for one world and one set of settings: what a second look (audits, claims) starts from. */
export interface Run {
  readonly world: World;
  readonly settings: ResolvedSettings;
  readonly classes: readonly Classification[];
  readonly stages: readonly StageLandscape[];
  /** One for each belief draw. */
  readonly minds: readonly Minds[];
  readonly trained: readonly Trained[];
  /** w_k at the end of the shared version, for each belief draw. */
  readonly weights: readonly Float64Array[];
}

/**
 * Trains and deploys the model's patterns: shares after selection, behaviour in every context, kappa by channel.
 *
 * @example
 * const { model } = readModel(DEFAULT_MODEL, 'default.yaml');
 * const result = runModel(model, { capability: 50, operations: { developer_iteration: 1 } });
 */
export function runModel(model: Model, settings: Settings = {}): Result {
  return describeRun(prepareRun(model, settings));
}

/** Everything that a run computes, before it is told. Throws a CordonError for a model that readModel would refuse. */
export function prepareRun(model: Model, settings: Settings = {}): Run {
  const resolved = resolveSettings(model, settings);
  const made = makeWorld(model, resolved.operations);
  if ('problems' in made) {
    const [problem] = made.problems;
    throw new CordonError('bad-config', problem!.message, { hint: problem!.hint });
  }
  const { world } = made;
  const classes = classify(world);
  const stages = stagesOf(world);
  const minds = Array.from({ length: drawsOf(resolved) }, (_, draw) => mindsOf(world, resolved, draw));
  const start: Float64Array = Float64Array.from(model.patterns, (pattern) => pattern.weight);
  return {
    world,
    settings: resolved,
    classes,
    stages,
    minds,
    trained: minds.map(({ alone }) => trainExclusive(world, stages, alone, classes, resolved)),
    weights: minds.map(({ votes }) =>
      stages.reduce<Float64Array>(
        (weights, stage) => learn(world, votes, stage, weights, resolved.learning * stage.steps),
        start,
      ),
    ),
  };
}

/** The true graph needs no second draw. */
export function drawsOf({ capability, draws }: ResolvedSettings): number {
  return capability === Number.POSITIVE_INFINITY ? 1 : draws;
}

/** The run as it is shown. */
export function describeRun(run: Run): Result {
  const { world, settings, stages, trained } = run;
  const { model } = world;
  const meanOf = (arrays: readonly Float64Array[]): Float64Array => {
    const out = new Float64Array(arrays[0]!.length);
    for (const array of arrays) for (let i = 0; i < out.length; i++) out[i]! += array[i]! / arrays.length;
    return out;
  };
  const personas = personasAfter(model, meanOf(trained.map(({ fitness }) => fitness)), settings.steps);
  const reflects = settings.reflection > 0 || settings.deliberation !== 1;
  return {
    model: model.name,
    settings,
    method: world.program.method,
    actions: model.actions.map((action) => action.id),
    patterns: patternResults(run),
    divergence: divergences(run),
    path: stages.map((stage, i) => ({ stage: stage.id, shares: [...meanOf(trained.map(({ path }) => path[i]!))] })),
    personas,
    exposures: model.exposures.map((exposure) => adoption(personas, exposure)),
    notes: reflects ? [...NOTES, REFLECTION_NOTE] : NOTES,
  };
}
