import { type Compilation, type CompiledGraph, compileGraph } from './graph/compile.ts';
import type { GraphProblem } from './graph/problems.ts';
import type { Arrows } from './graph/relations.ts';
import { type Program, programOf } from './inference/program.ts';
import type { Model, Phase } from './model/types.ts';
import { type Operated, operate } from './operations.ts';
import { uniforms } from './random.ts';

/**
 * A model made ready to run: the graph compiled, and the consequences of every action in every context, in every
 * situation that the context could be taken for. Arrays are flat; the last index is fastest.
 */
export interface World {
  readonly model: Model;
  readonly operated: Operated;
  readonly graph: CompiledGraph;
  readonly compilation: Compilation;
  readonly program: Program;
  /** Parents by node, of the model's own nodes. */
  readonly arrows: Arrows;
  readonly contexts: number;
  readonly situations: number;
  readonly actions: number;
  readonly nodes: number;
  /** Value number of every node that is set from outside, for each distinct setting and action: setting * actions + a. */
  readonly settings: readonly Int32Array[];
  /** Which distinct setting of the given nodes context c is, taken for situation s: c * situations + s. */
  readonly settingOf: Int32Array;
  /** Situation of each context. */
  readonly situationOf: Int32Array;
  readonly phaseOf: readonly Phase[];
  /** ln pi_0(a|c), normalised; -Infinity where an action is not available: c * actions + a. */
  readonly logBase: Float64Array;
  /** Contexts of training and testing, and their shares: D_train with D_test, summing to 1. By context, else 0. */
  readonly selectionShares: Float64Array;
  /** Shares within each phase by the contexts' weights, each phase summing to 1 if it has any. */
  readonly phaseShares: Float64Array;
  /** E[node | do(a)] on the true graph: (setting * actions + a) * nodes + node. */
  readonly truth: Float64Array;
  /** The same on a graph that somebody believes. */
  consequences(graph: CompiledGraph): Float64Array;
}

export type WorldResult = { world: World } | { problems: readonly GraphProblem[] };

/** The last world of each model: what is changed from run to run is mostly something else than operations. */
const made = new WeakMap<Model, { key: string; result: WorldResult }>();

/** Makes a world of a model, with operations carried out at the given strengths; or says what is wrong. */
export function makeWorld(model: Model, strengths: Readonly<Record<string, number>> = {}): WorldResult {
  const key = model.operations.map(({ id, strength }) => strengths[id] ?? strength).join('|');
  const last = made.get(model);
  if (last?.key === key) return last.result;
  const result = newWorld(model, operate(model, strengths));
  made.set(model, { key, result });
  return result;
}

function newWorld(model: Model, operated: Operated): WorldResult {
  const compiled = compileGraph(operated.sources);
  if ('problems' in compiled) return compiled;
  const { compilation } = compiled;
  const { graph } = compilation;
  const program = programOf(graph);
  const { settings, settingOf } = settingsOf(model, graph);
  const consequences = (tables: CompiledGraph): Float64Array => {
    const nodes = tables.nodes.length;
    const out = new Float64Array(settings.length * nodes);
    for (const [i, setting] of settings.entries()) program.run(tables, setting, out, i * nodes);
    return out;
  };
  const situationIds = model.situations.map((situation) => situation.id);
  const situationOf = Int32Array.from(model.contexts.map((context) => situationIds.indexOf(context.situation)));
  const phaseOf = [...situationOf].map((s) => model.situations[s]?.phase ?? 'deployment');
  return {
    world: {
      model,
      operated,
      graph,
      compilation,
      program,
      arrows: arrowsOf(operated, compilation),
      contexts: model.contexts.length,
      situations: model.situations.length,
      actions: model.actions.length,
      nodes: graph.nodes.length,
      settings,
      settingOf,
      situationOf,
      phaseOf,
      logBase: logBaseOf(model),
      selectionShares: sharesOf(
        operated.weights,
        phaseOf.map((phase) => (phase === 'deployment' ? '' : 'selection')),
      ),
      phaseShares: sharesOf(operated.weights, phaseOf),
      truth: consequences(graph),
      consequences,
    },
  };
}

/**
 * Beliefs number `draw` of an AI of capability q: the true graph with a share of noise of 1/q. The same seed and draw
 * give the same noise at every capability, so that sweeps over capability are smooth.
 */
export function believe(world: World, capability: number, seed: number, draw: number): Float64Array {
  const share = 1 / Math.max(1, capability);
  if (share === 0) return world.truth;
  return world.consequences(
    world.compilation.believed({ share, uniforms: (node) => uniforms(seed, `belief ${draw} ${node}`) }),
  );
}

/** Distinct settings of given nodes and actions: one Int32Array for each setting and action. */
function settingsOf(model: Model, graph: CompiledGraph): { settings: Int32Array[]; settingOf: Int32Array } {
  const given = model.graph.nodes.filter((node) => node.mechanism.kind === 'given');
  const properties = model.graph.nodes.filter((node) => node.mechanism.kind === 'property');
  const numbers = new Map<string, number>();
  const settings: Int32Array[] = [];
  const settingOf = new Int32Array(model.contexts.length * model.situations.length);
  for (const [c, context] of model.contexts.entries()) {
    for (const [s, situation] of model.situations.entries()) {
      const set = { ...situation.set, ...context.set };
      const key = given.map((node) => set[node.id] ?? '').join('|');
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
        for (const action of model.actions) {
          const setting = new Int32Array(graph.nodes.length);
          for (const { id, mechanism } of given) {
            place(graph, setting, id, set[id] ?? (mechanism.kind === 'given' ? mechanism.value : 0));
          }
          for (const { id } of properties) place(graph, setting, id, action.properties[id] ?? 0);
          settings.push(setting);
        }
      }
      settingOf[c * model.situations.length + s] = number;
    }
  }
  return { settings, settingOf };
}

function place(graph: CompiledGraph, setting: Int32Array, id: string, value: number): void {
  const node = graph.index.get(id);
  if (node !== undefined) setting[node] = Math.max(0, graph.nodes[node]!.values.indexOf(value));
}

/** Parents by node id; links of a chain that the compiler made are replaced by what they stand for. */
function arrowsOf(operated: Operated, { graph }: Compilation): Arrows {
  const own = new Set(operated.sources.map((source) => source.id));
  const parentsOf = (id: string): string[] =>
    [...graph.nodes[graph.index.get(id)!]!.parents].flatMap((p) => {
      const parent = graph.nodes[p]!.id;
      return own.has(parent) ? [parent] : parentsOf(parent);
    });
  return new Map([...own].map((id) => [id, parentsOf(id)]));
}

function logBaseOf(model: Model): Float64Array {
  const actions = model.actions.length;
  const out = new Float64Array(model.contexts.length * actions);
  for (const [c, { base }] of model.contexts.entries()) {
    const weights = model.actions.map((action) => base[action.id] ?? 1);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [a, weight] of weights.entries()) out[c * actions + a] = Math.log(weight / total);
  }
  return out;
}

/** Weights made to sum to 1 within each group; the group '' has no shares. */
function sharesOf(weights: readonly number[], groups: readonly string[]): Float64Array {
  const totals = new Map<string, number>();
  for (const [i, group] of groups.entries()) totals.set(group, (totals.get(group) ?? 0) + weights[i]!);
  return Float64Array.from(weights, (weight, i) => {
    const total = totals.get(groups[i]!)!;
    return groups[i] !== '' && total > 0 ? weight / total : 0;
  });
}
