import type { Model } from './model/types.ts';
import { type Votes, votesOf } from './patterns/votes.ts';
import type { ResolvedSettings } from './result.ts';
import { alonePolicies } from './selection/train.ts';
import { believe, type World } from './world.ts';

/** One AI's beliefs, and what each pattern makes of them: in training, and in deployment as it is, watched and alone. */
export interface Minds {
  readonly votes: Votes;
  /** Policy of each pattern alone in charge, as selection sees it: c * actions + a. */
  readonly alone: readonly Float64Array[];
  /** The same in deployment, with reflection and deliberation: as the contexts are; all watched; all unwatched. */
  readonly deployed: readonly Float64Array[];
  readonly watched: readonly Float64Array[] | null;
  readonly unwatched: readonly Float64Array[] | null;
  /** kappa_{k,h} by channel, context and pattern: (h * contexts + c) * patterns + k; watched as the context is. */
  readonly kappa: Float64Array;
  /** The same where nobody watches. */
  readonly kappaAlone: Float64Array;
}

/** Beliefs number `draw`, with everything that follows from them. */
export function mindsOf(world: World, settings: ResolvedSettings, draw: number): Minds {
  const beliefs = believe(world, settings.capability, settings.seed, draw);
  const votes = votesOf(world, beliefs, settings.recognition);
  const reflected = withReflection(world);
  const watched = withSituation(reflected, true);
  const unwatched = withSituation(reflected, false);
  const asIs = votesOf(reflected, beliefs, settings.recognition);
  const alone = unwatched ? votesOf(unwatched, beliefs, settings.recognition) : asIs;
  const acts = (of: Votes): Float64Array[] => reflectedPolicies(reflected, of, settings);
  return {
    votes,
    alone: alonePolicies(world, votes, settings.decisiveness),
    deployed: acts(asIs),
    watched: watched && unwatched ? acts(votesOf(watched, beliefs, settings.recognition)) : null,
    unwatched: watched && unwatched ? acts(alone) : null,
    kappa: kappas(reflected, asIs, settings),
    kappaAlone: kappas(reflected, alone, settings),
  };
}

/** The world with one pattern more: what every pattern pursues that reflects. */
function withReflection(world: World): World {
  const { model } = world;
  const target = {
    id: 'reflection',
    label: 'reflection',
    goal: { [model.reflection.target]: 1 },
    gate: { contexts: {}, situations: {}, otherwise: 1 },
    weight: 0,
    traits: { bits: 0, members: 1, cost: 0, human: 0, salience: 0, detectable: 0 },
  };
  const extended: Model = { ...model, patterns: [...model.patterns, target] };
  return { ...world, model: extended };
}

/** The world with every deployment context moved to the likeliest situation of use that is watched, or is not. */
function withSituation(world: World, watched: boolean): World | null {
  const { situations } = world.model;
  const candidates = situations.flatMap((situation, s) =>
    situation.phase === 'deployment' && situation.watched === watched ? [s] : [],
  );
  if (candidates.length === 0) return null;
  const chosen = candidates.reduce((best, s) => (situations[s]!.weight > situations[best]!.weight ? s : best));
  const moved = world.situationOf.map((s, c) => (world.phaseOf[c] === 'deployment' ? chosen : s));
  return { ...world, situationOf: moved };
}

/** Chance that a pattern reflects in context c. 0 outside of deployment: selection acts on what is not reflected on. */
function rateOf(world: World, settings: ResolvedSettings, c: number): number {
  if (world.phaseOf[c] !== 'deployment') return 0;
  return settings.reflection * (world.model.reflection.rate[world.model.contexts[c]!.id] ?? 0);
}

/** (1 - chi) pi_k + chi pi_target, the optional operator of model note F.4 (local to ambitious at rate chi). Assumed. */
function reflectedPolicies(world: World, votes: Votes, settings: ResolvedSettings): Float64Array[] {
  const policies = alonePolicies(world, votes, settings.decisiveness);
  const deliberate = alonePolicies(world, votes, settings.decisiveness * settings.deliberation);
  const target = deliberate.pop()!;
  return deliberate.map((policy, k) =>
    policy.map((p, i) => {
      const c = Math.floor(i / world.actions);
      if (world.phaseOf[c] !== 'deployment') return policies[k]![i]!;
      const rate = rateOf(world, settings, c);
      return (1 - rate) * p + rate * target[i]!;
    }),
  );
}

/**
 * kappa_{k,h} = g_k (E[X_k | do(write_h)] - E[X_k | do(the same without the write)]) in each context, as the pattern
 * believes (model note F.3, where the comparison is with doing nothing). This project's own step, not the authors'.
 */
function kappas(world: World, votes: Votes, settings: ResolvedSettings): Float64Array {
  const { model, contexts, actions } = world;
  const patterns = votes.patterns - 1;
  const numbers = new Map(model.actions.map((action, a) => [action.id, a]));
  const out = new Float64Array(model.channels.length * contexts * patterns);
  for (const [h, { channel }] of model.channels.entries()) {
    const write = model.actions.findIndex((action) => action.writes === channel);
    const without = numbers.get(model.actions[write]?.without ?? '');
    if (write < 0 || without === undefined) continue;
    for (let c = 0; c < contexts; c++) {
      const rate = rateOf(world, settings, c);
      const motive = (k: number): number => {
        const from = (k * contexts + c) * actions;
        return votes.gates[k * contexts + c]! * (votes.votes[from + write]! - votes.votes[from + without]!);
      };
      const target = rate > 0 ? motive(patterns) : 0;
      for (let k = 0; k < patterns; k++) {
        out[(h * contexts + c) * patterns + k] = (1 - rate) * motive(k) + rate * target;
      }
    }
  }
  return out;
}
