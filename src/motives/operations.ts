import type { NodeSource } from './graph/compile.ts';
import type { Mechanism, Model } from './model/types.ts';

/** A model with its operations carried out: what the compiler and the selection loop take. */
export interface Operated {
  readonly sources: readonly NodeSource[];
  /** Unnormalised weight of each context, by context, in the model's order. */
  readonly weights: readonly number[];
  /** Strength of white-box selection, in [0, 1]. */
  readonly whiteBox: number;
}

/**
 * Carries operations out. An operation of strength s makes each mechanism that it replaces (1 - s) old and s new: the
 * developers do it in that share of episodes. Later operations act on what earlier ones left. `strengths` override the
 * model's, by id.
 *
 * BSM, "corrections to the basic model" and "flawed reward", says what each operation does to the graph; that it is done
 * in a share of episodes is this project's way to give it a strength.
 */
export function operate(model: Model, strengths: Readonly<Record<string, number>> = {}): Operated {
  const parts = new Map(
    model.graph.nodes.map((node) => [node.id, [{ mechanism: node.mechanism, share: 1 }]] as [string, Part[]]),
  );
  const weights = model.contexts.map((context) => context.weight);
  let notRead = 1;
  for (const operation of model.operations) {
    const strength = Math.min(1, Math.max(0, strengths[operation.id] ?? operation.strength));
    if (!(strength > 0)) continue;
    for (const [id, mechanism] of Object.entries(operation.replace)) {
      const before = (parts.get(id) ?? []).map((part) => ({ ...part, share: part.share * (1 - strength) }));
      parts.set(id, [...before.filter((part) => part.share > 0), { mechanism, share: strength }]);
    }
    for (const [c, context] of model.contexts.entries()) {
      weights[c]! += strength * (operation.contexts[context.id] ?? 0);
    }
    if (operation.whiteBox) notRead *= 1 - strength;
  }
  const domains = domainsOf(model);
  const sources = [...parts].map(([id, some]) => ({ id, parts: some, domain: domains.get(id) ?? [] }));
  return { sources, weights, whiteBox: 1 - notRead };
}

type Part = { mechanism: Mechanism; share: number };

/** Values that contexts, situations and actions set, by node. */
function domainsOf(model: Model): Map<string, number[]> {
  const domains = new Map<string, Set<number>>();
  const add = (values: Readonly<Record<string, number>>): void => {
    for (const [id, value] of Object.entries(values)) {
      const domain = domains.get(id);
      if (domain) domain.add(value);
      else domains.set(id, new Set([value]));
    }
  };
  for (const { set } of model.situations) add(set);
  for (const { set } of model.contexts) add(set);
  for (const { properties } of model.actions) add(properties);
  // An action that does not name a property has 0 of it.
  for (const { id, mechanism } of model.graph.nodes) if (mechanism.kind === 'property') add({ [id]: 0 });
  return new Map([...domains].map(([id, values]) => [id, [...values]]));
}
