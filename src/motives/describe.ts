import { kappaOf, strainOf, writesPerSession } from './deployment/bridge.ts';
import type { CognitivePattern, Phase, Range } from './model/types.ts';
import { divergence, influenceOf, jensenShannon, policyOf, totalVariation } from './patterns/policy.ts';
import type { Behaviour, Divergence, Estimate, Kappa, PatternResult, WatchGap } from './result.ts';
import type { Run } from './run.ts';
import type { World } from './world.ts';

/** Mean over belief draws and its standard error. */
export function estimateOf(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  if (n < 2) return { mean, standardError: null };
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  return { mean, standardError: Math.sqrt(variance / n) };
}

/** Every pattern of a run, in the model's order. */
export function patternResults(run: Run): PatternResult[] {
  const { world } = run;
  const influences = run.minds.map(({ votes }, i) => {
    const weights = run.weights[i]!;
    const policy = policyOf(world, votes, weights, new Float64Array(world.contexts * world.actions));
    return world.model.patterns.map((_, k) => influenceOf(world, votes, weights, k, policy));
  });
  return world.model.patterns.map((pattern, k) => patternResult(run, pattern, k, influences));
}

function patternResult(
  run: Run,
  pattern: CognitivePattern,
  k: number,
  influences: readonly (readonly Float64Array[])[],
): PatternResult {
  const { world, trained, weights } = run;
  const { model } = world;
  const kappa = kappaResults(run, k);
  const writes = model.channels.map((channel, h) => meanWrites(run, k, h, channel.channel));
  const influenceIn = (phase: Phase): Estimate =>
    estimateOf(influences.map((byPattern) => average(phaseWeights(world, phase), (c) => byPattern[k]![c]!)));
  return {
    id: pattern.id,
    label: pattern.label,
    classification: run.classes[k]!,
    fitness: estimateOf(trained.map(({ fitness }) => fitness[k]!)),
    prior: trained[0]!.prior[k]!,
    share: estimateOf(trained.map(({ path }) => path[path.length - 1]![k]!)),
    weight: estimateOf(weights.map((w) => w[k]!)),
    influence: {
      training: influenceIn('training'),
      'held-out': influenceIn('held-out'),
      deployment: influenceIn('deployment'),
    },
    behaviour: model.contexts.map((_, c) => behaviourOf(run, k, c)),
    kappa,
    gaps: gapsOf(run, k),
    strain: strainOf(pattern.id, writes, model.channels, model.instances),
  };
}

function behaviourOf(run: Run, k: number, c: number): Behaviour {
  const { world, minds } = run;
  const { model, actions, nodes, graph, truth } = world;
  const policies = minds.map(({ deployed }) => deployed[k]!.subarray(c * actions, (c + 1) * actions));
  const mean = Array.from({ length: actions }, (_, a) => policies.reduce((sum, p) => sum + p[a]!, 0) / policies.length);
  const from = world.settingOf[c * world.situations + world.situationOf[c]!]! * actions;
  const expected = new Float64Array(nodes);
  for (const [a, p] of mean.entries()) {
    for (let n = 0; n < nodes; n++) expected[n]! += p * truth[(from + a) * nodes + n]!;
  }
  const base = world.logBase.subarray(c * actions, (c + 1) * actions).map(Math.exp);
  return {
    context: model.contexts[c]!.id,
    phase: world.phaseOf[c]!,
    actions: mean,
    outcomes: Object.fromEntries(model.graph.nodes.map(({ id }) => [id, expected[graph.index.get(id)!]!])),
    influence: policies.reduce((sum, policy) => sum + divergence(base, policy, 0, actions), 0) / policies.length,
  };
}

function deploymentContexts(world: World): number[] {
  return world.phaseOf.flatMap((phase, c) => (phase === 'deployment' ? [c] : []));
}

