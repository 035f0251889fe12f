import { type Model, PRIORS, type Priors } from './model/types.ts';
import type { ResolvedSettings, Settings } from './result.ts';

/** Settings filled up from the model, and kept within bounds: nothing that a slider or a flag says can break a run. */
export function resolveSettings(model: Model, settings: Settings = {}): ResolvedSettings {
  const { beliefs, selection, reflection } = model;
  return {
    capability: within(settings.capability, beliefs.capability, 1, Number.POSITIVE_INFINITY),
    recognition: within(settings.recognition, beliefs.recognition, 0, 1),
    draws: Math.round(within(settings.draws, beliefs.draws, 1, 1_000)),
    seed: Math.trunc(within(settings.seed, beliefs.seed, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
    steps: within(settings.steps, selection.steps, 0, 1e6),
    learning: within(settings.learning, selection.learning, 0, 1e6),
    decisiveness: within(settings.decisiveness, selection.decisiveness, 0, 1e3),
    mutation: within(settings.mutation, selection.mutation, 0, 1),
    priors: Object.fromEntries(
      PRIORS.map((prior) => [prior, within(settings.priors?.[prior], model.priors[prior], 0, 1e3)]),
    ) as Priors,
    priorStrength: within(settings.priorStrength, 1, 0, 1e3),
    operations: Object.fromEntries(
      model.operations.map(({ id, strength }) => [id, within(settings.operations?.[id], strength, 0, 1)]),
    ),
    reflection: within(settings.reflection, reflection.strength, 0, 1),
    deliberation: within(settings.deliberation, reflection.deliberation, 0, 100),
  };
}

function within(value: number | undefined, otherwise: number, least: number, most: number): number {
  const chosen = value === undefined || Number.isNaN(value) ? otherwise : value;
  return Math.min(most, Math.max(least, chosen));
}
