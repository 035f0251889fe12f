import { CordonError } from '../fleet/error.ts';
import { classify } from './classify.ts';
import type { Model, PriorName } from './model/types.ts';
import { votesOf } from './patterns/votes.ts';
import type { Classification, ResolvedSettings, Settings } from './result.ts';
import { drawsOf } from './run.ts';
import { alonePolicies, type StageLandscape, stagesOf, trainExclusive } from './selection/train.ts';
import { resolveSettings } from './settings.ts';
import { believe, makeWorld, type World } from './world.ts';

/** What a sweep finds at each point: means over belief draws, point * patterns + k. */
export interface Sweep {
  readonly patterns: readonly string[];
  readonly points: readonly ResolvedSettings[];
  readonly shares: Float64Array;
  readonly fitness: Float64Array;
}

export interface SweepOptions {
  /** Called now and then, and at the end. Throw in it to stop. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Names of axes: a setting, `priors.NAME` or `operations.ID`. */
export type Axes = Readonly<Record<string, readonly number[]>>;

const NUMBERS: readonly string[] = [
  'capability',
  'recognition',
  'draws',
  'seed',
  'steps',
  'learning',
  'decisiveness',
  'mutation',
  'priorStrength',
  'reflection',
  'deliberation',
] satisfies (keyof Settings)[];

const MOST_POINTS = 1_000_000;

/** Every combination of the axes' values, the last axis fastest. An axis that no model has is a CordonError. */
export function grid(axes: Axes, base: Settings = {}): Settings[] {
  let points: Settings[] = [base];
  const size = Object.values(axes).reduce((product, values) => product * values.length, 1);
  if (size > MOST_POINTS) throw new CordonError('usage', `${size} points are more than ${MOST_POINTS}`);
  for (const [name, values] of Object.entries(axes)) {
    points = points.flatMap((point) => values.map((value) => withValue(point, name, value)));
  }
  return points;
}

function withValue(point: Settings, name: string, value: number): Settings {
  const [group, key] = name.split('.');
  if (group === 'priors' && key) return { ...point, priors: { ...point.priors, [key as PriorName]: value } };
  if (group === 'operations' && key) return { ...point, operations: { ...point.operations, [key]: value } };
  if (NUMBERS.includes(name)) return { ...point, [name]: value };
  throw new CordonError('usage', `no setting ${name}`, {
    hint: `Settings are ${NUMBERS.join(', ')}, priors.NAME and operations.ID.`,
  });
}

/**
 * Trains the exclusive version at many points. Points that share operations share a graph, and those that share
 * capability and recognition share beliefs, so that a grid costs far less than its number of points; the order of the
 * points does not matter.
 */
export function sweep(model: Model, settings: readonly Settings[], options: SweepOptions = {}): Sweep {
  const points = settings.map((one) => resolveSettings(model, one));
  const n = model.patterns.length;
  const shares = new Float64Array(points.length * n);
  const fitness = new Float64Array(points.length * n);
  const keyed = points.map((point, i) => ({ i, world: worldKey(point), minds: mindsKey(point) }));
  keyed.sort((a, b) => compare(a.world, b.world) || compare(a.minds, b.minds) || a.i - b.i);
  let worldOf = '';
  let mindsOf = '';
  let site: Site | undefined;
  let alone: Float64Array[][] = [];
  for (const [done, { i, world, minds }] of keyed.entries()) {
    const point = points[i]!;
    if (!site || world !== worldOf) {
      site = siteOf(model, point);
      worldOf = world;
      mindsOf = '';
    }
    if (minds !== mindsOf) {
      alone = policiesOf(site.world, point);
      mindsOf = minds;
    }
    for (const policies of alone) {
      const trained = trainExclusive(site.world, site.stages, policies, site.classes, point);
      const last = trained.path[trained.path.length - 1]!;
      for (let k = 0; k < n; k++) {
        shares[i * n + k]! += last[k]! / alone.length;
        fitness[i * n + k]! += trained.fitness[k]! / alone.length;
      }
    }
    if (done % 100 === 99) options.onProgress?.(done + 1, points.length);
  }
  options.onProgress?.(points.length, points.length);
  return { patterns: model.patterns.map((pattern) => pattern.id), points, shares, fitness };
}

interface Site {
  readonly world: World;
  readonly stages: readonly StageLandscape[];
  readonly classes: readonly Classification[];
}

function siteOf(model: Model, point: ResolvedSettings): Site {
  const made = makeWorld(model, point.operations);
  if ('problems' in made) {
    const [problem] = made.problems;
    throw new CordonError('bad-config', problem!.message, { hint: problem!.hint });
  }
  return { world: made.world, stages: stagesOf(made.world), classes: classify(made.world) };
}

function policiesOf(world: World, point: ResolvedSettings): Float64Array[][] {
  return Array.from({ length: drawsOf(point) }, (_, draw) => {
    const beliefs = believe(world, point.capability, point.seed, draw);
    return alonePolicies(world, votesOf(world, beliefs, point.recognition), point.decisiveness);
  });
}

function worldKey({ operations }: ResolvedSettings): string {
  return Object.values(operations).join('|');
}

function mindsKey({ capability, seed, draws, recognition, decisiveness }: ResolvedSettings): string {
  return [capability, seed, draws, recognition, decisiveness].join('|');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