function kappaResults(run: Run, k: number): Kappa[] {
  const { model } = run.world;
  return model.channels.flatMap((channel, h) =>
    deploymentContexts(run.world).map((c) =>
      kappaOf(
        channel,
        model.contexts[c]!.id,
        estimateOf(run.minds.map((minds) => minds.kappa[kappaAt(run, h, c, k)]!)),
        estimateOf(run.minds.map((minds) => minds.kappaAlone[kappaAt(run, h, c, k)]!)),
        run.settings.capability,
      ),
    ),
  );
}

function kappaAt(run: Run, h: number, c: number, k: number): number {
  return (h * run.world.contexts + c) * run.world.model.patterns.length + k;
}

/** Writes per session to a channel, averaged over the contexts of deployment and over belief draws. */
function meanWrites(run: Run, k: number, h: number, channel: string): Range {
  const { world, settings } = run;
  const parameters = world.model.channels.find((one) => one.channel === channel)!;
  const shares = phaseWeights(world, 'deployment');
  const out = { estimate: 0, lower: 0, upper: 0 };
  for (const minds of run.minds) {
    for (const [c, share] of shares.entries()) {
      if (share === 0) continue;
      const writes = writesPerSession(parameters, minds.kappa[kappaAt(run, h, c, k)]!, settings.capability);
      const part = share / run.minds.length;
      out.estimate += part * writes.estimate;
      out.lower += part * writes.lower;
      out.upper += part * writes.upper;
    }
  }
  return out;
}

/** Alignment faking: what a pattern does where it is watched and where it is not, recognised at the recognition rate. */
function gapsOf(run: Run, k: number): WatchGap[] {
  const { world, minds } = run;
  const { model, actions } = world;
  if (minds.some(({ watched }) => watched === null)) return [];
  return deploymentContexts(world).map((c): WatchGap => {
    const gaps = minds.map(({ watched, unwatched }) =>
      totalVariation(watched![k]!, unwatched![k]!, c * actions, actions),
    );
    const from = world.settingOf[c * world.situations + world.situationOf[c]!]! * actions;
    const difference = (id: string): number => {
      const node = world.graph.index.get(id)!;
      let sum = 0;
      for (const { watched, unwatched } of minds) {
        for (let a = 0; a < actions; a++) {
          const change = unwatched![k]![c * actions + a]! - watched![k]![c * actions + a]!;
          sum += (change * world.truth[(from + a) * world.nodes + node]!) / minds.length;
        }
      }
      return sum;
    };
    return {
      context: model.contexts[c]!.id,
      gap: estimateOf(gaps),
      intended: Object.fromEntries(model.graph.intended.map((id) => [id, difference(id)])),
    };
  });
}

/** Jensen-Shannon divergence of every two patterns, by phase, averaged over contexts and belief draws. */
export function divergences(run: Run): Divergence[] {
  const { world, minds } = run;
  const { patterns } = world.model;
  const between = (a: number, b: number, phase: Phase): number =>
    average(phaseWeights(world, phase), (c) => {
      let sum = 0;
      for (const { deployed } of minds) {
        sum += jensenShannon(deployed[a]!, deployed[b]!, c * world.actions, world.actions);
      }
      return sum / minds.length;
    });
  return patterns.flatMap((one, a) =>
    patterns.slice(a + 1).map((other, i): Divergence => {
      const b = a + 1 + i;
      return {
        a: one.id,
        b: other.id,
        training: between(a, b, 'training'),
        heldOut: between(a, b, 'held-out'),
        deployment: between(a, b, 'deployment'),
      };
    }),
  );
}

/** Shares of the contexts of a phase; all alike where none of them has a weight. */
function phaseWeights(world: World, phase: Phase): number[] {
  const own = world.phaseOf.map((one, c) => (one === phase ? world.phaseShares[c]! : 0));
  if (own.some((share) => share > 0)) return own;
  const count = world.phaseOf.filter((one) => one === phase).length;
  return world.phaseOf.map((one) => (one === phase ? 1 / count : 0));
}

function average(shares: readonly number[], value: (c: number) => number): number {
  return shares.reduce((sum, share, c) => (share > 0 ? sum + share * value(c) : sum), 0);
}
