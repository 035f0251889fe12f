import type { CognitivePattern, Mechanism, Model } from '../model/types.ts';
import type { Archetype, PatternResult, Result, Settings } from '../result.ts';
import { runModel } from '../run.ts';

/** Where claims are tried: runs of one model, each made once. */
export class Lab {
  readonly model: Model;
  readonly #runs = new Map<string, Result>();

  constructor(model: Model) {
    this.model = model;
  }

  /**
   * A run on the true graph, which has nothing random in it, unless the settings name a capability.
   *
   * @param edit a change of the model; the same change is the same function
   */
  run(settings: Settings = {}, edit: (model: Model) => Model = asItIs): Result {
    const key = `${numberOf(edit)} ${JSON.stringify(settings)}`;
    const known = this.#runs.get(key);
    if (known) return known;
    const made = runModel(edit(this.model), { capability: Number.POSITIVE_INFINITY, ...settings });
    this.#runs.set(key, made);
    return made;
  }

  /** A run of the model as it is, or with a mechanism taken out by `without`. */
  either(on: boolean, without: (model: Model) => Model, settings: Settings = {}): Result {
    return on ? this.run(settings) : this.run(settings, without);
  }
}

function asItIs(model: Model): Model {
  return model;
}

const numbers = new WeakMap<object, number>();
let next = 0;

function numberOf(edit: object): number {
  const known = numbers.get(edit) ?? next++;
  numbers.set(edit, known);
  return known;
}

/** A run in which patterns act decisively and thinking is free: the idealisation of BSM. */
export const IDEAL: Settings = { decisiveness: 200, priors: { speed: 0 } };

export function pattern(result: Result, id: string): PatternResult {
  const found = result.patterns.find((one) => one.id === id);
  if (!found) throw new RangeError(`no pattern ${id}`);
  return found;
}

export function fitness(result: Result, id: string): number {
  return pattern(result, id).fitness.mean;
}

export function share(result: Result, ...ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + pattern(result, id).share.mean, 0);
}

/** How much fitter one pattern is than another, in E[S]. */
export function fitter(result: Result, one: string, than: string): number {
  return fitness(result, one) - fitness(result, than);
}

/** Summed share of a kind. */
export function kindShare(result: Result, ...kinds: readonly Archetype[]): number {
  return result.patterns.reduce(
    (sum, one) => sum + (kinds.includes(one.classification.archetype) ? one.share.mean : 0),
    0,
  );
}

/** P(action | context) of a pattern alone in charge. */
export function does(result: Result, id: string, context: string, action: string): number {
  const behaviour = pattern(result, id).behaviour.find((one) => one.context === context);
  return behaviour?.actions[result.actions.indexOf(action)] ?? 0;
}

/** Expected value of a node in a context under a pattern. */
export function outcome(result: Result, id: string, context: string, node: string): number {
  return pattern(result, id).behaviour.find((one) => one.context === context)?.outcomes[node] ?? 0;
}

/** How far two patterns act apart in deployment beyond how far in training, in nats. */
export function parting(result: Result, a: string, b: string): number {
  const found = result.divergence.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
  return found ? found.deployment - found.training : 0;
}

/** A node's formula with a piece replaced; the piece has to be there. */
export function withFormula(model: Model, node: string, from: string, to: string): Model {
  return withMechanism(model, node, (mechanism) => {
    if (!('formula' in mechanism) || !mechanism.formula.includes(from)) {
      throw new RangeError(`the formula of ${node} has no ${from}`);
    }
    return { ...mechanism, formula: mechanism.formula.replace(from, to) };
  });
}

export function withMechanism(model: Model, node: string, change: (mechanism: Mechanism) => Mechanism): Model {
  const nodes = model.graph.nodes.map((one) => (one.id === node ? { ...one, mechanism: change(one.mechanism) } : one));
  return { ...model, graph: { ...model.graph, nodes } };
}

export function withPatterns(model: Model, change: (one: CognitivePattern) => CognitivePattern): Model {
  return { ...model, patterns: model.patterns.map(change) };
}

/** The model in which an action is available nowhere. */
export function withoutActions(model: Model, ...actions: readonly string[]): Model {
  const none = Object.fromEntries(actions.map((id) => [id, 0]));
  return { ...model, contexts: model.contexts.map((one) => ({ ...one, base: { ...one.base, ...none } })) };
}

/** The model whose training credits every action alike: reward has no arrow to S. */
export function withoutSelection(model: Model): Model {
  return withFormula(model, 'selected', '0.1 + 0.16 * reward', '0.4');
}
