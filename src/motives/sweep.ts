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
  /** Called after every point, as one can take from a microsecond to a second. Throw in it to stop. */
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
  const keyed = points.map((point, i) => ({
    i,
    world: worldKey(point),
    beliefs: beliefsKey(point),
    minds: mindsKey(point),
  }));
  keyed.sort(
    (a, b) => compare(a.world, b.world) || compare(a.beliefs, b.beliefs) || compare(a.minds, b.minds) || a.i - b.i,
  );
  const siteAt = lastOf((point: ResolvedSettings) => siteOf(model, point));
  const believedAt = lastOf((point: ResolvedSettings, site: Site) => beliefsOf(site.world, point));
  const aloneAt = lastOf((point: ResolvedSettings, site: Site, beliefs: readonly Float64Array[]) =>
    policiesOf(site.world, beliefs, point),
  );
  for (const [done, keys] of keyed.entries()) {
    const { i } = keys;
    const point = points[i]!;
    const site = siteAt(keys.world, point);
    const beliefs = believedAt(`${keys.world} ${keys.beliefs}`, point, site);
    const alone = aloneAt(`${keys.world} ${keys.beliefs} ${keys.minds}`, point, site, beliefs);
    for (const policies of alone) {
      const trained = trainExclusive(site.world, site.stages, policies, site.classes, point);
      const last = trained.path[trained.path.length - 1]!;
      for (let k = 0; k < n; k++) {
        shares[i * n + k]! += last[k]! / alone.length;
        fitness[i * n + k]! += trained.fitness[k]! / alone.length;
      }
    }
    options.onProgress?.(done + 1, points.length);
  }
  return { patterns: model.patterns.map((pattern) => pattern.id), points, shares, fitness };
}

/** A function that keeps its last answer: points come sorted, so that what they share is made once. */
function lastOf<A extends unknown[], T>(make: (...args: A) => T): (key: string, ...args: A) => T {
  let last: { key: string; value: T } | undefined;
  return (key, ...args) => {
    if (last?.key !== key) last = { key, value: make(...args) };
    return last.value;
  };
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

function beliefsOf(world: World, point: ResolvedSettings): Float64Array[] {
  return Array.from({ length: drawsOf(point) }, (_, draw) => believe(world, point.capability, point.seed, draw));
}

function policiesOf(world: World, beliefs: readonly Float64Array[], point: ResolvedSettings): Float64Array[][] {
  return beliefs.map((one) => alonePolicies(world, votesOf(world, one, point.recognition), point.decisiveness));
}

function worldKey({ operations }: ResolvedSettings): string {
  return Object.values(operations).join('|');
}

function beliefsKey({ capability, seed, draws }: ResolvedSettings): string {
  return [capability, seed, draws].join('|');
}

function mindsKey({ recognition, decisiveness }: ResolvedSettings): string {
  return [recognition, decisiveness].join('|');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
